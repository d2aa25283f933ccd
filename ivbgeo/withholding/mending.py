"""Withhold more until every withheld cell is proven to be protected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csc_array

from ivbgeo.withholding.programme import Programme
from ivbgeo.withholding.proving import Witnesses, reach

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from ivbgeo.withholding.puzzle import Puzzle

__all__ = ["mend"]

_FEW = 3000  # pieces: all of them may take part at once
_SAMPLE = 24
_PRICE = 1e-3  # less than this holds nothing
_SUPPORT = 4  # pools of a cell that may grow, at first
_MORE = 500  # pools at once
_MANY = 8_000  # pools: then with fewer anew


def mend(
    puzzle: Puzzle,
    threshold: int,
    chance: np.random.Generator,
    tell: Callable[[], None] | None = None,
) -> NDArray[np.bool_]:
    """Withhold cells of a puzzle until all that are withheld are protected.

    Where a cell is not, the prices of its linear programme tell which sums hold it, and the
    smallest count among these that may be withheld goes.

    Returns
    -------
    NDArray[np.bool_]
        Cells that can't be protected, for what holds them can't be withheld; shape (cells,).
    """
    witnesses = Witnesses(puzzle, threshold, chance)
    alone = _Alone(witnesses, chance)
    cells, sums = witnesses.pools.cells, witnesses.pools.sums
    hopeless = np.zeros(len(puzzle.shown), dtype=np.bool_)
    if puzzle.pieces.size > _FEW:
        reach(witnesses, chance, tell)
    while (left := witnesses.open()).size:
        groups: list[NDArray[np.intp]] = []
        for cell in chance.permutation(left).tolist():
            if not witnesses.is_open(cell):
                continue
            if tell is not None:
                tell()
            held = alone.holding(cell)
            if not witnesses.is_open(cell):
                continue
            held = sums[held]
            held = held[puzzle.own[held]]
            if held.size:
                groups.append(held)
            else:
                hopeless[cells[cell]] = True
                puzzle.secret[cells[cell]] = False
            # What holds one of them holds many.
            if len(groups) == _SAMPLE:
                break
        while groups:
            votes = np.bincount(np.concatenate(groups), minlength=len(puzzle.shown))
            best = np.flatnonzero(votes == votes.max())
            gone = best[np.argmin(puzzle.values[best])]
            puzzle.shown[gone] = False
            alone.free(int(np.flatnonzero(sums == gone)[0]))
            groups = [held for held in groups if gone not in held]
    return hopeless


class _Alone:
    """Cells one by one: each programme goes on from the last."""

    def __init__(self, witnesses: Witnesses, chance: np.random.Generator) -> None:
        self.witnesses = witnesses
        self.chance = chance
        self.part = np.zeros(0, dtype=np.intp)

    def holding(self, cell: int) -> NDArray[np.intp]:
        """Look for witnesses of a cell; give the sums that hold it, by number."""
        rising = bool(self.witnesses.rising()[cell])
        found = [
            self._pushed(cell, sign)
            for sign in ((1.0, -1.0) if rising else (-1.0, 1.0))
            if self.witnesses.is_open(cell)
        ]
        return np.unique(np.concatenate(found))

    def free(self, row: int) -> None:
        """Leave out a sum that is not shown any more."""
        if self.part.size:
            self.programme.free(row)

    def _pushed(self, cell: int, sign: float) -> NDArray[np.intp]:
        """Change a cell as far as can be; give the sums that hold it."""
        witnesses, pools = self.witnesses, self.witnesses.pools
        matrix = pools.some if sign > 0 else pools.whole
        gains = sign * matrix[[cell]].toarray().ravel()
        grow = self.chance.permutation(np.flatnonzero(gains > 0))[:_SUPPORT]
        more = np.setdiff1d(grow, self.part)
        if not self.part.size or self.part.size + more.size > _MANY:
            self._begin(more)
        else:
            self._add(more)
        while True:
            amounts, prices = self.programme.furthest(gains[self.part])
            stock = np.zeros(gains.size)
            stock[self.part] = amounts
            witnesses.see(stock)
            if not witnesses.is_open(cell):
                break
            # What would gain if it took part.
            worth = gains - prices @ pools.rows
            worth[self.part] = 0
            more = np.flatnonzero(worth > _PRICE)
            if not more.size:
                break
            self._add(more[np.argsort(-worth[more])[:_MORE]])
        return np.flatnonzero(np.abs(prices) > _PRICE)

    def _begin(self, more: NDArray[np.intp]) -> None:
        """Start with the pools that have something, and these."""
        pools = self.witnesses.pools
        self.part = np.union1d(np.flatnonzero(pools.stock > 0), more)
        rows = csc_array(pools.rows[:, self.part])
        known = rows @ pools.stock[self.part]
        gone = ~self.witnesses.puzzle.shown[pools.sums]
        least, most = np.where(gone, -np.inf, known), np.where(gone, np.inf, known)
        self.programme = Programme(rows, least, most, self.witnesses.room(self.part))

    def _add(self, more: NDArray[np.intp]) -> None:
        if more.size:
            rows = csc_array(self.witnesses.pools.rows[:, more])
            self.programme.add(rows, self.witnesses.room(more))
            self.part = np.r_[self.part, more]
