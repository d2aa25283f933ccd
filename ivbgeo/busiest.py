"""Where there is most, in words: the names of the buurten and how many, for who sees no map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo import RdPoints, peak

if TYPE_CHECKING:
    from geo import CellCounts, Density, Division

__all__ = ["Busy", "busiest_areas", "busiest_cells", "densest"]

_MOST = 5
_OUTSIDE = "buiten de buurten"


@dataclass(frozen=True, slots=True)
class Busy:
    """A place by the name of the area that it lies in, and how many there are."""

    place: str
    value: float


def busiest_areas(points: RdPoints, division: Division) -> tuple[Busy, ...]:
    """Give the areas with the most points, five at most, the fullest first."""
    found, count = np.unique(_located(points, division), return_counts=True)
    fullest = np.argsort(-count, kind="stable")[:_MOST]
    return tuple(Busy(_name(division, int(found[i])), float(count[i])) for i in fullest)


def busiest_cells(points: RdPoints, counted: CellCounts, division: Division) -> tuple[Busy, ...]:
    """Give the fullest cells, five at most, each by the area that most of its points lie in."""
    column, row = counted.cells.of(points)
    busy = []
    for i in np.argsort(-counted.count, kind="stable")[:_MOST]:
        inside = (column == counted.column[i]) & (row == counted.row[i])
        areas = _located(RdPoints(points.x[inside], points.y[inside]), division)
        found, count = np.unique(areas, return_counts=True)
        busy.append(Busy(_name(division, int(found[count.argmax()])), float(counted.count[i])))
    return tuple(busy)


def densest(density: Density, division: Division) -> tuple[Busy, ...]:
    """Give the tops of a density within the areas, five at most, per km².

    A top is higher than all within a bandwidth, and than that of a point alone.
    """
    from scipy.ndimage import maximum_filter  # noqa: PLC0415 - slow to load, seldom needed

    reach = 2 * round(density.bandwidth / density.step) + 1
    tops = density.values == maximum_filter(density.values, size=reach, mode="constant")
    tops &= density.values > 1.01 * peak(density.bandwidth)
    row, column = np.nonzero(tops)
    places = RdPoints(density.west + column * density.step, density.south + row * density.step)
    value, area = density.values[row, column], _located(places, division)
    order = [i for i in np.argsort(-value, kind="stable") if area[i] >= 0]
    return tuple(Busy(_name(division, int(area[i])), float(value[i])) for i in order[:_MOST])


def _located(points: RdPoints, division: Division) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return division.locator().locate(points.x, points.y)


def _name(division: Division, position: int) -> str:
    return division.names[position] if position >= 0 else _OUTSIDE
