"""Rows that name an area which their division does not have: what must not come about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, select

from geo import DivisionId, Level
from ivbgeo.store import schema

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import ColumnElement, Table
    from sqlalchemy.engine import Connection

__all__ = ["Orphan", "find_orphans"]


@dataclass(frozen=True, slots=True, order=True)
class Orphan:
    """A code that is not in its division, and the title of the dataset that uses it."""

    division: DivisionId
    code: str
    dataset: str


def find_orphans(connection: Connection, numbers: Collection[int]) -> tuple[Orphan, ...]:
    """Find the codes that rows name in some divisions (by number), but those don't have."""
    division, area, dataset = schema.division.c, schema.area.c, schema.dataset.c
    found = set()
    for table, which, code in _uses():
        rows = connection.execute(
            select(division.level, division.year, code, dataset.title)
            .select_from(table)
            .join(schema.dataset, dataset.id == table.c.dataset_id)
            .join(schema.division, which)
            .outerjoin(schema.area, and_(area.division_id == division.id, area.code == code))
            .where(division.id.in_(sorted(numbers)), code.is_not(None), area.id.is_(None))
            .distinct()
        )
        found |= {Orphan(DivisionId(Level(level), year), c, t) for level, year, c, t in rows}
    return tuple(sorted(found))


def _uses() -> Iterator[tuple[Table, ColumnElement[bool], ColumnElement[str]]]:
    """Give each table that names areas, how it tells the division, and the column of the code."""
    number = schema.division.c.id
    for table in (schema.area_count, schema.postcode, schema.incident, schema.casus):
        yield table, table.c.division_id == number, table.c.area_code
    for table in (schema.camera_area, schema.prevention_row, schema.indicator):
        same = and_(
            table.c.level == schema.division.c.level,
            table.c.division_year == schema.division.c.year,
        )
        yield table, same, table.c.area_code
    table = schema.crosswalk
    yield table, table.c.source_division_id == number, table.c.source_code
    yield table, table.c.target_division_id == number, table.c.target_code
