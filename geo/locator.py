"""Placing points in areas: each point in exactly one, or in none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.errors import CoordinateError
from geo.grid import Grid

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.points import RdPoints

__all__ = ["Locator"]

# Points put to the polygons in one go: enough to be quick, few enough that memory stays flat.
_CHUNK = 65_536


class Locator:
    """Places points in the areas of a division.

    A point on a border belongs to exactly one area: the one that stands first among those that
    touch it, which in a division, sorted by code, is the one with the smallest code. The answers
    are those of ``shapely.intersects``, also one unit in the last place beside a border.

    Large numbers of points go through a grid: a point in a cell that no border comes near has the
    answer of the whole cell, all others are decided by the polygons themselves.

    Parameters
    ----------
    polygons
        Object array (m,) of valid polygons and multipolygons, EPSG:28992, in order of preference.
    """

    __slots__ = ("_asked", "_grid", "_polygons")

    def __init__(self, polygons: NDArray[np.object_]) -> None:
        self._polygons = np.array(polygons, dtype=object)
        shapely.prepare(self._polygons)
        self._grid: Grid | None = None
        self._asked = 0

    def locate(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.int32]:
        """Tell in which area each point lies.

        Parameters
        ----------
        x, y
            Eastings and northings, float64 arrays (n,), EPSG:28992, metres.

        Returns
        -------
        ndarray
            int32 array (n,): position of the area in the division's ``codes``, -1 for none. A point
            with a missing or infinite coordinate lies in none.

        Raises
        ------
        CoordinateError
            If x and y are not two columns of one length.
        """
        x, y = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
        if x.ndim != 1 or x.shape != y.shape:
            raise CoordinateError(
                "geo.coordinates.shape",
                f"Two columns of one length are needed, not of shapes {x.shape} and {y.shape}.",
                first=str(x.shape),
                second=str(y.shape),
            )
        self._asked += x.size
        # Building a grid costs about as much as placing one point per cell without it.
        if self._grid is None and self._asked >= Grid.cells_for(len(self._polygons)):
            self._grid = Grid.over(self._polygons, self._by_polygons)
        if self._grid is None:
            positions = np.empty(x.size, dtype=np.int32)
            undecided = np.arange(x.size)
        else:
            positions, undecided = self._grid.look_up(x, y)
        for start in range(0, undecided.size, _CHUNK):
            part = undecided[start : start + _CHUNK]
            positions[part] = self._by_polygons(x[part], y[part])
        return positions

    def locate_points(self, points: RdPoints) -> NDArray[np.int32]:
        """Tell in which area each point lies: :meth:`locate` for points with a type."""
        return self.locate(points.x, points.y)

    def _by_polygons(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.int32]:
        positions = np.full(x.size, -1, dtype=np.int32)
        known = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
        if known.size == 0:
            return positions
        # A tree of the points asked with prepared polygons is quicker than the other way round.
        tree = shapely.STRtree(shapely.points(x[known], y[known]))
        area, point = tree.query(self._polygons, predicate="intersects")
        first = np.full(known.size, len(self._polygons), dtype=np.int32)
        np.minimum.at(first, point, area.astype(np.int32))
        found = first < len(self._polygons)
        positions[known[found]] = first[found]
        return positions

    def __getstate__(self) -> NDArray[np.object_]:
        # Worker processes build their own grid: cheaper than sending it.
        return self._polygons

    def __setstate__(self, polygons: NDArray[np.object_]) -> None:
        self.__init__(polygons)  # type: ignore[misc]
