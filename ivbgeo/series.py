"""Published counts made to answer a question: over months, over parts of a category, over areas.

A sum exists only where every part of it is known; what is unknown stays NaN.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from ivbgeo.category import Taxonomy
    from ivbgeo.period import Period

__all__ = ["Runs", "Values", "over_category", "roll_up"]


@dataclass(frozen=True, slots=True)
class Values:
    """Counts of n areas, shape (n,) each, or (n, k) over k periods; NaN where unknown."""

    count: NDArray[np.float64]
    provisional: NDArray[np.bool_]
    estimated: NDArray[np.bool_]

    @classmethod
    def unknown(cls, n: int) -> Values:
        """Give n unknown counts."""
        return cls(np.full(n, np.nan), np.zeros(n, dtype=bool), np.zeros(n, dtype=bool))

    @property
    def known(self) -> NDArray[np.bool_]:
        """Which counts are known, shape (n,)."""
        return ~np.isnan(self.count)

    def __add__(self, other: Values) -> Values:
        return Values(
            self.count + other.count,
            self.provisional | other.provisional,
            self.estimated | other.estimated,
        )

    def filled_from(self, other: Values) -> Values:
        """Take from ``other`` what is unknown here."""
        return Values(
            np.where(self.known, self.count, other.count),
            np.where(self.known, self.provisional, other.provisional),
            np.where(self.known, self.estimated, other.estimated),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Published counts of one category in one division, all over equally long runs of months.

    Parameters
    ----------
    months
        Length of a run: 1 for counts by month, 12 for counts by year.
    starts
        Shape (k,), the first month of each run, ascending; the runs don't overlap.
    values
        Shape (n, k): areas in the order of the division's codes, by run.
    """

    months: int
    starts: NDArray[np.int64]
    values: Values

    def over(self, period: Period) -> Values | None:
        """Sum the runs that together fill a period, shape (n,); None if they don't fill it.

        One unknown run makes the sum unknown.
        """
        runs, rest = divmod(period.last_index - period.first_index + 1, self.months)
        first = int(np.searchsorted(self.starts, period.first_index))
        found = self.starts[first : first + runs]
        wanted = period.first_index + self.months * np.arange(runs)
        if rest or not np.array_equal(found, wanted):
            return None
        inside = slice(first, first + runs)
        count = self.values.count[:, inside].sum(axis=1)
        known = ~np.isnan(count)
        return Values(
            count,
            self.values.provisional[:, inside].any(axis=1) & known,
            self.values.estimated[:, inside].any(axis=1) & known,
        )


def over_category(
    runs_of: Callable[[str], Sequence[Runs]],
    n: int,
    taxonomy: Taxonomy,
    category: str,
    period: Period,
) -> Values:
    """Give a category's counts over a period: as published, else as the sum of its members.

    Parameters
    ----------
    runs_of
        What is published of a category in one division, the longest runs first.
    n
        How many areas the division has.
    """
    members = taxonomy[category].members
    value = Values.unknown(n)
    for runs in runs_of(category):
        found = runs.over(period)
        if found is not None:
            value = value.filled_from(found)
    if members and not value.known.all():
        parts = [over_category(runs_of, n, taxonomy, member, period) for member in members]
        total = parts[0]
        for part in parts[1:]:
            total = total + part
        value = value.filled_from(total)
    return value


def roll_up(
    value: Values, codes: Sequence[str], parent_of: Mapping[str, str | None], parents: Sequence[str]
) -> Values:
    """Sum areas to the areas around them; a parent is known only if all its areas are.

    Parameters
    ----------
    value
        Counts of the areas in ``codes``.
    parent_of
        The parent's code of each area; areas without one take no part.
    parents
        The codes of the answer.
    """
    position = {code: i for i, code in enumerate(parents)}
    target = np.array([position.get(parent_of.get(code) or "", -1) for code in codes], dtype=int)
    inside = target >= 0
    n = len(parents)
    children = np.bincount(target[inside], minlength=n)
    # NaN spreads through the sum, so an unknown area makes its parent unknown.
    count = np.bincount(target[inside], weights=value.count[inside], minlength=n).astype("float64")
    count[children == 0] = np.nan
    return Values(
        count,
        np.bincount(target[inside], weights=value.provisional[inside], minlength=n) > 0,
        np.bincount(target[inside], weights=value.estimated[inside], minlength=n) > 0,
    )
