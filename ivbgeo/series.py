"""Published counts made to answer a question: over months, over parts of a category, over areas.

A sum exists only where every part of it is known; what is unknown stays NaN.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from ivbgeo.category import Taxonomy
    from ivbgeo.period import Period

__all__ = ["Values", "over_category", "roll_up"]


@dataclass(frozen=True, slots=True)
class Values:
    """Counts of n areas, shape (n,) each; NaN where unknown."""

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


def over_category(
    frame: pd.DataFrame, codes: Sequence[str], taxonomy: Taxonomy, category: str, period: Period
) -> Values:
    """Give a category's counts over a period: as published, else as the sum of its members.

    Parameters
    ----------
    frame
        Published counts in one division, as ``ivbgeo.store.counts.sum_counts`` gives them.
    codes
        The area codes of the division, in the order of the answer.
    """
    members = taxonomy[category].members
    value = _over_months(frame[frame["category"] == category], codes, period)
    if members and not value.known.all():
        parts = [over_category(frame, codes, taxonomy, member, period) for member in members]
        total = parts[0]
        for part in parts[1:]:
            total = total + part
        value = value.filled_from(total)
    return value


def _over_months(rows: pd.DataFrame, codes: Sequence[str], period: Period) -> Values:
    """Sum runs of equal length that together fill the period: one year, or its twelve months."""
    value = Values.unknown(len(codes))
    if rows.empty:
        return value
    wanted = period.last_index - period.first_index + 1
    # One unknown month makes the year unknown.
    whole = rows[(rows["known"] == rows["runs"]) & (rows["runs"] * rows["months"] == wanted)]
    for _, of_length in sorted(whole.groupby("months"), reverse=True):
        summed = of_length.set_index("area_code").reindex(list(codes))
        value = value.filled_from(
            Values(
                summed["count"].to_numpy(dtype="float64"),
                summed["provisional"].eq(other=True).to_numpy(dtype=bool),
                summed["estimated"].eq(other=True).to_numpy(dtype=bool),
            )
        )
        if value.known.all():
            break
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
