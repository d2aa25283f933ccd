"""Incidents as tables to withhold of: a calendar year each, for no sum goes over two."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.shielding.fitting import groups_of
from ivbgeo.shielding.naming import month_name
from ivbgeo.shielding.subject import Subject
from ivbgeo.store import rows
from ivbgeo.viewer import COUNTING
from ivbgeo.withholding import Axis, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ivbgeo.atlas import Edition
    from ivbgeo.shielding.ground import Ground
    from ivbgeo.shielding.subject import Memory

__all__ = ["Incidents", "is_much"]

_MONTHS = 12
# So many rows without a known area, and this part of all, make a count a lower bound.
_MANY, _LARGE_PART = 5, 0.05


class Incidents:
    """The incidents of a dataset, counted once.

    Parameters
    ----------
    edition, ground
        Which rows there are, and where they are counted.
    dataset_id
        The dataset.
    """

    def __init__(self, edition: Edition, ground: Ground, dataset_id: int) -> None:
        self._edition, self._ground = edition, ground
        self._told = edition.row_months[dataset_id]
        self._codes = sorted(self._told)
        months = frozenset().union(*self._told.values())
        self.spans = tuple(str(year) for year in sorted({month // _MONTHS for month in months}))
        if months:
            self._first = min(months) // _MONTHS
            self._counts, self._unknown = _count(
                edition, ground, dataset_id, self._codes, self._first, max(months) // _MONTHS
            )

    def subject(self, span: str, before: Sequence[Memory] = ()) -> Subject:
        """Give the table of a year.

        Parameters
        ----------
        before
            What was published before: what that has names of stays on the sides.
        """
        year, told, codes = int(span), self._told, self._codes
        at = (year - self._first) * _MONTHS
        counts = self._counts[:, :, at : at + _MONTHS]
        was = [one.published.table for one in before]
        filled = self._ground.filled(counts)
        areas = self._ground.axis(filled, {name for one in was for name in one.areas.leaves})
        numbers = range(year * _MONTHS, (year + 1) * _MONTHS)
        here = {code for code in codes if not told[code].isdisjoint(numbers)}
        kinds = sorted(here.union(*(one.categories.leaves for one in was)))
        groups = groups_of(self._edition, kinds)
        categories = Axis((*kinds, *groups), groups)
        # All twelve, so that a month that comes later is one of them already.
        names = [month_name(month) for month in numbers]
        periods = Axis((*names, span), {span: tuple(names)})
        leaves = np.full((len(areas.leaves), len(categories.leaves), _MONTHS), np.nan)
        places = self._ground.numbers(areas.leaves)
        for i, code in enumerate(categories.leaves):
            if code in here:
                known = np.array([month in told[code] for month in numbers])
                leaves[:, i, known] = counts[places, codes.index(code)][:, known]
        table = Table(areas, categories, periods, leaves)
        named = np.zeros(table.shape, dtype=np.bool_)
        named[["/" not in name for name in areas.names]] = True
        much = is_much(float(self._unknown[year - self._first]), float(counts.sum()))
        return Subject(span, table, named, self._ground.divisions, much)


def is_much(unknown: float, known: float) -> bool:
    """Tell whether so much has no known area that counts are lower bounds."""
    return unknown >= max(_MANY, _LARGE_PART * (unknown + known))


def _count(
    edition: Edition, ground: Ground, dataset_id: int, codes: list[str], first: int, last: int
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Count by place, category and month; and, by year, what has no known area."""
    column = {code: i for i, code in enumerate(codes)}
    counts = np.zeros(
        (len(ground.places), len(codes), (last - first + 1) * _MONTHS), dtype=np.int32
    )
    unknown = np.zeros(last - first + 1, dtype=np.int64)
    with (
        edition.reading() as connection,
        closing(rows.read_incidents(connection, COUNTING, dataset_id)) as batches,
    ):
        for batch in batches:
            at = ground.positions(batch)
            month = batch.first_month - first * _MONTHS
            kind = np.array([column[code] for code in batch.category])
            known = at >= 0
            np.add.at(counts, (at[known], kind[known], month[known]), 1)
            lost = ~known & np.isnan(batch.x)
            np.add.at(unknown, month[lost] // _MONTHS, 1)
    return counts, unknown
