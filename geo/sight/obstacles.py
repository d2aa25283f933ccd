"""What stands in the way of sight: polygons, with what is needed to look among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.coverage import check_place
from geo.errors import SightError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray
    from shapely import Point, Polygon
    from shapely.geometry.base import BaseGeometry

__all__ = ["MOUNTING", "Obstacles", "mended"]

MOUNTING = 0.5
"""So many metres inside an obstacle a place still is on its wall, and not inside."""

# Metres: whoever is nearer to a wall than this is on it, for between walls there is no eye in less;
# and around a place on a wall, within how much is looked for where there is no obstacle.
_TOUCH, _BEFORE = 0.001, 0.02
_POLYGON, _MULTIPOLYGON = 3, 6


class Obstacles:
    """What stands in the way of sight.

    An obstacle hides what is behind it, and is itself seen as its outer border; ground that it
    encloses (a courtyard) is no part of it. Obstacles may overlap and touch. It can be shared
    between threads.

    Parameters
    ----------
    polygons
        n polygons or multipolygons, EPSG:28992, metres; a third dimension is dropped. A broken one
        is mended (``shapely.make_valid``); one that is missing or without surface hides nothing.

    Attributes
    ----------
    number
        How many of them have a surface.
    mended
        How many were broken.
    part_of
        int32 array (parts,): which obstacle each part belongs to.
    edges
        float64 array (e, 4): x and y of where an edge begins and ends, with the inside on its left.
    first_edge
        int64 array (parts + 1,): where the edges of each part begin.

    Raises
    ------
    SightError
        If one is something else than a polygon, or has a coordinate that is no number.
    InvalidDivisionError
        If they are not in RD New.
    """

    __slots__ = ("_parts", "edges", "first_edge", "mended", "number", "part_of", "tree")

    def __init__(self, polygons: Sequence[BaseGeometry | None] | NDArray[np.object_] = ()) -> None:
        whole, self.mended = mended(polygons)
        parts, part_of = shapely.get_parts(whole, return_index=True)
        solid = ~shapely.is_empty(parts)
        self._parts = shapely.orient_polygons(parts[solid])
        self.part_of = part_of[solid].astype(np.int32)
        self.number = int(np.unique(self.part_of).size)
        self.tree = shapely.STRtree(self._parts)
        rings, of_part = shapely.get_rings(self._parts, return_index=True)
        xy, of_ring = shapely.get_coordinates(rings, return_index=True)
        ends = np.concatenate([xy[:-1], xy[1:]], axis=1) if len(xy) else np.empty((0, 4))
        real = (of_ring[:-1] == of_ring[1:]) & (xy[:-1] != xy[1:]).any(axis=1)
        self.edges = ends[real]
        of_edge = of_part[of_ring[:-1][real]]
        self.first_edge = np.searchsorted(of_edge, np.arange(self._parts.size + 1))
        for array in (self.part_of, self.edges, self.first_edge):
            array.flags.writeable = False

    def __len__(self) -> int:
        return self.number

    def eyes(
        self, x: ArrayLike, y: ArrayLike
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
        """Tell from where exactly one looks who is at a place.

        On the spot, where no obstacle is. On the border of an obstacle (within 1 mm), or at most
        ``MOUNTING`` inside: from about 1 cm before the nearest wall, as a camera hangs on it; that
        obstacle then hides what is behind that wall, as any other. Further inside, or in a gap of
        2 mm and less: from nowhere.

        Parameters
        ----------
        x, y
            n places, EPSG:28992, metres.

        Returns
        -------
        x, y
            float64 arrays (n,): from where.
        inside
            Boolean array (n,): whether from nowhere.
        """
        eye_x, eye_y = np.array(x, dtype=np.float64), np.array(y, dtype=np.float64)
        inside = np.zeros(eye_x.size, dtype=bool)
        at = shapely.points(eye_x, eye_y)
        for i in np.unique(self.tree.query(at, predicate="dwithin", distance=_TOUCH)[0]):
            eye = self._before_wall(at[i])
            if eye is None:
                inside[i] = True
            else:
                eye_x[i], eye_y[i] = eye.x, eye.y
        return eye_x, eye_y, inside

    def _before_wall(self, place: Point) -> Point | None:
        """Give a point just outside, nearest to a place within; None if it is too deep."""
        near = self._parts[self.tree.query(place, predicate="dwithin", distance=2 * MOUNTING)]
        together = shapely.buffer(shapely.union_all(near), _TOUCH, join_style="mitre")
        border = shapely.boundary(together)
        if shapely.distance(place, border) > MOUNTING + _TOUCH:
            return None
        wall = shapely.get_point(shapely.shortest_line(place, border), 1)
        free = shapely.get_parts(shapely.difference(shapely.buffer(wall, _BEFORE), together))
        if free.size == 0:
            return None
        most: Polygon = free[np.argmax(shapely.area(free))]
        middle = shapely.centroid(most)
        # In the widest free part; its middle is off it only where that part is bent.
        eye = middle if shapely.contains(most, middle) else shapely.point_on_surface(most)
        return None if shapely.intersects(together, eye) else eye


def mended(
    polygons: Sequence[BaseGeometry | None] | NDArray[np.object_],
) -> tuple[NDArray[np.object_], int]:
    """Give polygons that are valid, empty where there was no surface, and how many were broken.

    Raises
    ------
    SightError
        If one is something else than a polygon, or has a coordinate that is no number.
    InvalidDivisionError
        If they are not in RD New.
    """
    given = np.empty(len(polygons), dtype=object)
    given[:] = list(polygons)
    missing = shapely.is_missing(given) | shapely.is_empty(given)
    kind = shapely.get_type_id(given)
    wrong = np.flatnonzero(~missing & ~np.isin(kind, (_POLYGON, _MULTIPOLYGON)))
    xy, of_polygon = shapely.get_coordinates(given, return_index=True)
    broken = np.concatenate([wrong, of_polygon[~np.isfinite(xy).all(axis=1)]])
    if broken.size:
        i = int(broken.min())
        what = given[i].geom_type
        raise SightError(
            "geo.sight.obstacle",
            f"Number {i + 1} is no polygon with numbers for coordinates but a {what}.",
            number=i + 1,
            value=what,
        )
    given[missing] = shapely.Polygon()
    if not missing.all():
        check_place(given)
    given = shapely.force_2d(given)
    invalid = np.flatnonzero(~shapely.is_valid(given))
    given[invalid] = [_surfaces(shapely.make_valid(each)) for each in given[invalid]]
    return given, int(invalid.size)


def _surfaces(geometry: BaseGeometry) -> BaseGeometry:
    """Give what has a surface of what came of mending: lines and points may be left over."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return shapely.union_all(parts[shapely.get_type_id(parts) == _POLYGON])
