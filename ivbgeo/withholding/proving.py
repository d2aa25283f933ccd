"""What an attacker can't rule out: tables that agree with all that is shown.

Each such table that is found is a witness: every count that it has is one that the attacker has to
reckon with. A withheld cell is protected when witnesses have it at 0 and at the threshold less
one, or lie at least the threshold apart. So to prove protection the search may leave out what it
likes; only to prove that a cell is *not* protected it would have to be complete.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csc_array, csr_array, vstack

from ivbgeo.withholding.pools import Pools
from ivbgeo.withholding.programme import Programme

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from ivbgeo.withholding.puzzle import Puzzle

__all__ = ["SLIGHT", "Witnesses", "reach"]

SLIGHT = 1e-6
"""Less than this is nothing: the solver's own tolerance is a tenth of it."""
_ROOM = 4  # times the threshold: no piece has to have more than that beside what it has
_TARGETS = 400  # at once: more hinder each other, fewer take longer in all
_SUPPORT = 4  # pools of a target that may grow
_TRIES = 3  # of a target with others, before it is looked at alone
_FEWEST = 6  # proven at once, or it is quicker to look one by one
_PATIENCE = 3
_HALF = 0.5


class Witnesses:
    """What each cell has in the tables found, at least and at most.

    Cells are numbered as in ``pools.cells``.

    Parameters
    ----------
    puzzle
        The cells.
    threshold
        The least count that is shown.
    chance
        For what is drawn.
    """

    def __init__(self, puzzle: Puzzle, threshold: int, chance: np.random.Generator) -> None:
        self.puzzle = puzzle
        self.threshold = threshold
        self.pools = Pools(puzzle, chance)
        self.values = puzzle.values[self.pools.cells]
        self.least, self.most = self.values.copy(), self.values.copy()
        self.tries = np.zeros(self.values.size, dtype=np.intp)
        self.see(self.pools.stock)

    def see(self, stock: NDArray[np.float64]) -> None:
        """Take in a table: what is in each pool, shape (pools,)."""
        np.minimum(self.least, self.pools.whole @ stock, out=self.least)
        np.maximum(self.most, self.pools.some @ stock, out=self.most)

    def open(self) -> NDArray[np.intp]:
        """Give the withheld cells that are not proven to be protected."""
        at = self.pools.cells
        return np.flatnonzero(~self.puzzle.shown[at] & self.puzzle.secret[at] & ~self._safe())

    def is_open(self, cell: int) -> bool:
        """Tell whether a cell is withheld and not proven to be protected."""
        at = self.pools.cells[cell]
        return bool(not self.puzzle.shown[at] and self.puzzle.secret[at] and not self._safe(cell))

    def aim(self) -> NDArray[np.float64]:
        """Give how high cells have to be seen for it to matter, shape (cells,)."""
        t = self.threshold
        return np.where(self.values < t, np.maximum(self.values, t - 1), t + self.least)

    def rising(self) -> NDArray[np.bool_]:
        """Tell which cells were not seen high enough yet, shape (cells,)."""
        return self.most + SLIGHT < self.aim()

    def room(self, pools: NDArray[np.intp]) -> NDArray[np.float64]:
        """Give how much may be in pools, same shape."""
        return self.pools.stock[pools] + _ROOM * self.threshold * self.pools.size[pools]

    def _safe(self, cell: int | slice = slice(None)) -> NDArray[np.bool_]:
        low, high, t = self.least[cell] - SLIGHT, self.most[cell] + SLIGHT, self.threshold
        return np.asarray(((low <= 0) & (high >= t - 1)) | (high - low >= t))


def reach(
    witnesses: Witnesses, chance: np.random.Generator, tell: Callable[[], None] | None = None
) -> None:
    """Look for witnesses of many cells at once.

    Stops when little is found any more; what is open then has to be looked at one by one.
    """
    within = witnesses.pools.within()
    poor = 0
    left = witnesses.open()
    while poor < _PATIENCE:
        if tell is not None:
            tell()
        targets = _fitting(witnesses, left[witnesses.tries[left] < _TRIES], within, chance)
        if targets.size < _FEWEST:
            return
        witnesses.tries[targets] += 1
        witnesses.see(_together(witnesses, targets, chance))
        now = witnesses.open()
        poor = poor + 1 if left.size - now.size < _FEWEST else 0
        left = now


def _fitting(
    witnesses: Witnesses,
    cells: NDArray[np.intp],
    within: csr_array,
    chance: np.random.Generator,
) -> NDArray[np.intp]:
    """Choose cells that can rise in one table: as many as their sums have room for.

    Of a sum of 5 one cell in a hundred can be at 4 in one table. So those go first whose sums would
    take most tables, or the last would be alone.
    """
    inside = within[cells]
    shown = witnesses.puzzle.shown[witnesses.pools.sums]
    room = np.where(shown, witnesses.puzzle.values[witnesses.pools.sums], np.inf)
    need = np.maximum(witnesses.aim()[cells] - witnesses.values[cells], 0)
    tables = (inside.T @ need) / np.maximum(room, 1)
    most = np.zeros(cells.size)
    np.maximum.at(
        most, np.repeat(np.arange(cells.size), np.diff(inside.indptr)), tables[inside.indices]
    )
    # A little out of order, or the same go together each time.
    order = np.lexsort((-most * chance.uniform(0.8, 1.0, cells.size), witnesses.tries[cells]))
    found: list[int] = []
    for place in order.tolist():
        sums = inside.indices[inside.indptr[place] : inside.indptr[place + 1]]
        if (room[sums] >= need[place]).all():
            room[sums] -= need[place]
            found.append(place)
            if len(found) == _TARGETS:
                break
    return cells[found]


def _together(
    witnesses: Witnesses, targets: NDArray[np.intp], chance: np.random.Generator
) -> NDArray[np.float64]:
    """Change the targets as far as is needed, as many as can be in one table."""
    pools = witnesses.pools
    some = pools.some[targets]
    grow = [np.flatnonzero(pools.stock > 0)]
    # Of each target a few pools that are drawn.
    target = np.repeat(np.arange(targets.size), np.diff(some.indptr))
    drawn = np.lexsort((chance.random(some.nnz), target))
    grow.append(some.indices[drawn][np.arange(some.nnz) - some.indptr[target] < _SUPPORT])
    part = np.unique(np.concatenate(grow))
    falling = witnesses.least[targets] > SLIGHT
    upward = witnesses.rising()[targets] & (~falling | (chance.random(targets.size) < _HALF))
    up, down = targets[upward], targets[~upward]
    shown = np.flatnonzero(witnesses.puzzle.shown[pools.sums])
    rows = pools.rows[:, part][shown]
    known = rows @ pools.stock[part]
    # What rises takes no more than it needs, or there is less for others.
    programme = Programme(
        csc_array(vstack([rows, pools.some[up][:, part]])),
        np.r_[known, np.full(up.size, -np.inf)],
        np.r_[known, witnesses.aim()[up]],
        witnesses.room(part),
        quick=True,
    )
    gains = chance.uniform(0.5, 1.0, up.size) @ pools.some[up][:, part]
    gains -= chance.uniform(0.5, 1.0, down.size) @ pools.whole[down][:, part]
    found, _ = programme.furthest(gains)
    stock = pools.stock.copy()
    stock[part] = found
    return stock
