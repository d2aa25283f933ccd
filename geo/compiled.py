"""Placing points with an index, by machine code that Numba makes; can't be imported without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np
from numba import njit

from geo import side
from geo.edges import EDGE
from geo.index import BLOCK, DOWN, FIRST, LAST, MARKS, NOWHERE, UP
from geo.threads import share_out

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from numpy.typing import NDArray

    from geo.index import Index

__all__ = ["place"]

_CERTAIN = side.CERTAIN
_NOT_TOUCHED = np.iinfo(np.int32).max

# Points looked at together: what they need from memory is then fetched at the same time.
_CHUNK = 1024
# Points that a thread takes at once; fewer aren't worth a second thread.
_MANY = 2**18

_F = TypeVar("_F", bound="Callable[..., Any]")


def place(
    index: Index, x: NDArray[np.float64], y: NDArray[np.float64], out: NDArray[np.int32]
) -> None:
    """Place points: as ``geo.placing.place``, on all cores. Other threads can go on meanwhile."""

    def piece(part: slice) -> None:
        point, spot, mark = (np.empty(_CHUNK, dtype=np.int32) for _ in range(3))
        _place(
            index.frame, index.blocks, index.cells, index.entries, index.near, index.edges,
            x[part], y[part], out[part], point, spot, mark, np.empty(_CHUNK, dtype=EDGE),
        )  # fmt: skip

    share_out(x.size, _MANY, piece)


def _compile(function: _F) -> _F:
    """Have a function compiled at its first call; what was compiled is kept for the next process.

    Strict arithmetic, as Numba does it unless asked otherwise: exactness depends on it.
    """
    try:
        return cast("_F", njit(cache=True, nogil=True)(function))
    except (RuntimeError, OSError):  # no folder can be written to keep it in
        return cast("_F", njit(nogil=True)(function))


_exact_side = _compile(side.exact_side)


@_compile
def _count(edge: Any, mark: int, x: float, y: float, found: int, touched: int) -> tuple[int, int]:
    """Count one edge: whether the point lies to the right of it, or on it."""
    if (y >= edge.y0 or mark & DOWN) and (y < edge.y1 or mark & UP):
        one = (edge.x0 - x) * (edge.y1 - y)
        other = (edge.y0 - y) * (edge.x1 - x)
        which = one - other
        if abs(which) < _CERTAIN * (abs(one) + abs(other)):
            which = float(_exact_side(edge.x0, edge.y0, edge.x1, edge.y1, x, y))
        if which < 0:
            found += edge.step
        elif which == 0:
            touched = min(touched, edge.touch)
    elif y == edge.y1 and (x == edge.x1 or (y == edge.y0 and edge.x0 <= x <= edge.x1)):
        touched = min(touched, edge.touch)
    return found, touched


@_compile
def _place(  # noqa: PLR0913, PLR0917 - compiled code takes arrays, not objects
    frame: NDArray[np.float64],
    blocks: NDArray[np.int32],
    cells: NDArray[np.int32],
    entries: NDArray[np.int32],
    near: NDArray[np.int32],
    edges: NDArray[np.void],
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    out: NDArray[np.int32],
    point: NDArray[np.int32],
    spot: NDArray[np.int32],
    mark: NDArray[np.int32],
    edge: NDArray[np.void],
) -> None:
    left, bottom, scale = frame[0], frame[1], frame[2]
    rows, columns = BLOCK * blocks.shape[0], BLOCK * blocks.shape[1]
    for start in range(0, x.size, _CHUNK):
        left_over = 0
        for i in range(start, min(start + _CHUNK, x.size)):
            across, along = (x[i] - left) * scale, (y[i] - bottom) * scale
            # Not-a-number fails every comparison.
            if 0.0 <= across < columns and 0.0 <= along < rows:
                column, row = int(across), int(along)
                out[i] = blocks[row // BLOCK, column // BLOCK]
                point[left_over] = i
                spot[left_over] = row % BLOCK * BLOCK + column % BLOCK
                left_over += out[i] <= FIRST
            else:
                out[i] = NOWHERE
        number, left_over = left_over, 0
        for j in range(number):
            i = point[j]
            out[i] = cells[FIRST - out[i], spot[j]]
            point[left_over] = i
            left_over += out[i] <= FIRST
        for j in range(left_over):
            i = point[j]
            entry = entries[FIRST - out[i]]
            out[i], spot[j] = entry[0], entry[1]
        for j in range(left_over):
            mark[j] = -1 - spot[j] if spot[j] < 0 else near[spot[j]]
        for j in range(left_over):
            edge[j] = edges[mark[j] // MARKS]
        for j in range(left_over):
            i = point[j]
            found, touched = _count(edge[j], mark[j], x[i], y[i], out[i], _NOT_TOUCHED)
            while not mark[j] & LAST:
                spot[j] += 1
                mark[j] = near[spot[j]]
                other = edges[mark[j] // MARKS]
                found, touched = _count(other, mark[j], x[i], y[i], found, touched)
            out[i] = touched if touched < _NOT_TOUCHED else found
