"""Checks of places against the areas of the municipality: inside, and the right code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo import DivisionId, level_of
from ivbgeo.sources.fault import Rejection, ValueRefusedError
from ivbgeo.sources.rowset import RowSet
from ivbgeo.sources.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from geo import Division
    from ivbgeo.sources.kind import Row

__all__ = ["check_codes", "check_inside"]

_NONE = -1


def check_inside(
    rows: Sequence[Row], division: Division, *, unit: str = "Regel"
) -> tuple[Rejection, ...]:
    """Refuse the points that lie in no area of a division. Rows without a point pass.

    ``unit`` is what a row is called: ``ParsedFile.unit``.
    """
    lines, x, y = _points(rows)
    placed = np.flatnonzero(~np.isnan(x))
    nowhere = division.locator().locate(x[placed], y[placed]) == _NONE
    return tuple(
        Rejection.of(
            ValueRefusedError(
                "coords.outside_city", f"{x[at]:.0f} en {y[at]:.0f}", year=division.year
            ),
            line=int(lines[at]),
            column="plaats",
            unit=unit,
        )
        for at in placed[nowhere].tolist()
    )


def _points(
    rows: Sequence[Row],
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Give line, x and y of all rows; NaN where there is no point."""
    if isinstance(rows, RowSet):
        return rows.line, rows.x, rows.y
    return (
        np.array([row.line for row in rows], dtype=np.int64),
        np.array([row.x for row in rows], dtype=np.float64),
        np.array([row.y for row in rows], dtype=np.float64),
    )


def check_codes(
    rows: Sequence[Row], divisions: Iterable[Division], *, unit: str = "Regel"
) -> tuple[Rejection, ...]:
    """Refuse area codes that their division year does not have, or has under another name.

    The same code can be another place in another year: WK063705 was Rokkeveen in 2024 and is
    Meerzicht in 2025. The sentence says in which years the code exists, and what it is there.
    """
    known = {
        division.id: dict(zip(division.codes, division.names, strict=True))
        for division in divisions
    }
    if isinstance(rows, RowSet) and not rows.has("area_code"):
        return ()
    rejections = []
    faults: dict[tuple[str, int, str], ValueRefusedError | None] = {}
    for row in rows:
        if row.area_code is None or row.division_year is None:
            continue
        key = (row.area_code, row.division_year, row.area_name or "")
        if key not in faults:
            faults[key] = _code_fault(known, *key)
        fault = faults[key]
        if fault is not None:
            rejections.append(Rejection.of(fault, line=row.line, column="gebiedscode", unit=unit))
    return tuple(rejections)


def _code_fault(
    known: dict[DivisionId, dict[str, str]], code: str, year: int, name: str
) -> ValueRefusedError | None:
    level = level_of(code)
    if level is None:
        raise ValueError(f"{code} is no code of an area: its reader lets none pass")
    elsewhere = "; ".join(
        f"in {division.year} is {code} ‘{names[code]}’"
        for division, names in sorted(known.items())
        if division.level == level and division.year != year and code in names
    )
    names = known.get(DivisionId(level, year))
    if names is None:
        years = sorted(division.year for division in known if division.level == level)
        return ValueRefusedError(
            "area.no_division", code, year=year, level=level, known=", ".join(map(str, years))
        )
    if code not in names:
        return ValueRefusedError(
            "area.unknown", code, year=year, elsewhere=elsewhere or "geen andere indeling heeft hem"
        )
    if name and plain(name) != plain(names[code]):
        return ValueRefusedError(
            "area.other_name",
            code,
            year=year,
            name=name,
            right=names[code],
            elsewhere=elsewhere or "geen andere indeling heeft die code",
        )
    return None
