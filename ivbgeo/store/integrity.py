"""What can be wrong inside the store, found by asking the database itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from ivbgeo.record.chain import broken
from ivbgeo.store import schema
from ivbgeo.store.cameras import CAMERAS
from ivbgeo.store.designations import DESIGNATIONS
from ivbgeo.store.measures import MEASURES
from ivbgeo.store.prevention import PREVENTIONS
from ivbgeo.store.record import all_lines, read_head
from ivbgeo.store.spots import SPOTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Table
    from sqlalchemy.engine import Connection

    from ivbgeo.record.chain import Mark

__all__ = ["Fault", "find_faults"]


@dataclass(frozen=True, slots=True)
class Fault:
    """A broken rule (a key of the table of sentences) and what its sentence names."""

    rule: str
    values: dict[str, object]


def find_faults(connection: Connection, aside: Sequence[Mark] = ()) -> Iterator[Fault]:
    """Look through the whole store; gives nothing if all is well.

    ``aside``: lines of the record of access, as they were kept elsewhere.
    """
    try:
        yield from _database(connection)
        yield from _areas(connection)
        yield from _categories(connection)
        yield from _imports(connection)
        yield from _versions(connection)
        yield from _borders(connection)
        yield from _record(connection, aside)
    except DatabaseError as error:
        yield Fault("check.database", {"why": str(error.orig)})


def _database(connection: Connection) -> Iterator[Fault]:
    if connection.dialect.name != "sqlite":
        return  # PostgreSQL checks its pages and its keys by itself
    for (finding,) in connection.execute(text("PRAGMA integrity_check")):
        if finding != "ok":
            yield Fault("check.database", {"why": finding})
    for table, row, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
        yield Fault("check.orphan", {"table": table, "row": row, "parent": parent})


def _areas(connection: Connection) -> Iterator[Fault]:
    """Find rows with an area code that their division does not have."""
    for table in (schema.area_count, schema.postcode, schema.incident, schema.casus):
        missing = connection.execute(
            select(table.c.area_code, schema.division.c.level, schema.division.c.year)
            .join(schema.division, schema.division.c.id == table.c.division_id)
            .outerjoin(
                schema.area,
                (schema.area.c.division_id == table.c.division_id)
                & (schema.area.c.code == table.c.area_code),
            )
            .where(table.c.area_code.is_not(None), schema.area.c.id.is_(None))
            .distinct()
            .order_by(table.c.area_code)
        )
        for code, level, year in missing:
            yield Fault(
                "check.area", {"table": table.name, "code": code, "level": level, "year": year}
            )


def _categories(connection: Connection) -> Iterator[Fault]:
    for table in (schema.area_count, schema.incident):
        missing = connection.execute(
            select(table.c.category)
            .outerjoin(schema.category, schema.category.c.code == table.c.category)
            .where(schema.category.c.id.is_(None))
            .distinct()
            .order_by(table.c.category)
        )
        for (category,) in missing:
            yield Fault("check.category", {"table": table.name, "value": category})


def _imports(connection: Connection) -> Iterator[Fault]:
    """Find imports of which not all rows are there."""
    tables: dict[str, Table] = {
        "incidents": schema.incident,
        "cases": schema.casus,
        "cameras": schema.camera,
        "camera-areas": schema.camera_area,
        "prevention": schema.prevention_row,
    }
    for record in connection.execute(select(schema.import_record)):
        if record.kind in tables:
            table = tables[record.kind]
            rows = select(func.count()).where(table.c.import_id == record.id)
        elif record.kind == "indicators":
            table = schema.indicator
            rows = select(func.count()).where(table.c.dataset_id == record.dataset_id)
        elif record.kind == "areas":
            own = schema.division.c.dataset_id == record.dataset_id
            if connection.execute(select(schema.division.c.id).where(own)).first() is None:
                continue  # other areas came in their place
            rows = select(func.count()).select_from(schema.area).join(schema.division).where(own)
        else:
            continue  # a row of population gives as many counts as it knows
        present = connection.execute(rows).scalar_one()
        if present != record.rows_written:
            yield Fault(
                "check.rows",
                {"file": record.file, "needed": record.rows_written, "value": present},
            )


def _versions(connection: Connection) -> Iterator[Fault]:
    """Find what has lost a version: they count from 1, and none is taken away."""
    for what, of in (
        ("inspanning", MEASURES),
        ("camera", CAMERAS.of),
        ("cameragebied", DESIGNATIONS.of),
        ("preventie", PREVENTIONS.of),
        ("stille of enge plek", SPOTS.of),
    ):
        version = of.version.c
        query = (
            select(of.owner.c.id, func.count(version.id), func.max(version.version))
            .outerjoin(of.version, of.key == of.owner.c.id)
            .group_by(of.owner.c.id)
            .order_by(of.owner.c.id)
        )
        for number, present, newest in connection.execute(query):
            if newest is None or present != newest:
                needed = newest or 1
                yield Fault(
                    "check.versions",
                    {"what": what, "value": number, "needed": needed, "there": present},
                )


def _record(connection: Connection, aside: Sequence[Mark]) -> Iterator[Fault]:
    """Find lines of the record of access that are gone or that say something else than they did."""
    for one in broken(all_lines(connection), read_head(connection), aside):
        yield Fault(one.rule, {"first": one.first, "last": one.last})


def _borders(connection: Connection) -> Iterator[Fault]:
    """Find borders of camera areas and of prevention that can't be read any more."""
    for table in (
        *(schema.camera_area, schema.designation_version),
        *(schema.prevention_row, schema.prevention_version),
    ):
        query = select(table.c.name, table.c.border).where(table.c.border.is_not(None))
        for name, border in connection.execute(query.order_by(table.c.id)):
            if not shapely.is_valid(shapely.from_wkb(border, on_invalid="ignore")):
                yield Fault("check.border", {"value": name})
