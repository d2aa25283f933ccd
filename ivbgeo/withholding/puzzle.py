"""What an attacker has: cells that are sums of pieces, and which of them are shown.

A piece is the count of a leaf. Where versions have other counts, the leaf has several: what all of
them have, what all but the least have more, and so on. An attacker is taken to know which leaves
differ, and which way, but not by how much.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array, hstack, kron, vstack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ivbgeo.withholding.axis import Axis
    from ivbgeo.withholding.table import Published, Table

__all__ = ["Puzzle", "pose"]


@dataclass(slots=True, eq=False)
class Puzzle:
    """Cells over pieces.

    Parameters
    ----------
    rows
        Which pieces each cell is the sum of, shape (cells, pieces), zeros and ones.
    pieces
        The true counts, shape (pieces,).
    shown
        Which cells are shown, shape (cells,); changes.
    own
        Which may be withheld still, shape (cells,): those of an earlier version can't be.
    secret
        Which have to be protected once they aren't shown, shape (cells,).
    """

    rows: csr_array
    pieces: NDArray[np.float64]
    shown: NDArray[np.bool_]
    own: NDArray[np.bool_]
    secret: NDArray[np.bool_]

    @property
    def values(self) -> NDArray[np.float64]:
        """The true counts of cells, shape (cells,)."""
        return np.asarray(self.rows @ self.pieces)


def pose(
    table: Table,
    shown: NDArray[np.bool_],
    secret: NDArray[np.bool_],
    earlier: Sequence[Published] = (),
) -> Puzzle:
    """State what can be worked out of a table.

    Parameters
    ----------
    table
        The counts; its cells come first, in order.
    shown, secret
        Of its cells, shape ``table.shape``.
    earlier
        What was published before; their leaves have the same names, or they have fewer of them.
        Their cells come next, in order.
    """
    rows = [_sums(table.sides), *(_spread(before.table, table) for before in earlier)]
    values = np.array([table.leaves.ravel(), *(_values(before.table, table) for before in earlier)])
    # Of a leaf the versions are steps of a stair: each piece is of those that reach its level.
    levels = np.sort(values, axis=0)
    steps = np.diff(levels, axis=0, prepend=0.0)
    pieces: list[NDArray[np.float64]] = []
    blocks: list[list[csr_array]] = [[] for _ in rows]
    for number, (level, step) in enumerate(zip(levels, steps, strict=True)):
        # Unknown sorts last, and is no step.
        at = np.flatnonzero(step > 0 if number else ~np.isnan(level))
        pieces.append(step[at])
        for mine, row, value in zip(blocks, rows, values, strict=True):
            block = csr_array(row[:, at])
            block.data *= (value[at] >= level[at])[block.indices]
            mine.append(block)
    made = csr_array(vstack([hstack(mine) for mine in blocks]))
    made.eliminate_zeros()
    shown_before = np.concatenate([shown.ravel()[:0], *(one.shown.ravel() for one in earlier)])
    hidden_before = np.concatenate([shown.ravel()[:0], *(one.withheld.ravel() for one in earlier)])
    exposed = np.concatenate([shown.ravel()[:0], *(one.exposed.ravel() for one in earlier)])
    own = np.r_[np.ones(shown.size, bool), np.zeros(shown_before.size, bool)]
    puzzle = Puzzle(
        made,
        np.concatenate(pieces),
        np.r_[shown.ravel(), shown_before],
        own,
        np.r_[secret.ravel(), hidden_before & ~exposed],
    )
    _bind(puzzle, shown.size, shown_before, hidden_before, exposed)
    return puzzle


def _bind(
    puzzle: Puzzle,
    cells: int,
    shown_before: NDArray[np.bool_],
    hidden_before: NDArray[np.bool_],
    exposed: NDArray[np.bool_],
) -> None:
    """Keep shown what was shown, and withheld what was withheld, of cells that are the same."""
    drawn = np.random.default_rng(0).integers(1, 2**62, puzzle.rows.shape[1])
    marks = puzzle.rows.astype(np.int64) @ drawn
    known = np.isin(marks, marks[cells:][shown_before]) & (marks != 0)
    gone = np.isin(marks[:cells], marks[cells:][hidden_before]) & ~known[:cells]
    same = np.flatnonzero(known[:cells])
    puzzle.shown[same], puzzle.own[same] = True, False
    puzzle.shown[np.flatnonzero(gone)] = False
    # Withheld in one version, and shown or given away in another: nothing is left to protect.
    lost = np.isin(marks[cells:], marks[cells:][exposed])
    puzzle.secret[cells:] &= ~(known[cells:] | lost)


def _values(before: Table, table: Table) -> NDArray[np.float64]:
    """Give the leaves of an earlier table by those of a later one, flat; NaN where it has none."""
    found = np.full(table.leaves.shape, np.nan)
    found[_within(before, table)] = before.leaves
    return found.ravel()


def _spread(before: Table, table: Table) -> csr_array:
    """Give which leaves of a later table each cell of an earlier one is the sum of."""
    column = np.arange(table.leaves.size).reshape(table.leaves.shape)
    at = column[_within(before, table)].ravel()
    spread = csr_array(
        (np.ones(at.size), (np.arange(at.size), at)), shape=(at.size, table.leaves.size)
    )
    return csr_array(_sums(before.sides) @ spread)


def _within(before: Table, table: Table) -> tuple[NDArray[np.intp], ...]:
    """Give where the leaves of an earlier table are among those of a later one."""
    sides = zip(before.sides, table.sides, strict=True)
    return np.ix_(*(_found(old, new) for old, new in sides))


def _sums(sides: Sequence[Axis]) -> csr_array:
    """Give which leaves each cell is the sum of, shape (cells, leaves)."""
    areas, categories, periods = (side.matrix.astype(np.float64) for side in sides)
    return csr_array(kron(kron(areas, categories), periods))


def _found(old: Axis, new: Axis) -> NDArray[np.intp]:
    """Give where leaves of a side are on the side of a later version."""
    position = {name: i for i, name in enumerate(new.leaves)}
    return np.array([position[name] for name in old.leaves], dtype=np.intp)
