"""Inspanningen, in versions: a change is a row that comes, and none goes."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from geo import AreaId, Level
from ivbgeo.errors import DataError, UsageError
from ivbgeo.figure import Classification
from ivbgeo.measure import Measure, MeasureStatus, MeasureVersion
from ivbgeo.store import schema

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.engine import Connection, Row

    from ivbgeo.viewer import Viewer

__all__ = ["add_measure", "add_version", "origins", "read_measures", "read_versions"]

_VERSION = schema.measure_version
_PLAIN = [field.name for field in fields(Measure) if field.name not in {"area", "partners"}]


def read_measures(connection: Connection, viewer: Viewer) -> tuple[MeasureVersion, ...]:
    """Give the newest version of each inspanning that a viewer may read, the oldest one first."""
    later = _VERSION.alias()
    newest = (
        select(func.max(later.c.version))
        .where(later.c.measure_id == schema.measure.c.id)
        .scalar_subquery()
    )
    query = _readable(viewer).where(_VERSION.c.version == newest).order_by(schema.measure.c.id)
    return tuple(_version(row) for row in connection.execute(query))


def read_versions(
    connection: Connection, viewer: Viewer, measure_id: int
) -> tuple[MeasureVersion, ...]:
    """Give the versions of an inspanning that a viewer may read, the newest first."""
    query = _readable(viewer).where(schema.measure.c.id == measure_id)
    rows = connection.execute(query.order_by(_VERSION.c.version.desc()))
    return tuple(_version(row) for row in rows)


def add_measure(
    connection: Connection, measure: Measure, by: str, origin: str | None = None
) -> int:
    """Write the first version of an inspanning; gives its number."""
    query = insert(schema.measure).returning(schema.measure.c.id)
    number = int(connection.execute(query, {"origin": origin}).scalar_one())
    _add(connection, number, 1, measure, by, withdrawn=False)
    return number


def add_version(
    connection: Connection,
    measure_id: int,
    seen: int,
    measure: Measure,
    by: str,
    *,
    withdrawn: bool = False,
) -> int:
    """Write what is said of an inspanning from now on; gives the number of that version.

    Parameters
    ----------
    seen
        The version that was on the screen of whoever changes it.

    Raises
    ------
    UsageError
        If there is no such inspanning.
    DataError
        If another version came after ``seen``: it would be lost unread.
    """
    query = select(func.max(_VERSION.c.version)).where(_VERSION.c.measure_id == measure_id)
    newest = connection.execute(query).scalar_one()
    if newest is None:
        raise UsageError("measure.unknown", value=measure_id)
    if newest != seen:
        raise DataError("measure.moved_on", value=measure.title)
    _add(connection, measure_id, seen + 1, measure, by, withdrawn=withdrawn)
    return seen + 1


def origins(connection: Connection) -> dict[str, int]:
    """Give the number of each inspanning that came from the embedded data, by its name there."""
    table = schema.measure
    query = select(table.c.origin, table.c.id).where(table.c.origin.is_not(None))
    return {row.origin: row.id for row in connection.execute(query)}


def _readable(viewer: Viewer) -> Select[Any]:
    return (
        select(_VERSION, schema.measure.c.origin)
        .join(schema.measure, schema.measure.c.id == _VERSION.c.measure_id)
        .where(_VERSION.c.classification.in_(viewer.readable))
    )


def _add(
    connection: Connection,
    number: int,
    version: int,
    measure: Measure,
    by: str,
    *,
    withdrawn: bool,
) -> None:
    area = measure.area
    connection.execute(
        insert(_VERSION),
        {
            **{name: getattr(measure, name) for name in _PLAIN},
            "partners": "\n".join(measure.partners),
            "area_code": area.code if area else None,
            "level": area.level.value if area else None,
            "division_year": area.year if area else None,
            "measure_id": number,
            "version": version,
            "changed_at": datetime.now(UTC),
            "changed_by": by,
            "withdrawn": withdrawn,
        },
    )


def _version(row: Row[Any]) -> MeasureVersion:
    told = {name: getattr(row, name) for name in _PLAIN} | {
        "partners": tuple(row.partners.split("\n")) if row.partners else (),
        "area": AreaId(row.area_code, row.division_year, Level(row.level)) if row.level else None,
        "status": MeasureStatus(row.status),
        "classification": Classification(row.classification),
    }
    at: datetime = row.changed_at
    return MeasureVersion(
        id=row.measure_id,
        version=row.version,
        # SQLite gives back the same moment without its zone.
        changed_at=at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC),
        changed_by=row.changed_by,
        withdrawn=row.withdrawn,
        measure=Measure(**told),
        origin=row.origin,
    )
