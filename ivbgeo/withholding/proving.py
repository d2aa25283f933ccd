"""What an attacker can't rule out: tables that agree with all that is shown.

Each such table that is found is a witness: every count that it has is one that the attacker has to
reckon with. A withheld cell is protected when witnesses have it at 0 and at the threshold less
one, or lie at least the threshold apart. So to prove protection the search may leave out what it
likes; only to prove that a cell is *not* protected it would have to be complete.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array, hstack, vstack

from ivbgeo.withholding.programme import Programme

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from ivbgeo.withholding.puzzle import Puzzle

__all__ = ["SLIGHT", "Witnesses", "bounds", "part_of", "reach"]

SLIGHT = 1e-6
"""Less than this is nothing: the solver's own tolerance is a tenth of it."""
_ROOM = 4  # times the threshold: no piece has to change by more than that
_TARGETS = 200  # at once: more hinder each other, fewer take longer in all
_SUPPORT = 12  # pieces of a target that may grow
_OTHERS = 1500  # pieces that are 0, of which some take what has to go elsewhere
_UNEVEN = 2.0  # some targets weigh far more than others: all a little higher proves nothing
_FEWEST = 3  # proven of so many targets, or it is time to look one by one
_PATIENCE = 5
_HALF = 0.5


class Witnesses:
    """What each cell has in the tables found, at least and at most.

    Parameters
    ----------
    puzzle
        The cells.
    threshold
        The least count that is shown.
    """

    def __init__(self, puzzle: Puzzle, threshold: int) -> None:
        self.puzzle = puzzle
        self.threshold = threshold
        self.values = puzzle.values
        self.least, self.most = self.values.copy(), self.values.copy()

    def see(self, change: NDArray[np.float64]) -> None:
        """Take in a table: the true one with these changes, shape (pieces,)."""
        seen = self.values + self.puzzle.rows @ change
        np.minimum(self.least, seen, out=self.least)
        np.maximum(self.most, seen, out=self.most)

    def open(self) -> NDArray[np.intp]:
        """Give the withheld cells that are not proven to be protected."""
        low, high, t = self.least - SLIGHT, self.most + SLIGHT, self.threshold
        safe = ((low <= 0) & (high >= t - 1)) | (high - low >= t)
        return np.flatnonzero(~self.puzzle.shown & self.puzzle.secret & ~safe)

    def up(self, cells: NDArray[np.intp]) -> NDArray[np.float64]:
        """Give by how much cells have to rise for it to matter, shape as ``cells``."""
        value, t = self.values[cells], self.threshold
        return np.maximum(np.where(value < t, t - 1 - value, t - value + self.least[cells]), 0)

    def rising(self, cells: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Tell which cells were not seen high enough yet, shape as ``cells``."""
        return self.most[cells] + SLIGHT < self.values[cells] + self.up(cells)


def reach(
    witnesses: Witnesses, chance: np.random.Generator, tell: Callable[[], None] | None = None
) -> None:
    """Look for witnesses of many cells at once.

    Stops when little is found any more; what is open then has to be looked at one by one.
    """
    poor = 0
    left = witnesses.open()
    while left.size > _FEWEST and poor < _PATIENCE:
        if tell is not None:
            tell()
        targets = chance.permutation(left)[:_TARGETS]
        witnesses.see(_together(witnesses, targets, chance))
        now = witnesses.open()
        poor = poor + 1 if left.size - now.size < _FEWEST else 0
        left = now


def part_of(
    puzzle: Puzzle, cells: NDArray[np.intp], chance: np.random.Generator
) -> tuple[NDArray[np.intp], NDArray[np.intp], csr_array]:
    """Choose pieces that may change for cells to change: a part, for all together are too many.

    Returns
    -------
    pieces, sums, rows
        Positions of the pieces: what is there, what has to grow, and some beside it. Positions of
        the cells that are shown and have such pieces, and which they have.
    """
    wanted = puzzle.rows[cells]
    grow = [np.flatnonzero(puzzle.pieces > 0), chance.integers(puzzle.pieces.size, size=_OTHERS)]
    for start, stop in pairwise(wanted.indptr):
        grow.append(chance.permutation(wanted.indices[start:stop])[:_SUPPORT])
    pieces = np.unique(np.concatenate(grow))
    sums = np.flatnonzero(puzzle.shown)
    rows = puzzle.rows[sums][:, pieces]
    touched = np.flatnonzero(np.diff(rows.indptr))
    return pieces, sums[touched], rows[touched]


def bounds(
    puzzle: Puzzle, pieces: NDArray[np.intp], threshold: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give how much pieces may fall and rise, shape as ``pieces``."""
    return -puzzle.pieces[pieces], np.full(pieces.size, float(_ROOM * threshold))


def _together(
    witnesses: Witnesses, targets: NDArray[np.intp], chance: np.random.Generator
) -> NDArray[np.float64]:
    """Change the targets as far as is needed, as many as can be in one table."""
    puzzle = witnesses.puzzle
    pieces, _, held = part_of(puzzle, targets, chance)
    wanted = puzzle.rows[targets][:, pieces]
    k, n = wanted.shape
    # A column for each target, that is the sum of its changes.
    unit = csr_array((-np.ones(k), (np.arange(k), np.arange(k))), shape=(k, k))
    blank = csr_array((held.shape[0], k))
    rows = csr_array(vstack([hstack([held, blank]), hstack([wanted, unit])]))
    falling = witnesses.least[targets] > SLIGHT
    upward = witnesses.rising(targets) & (~falling | (chance.random(k) < _HALF))
    lower, upper = bounds(puzzle, pieces, witnesses.threshold)
    programme = Programme(
        rows,
        np.r_[lower, np.where(upward, -np.inf, -witnesses.values[targets])],
        np.r_[upper, np.where(upward, witnesses.up(targets), np.inf)],
        quick=True,
    )
    gains = np.where(upward, 1.0, -1.0) * chance.exponential(size=k) ** _UNEVEN
    found, _ = programme.furthest(np.r_[np.zeros(n), gains])
    change = np.zeros(puzzle.pieces.size)
    change[pieces] = found[:n]
    return change
