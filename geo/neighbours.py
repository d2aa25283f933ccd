"""Which areas touch each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from shapely import STRtree

from geo.coverage import TOLERANCE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.division import Division

__all__ = ["Neighbours"]


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """The neighbours of n areas, who are each other's.

    Parameters
    ----------
    start
        int array (n + 1,): where in ``other`` the neighbours of each area start, and the last end.
    other
        int array (m,): positions of neighbours, rising for each area; no area is its own.

    Raises
    ------
    ValueError
        If an area is its own neighbour, or has a neighbour that it is not the neighbour of.
    """

    start: NDArray[np.intp]
    other: NDArray[np.intp]

    def __post_init__(self) -> None:
        one, n = self.one, len(self)
        back = np.sort(self.other * n + one)
        if (one == self.other).any() or not np.array_equal(one * n + self.other, back):
            raise ValueError("neighbours are each other's, and in order; no area is its own")

    def __len__(self) -> int:
        return self.start.size - 1

    @classmethod
    def of(cls, division: Division) -> Neighbours:
        """Find which areas of a division share a border or a corner ("queen" contiguity).

        A corner may lie on the middle of a neighbour's border; ground that is narrower than the
        tolerance of a division is rounding, and parts nobody. An area that nothing touches is an
        island: it is kept, without neighbours.
        """
        polygons = division.polygons
        one, other = STRtree(polygons).query(polygons, predicate="dwithin", distance=TOLERANCE)
        apart = one != other
        return cls.of_pairs(one[apart], other[apart], len(division.codes))

    @classmethod
    def of_pairs(cls, one: NDArray[np.intp], other: NDArray[np.intp], n: int) -> Neighbours:
        """Make them of pairs of positions, each pair both ways."""
        order = np.lexsort((other, one))
        start = np.concatenate([[0], np.cumsum(np.bincount(one, minlength=n))])
        return cls(start.astype(np.intp), other[order].astype(np.intp))

    @property
    def number(self) -> NDArray[np.intp]:
        """How many neighbours each area has, int array (n,)."""
        return np.diff(self.start)

    @property
    def islands(self) -> NDArray[np.intp]:
        """Positions of the areas without a neighbour."""
        return np.flatnonzero(self.number == 0)

    @property
    def one(self) -> NDArray[np.intp]:
        """Of which area each of ``other`` is a neighbour, int array (m,)."""
        return np.repeat(np.arange(len(self)), self.number)

    def total(self, value: NDArray[np.float64]) -> NDArray[np.float64]:
        """Add up the values (n,) of each area's neighbours; 0 for an island."""
        added = np.bincount(self.one, weights=value[self.other], minlength=len(self))
        return added.astype(np.float64)

    def among(self, chosen: NDArray[np.bool_]) -> Neighbours:
        """Give the neighbours within some of the areas, which are numbered anew in their order."""
        place = np.cumsum(chosen) - 1
        inside = chosen[self.one] & chosen[self.other]
        pairs = place[self.one[inside]], place[self.other[inside]]
        return Neighbours.of_pairs(*pairs, int(chosen.sum()))
