"""Pools: pieces that no sum that is shown tells apart, taken together.

What is in a pool may lie in any of its pieces, and nothing that is shown would differ. So a table
is said by what is in each pool, and tells the least and the most of every cell at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csc_array, csr_array

if TYPE_CHECKING:
    from ivbgeo.withholding.puzzle import Puzzle

__all__ = ["Pools"]

_MARKS = 2**62


class Pools:
    """Pools of a puzzle, as it is now.

    Sums that are withheld later are to be left out; pools stay right then, only finer than need be.

    Parameters
    ----------
    puzzle
        The cells.
    chance
        For marks of pieces.

    Attributes
    ----------
    sums
        Positions of the cells that are shown, those over the same pieces once, shape (sums,).
    cells
        Positions of the cells that are secret once they are not shown, shape (cells,).
    stock
        What is in each pool in truth, shape (pools,).
    size
        Of how many pieces each is, shape (pools,).
    rows
        Which pools each sum is made of, shape (sums, pools), zeros and ones.
    some, whole
        Of which pools each cell has a piece, and which it has all of; shape (cells, pools).
    """

    def __init__(self, puzzle: Puzzle, chance: np.random.Generator) -> None:
        shown = np.flatnonzero(puzzle.shown)
        rows = puzzle.rows[shown].astype(np.int64)
        same = rows @ chance.integers(_MARKS, size=rows.shape[1])
        once = np.sort(np.unique(same, return_index=True)[1])
        self.sums, rows = shown[once], rows[once]
        self.cells = np.flatnonzero(puzzle.secret)
        exact = False
        while not exact:  # unless two marks add up to the same, which hardly ever happens
            marks = chance.integers(_MARKS, size=self.sums.size) @ rows
            _, pool, self.size = np.unique(marks, return_inverse=True, return_counts=True)
            count = pool.size
            each = csr_array((np.ones(count), (np.arange(count), pool)), (count, self.size.size))
            held = csr_array(rows @ each)
            exact = bool((held.data == self.size[held.indices]).all())
        held.data = np.ones(held.nnz)
        self.rows = csc_array(held)
        self.stock = np.asarray(puzzle.pieces @ each, dtype=np.float64)
        self.some = csr_array(puzzle.rows[self.cells] @ each)
        self.whole = self.some.copy()
        self.whole.data = (self.whole.data == self.size[self.whole.indices]).astype(np.float64)
        self.whole.eliminate_zeros()
        self.some.data = np.ones(self.some.nnz)
        self.some.sort_indices()

    def within(self) -> csr_array:
        """Tell which sums each cell is part of, shape (cells, sums), zeros and ones."""
        common = csr_array(self.some @ self.rows.T)
        pools = np.diff(self.some.indptr)
        common.data = (common.data == np.repeat(pools, np.diff(common.indptr))).astype(np.float64)
        common.eliminate_zeros()
        return common
