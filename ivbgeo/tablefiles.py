"""Tables of figures (population, indicators) out of a file into the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo import AreaId, Level, level_of
from ivbgeo.errors import DataError
from ivbgeo.period import Period
from ivbgeo.policy import Indicator
from ivbgeo.sources import Kind
from ivbgeo.store import policy
from ivbgeo.store.counts import CountRow, add_counts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.engine import Connection

    from ivbgeo.atlas import Edition
    from ivbgeo.sources.indicators import IndicatorRow
    from ivbgeo.sources.population import PopulationRow

__all__ = ["TABLES", "write_table"]

TABLES = frozenset({Kind.POPULATION, Kind.INDICATORS})
_PEOPLE = ("inwoners", "huishoudens", "woningen")
_MET = {"ja": True, "nee": False, None: None}


def write_table(
    connection: Connection,
    edition: Edition,
    kind: Kind,
    dataset_id: int,
    rows: Sequence[Any],
) -> None:
    """Write the rows of a table under a dataset."""
    if kind is Kind.POPULATION:
        add_counts(connection, dataset_id, _counts(rows), dict(edition.numbers))
    else:
        policy.add_policy(connection, dataset_id, list(_indicators(edition, rows)))


def _area(code: str, year: int) -> AreaId:
    level = level_of(code)
    if level is None:
        raise DataError("area.not_here", value=code, division=year)
    return AreaId(code, year, level)


def _counts(rows: Sequence[PopulationRow]) -> Iterator[CountRow]:
    for row in rows:
        if row.area_code is None or row.division_year is None:
            continue
        area = _area(row.area_code, row.division_year)
        for category in _PEOPLE:
            value = getattr(row, category)
            # What is secret or not known is not there, so that it can't be taken for nul.
            if value is not None:
                yield CountRow(area, category, Period.year(row.year), value)


def _indicators(edition: Edition, rows: Sequence[IndicatorRow]) -> Iterator[Indicator]:
    newest = edition.division_id(Level.GEMEENTE)
    gemeente = AreaId(edition.division(newest).codes[0], newest.year, Level.GEMEENTE)
    for row in rows:
        area = gemeente
        if row.area_code is not None and row.division_year is not None:
            area = _area(row.area_code, row.division_year)
        yield Indicator(
            code=row.code,
            title=row.title,
            unit=row.unit,
            area=area,
            period=Period.year(row.year),
            value=row.value,
            qualifier="",
            target=row.target or "",
            target_met=_MET[row.target_met],
            period_note="",
            source="eigen bestand",
            remark="",
        )
