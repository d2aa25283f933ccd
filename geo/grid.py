"""A grid over areas that answers at once for points that no border is near."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

__all__ = ["Grid"]

_UNDECIDED = -2
# Cells along a side per square root of the number of areas; more cells leave fewer points
# undecided, but cost time to build.
_FINENESS = 20
_MOST = 1024
# A border this near to a cell counts as touching it. Far above the rounding of coordinates up to
# a million metres (1e-10), far below the size of a cell.
_MARGIN = 1e-3


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Square cells over the bounding box of areas.

    ``answers`` (columns, rows) holds per cell the position of the area in which the whole cell
    lies, -1 for none, -2 where a border is near and the polygons have to decide.
    """

    left: float
    bottom: float
    size: float
    answers: NDArray[np.int32]

    @staticmethod
    def cells_for(areas: int) -> int:
        """Give the number of cells of a grid over so many areas."""
        return _side(areas) ** 2

    @classmethod
    def over(
        cls,
        polygons: NDArray[np.object_],
        locate: Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.int32]],
    ) -> Grid:
        """Build a grid.

        Parameters
        ----------
        polygons
            Object array (m,), EPSG:28992.
        locate
            Gives the position of the area for each of n points (x, y); asked for the centres of
            the cells that no border is near.
        """
        bounds = shapely.total_bounds(polygons)
        # Wider than the areas, so that no point on their outer border falls beside the grid.
        left, bottom, right, top = bounds + np.array([-1.0, -1.0, 1.0, 1.0])
        side = _side(len(polygons))
        size = max(right - left, top - bottom) / side
        shape = (
            max(1, math.ceil((right - left) / size)),
            max(1, math.ceil((top - bottom) / size)),
        )
        answers = np.full(shape, -1, dtype=np.int32)
        _mark_borders(answers, polygons, left, bottom, size)
        column, row = np.nonzero(answers != _UNDECIDED)
        answers[column, row] = locate(left + (column + 0.5) * size, bottom + (row + 0.5) * size)
        return cls(float(left), float(bottom), float(size), answers)

    def look_up(
        self, x: NDArray[np.float64], y: NDArray[np.float64]
    ) -> tuple[NDArray[np.int32], NDArray[np.intp]]:
        """Answer for the points that no border is near.

        Parameters
        ----------
        x, y
            float64 arrays (n,), EPSG:28992, metres; NaN allowed.

        Returns
        -------
        positions, undecided
            int32 array (n,) with the position of the area, -1 for none; and the indices of the
            points for which the polygons have to decide.
        """
        columns, rows = self.answers.shape
        # Outside the bounding box of all areas, and for NaN, the answer is none.
        inside = (
            (x >= self.left)
            & (x <= self.left + columns * self.size)
            & (y >= self.bottom)
            & (y <= self.bottom + rows * self.size)
        )
        positions = np.full(x.size, -1, dtype=np.int32)
        at = np.flatnonzero(inside)
        column = np.minimum(((x[at] - self.left) / self.size).astype(np.intp), columns - 1)
        row = np.minimum(((y[at] - self.bottom) / self.size).astype(np.intp), rows - 1)
        positions[at] = self.answers[column, row]
        return positions, np.flatnonzero(positions == _UNDECIDED)


def _side(areas: int) -> int:
    return min(_MOST, _FINENESS * math.ceil(math.sqrt(areas)))


def _mark_borders(
    answers: NDArray[np.int32],
    polygons: NDArray[np.object_],
    left: float,
    bottom: float,
    size: float,
) -> None:
    """Mark every cell that the bounding box of a short piece of border comes near."""
    # Of a multipolygon itself, get_rings would give nothing.
    pieces = shapely.segmentize(shapely.get_rings(shapely.get_parts(polygons)), size)
    xy, ring = shapely.get_coordinates(pieces, return_index=True)
    same = np.flatnonzero(ring[1:] == ring[:-1])
    low = np.minimum(xy[same], xy[same + 1]) - _MARGIN
    high = np.maximum(xy[same], xy[same + 1]) + _MARGIN
    origin = np.array([left, bottom])
    most = np.array(answers.shape) - 1
    first = np.clip(np.floor((low - origin) / size).astype(np.intp), 0, most)
    last = np.clip(np.floor((high - origin) / size).astype(np.intp), 0, most)
    for right in range(int((last - first)[:, 0].max()) + 1):
        for up in range(int((last - first)[:, 1].max()) + 1):
            cell = np.minimum(first + np.array([right, up]), last)
            answers[cell[:, 0], cell[:, 1]] = _UNDECIDED
