"""Places: pairs of coordinates to RD New, or the reason why they can't be what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo import (
    NETHERLANDS_BOUNDS,
    RD_BOUNDS,
    CoordinateGuess,
    WgsPoints,
    diagnose,
    to_rd,
)
from ivbgeo.errors import DataError
from ivbgeo.sources.fault import ValueRefusedError
from ivbgeo.sources.number import read_number, read_plain_numbers
from ivbgeo.sources.table import ErrorCell, FormulaCell, is_blank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ivbgeo.sources.table import Cell

__all__ = ["RD", "WGS84", "Placer", "known_crs"]

RD = 28992
WGS84 = 4326
# The same places to well under a metre: with a height, or ETRS89 for WGS84.
_ALIKE = {RD: RD, 7415: RD, WGS84: WGS84, 4258: WGS84, 4937: WGS84, 4979: WGS84}
_BOUNDS = {RD: RD_BOUNDS, WGS84: NETHERLANDS_BOUNDS}
_NAMES = {RD: "RD (EPSG:28992)", WGS84: "lengte en breedte (EPSG:4326)"}

# So many places that follow each other tell in which system the file has them.
_TELLING = 2_000


def known_crs(epsg: int | None, name: str, file: str) -> int:
    """Give 28992 or 4326 for a coordinate system that is one of these two.

    Raises
    ------
    DataError
        If it is another.
    """
    if epsg not in _ALIKE:
        raise DataError("coords.unknown_crs", file=file, value=name[:80])
    return _ALIKE[epsg]


class Placer:
    """Turns the pairs of one file into RD New. Nothing is swapped or mended: it is refused.

    Parameters
    ----------
    crs
        28992 or 4326, or None: then the first places of the file tell.
    """

    def __init__(self, crs: int | None) -> None:
        self.crs = crs

    def place(
        self, first: Sequence[Cell], second: Sequence[Cell]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], dict[int, ValueRefusedError]]:
        """Place n pairs of cells: x and y in metres, or lon and lat in degrees.

        Returns
        -------
        x, y
            EPSG:28992, metres, shape (n,); both NaN where both cells are blank, or refused.
        faults
            By position: why a pair was refused.
        """
        faults: dict[int, ValueRefusedError] = {}
        if self.crs is None:
            self._decide(first, second)
        x, y = _numbers(first, second, faults, thousands=self.crs != WGS84)
        given = np.isfinite(x)
        # None of the pairs so far has two numbers if the crs is still open: any will do.
        crs = self.crs or RD
        inside = _inside(x, y, crs)
        for position in np.flatnonzero(given & ~inside).tolist():
            pair = first[position], second[position]
            faults[position] = _why(x[position], y[position], pair, crs)
        if crs == WGS84:
            moved = to_rd(WgsPoints(x[inside], y[inside]))
            x[inside], y[inside] = moved.x, moved.y
            left = inside & ~_inside(x, y, RD)  # at sea, or well over the border
            for position in np.flatnonzero(left).tolist():
                faults[position] = ValueRefusedError(
                    "coords.outside_netherlands", _shown(first[position], second[position])
                )
            inside &= ~left
        x[~inside] = y[~inside] = np.nan
        return x, y, faults

    def _decide(self, first: Sequence[Cell], second: Sequence[Cell]) -> None:
        for start in range(0, len(first), _TELLING):
            some = slice(start, start + _TELLING)
            x, y = _numbers(first[some], second[some], {}, thousands=False)
            if not np.isfinite(x).any():
                continue
            guess = diagnose(x, y)
            swapped = CoordinateGuess.WGS84_SWAPPED
            self.crs = WGS84 if guess in (CoordinateGuess.WGS84, swapped) else RD
            return


def _numbers(
    first: Sequence[Cell],
    second: Sequence[Cell],
    faults: dict[int, ValueRefusedError],
    *,
    thousands: bool,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Read both cells of each pair; NaN, NaN where blank or refused."""
    (x, sure_x), (y, sure_y) = read_plain_numbers(first), read_plain_numbers(second)
    for position in np.flatnonzero(~(sure_x & sure_y)).tolist():
        both = _pair(position, first[position], second[position], faults, thousands=thousands)
        x[position], y[position] = both
    return x, y


def _pair(
    position: int,
    first: Cell,
    second: Cell,
    faults: dict[int, ValueRefusedError],
    *,
    thousands: bool,
) -> tuple[float, float]:
    if is_blank(first) or is_blank(second):
        if not (is_blank(first) and is_blank(second)):
            faults[position] = ValueRefusedError("coords.half", _shown(first, second))
        return np.nan, np.nan
    try:
        return (
            _number(first, "x", thousands=thousands),
            _number(second, "y", thousands=thousands),
        )
    except ValueRefusedError as fault:
        faults[position] = fault
        return np.nan, np.nan


def _number(cell: Cell, field: str, *, thousands: bool) -> float:
    if type(cell) is float and cell - cell == 0:
        return cell
    if isinstance(cell, FormulaCell):
        raise ValueRefusedError("cell.formula", cell.formula, field=field, address=cell.address)
    if isinstance(cell, ErrorCell):
        raise ValueRefusedError("cell.error", cell.text, field=field, address=cell.address)
    try:
        return read_number(cell, thousands=thousands)
    except ValueRefusedError as fault:
        fault.field = field
        raise


def _inside(first: NDArray[np.float64], second: NDArray[np.float64], crs: int) -> NDArray[np.bool_]:
    west, south, east, north = _BOUNDS[crs]
    return (first >= west) & (first <= east) & (second >= south) & (second <= north)


def _why(first: float, second: float, pair: tuple[Cell, Cell], crs: int) -> ValueRefusedError:
    """Say what a pair outside the bounds of its coordinate system looks like."""
    a, b = np.array([first]), np.array([second])
    shown = _shown(*pair)
    other = WGS84 if crs == RD else RD
    if _inside(b, a, crs)[0]:
        return ValueRefusedError("coords.swapped", shown, system=_NAMES[crs])
    if _inside(a, b, other)[0] or _inside(b, a, other)[0]:
        return ValueRefusedError(
            "coords.other_crs", shown, system=_NAMES[crs], other=_NAMES[other], crs=other
        )
    if first == 0 and second == 0:
        return ValueRefusedError("coords.zero", shown)
    return ValueRefusedError("coords.outside_netherlands", shown)


def _shown(*pair: Cell) -> str:
    return " en ".join("leeg" if is_blank(cell) else str(cell)[:40] for cell in pair)
