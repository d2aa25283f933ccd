"""Points counted in equal cells: squares on the lines of RD New, or hexagons.

Each point is in exactly one cell, so that the counts add up to the number of points.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from geo.errors import CoordinateError
from geo.points import RdPoints

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["CellCounts", "CellShape", "Cells"]


class CellShape(StrEnum):
    """What a cell looks like."""

    SQUARE = "vak"
    HEXAGON = "zeshoek"


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells of one shape and width that fill the plane of RD New (EPSG:28992).

    A square (column, row) goes from column times ``width`` to the next in x, likewise in y, from
    the origin of RD: those of 100 m are the "vierkanten" of CBS. Its west and south sides belong
    to it, the others to its neighbours.

    A hexagon stands on a point; ``width`` is from side to side. Its middle is at
    x = (column + half a column in odd rows) times ``width``, y = row times ``width`` times √3/2. A
    point belongs to the nearest middle; as near to two in rows of which one is even, to that of the
    even row; in one row, or in two of the same kind, to that in the east, then in the north.

    Parameters
    ----------
    shape
        Squares or hexagons.
    width
        In metres.

    Raises
    ------
    ValueError
        If the width is no number above 0.
    """

    shape: CellShape
    width: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.width) and self.width > 0):
            raise ValueError(f"a cell is wider than 0 metres, not {self.width}")

    @property
    def height(self) -> float:
        """From one row to the next, in metres."""
        return self.width if self.shape is CellShape.SQUARE else self.width * math.sqrt(3) / 2

    def of(self, points: RdPoints) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give column and row of the cell that each point is in, shape (n,).

        Raises
        ------
        CoordinateError
            If a coordinate is missing or infinite.
        """
        wrong = ~(np.isfinite(points.x) & np.isfinite(points.y))
        if wrong.any():
            first = int(np.flatnonzero(wrong)[0])
            value = f"{points.x[first]}, {points.y[first]}"
            raise CoordinateError(
                "geo.coordinates.numbers",
                f"Point number {first}, ({value}), has no place, so it is in no cell.",
                value=value,
            )
        if self.shape is CellShape.SQUARE:
            # Exact, where x / width may be rounded up to a border that x has not reached.
            column, row = (
                np.floor_divide(axis, self.width).astype(np.int64) for axis in (points.x, points.y)
            )
            return column, row
        # The middles are those of two grids of rectangles: the even rows and the odd ones.
        even = self._nearest(points, 0)
        odd = self._nearest(points, 1)
        nearer = even[2] <= odd[2]
        return np.where(nearer, even[0], odd[0]), np.where(nearer, even[1], odd[1])

    def _nearest(
        self, points: RdPoints, odd: int
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """Give the nearest middle in every other row, and its squared distance."""
        column = np.floor(points.x / self.width - odd / 2 + 0.5)
        row = 2 * np.floor((points.y / self.height - odd) / 2 + 0.5) + odd
        away = (points.x - (column + odd / 2) * self.width) ** 2
        away += (points.y - row * self.height) ** 2
        return column.astype(np.int64), row.astype(np.int64), away

    def count(self, points: RdPoints) -> CellCounts:
        """Count points by cell.

        Raises
        ------
        CoordinateError
            If a coordinate is missing or infinite.
        """
        column, row = self.of(points)
        if not len(points):
            return CellCounts(self, column, row, column)
        # One number for each cell sorts ten times as fast as two.
        west, south = column.min(), row.min()
        wide = column.max() - west + 1
        cells, count = np.unique((row - south) * wide + column - west, return_counts=True)
        return CellCounts(self, cells % wide + west, cells // wide + south, count.astype(np.int64))

    def middles(self, column: NDArray[np.int64], row: NDArray[np.int64]) -> RdPoints:
        """Give the middles of cells, shape (k,)."""
        if self.shape is CellShape.SQUARE:
            return RdPoints((column + 0.5) * self.width, (row + 0.5) * self.width)
        return RdPoints((column + (row % 2) / 2) * self.width, row * self.height)

    def corners(self, column: NDArray[np.int64], row: NDArray[np.int64]) -> NDArray[np.float64]:
        """Give the corners of cells, x and y in metres, counterclockwise; shape (k, 4 or 6, 2)."""
        middle = self.middles(column, row)
        half, side = self.width / 2, self.width / math.sqrt(3)
        around = (
            [(-half, -half), (half, -half), (half, half), (-half, half)]
            if self.shape is CellShape.SQUARE
            else [
                (half, -side / 2),
                (half, side / 2),
                (0.0, side),
                (-half, side / 2),
                (-half, -side / 2),
                (0.0, -side),
            ]
        )
        corners: NDArray[np.float64] = np.column_stack([middle.x, middle.y])[:, None] + around
        return corners


@dataclass(frozen=True, slots=True, eq=False)
class CellCounts:
    """How many points are in each cell that has any.

    ``column``, ``row``, ``count``: int64, shape (k,), by row and within that by column.
    """

    cells: Cells
    column: NDArray[np.int64] = field(repr=False)
    row: NDArray[np.int64] = field(repr=False)
    count: NDArray[np.int64] = field(repr=False)

    @property
    def total(self) -> int:
        """All points."""
        return int(self.count.sum())

    @property
    def middles(self) -> RdPoints:
        """The middles of the cells, shape (k,)."""
        return self.cells.middles(self.column, self.row)
