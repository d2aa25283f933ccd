"""Which area lies in which, of whatever level and year, and which ones a viewer covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo import AreaId, Level, level_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo import DivisionId
    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer

__all__ = ["is_known", "lies_in", "own_areas", "own_ground", "owns_points", "touches"]

_HALF = 0.5
# Borders of two years, or of two sources, are never quite the same.
_WHOLE = 0.99


def is_known(edition: Edition, area: AreaId) -> bool:
    """Whether the store has this area in the division of its year."""
    return area.division in edition.numbers and area.code in edition.division(area.division)


def lies_in(edition: Edition, inner: AreaId, outer: AreaId) -> bool:
    """Whether at least half of an area lies in another, of whatever level and year.

    By surface and not by code: a code may have been another place in another year.
    """
    if inner == outer:
        return True

    if not (is_known(edition, inner) and is_known(edition, outer)):
        return False
    one, other = (edition.division(a.division).area(a.code).polygon for a in (inner, outer))
    if not one.intersects(other):
        return False
    return bool(one.intersection(other).area >= _HALF * one.area)


def touches(edition: Edition, area: AreaId | None, place: AreaId) -> bool:
    """Whether an area (None: the whole city) is a place, lies in it, or has it within."""
    return area is None or lies_in(edition, area, place) or lies_in(edition, place, area)


def own_areas(edition: Edition, viewer: Viewer) -> tuple[AreaId, ...]:
    """Give the areas that a viewer covers, each in the newest division that has its code."""
    found = []
    for code in sorted(viewer.wijken):
        level = level_of(code)
        for division in edition.division_ids(level) if level else ():
            area = AreaId(code, division.year, division.level)
            if is_known(edition, area):
                found.append(area)
                break
    return tuple(found)


def own_ground(edition: Edition, viewer: Viewer, wanted: DivisionId) -> NDArray[np.bool_]:
    """Tell which areas of a division lie wholly in the wijken that a viewer covers.

    By surface, as in ``lies_in``; a gemeente is nobody's own.

    Returns
    -------
    array
        Shape (areas,).
    """
    own = [area for area in own_areas(edition, viewer) if area.level is not Level.GEMEENTE]
    division = edition.division(wanted)

    def find() -> NDArray[np.bool_]:
        ground = shapely.union_all([edition.division(a.division).area(a.code).polygon for a in own])
        within = shapely.area(shapely.intersection(division.polygons, ground))
        return np.asarray(within >= _WHOLE * shapely.area(division.polygons))

    if not own or wanted.level is Level.GEMEENTE:
        return np.zeros(len(division.codes), dtype=bool)
    return edition.once(("own ground", frozenset(own), wanted), find)


def owns_points(
    edition: Edition, viewer: Viewer, x: NDArray[np.float64], y: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Tell which points lie in the wijken that a viewer covers; a gemeente is nobody's own.

    A point on a border is of one wijk alone, as it is where points are counted.

    Parameters
    ----------
    x, y
        EPSG:28992, metres, shape (n,).

    Returns
    -------
    array
        Shape (n,).
    """
    found = np.zeros(len(x), dtype=bool)
    for area in own_areas(edition, viewer):
        if area.level is not Level.GEMEENTE and len(x):
            division = edition.division(area.division)
            found |= division.locator().locate(x, y) == division.codes.index(area.code)
    return found
