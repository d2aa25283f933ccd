"""A figure of an area and a year stands in a table once, and a camera of a day in the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ivbgeo.sources.fault import Rejection, ValueRefusedError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from geo import AreaId
    from ivbgeo.sources.kind import Row

__all__ = ["check_doubles", "check_names"]

_KEY = ("code", "area_code", "year")


def check_doubles(
    rows: Iterable[Row], gemeente: AreaId, *, unit: str = "Regel"
) -> tuple[Rejection, ...]:
    """Refuse rows (of population or indicators) of the same area and year as an earlier one.

    Parameters
    ----------
    gemeente
        What a row without an area is of.
    unit
        What a row is called: ``ParsedFile.unit``.
    """
    seen: dict[tuple[object, ...], int] = {}
    # The store tells indicators apart by the code of their area, not by its year too.
    years: dict[tuple[object, ...], tuple[int | None, int]] = {}
    rejections = []
    for row in rows:
        code, area, when = (getattr(row, name, None) for name in _KEY)
        division = row.division_year
        if area is None:
            area, division = gemeente.code, gemeente.year
        first = seen.setdefault((code, area, division, when), row.line)
        other_year, other = years.setdefault((code, area, when), (division, row.line))
        told = " ".join(str(part) for part in (code, area, when) if part)
        if first != row.line:
            fault = ValueRefusedError("table.double", told, other=f"{unit.lower()} {first}")
        elif code is not None and other_year != division:
            fault = ValueRefusedError("table.double_years", told, other=f"{unit.lower()} {other}")
        else:
            continue
        rejections.append(Rejection.of(fault, line=row.line, column="", unit=unit))
    return tuple(rejections)


def check_names(
    rows: Iterable[Any], known: Collection[tuple[str, date | None]], *, unit: str = "Regel"
) -> tuple[Rejection, ...]:
    """Refuse cameras (rows of that kind) with the name and the first day of another one.

    Parameters
    ----------
    known
        Name and first day of those that were read in before.
    unit
        What a row is called: ``ParsedFile.unit``.
    """
    seen: dict[tuple[str, date | None], int] = {}
    rejections = []
    for row in rows:
        key = row.name, row.valid_from
        first = seen.setdefault(key, row.line)
        if key in known:
            fault = ValueRefusedError("camera.known", row.name)
        elif first != row.line:
            fault = ValueRefusedError("table.double", row.name, other=f"{unit.lower()} {first}")
        else:
            continue
        rejections.append(Rejection.of(fault, line=row.line, column="", unit=unit))
    return tuple(rejections)
