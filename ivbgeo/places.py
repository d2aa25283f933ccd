"""Which area lies in which, of whatever level and year, and which ones a viewer covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo import AreaId, Level, level_of
from ivbgeo.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo import DivisionId
    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer

__all__ = [
    "is_known",
    "lies_in",
    "own_areas",
    "own_ground",
    "owns_points",
    "part_in",
    "reaches",
    "refuse_unknown",
    "touches",
]

_HALF = 0.5
# Borders of two years, or of two sources, are never quite the same.
_WHOLE = 0.99
# Metres that a border may be drawn beside that of a wijk, and be meant as the same.
_BESIDE = 25.0


def is_known(edition: Edition, area: AreaId) -> bool:
    """Whether the store has this area in the division of its year."""
    return area.division in edition.numbers and area.code in edition.division(area.division)


def refuse_unknown(edition: Edition, area: AreaId | None) -> None:
    """Refuse an area that the store does not have; None is no area.

    Raises
    ------
    DataError
        If it has not.
    """
    if area is not None and not is_known(edition, area):
        raise DataError("measure.area", value=area.code, level=area.level, year=area.year)


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


def part_in(edition: Edition, shape: BaseGeometry, areas: Collection[AreaId]) -> float:
    """Give which part of a shape lies in areas together: by surface, length or number of points.

    Parameters
    ----------
    shape
        EPSG:28992, of one sort.
    """
    size = _size(shape, shape)
    return _size(shape.intersection(_ground(edition, areas)), shape) / size if size else 0.0


def reaches(edition: Edition, shape: BaseGeometry, areas: Collection[AreaId]) -> bool:
    """Whether half of a shape lies in areas together, or any of it 25 metres within them.

    What is less may be a border that was drawn twice.
    """

    def core() -> BaseGeometry:
        return _ground(edition, areas).buffer(-_BESIDE)

    deep = edition.once(("ground within", frozenset(areas)), core)
    return bool(shape.intersects(deep)) or part_in(edition, shape, areas) >= _HALF


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


def _ground(edition: Edition, areas: Collection[AreaId]) -> BaseGeometry:
    """Give areas as one shape; an empty one where there are none."""

    def join() -> BaseGeometry:
        polygons = [edition.division(one.division).area(one.code).polygon for one in areas]
        return shapely.union_all(polygons)

    return edition.once(("ground", frozenset(areas)), join)


def _size(shape: BaseGeometry, of: BaseGeometry) -> float:
    """Give the surface, length or number of points of a shape, after what it was cut out of."""
    dimension = shapely.get_dimensions(of)
    if dimension == 2:  # noqa: PLR2004 - a surface
        return float(shape.area)
    if dimension == 1:
        return float(shape.length)
    return float(shapely.get_num_coordinates(shape))
