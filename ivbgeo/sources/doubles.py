"""A figure of an area and a year stands in a table once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.sources.fault import Rejection, ValueRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ivbgeo.sources.indicators import IndicatorRow
    from ivbgeo.sources.population import PopulationRow

__all__ = ["check_doubles"]


def check_doubles(
    rows: Iterable[PopulationRow | IndicatorRow], *, unit: str = "Regel"
) -> tuple[Rejection, ...]:
    """Refuse rows that say of the same area and year what an earlier one said."""
    seen: dict[tuple[object, ...], int] = {}
    rejections = []
    for row in rows:
        key = (getattr(row, "code", ""), row.area_code, row.division_year, row.year)
        first = seen.setdefault(key, row.line)
        if first != row.line:
            told = " ".join(str(part) for part in key if part)
            fault = ValueRefusedError("table.double", told, other_line=first)
            rejections.append(Rejection.of(fault, line=row.line, column="", unit=unit))
    return tuple(rejections)
