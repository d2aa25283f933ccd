"""Withhold more until every withheld cell is proven to be protected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.withholding.programme import Programme
from ivbgeo.withholding.proving import Witnesses, bounds, part_of, reach

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from ivbgeo.withholding.puzzle import Puzzle

__all__ = ["mend"]

_FEW = 3000  # pieces: all of them may take part at once
_SAMPLE = 24
_PRICE = 1e-3  # less than this holds nothing


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
    witnesses = Witnesses(puzzle, threshold)
    hopeless = np.zeros(len(puzzle.shown), dtype=np.bool_)
    while True:
        if puzzle.pieces.size > _FEW:
            reach(witnesses, chance, tell)
        left = witnesses.open()
        if not left.size:
            return hopeless
        if puzzle.pieces.size > _FEW:
            # What holds one of them holds many.
            left = chance.permutation(left)[:_SAMPLE]
        holders = _holders(witnesses, left, chance, tell)
        for cell, held in holders.items():
            if not held.size:
                hopeless[cell] = True
                puzzle.secret[cell] = False
        groups = [held for held in holders.values() if held.size]
        while groups:
            votes = np.bincount(np.concatenate(groups), minlength=len(puzzle.shown))
            best = np.flatnonzero(votes == votes.max())
            gone = best[np.argmin(witnesses.values[best])]
            puzzle.shown[gone] = False
            groups = [held for held in groups if gone not in held]


def _holders(
    witnesses: Witnesses,
    cells: NDArray[np.intp],
    chance: np.random.Generator,
    tell: Callable[[], None] | None,
) -> dict[int, NDArray[np.intp]]:
    """Look at cells one by one; give those that are open still, with the sums that hold them."""
    puzzle = witnesses.puzzle
    whole = puzzle.pieces.size <= _FEW
    pieces, sums = np.arange(puzzle.pieces.size), np.flatnonzero(puzzle.shown)
    if whole:
        lower, upper = bounds(puzzle, pieces, witnesses.threshold)
        programme = Programme(puzzle.rows[sums], lower, upper)
    found: dict[int, NDArray[np.intp]] = {}
    for cell in cells.tolist():
        if cell not in witnesses.open():
            continue
        if tell is not None:
            tell()
        if not whole:
            pieces, sums, rows = part_of(puzzle, np.array([cell]), chance)
            lower, upper = bounds(puzzle, pieces, witnesses.threshold)
            programme = Programme(rows, lower, upper, quick=True)
        gains = puzzle.rows[[cell]][:, pieces].toarray().ravel()
        holding: list[NDArray[np.intp]] = []
        up = bool(witnesses.rising(np.array([cell]))[0])
        for sign in (1.0, -1.0) if up else (-1.0, 1.0):
            if cell not in witnesses.open():
                break
            change = np.zeros(puzzle.pieces.size)
            change[pieces], prices = programme.furthest(sign * gains)
            witnesses.see(change)
            holding.append(sums[np.abs(prices) > _PRICE])
        if cell in witnesses.open():
            held = np.unique(np.concatenate(holding))
            found[cell] = held[puzzle.own[held]]
    return found
