"""A table of counts along three sides, with all its sums."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ivbgeo.withholding.axis import Axis

__all__ = ["Published", "State", "Table"]


class State(IntEnum):
    """What is done with a cell."""

    SHOWN = 0
    SMALL = 1
    """Withheld: its count is under the threshold."""
    ALONG = 2
    """Withheld, so that no other withheld count can be worked out."""
    UNKNOWN = 3
    """There is no count."""
    LEFT_OUT = 4
    """Of a slice that is not offered."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Counts of leaves; every other cell is a sum of these.

    Parameters
    ----------
    areas, categories, periods
        The sides.
    leaves
        Counts, shape (leaves of areas, of categories, of periods); NaN is unknown, and so is each
        sum that it would be in. What lies in no area, or is of no kind, has to be a leaf of its
        own, or sums do not hold.

    Raises
    ------
    DataError
        If the shape differs, or a count is no whole number from 0.
    """

    areas: Axis
    categories: Axis
    periods: Axis
    leaves: NDArray[np.float64]

    def __post_init__(self) -> None:
        wanted = tuple(len(side.leaves) for side in self.sides)
        if self.leaves.shape != wanted:
            raise DataError("withholding.shape", value=self.leaves.shape, known=wanted)
        known = self.leaves[~np.isnan(self.leaves)]
        wrong = known[(known < 0) | (known != np.floor(known)) | np.isinf(known)]
        if wrong.size:
            raise DataError("withholding.count", value=wrong[0])

    @property
    def sides(self) -> tuple[Axis, Axis, Axis]:
        """Areas, categories, periods."""
        return self.areas, self.categories, self.periods

    @property
    def shape(self) -> tuple[int, int, int]:
        """How many names each side has."""
        a, c, p = (len(side.names) for side in self.sides)
        return a, c, p

    def counts(self) -> NDArray[np.float64]:
        """Give all cells, shape (areas, categories, periods); NaN is unknown."""
        known = ~np.isnan(self.leaves)
        made = self._summed(np.where(known, self.leaves, 0.0))
        if not known.all():
            made[self._summed((~known).astype(np.float64)) > 0] = np.nan
        return made

    def _summed(self, leaves: NDArray[np.float64]) -> NDArray[np.float64]:
        for place, side in enumerate(self.sides):
            flat = np.moveaxis(leaves, place, 0)
            made = side.matrix @ flat.reshape(flat.shape[0], -1)
            leaves = np.moveaxis(made.reshape(-1, *flat.shape[1:]), 0, place)
        return np.ascontiguousarray(leaves)


@dataclass(frozen=True, slots=True, eq=False)
class Published:
    """A table, and what of it is shown.

    Parameters
    ----------
    table
        The counts.
    states
        What is done with each cell, values of ``State``, shape ``table.shape``.
    threshold
        The least count that is shown.
    exposed
        Cells that what was published before gives away, whatever is withheld now: shape
        ``table.shape``. They are withheld, and not protected.
    """

    table: Table
    states: NDArray[np.uint8]
    threshold: int
    exposed: NDArray[np.bool_]

    @property
    def shown(self) -> NDArray[np.bool_]:
        """Which cells are shown, shape ``table.shape``."""
        return np.asarray(self.states == State.SHOWN)

    @property
    def withheld(self) -> NDArray[np.bool_]:
        """Which cells are withheld, shape ``table.shape``."""
        return np.isin(self.states, (State.SMALL, State.ALONG))

    def counts(self) -> NDArray[np.float64]:
        """Give what may be read, shape ``table.shape``; NaN is not shown."""
        return np.where(self.shown, self.table.counts(), np.nan)

    def lost(self) -> float:
        """Give the share that is withheld along, of all counts that are large enough to show."""
        along = int((self.states == State.ALONG).sum())
        large = along + int(self.shown.sum())
        return along / large if large else 0.0
