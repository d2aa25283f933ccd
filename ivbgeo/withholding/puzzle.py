"""What an attacker has: cells that are sums of pieces, and which of them are shown.

A piece is the count of a leaf. Where a later version has another count, the leaf has two pieces:
what both versions have, and what one of them has more. An attacker is taken to know which leaves
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
    earlier: Published | None = None,
) -> Puzzle:
    """State what can be worked out of a table.

    Parameters
    ----------
    table
        The counts; its cells come first, in order.
    shown, secret
        Of its cells, shape ``table.shape``.
    earlier
        What was published before; its leaves have the same names, or it has fewer of them. Its
        cells come next, in order.
    """
    now = table.leaves.ravel()
    rows = _sums(table.sides)
    known = ~np.isnan(now)
    if earlier is None:
        at = np.flatnonzero(known)
        flat = shown.ravel().copy()
        return Puzzle(rows[:, at], now[at], flat, np.ones_like(flat), secret.ravel().copy())
    before = np.full(table.leaves.shape, np.nan)
    within = np.ix_(
        *(_found(old, new) for old, new in zip(earlier.table.sides, table.sides, strict=True))
    )
    before[within] = earlier.table.leaves
    # Numbers of all leaves of the later table, in the shape of the earlier one.
    column = np.arange(now.size).reshape(table.leaves.shape)[within].ravel()
    spread = csr_array(
        (np.ones(column.size), (np.arange(column.size), column)), shape=(column.size, now.size)
    )
    old_rows = _sums(earlier.table.sides) @ spread
    old = before.ravel()
    had = ~np.isnan(old)
    both = np.flatnonzero(known & had)
    more = np.flatnonzero(known & (~had | (now > np.nan_to_num(old))))
    less = np.flatnonzero(had & (~known | (old > np.nan_to_num(now))))
    none = csr_array((rows.shape[0], less.size))
    gone = csr_array((old_rows.shape[0], more.size))
    made = vstack([
        hstack([rows[:, both], rows[:, more], none]),
        hstack([old_rows[:, both], gone, old_rows[:, less]]),
    ]).tocsr()  # fmt: skip
    base = np.fmin(now, old)
    pieces = np.r_[
        base[both],
        now[more] - np.where(had, old, 0.0)[more],
        old[less] - np.where(known, now, 0.0)[less],
    ]
    shown_before, hidden_before = earlier.shown.ravel(), earlier.withheld.ravel()
    own = np.r_[np.ones(rows.shape[0], bool), np.zeros(old_rows.shape[0], bool)]
    everything = np.r_[shown.ravel(), shown_before]
    hidden = np.r_[secret.ravel(), hidden_before & ~earlier.exposed.ravel()]
    _bind(made, rows.shape[0], everything, own, shown_before, hidden_before)
    return Puzzle(made, pieces, everything, own, hidden)


def _bind(
    rows: csr_array,
    cells: int,
    shown: NDArray[np.bool_],
    own: NDArray[np.bool_],
    shown_before: NDArray[np.bool_],
    hidden_before: NDArray[np.bool_],
) -> None:
    """Keep shown what was shown, and withheld what was withheld, of cells that are the same."""
    drawn = np.random.default_rng(0).integers(1, 2**62, rows.shape[1])
    marks = rows.astype(np.int64) @ drawn
    same = np.isin(marks[:cells], marks[cells:][shown_before]) & (marks[:cells] != 0)
    gone = np.isin(marks[:cells], marks[cells:][hidden_before]) & ~same
    known = np.flatnonzero(same)
    shown[known], own[known] = True, False
    shown[np.flatnonzero(gone)] = False


def _sums(sides: Sequence[Axis]) -> csr_array:
    """Give which leaves each cell is the sum of, shape (cells, leaves)."""
    areas, categories, periods = (side.matrix.astype(np.float64) for side in sides)
    return csr_array(kron(kron(areas, categories), periods))


def _found(old: Axis, new: Axis) -> NDArray[np.intp]:
    """Give where leaves of a side are on the side of a later version."""
    position = {name: i for i, name in enumerate(new.leaves)}
    return np.array([position[name] for name in old.leaves], dtype=np.intp)
