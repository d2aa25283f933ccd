"""Whether the parts of published figures add up to their totals; where they don't, it is said.

A sum of which a part was not published is unknown, and is not compared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.dutch import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from ivbgeo.fetch.grid import Axes

__all__ = ["Check", "Difference", "Totals"]

# Of the code of a wijk and of a gemeente, after the first two letters.
_DIGITS = {"WK": 6, "GM": 4}
# So many differences of each check are named in a report.
_NAMED = 100


@dataclass(frozen=True, slots=True)
class Difference:
    """One total that its parts don't add up to."""

    area: str
    category: str
    period: str
    sum: int
    published: int

    def __str__(self) -> str:
        return (
            f"{self.area}, {self.category}, {self.period}: de delen zijn samen "
            f"{number(self.sum)}, gepubliceerd is {number(self.published)}"
        )


@dataclass(slots=True)
class Check:
    """One way in which figures should add up, and where they don't."""

    what: str
    compared: int = 0
    differing: int = 0
    first: list[Difference] = field(default_factory=list)


class Totals:
    """Adds up grids, category by category.

    Parameters
    ----------
    axes
        Of the grids.
    total
        The category that all others add up to; None if there is none.
    """

    def __init__(self, axes: Axes, total: str | None) -> None:
        self._axes = axes
        self._total = total
        self._published = axes.empty()
        self._sum = np.zeros_like(self._published)
        self._parts = 0
        self._around = [
            (Check(what), *self._parents(inner, outer))
            for what, inner, outer in (
                ("buurten samen een wijk", "BU", "WK"),
                ("wijken samen de gemeente", "WK", "GM"),
            )
        ]
        self._months = Check("maanden samen een jaar")
        self._years = list(axes.whole_years())

    def add(self, category: str, grid: NDArray[np.float64]) -> None:
        """Add up the areas and the months of a category, and keep it for the sum of all."""
        if category == self._total:
            self._published = grid.copy()
        else:
            # NaN spreads through a sum: with a part unknown, the whole is.
            self._sum += grid
            self._parts += 1
        for check, parents, of in self._around:
            sums = np.zeros((len(parents), grid.shape[1]))
            inside = of >= 0
            np.add.at(sums, of[inside], grid[inside])
            # An area without parts has no sum.
            sums[np.bincount(of[inside], minlength=len(parents)) == 0] = np.nan
            self._compare(check, category, parents, np.arange(grid.shape[1]), sums, grid[parents])
        if self._years:
            rows = np.arange(grid.shape[0])
            columns = np.array([column for column, _ in self._years])
            sums = np.column_stack([grid[:, months].sum(axis=1) for _, months in self._years])
            self._compare(self._months, category, rows, columns, sums, grid[:, columns])

    def checks(self) -> Iterator[Check]:
        """Give what came of it, after all categories were added."""
        if self._total is not None and self._parts:
            kinds = Check("soorten samen het totaal")
            every = np.arange(len(self._axes.areas)), np.arange(len(self._axes.spans))
            self._compare(kinds, self._total, *every, self._sum, self._published)
            yield kinds
        yield from (check for check, *_ in self._around)
        if self._years:
            yield self._months

    def _parents(self, inner: str, outer: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give the rows of the areas around, and for each row the position of the one around it.

        The code of a buurt begins with that of its wijk, that of a wijk with its gemeente's.
        """
        parents = self._axes.rows_of(outer)
        length = _DIGITS[outer]
        digits = {self._axes.areas[row][2 : 2 + length]: at for at, row in enumerate(parents)}
        of = np.full(len(self._axes.areas), -1, dtype=np.int64)
        for row in self._axes.rows_of(inner):
            of[row] = digits.get(self._axes.areas[row][2 : 2 + length], -1)
        return parents, of

    def _compare(
        self,
        check: Check,
        category: str,
        rows: NDArray[np.int64],
        columns: NDArray[np.int64],
        sums: NDArray[np.float64],
        published: NDArray[np.float64],
    ) -> None:
        known = ~np.isnan(sums) & ~np.isnan(published)
        differs = known & (sums != published)
        check.compared += int(known.sum())
        check.differing += int(differs.sum())
        for row, column in np.argwhere(differs)[: _NAMED - len(check.first)]:
            check.first.append(
                Difference(
                    self._axes.areas[rows[row]],
                    category,
                    str(self._axes.spans[columns[column]].period),
                    int(sums[row, column]),
                    int(published[row, column]),
                )
            )
