"""A figure of an area and a year stands in a table once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.sources.fault import Rejection, ValueRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ivbgeo.sources.kind import Row

__all__ = ["check_doubles"]

_KEY = ("code", "area_code", "division_year", "year")


def check_doubles(rows: Iterable[Row], *, unit: str = "Regel") -> tuple[Rejection, ...]:
    """Refuse rows (of population or indicators) of the same area and year as an earlier one."""
    seen: dict[tuple[object, ...], int] = {}
    rejections = []
    for row in rows:
        key = tuple(getattr(row, name, None) for name in _KEY)
        first = seen.setdefault(key, row.line)
        if first != row.line:
            told = " ".join(str(part) for part in key if part)
            fault = ValueRefusedError("table.double", told, other_line=first)
            rejections.append(Rejection.of(fault, line=row.line, column="", unit=unit))
    return tuple(rejections)
