"""Of which divisions and months a dataset has published counts: asked for every single figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo import DivisionId
    from ivbgeo.period import Period
    from ivbgeo.store.counts import Coverage

__all__ = ["Span", "covered", "find_spans"]

Span = tuple["DivisionId", tuple[tuple[int, int], ...]]
"""A division, and the first and last month of each run of years that has counts."""


def find_spans(
    coverage: Iterable[Coverage], numbers: Mapping[DivisionId, int]
) -> dict[int, tuple[Span, ...]]:
    """Put coverage in order: by dataset, its divisions in the order of ``numbers``."""
    division_of = {number: division for division, number in numbers.items()}
    found: dict[int, dict[DivisionId, list[tuple[int, int]]]] = {}
    for row in coverage:
        runs = found.setdefault(row.dataset_id, {})
        runs.setdefault(division_of[row.division_id], []).append((row.first_month, row.last_month))
    return {
        dataset: tuple(
            (division, tuple(runs[division])) for division in numbers if division in runs
        )
        for dataset, runs in found.items()
    }


def covered(spans: Sequence[Span], period: Period | None = None) -> tuple[DivisionId, ...]:
    """Give the divisions of which there are counts; of a period, counts that lie in part of it."""
    if period is None:
        return tuple(division for division, _ in spans)
    first, last = period.first_index, period.last_index
    return tuple(
        division
        for division, runs in spans
        if any(begin <= last and end >= first for begin, end in runs)
    )
