"""Placing points with an index, by NumPy: the same answers as the compiled way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.index import BLOCK, DOWN, FIRST, LAST, MARKS, NOWHERE, UP
from geo.side import CERTAIN, exact_side

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.index import Index

__all__ = ["place"]

_CHUNK = 2**17
_NOT_TOUCHED = np.iinfo(np.int32).max


def place(
    index: Index, x: NDArray[np.float64], y: NDArray[np.float64], out: NDArray[np.int32]
) -> None:
    """Place points.

    Parameters
    ----------
    index
        The index of the areas.
    x, y
        float64 arrays (n,), EPSG:28992, metres; NaN and infinities lie nowhere.
    out
        int32 array (n,) to write into: position of the area, -1 for none, -2 where the polygons
        must be asked.
    """
    for start in range(0, x.size, _CHUNK):
        part = slice(start, start + _CHUNK)
        out[part] = _place(index, x[part], y[part])


def _place(index: Index, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.int32]:
    left, bottom, scale = index.frame
    rows, columns = (BLOCK * n for n in index.blocks.shape)
    found = np.full(x.size, NOWHERE, dtype=np.int32)
    with np.errstate(over="ignore", invalid="ignore"):
        across, along = (x - left) * scale, (y - bottom) * scale
    at = np.flatnonzero((across >= 0) & (across < columns) & (along >= 0) & (along < rows))
    column, row = across[at].astype(np.intp), along[at].astype(np.intp)
    found[at] = index.blocks[row // BLOCK, column // BLOCK]
    near = found[at] <= FIRST
    at, column, row = at[near], column[near], row[near]
    found[at] = index.cells[FIRST - found[at], row % BLOCK * BLOCK + column % BLOCK]
    at = at[found[at] <= FIRST]
    found[at] = _by_edges(index, FIRST - found[at], x[at], y[at])
    return found


def _by_edges(
    index: Index, cell: NDArray[np.int32], x: NDArray[np.float64], y: NDArray[np.float64]
) -> NDArray[np.int32]:
    """Count the edges left of each point, one edge of every point at a time."""
    answer, at = index.entries[cell].T.copy()
    touched = np.full(x.size, _NOT_TOUCHED, dtype=np.int32)
    todo = np.arange(x.size)
    while todo.size:
        listed = at[todo] >= 0
        near = -1 - at[todo]
        near[listed] = index.near[at[todo[listed]]]
        edge, px, py = index.edges[near // MARKS], x[todo], y[todo]
        above = (py >= edge["y0"]) | (near & DOWN > 0)
        across = above & ((py < edge["y1"]) | (near & UP > 0))
        side = _side(edge, px, py)
        right = across & (side < 0)
        answer[todo[right]] += edge["step"][right]
        end = (py == edge["y1"]) & (
            (px == edge["x1"]) | ((py == edge["y0"]) & (px >= edge["x0"]) & (px <= edge["x1"]))
        )
        on = np.where(across, side == 0, end)
        touched[todo[on]] = np.minimum(touched[todo[on]], edge["touch"][on])
        todo = todo[near & LAST == 0]
        at[todo] += 1
    return np.where(touched < _NOT_TOUCHED, touched, answer)


def _side(
    edge: NDArray[np.void], x: NDArray[np.float64], y: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Give a number with the sign of ``exact_side``."""
    one = (edge["x0"] - x) * (edge["y1"] - y)
    other = (edge["y0"] - y) * (edge["x1"] - x)
    side = one - other
    for i in np.flatnonzero(np.abs(side) < CERTAIN * (np.abs(one) + np.abs(other))):
        x0, y0, x1, y1 = (float(edge[i][name]) for name in ("x0", "y0", "x1", "y1"))
        side[i] = exact_side(x0, y0, x1, y1, float(x[i]), float(y[i]))
    return side
