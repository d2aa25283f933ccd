"""Placing points with an index, by machine code that Numba makes; can't be imported without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np
from numba import njit

from geo import side
from geo.index import BLOCK, DOWN, FIRST, NOWHERE, UP

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from numpy.typing import NDArray

    from geo.index import Index

__all__ = ["place"]

_CERTAIN = side.CERTAIN
_NOT_TOUCHED = np.iinfo(np.int32).max

_F = TypeVar("_F", bound="Callable[..., Any]")


def place(
    index: Index, x: NDArray[np.float64], y: NDArray[np.float64], out: NDArray[np.int32]
) -> None:
    """Place points: as ``geo.placing.place``. Other threads can go on meanwhile."""
    _place(
        index.frame, index.blocks, index.cells, index.anchors, index.starts, index.near,
        index.edges, x, y, out,
    )  # fmt: skip


def _compile(function: _F) -> _F:
    """Have a function compiled at its first call; what was compiled is kept for the next process.

    Strict arithmetic, as Numba does it unless asked otherwise: exactness depends on it.
    """
    try:
        return cast("_F", njit(cache=True, nogil=True)(function))
    except RuntimeError:  # no folder can be written to keep it in
        return cast("_F", njit(nogil=True)(function))


_exact_side = _compile(side.exact_side)


@_compile
def _by_edges(  # noqa: PLR0917 - compiled code takes arrays, not objects
    cell: int,
    x: float,
    y: float,
    anchors: NDArray[np.int32],
    starts: NDArray[np.int32],
    near: NDArray[np.int32],
    edges: Any,
) -> int:
    found = anchors[cell] - 1
    touched = _NOT_TOUCHED
    for k in range(starts[cell], starts[cell + 1]):
        mark = near[k]
        edge = edges[mark // 4]
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
        elif y == edge.y1 and (x == edge.x1 or (edge.y0 == y and edge.x0 <= x <= edge.x1)):
            touched = min(touched, edge.touch)
    return touched if touched < _NOT_TOUCHED else found


@_compile
def _place(  # noqa: PLR0913, PLR0917 - compiled code takes arrays, not objects
    frame: NDArray[np.float64],
    blocks: NDArray[np.int32],
    cells: NDArray[np.int32],
    anchors: NDArray[np.int32],
    starts: NDArray[np.int32],
    near: NDArray[np.int32],
    edges: NDArray[np.void],
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    out: NDArray[np.int32],
) -> None:
    left, bottom, scale = frame[0], frame[1], frame[2]
    rows, columns = BLOCK * blocks.shape[0], BLOCK * blocks.shape[1]
    for i in range(x.size):
        across, along = (x[i] - left) * scale, (y[i] - bottom) * scale
        found = NOWHERE
        # Not-a-number fails every comparison.
        if 0.0 <= across < columns and 0.0 <= along < rows:
            column, row = int(across), int(along)
            found = blocks[row // BLOCK, column // BLOCK]
            if found <= FIRST:
                found = cells[FIRST - found, row % BLOCK * BLOCK + column % BLOCK]
            if found <= FIRST:
                found = _by_edges(FIRST - found, x[i], y[i], anchors, starts, near, edges)
        out[i] = found
