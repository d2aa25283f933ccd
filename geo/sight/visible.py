"""The ground that is seen from places, and the walls that end it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.errors import SightError
from geo.points import RdPoints
from geo.sight.obstacles import Obstacles
from geo.sight.tracing import Traced, trace
from geo.threads import share_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely import MultiLineString, Point
    from shapely.geometry.base import BaseGeometry

    from geo.sight.sight import Sight

__all__ = [
    "VisibleArea",
    "VisibleAreas",
    "beside",
    "free_areas",
    "visible_area",
    "visible_areas",
]

# Sights looked at together, where none reaches further than so many metres: enough for NumPy, few
# enough for the cache. Of those that reach further as many fewer as they have more around them.
_CHUNK, _USUAL = 128, 200.0
_ROUND = 45  # corners for each quarter of a circle


@dataclass(frozen=True, slots=True, eq=False)
class VisibleArea:
    """What is seen from one place.

    Parameters
    ----------
    sight
        From where, and how.
    eye
        From where exactly, EPSG:28992: before the wall, for who is on one (``Obstacles.eyes``).
    area
        The ground seen: a polygon (in rare cases several, where rounding would make it touch
        itself), EPSG:28992.
    walls
        float64 array (k, 4): x and y of begin and end of each piece of an obstacle's border that is
        seen, metres.
    wall_of
        int32 array (k,): which obstacle each is of.
    against
        How many obstacles there were at all; 0 means that none were reckoned with.
    """

    sight: Sight
    eye: Point
    area: BaseGeometry
    walls: NDArray[np.float64] = field(repr=False)
    wall_of: NDArray[np.int32] = field(repr=False)
    against: int

    def frontage(self, chosen: NDArray[np.bool_] | None = None) -> float:
        """Tell how many metres of walls are seen: of all obstacles, or of those chosen.

        However slantwise it is seen; ``chosen`` has a value for each obstacle.
        """
        length = _lengths(self.walls)
        return float(length.sum() if chosen is None else length[chosen[self.wall_of]].sum())

    def facade(self) -> MultiLineString:
        """Give the walls that are seen as lines, to draw."""
        return shapely.multilinestrings(shapely.linestrings(self.walls.reshape(-1, 2, 2)))


@dataclass(frozen=True, slots=True, eq=False)
class VisibleAreas:
    """What is seen from n places.

    Parameters
    ----------
    sights
        From where, and how.
    eyes
        n places, from where exactly (``Obstacles.eyes``).
    inside
        Boolean array (n,): which are inside an obstacle and see nothing.
    areas
        Object array (n,) of polygons, EPSG:28992; empty where nothing is seen.
    walls, wall_of, wall_from
        Pieces of borders that are seen, as of ``VisibleArea``; and int32 array (k,): from which
        place, ascending.
    against
        How many obstacles there were at all.
    """

    sights: tuple[Sight, ...]
    eyes: RdPoints
    inside: NDArray[np.bool_]
    areas: NDArray[np.object_] = field(repr=False)
    walls: NDArray[np.float64] = field(repr=False)
    wall_of: NDArray[np.int32] = field(repr=False)
    wall_from: NDArray[np.int32] = field(repr=False)
    against: int

    def __len__(self) -> int:
        return len(self.sights)

    def __getitem__(self, i: int) -> VisibleArea:
        """Give one of them.

        Raises
        ------
        SightError
            If that place is inside an obstacle.
        """
        sight = self.sights[i]
        if self.inside[i]:
            value = f"{sight.x:.10g}, {sight.y:.10g}"
            raise SightError(
                "geo.sight.inside",
                f"Nothing is seen from inside an obstacle: ({value}). Put it before the wall.",
                value=value,
            )
        low, high = np.searchsorted(self.wall_from, (i, i + 1))
        eye = shapely.Point(self.eyes.x[i], self.eyes.y[i])
        part = slice(low, high)
        return VisibleArea(
            sight, eye, self.areas[i], self.walls[part], self.wall_of[part], self.against
        )

    def square_metres(self) -> NDArray[np.float64]:
        """Give how much ground is seen from each place, shape (n,)."""
        return np.asarray(shapely.area(self.areas), dtype=np.float64)

    def frontage(self, chosen: NDArray[np.bool_] | None = None) -> NDArray[np.float64]:
        """Give how many metres of walls are seen from each place, shape (n,).

        Of all obstacles, or of those chosen; ``chosen`` has a value for each obstacle.
        """
        length = _lengths(self.walls)
        if chosen is not None:
            length = np.where(chosen[self.wall_of], length, 0.0)
        found = np.bincount(self.wall_from, length, len(self))
        return np.asarray(found, dtype=np.float64)

    def covers(self, points: RdPoints, within: float = 0.0) -> NDArray[np.intp]:
        """Tell which points are seen from which places.

        Parameters
        ----------
        points
            m points, EPSG:28992, metres. One without a place (NaN) is seen from nowhere.
        within
            A point counts from so many metres behind the walls that end a view: points of a
            register lie in buildings, where nothing is seen. What could not be seen if nothing
            stood in the way never counts; ``beside`` gives the ground that does.

        Returns
        -------
        ndarray
            Integer array (2, k): pairs of a place and a point, in the order of the places.
        """
        at = np.full(len(points), None, dtype=object)
        known = np.isfinite(points.x) & np.isfinite(points.y)
        at[known] = shapely.points(points.x[known], points.y[known])
        tree = shapely.STRtree(at)
        if within > 0:
            found = tree.query(self.areas, predicate="dwithin", distance=within)
            free = free_areas(self.sights)
            shapely.prepare(free)
            place, point = found
            found = found[:, shapely.intersects_xy(free[place], points.x[point], points.y[point])]
        else:
            areas = self.areas.copy()
            shapely.prepare(areas)
            found = tree.query(areas, predicate="intersects")
        return np.asarray(found[:, np.lexsort((found[1], found[0]))], dtype=np.intp)


def beside(
    areas: NDArray[np.object_], sights: Sequence[Sight], within: float
) -> NDArray[np.object_]:
    """Give the ground that counts as seen: views, and so far behind the walls that end them.

    Ground that a wall does not hide is in a view, so within what would be seen if nothing stood in
    the way a view grows behind walls only. More obstacles never give more of it.

    Parameters
    ----------
    areas
        n polygons, what is seen, EPSG:28992 (``VisibleAreas.areas``).
    sights
        From where, and how.
    within
        Metres.

    Returns
    -------
    ndarray
        n polygons, EPSG:28992: what ``VisibleAreas.covers`` counts in, to 0.02% of ``within``.
    """
    grown = shapely.buffer(areas, within, quad_segs=_ROUND)
    return np.asarray(shapely.intersection(grown, free_areas(sights)), dtype=object)


def free_areas(sights: Sequence[Sight]) -> NDArray[np.object_]:
    """Give what would be seen if nothing stood in the way: n polygons, EPSG:28992."""
    return visible_areas(sights, Obstacles()).areas


def visible_area(sight: Sight, obstacles: Obstacles) -> VisibleArea:
    """Tell what is seen from one place.

    Raises
    ------
    SightError
        If that place is inside an obstacle.
    """
    return visible_areas([sight], obstacles)[0]


def visible_areas(sights: Sequence[Sight], obstacles: Obstacles) -> VisibleAreas:
    """Tell what is seen from many places, by exact line of sight in the plane.

    The far border is not round but has a corner at every whole degree, on the circle: at most
    0.004% of the reach within it, and 0.005% less surface. All else is exact but for rounding.

    Parameters
    ----------
    sights
        From where, and how.
    obstacles
        What stands in the way; ``Obstacles()`` for nothing.

    Examples
    --------
    >>> import shapely
    >>> from geo import Obstacles, Sight, visible_areas
    >>> house = shapely.box(93_010, 451_990, 93_020, 452_010)
    >>> found = visible_areas([Sight(93_000, 452_000, 90, 90, 30)], Obstacles([house]))
    >>> float(found.square_metres()[0].round(1)), float(found.frontage()[0].round(1))
    (100.0, 20.0)
    """
    number = len(sights)
    x, y, inside = obstacles.eyes([each.x for each in sights], [each.y for each in sights])
    outside = np.flatnonzero(~inside)
    areas = np.full(number, shapely.Polygon(), dtype=object)
    traced: dict[int, Traced] = {}

    def piece(part: slice) -> None:
        chosen = outside[part]
        found = trace([sights[i] for i in chosen], x[chosen], y[chosen], obstacles)
        areas[chosen] = found.areas
        traced[part.start] = found

    furthest = max((each.reach for each in sights), default=_USUAL)
    share_out(outside.size, max(int(_CHUNK * min((_USUAL / furthest) ** 2, 1)), 1), piece)
    walls = [(start, traced[start]) for start in sorted(traced)]
    wall_from = [outside[start + each.wall_from] for start, each in walls]
    return VisibleAreas(
        tuple(sights),
        RdPoints(x, y),
        inside,
        areas,
        np.concatenate([np.empty((0, 4)), *(each.walls for _, each in walls)]),
        np.concatenate([np.empty(0, np.int32), *(each.wall_of for _, each in walls)]),
        np.concatenate([np.empty(0, np.int32), *wall_from]).astype(np.int32),
        obstacles.number,
    )


def _lengths(walls: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.hypot(walls[:, 2] - walls[:, 0], walls[:, 3] - walls[:, 1])
