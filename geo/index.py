"""A grid over a coverage that leaves few edges to look at for any point.

How it answers, and why the answers are exact, is told in ``docs/adr/0013-exact-placing.md``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo.edges import Edges, sorting

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["BLOCK", "DOWN", "FIRST", "LAST", "MARKS", "NOWHERE", "UNDECIDED", "UP", "Index"]

BLOCK = 8
"""Cells along a side of a block."""

NOWHERE, UNDECIDED, FIRST = -1, -2, -3
"""What stands in a block or a cell: the position of the area that all of it lies in, ``NOWHERE``,
``UNDECIDED`` where areas overlap and the polygons must be asked, or ``FIRST - i`` for what is
number i among the blocks, or among the cells, that edges come near."""

DOWN, UP, LAST, MARKS = 1, 2, 4, 8
"""Marks of an edge in a cell: its line counts on below its lower end; above its upper end; it is
the last of that cell. An edge in a cell is written as ``MARKS`` times its number plus its marks."""

# A cell has an edge that comes this near to it, as a part of its size: more than rounding can move
# a point, which is 2**-20 of a cell where cells are no smaller than this part of the coordinates.
_NEAR, _FINEST = 2.0**-16, 2.0**-33
_MOST_BLOCKS = 2**23
# Cells that borders run through, for each edge: few where there are many edges, many where few.
_FEW, _MANY, _ENOUGH = 4, 64, 2**15


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Blocks of 8 by 8 cells; all arrays read-only, C order.

    Parameters
    ----------
    frame
        float64 array (3,): left and bottom (metres, EPSG:28992), and cells to a metre.
    blocks
        int32 array (rows, columns): what stands in each block.
    cells
        int32 array (b, 64): what stands in each cell of the blocks that edges come near.
    entries
        int32 array (c, 2): of each cell that edges come near, what to begin counting with, and
        where its edges begin in ``near``. If it has but one edge: that edge, as ``-1 - edge``.
    near
        int32 array (k,): the edges of cells that have several.
    edges
        Structured array (e,) of ``geo.edges.EDGE``.
    decides
        Whether it decides for every point, so that the polygons need not be asked.
    """

    frame: NDArray[np.float64]
    blocks: NDArray[np.int32]
    cells: NDArray[np.int32]
    entries: NDArray[np.int32]
    near: NDArray[np.int32]
    edges: NDArray[np.void]
    decides: bool

    def __post_init__(self) -> None:
        for array in self.arrays.values():
            array.flags.writeable = False

    @property
    def arrays(self) -> dict[str, NDArray[Any]]:
        """All arrays by name."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if isinstance(value, np.ndarray)}

    @classmethod
    def over(cls, polygons: NDArray[np.object_], *, strict: bool | None = None) -> Index:
        """Build the index of areas.

        Parameters
        ----------
        polygons
            Object array (n,) of valid polygons and multipolygons, EPSG:28992, metres.
        strict
            Whether they are a coverage of which neighbours share every vertex, where that is known
            already. If they aren't, the cells along borders that differ are left undecided.
        """
        if strict is None:
            strict = bool(shapely.coverage_is_valid(polygons))
        return _Builder(Edges.of(polygons), strict=strict).index()


class _Builder:
    """What is at hand while an index is built; everything in units of cells."""

    def __init__(self, edges: Edges, *, strict: bool) -> None:
        self.edges, self.strict = edges, strict
        records = edges.records
        low = np.array([min(records["x0"].min(), records["x1"].min()), records["y0"].min()])
        high = np.array([max(records["x0"].max(), records["x1"].max()), records["y1"].max()])
        self.size = _cell_size(records, high - low, np.abs([low, high]).max())
        # A power of two, and corners at multiples of it: scaling then rounds but once.
        self.origin = (np.floor(low / self.size / BLOCK) - 1) * BLOCK * self.size
        spans = np.floor((high - self.origin) / self.size / BLOCK).astype(int) + 2
        self.columns, self.rows = (int(span) * BLOCK for span in spans)
        scale = 1 / self.size
        self.x0, self.x1 = ((records[c] - self.origin[0]) * scale for c in ("x0", "x1"))
        self.y0, self.y1 = ((records[c] - self.origin[1]) * scale for c in ("y0", "y1"))

    def index(self) -> Index:
        """Put it all together."""
        edge, row, first, last = self._strips()
        self._cross(edge, row, last)
        # Every strip taken apart in its cells; block by block, so that what is near stands near.
        count = last - first + 1
        strip = np.repeat(np.arange(edge.size), count)
        column = np.arange(strip.size) - np.repeat(np.cumsum(count) - count - first, count)
        edge, row = edge.take(strip), row.take(strip)
        key = self._key(row, column)
        order = sorting(key)
        key, edge, row, column = (each.take(order) for each in (key, edge, row, column))
        starts = _starts(key)
        cell = key[starts]
        of_block = _starts(cell // BLOCK**2)
        block = cell[of_block] // BLOCK**2
        place = (
            np.repeat(np.arange(block.size), np.diff(of_block, append=cell.size)),
            cell % BLOCK**2,
        )
        blocks, cells = self._sums(self.edges.records["step"], block)
        mark, ended = self._marks(edge, row, column)
        beyond = np.where(ended, self.edges.records["step"][edge], 0)
        anchors = cells[place] - np.add.reduceat(beyond, starts)
        blocks -= 1
        cells -= 1
        cells[place] = FIRST - np.arange(cell.size)
        if not self.strict:
            top, inside = self._sums(self.edges.cover, block)
            blocks[top > 1] = UNDECIDED
            cells[inside > 1] = UNDECIDED
            lone = np.logical_or.reduceat(self.edges.cover[edge] != 0, starts)
            cells[place[0][lone], place[1][lone]] = UNDECIDED
        blocks.ravel()[block] = FIRST - np.arange(block.size)
        # Edges in the order in which cells ask for them.
        seen = np.empty(self.x0.size, dtype=np.intp)
        seen[edge[::-1]] = np.arange(edge.size)[::-1]
        used = sorting(seen)
        rank = np.empty(used.size, dtype=np.int32)
        rank[used] = np.arange(used.size)
        entries, near = _lists(anchors, rank[edge] * MARKS + mark, starts)
        return Index(
            np.array([*self.origin, 1 / self.size]),
            blocks,
            cells,
            entries,
            near,
            self.edges.records.take(used),
            self.strict,
        )

    def _strips(self) -> tuple[NDArray[np.intp], ...]:
        """Give each edge row by row: number of the edge, row, first and last column it is near."""
        bottom = np.floor(self.y0 - 2 * _NEAR).astype(np.intp)
        top = np.floor(self.y1 + 2 * _NEAR).astype(np.intp)
        count = top - bottom + 1
        edge = np.repeat(np.arange(count.size), count)
        row = np.arange(edge.size) - np.repeat(np.cumsum(count) - count - bottom, count)
        x0, x1, y0, y1 = self.x0[edge], self.x1[edge], self.y0[edge], self.y1[edge]
        rise = y1 - y0
        slope = np.divide(x1 - x0, rise, out=np.zeros_like(rise), where=rise > 0)
        enter = x0 + (np.maximum(y0, row - 2 * _NEAR) - y0) * slope
        leave = x0 + (np.minimum(y1, row + 1 + 2 * _NEAR) - y0) * slope
        leave[rise == 0] = x1[rise == 0]
        least, most = np.minimum(x0, x1), np.maximum(x0, x1)
        first = np.floor(np.maximum(np.minimum(enter, leave), least) - 2 * _NEAR)
        last = np.floor(np.minimum(np.maximum(enter, leave), most) + 2 * _NEAR)
        # An edge that lies wholly left of a cell is not near it: see _marks.
        last = np.minimum(last, np.floor(most + _NEAR))
        return edge, row, first.astype(np.intp), last.astype(np.intp)

    def _cross(self, edge: NDArray[np.intp], row: NDArray[np.intp], last: NDArray[np.intp]) -> None:
        """Note which edges cross the middle of each row, and from which column they lie left."""
        middle = row + 0.5
        crosses = np.flatnonzero((self.y0[edge] <= middle) & (middle < self.y1[edge]))
        crosses = crosses[sorting(row[crosses] * self.columns + last[crosses])]
        self.crossed, self.cross_row = edge[crosses], row[crosses]
        self.cross_column = last[crosses] + 1

    def _sums(
        self, step: NDArray[np.int32], block: NDArray[np.intp]
    ) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Add up the steps of the edges that lie left, for every block and the cells of some.

        The sum is taken along the middle line of a row, over edges that are not near the cell. A
        whole row adds up to 0, so sums may run on from row to row.
        """
        steps = step[self.crossed]
        row, column = self.cross_row, self.cross_column
        wide, high = self.columns // BLOCK, self.rows // BLOCK
        top = np.zeros((high, wide), dtype=np.int32)
        middle = row % BLOCK == BLOCK // 2
        np.add.at(top, (row[middle] // BLOCK, -(-column[middle] // BLOCK)), steps[middle])
        np.cumsum(top, axis=1, out=top)
        running = np.concatenate([[0], np.cumsum(steps)]).astype(np.int32)
        rows = (block // wide * BLOCK)[:, None] + np.arange(BLOCK)
        before = np.searchsorted(
            row * self.columns + column, rows * self.columns + (block % wide * BLOCK)[:, None]
        )
        its_block = row // BLOCK * wide + column // BLOCK
        number = np.minimum(np.searchsorted(block, its_block), block.size - 1)
        here = block[number] == its_block
        cell = (number[here] * BLOCK + row[here] % BLOCK) * BLOCK + column[here] % BLOCK
        inside = np.zeros((block.size, BLOCK, BLOCK), dtype=np.int32)
        np.add.at(inside.reshape(-1), cell, steps[here])
        np.cumsum(inside, axis=2, out=inside)
        inside += running[before][:, :, None]
        return top, inside.reshape(block.size, BLOCK**2)

    def _marks(
        self, edge: NDArray[np.intp], row: NDArray[np.intp], column: NDArray[np.intp]
    ) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Mark edges of which an end lies left of a cell, at a height within it.

        There the border goes on with edges that are not near the cell. Counting the line of this
        edge on, which leads away from the cell, takes their place; a level edge counts as rising
        by next to nothing. Also tells which edges cross the middle line of the row only so.
        """
        sloping = self.y1 > self.y0
        low, high = np.floor(self.x0 + _NEAR), np.floor(self.x1 + _NEAR)
        bottom, top = np.floor(self.y0 + _NEAR), np.floor(self.y1 - _NEAR)
        down = (low[edge] < column) & (bottom[edge] >= row)
        up = (high[edge] < column) & (top[edge] <= row) & sloping[edge]
        middle = row + 0.5
        ended = (down & (middle < self.y0[edge])) | (up & (middle >= self.y1[edge]))
        return down * DOWN + up * UP, ended

    def _key(self, row: NDArray[np.intp], column: NDArray[np.intp]) -> NDArray[np.intp]:
        block = row // BLOCK * (self.columns // BLOCK) + column // BLOCK
        return (block * BLOCK + row % BLOCK) * BLOCK + column % BLOCK


def _lists(
    anchors: NDArray[np.int64], marked: NDArray[np.int64], starts: NDArray[np.intp]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Write the edges of each cell: a single one in the cell's entry, others in a list."""
    ends = np.append(starts[1:], marked.size)
    marked[ends - 1] += LAST
    single = ends - starts == 1
    counts = np.where(single, 0, ends - starts)
    entries = np.empty((starts.size, 2), dtype=np.int32)
    entries[:, 0] = anchors - 1
    entries[:, 1] = np.where(single, -1 - marked[starts], np.cumsum(counts) - counts)
    return entries, marked[np.repeat(~single, ends - starts)].astype(np.int32)


def _starts(key: NDArray[np.intp]) -> NDArray[np.intp]:
    """Tell where in sorted keys each new one begins."""
    return np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))


def _cell_size(records: NDArray[np.void], extent: NDArray[np.float64], farthest: float) -> float:
    """Give the side of a cell, metres: a power of two."""
    length = np.hypot(records["x1"] - records["x0"], records["y1"] - records["y0"]).sum()
    wanted = length / max(_FEW * records.size, min(_MANY * records.size, _ENOUGH))
    wanted = max(wanted, math.sqrt(extent.prod() / _MOST_BLOCKS) / BLOCK, _FINEST * farthest)
    return float(2.0 ** math.ceil(math.log2(wanted)))
