"""Which periods can be asked of a category: years, the known part of a year, months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.period import Period

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer

__all__ = ["months_of", "years_of"]

_YEAR = 12


def years_of(edition: Edition, category: str, viewer: Viewer) -> tuple[Period, ...]:
    """Give a period for each year that there are figures of, the newest first.

    A whole year, or of a year of which only some months are known, those.
    """
    spans = _spans(edition, category, viewer)
    periods = []
    for year in edition.years_of(category, viewer):
        within = [
            (max(first, year * _YEAR), min(last, year * _YEAR + _YEAR - 1))
            for first, last, _ in spans
            if first <= year * _YEAR + _YEAR - 1 and last >= year * _YEAR
        ]
        first, last = min(span[0] for span in within), max(span[1] for span in within)
        periods.append(Period.of_indices(first, last))
    return tuple(periods)


def months_of(
    edition: Edition, category: str, viewer: Viewer, within: Period
) -> tuple[Period, ...]:
    """Give the months of a period that can be asked one by one, the first first."""
    months = {
        month
        for first, last, run in _spans(edition, category, viewer)
        if run == 1
        for month in range(max(first, within.first_index), min(last, within.last_index) + 1)
    }
    return tuple(Period.of_indices(month, month) for month in sorted(months))


def _spans(edition: Edition, category: str, viewer: Viewer) -> list[tuple[int, int, int]]:
    """Give first month, last month and length of the runs of all that a viewer may read."""
    readable = edition.readable(viewer)
    spans = [
        (row.first_month, row.last_month, row.run)
        for row in edition.coverage_of(category)
        if row.dataset_id in readable
    ]
    for dataset_id in readable & set(edition.row_months):
        months = edition.months_of_rows(dataset_id, category, viewer)
        spans += [(month, month, 1) for month in months]
    return spans
