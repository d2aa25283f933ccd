"""Counts of one category by area and period: what was fetched, in one array."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from geo import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from ivbgeo.fetch.announced import Announced, Span

__all__ = ["LEVELS", "Axes"]

LEVELS = {"BU": Level.BUURT, "WK": Level.WIJK, "GM": Level.GEMEENTE}
"""What the first two letters of an area's code say."""


@dataclass(frozen=True)
class Axes:
    """What the rows and columns of a grid stand for.

    A grid is an array of float64, shape (areas, spans); NaN where nothing was published.

    Parameters
    ----------
    areas
        Codes of the gemeente and its wijken and buurten, in order.
    spans
        Months and years, each once.
    """

    areas: tuple[str, ...]
    spans: tuple[Span, ...]

    @classmethod
    def of(cls, tables: Iterable[Announced], years: frozenset[int]) -> Axes:
        """Give the axes of what some tables have of some years and that is complete."""
        tables = tuple(tables)
        areas = sorted({code for table in tables for code in table.regions})
        spans = {
            (span.period.first_index, span.period.last_index): span
            for table in tables
            for span in table.spans
            if span.year in years and span.complete
        }
        return cls(tuple(areas), tuple(spans[key] for key in sorted(spans)))

    def empty(self) -> NDArray[np.float64]:
        """Give a grid of which nothing is known."""
        return np.full((len(self.areas), len(self.spans)), np.nan)

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Area code → row."""
        return {code: row for row, code in enumerate(self.areas)}

    @cached_property
    def column_of(self) -> dict[tuple[int, int], int]:
        """First and last month of a span → column."""
        return {
            (span.period.first_index, span.period.last_index): column
            for column, span in enumerate(self.spans)
        }

    @cached_property
    def first_months(self) -> NDArray[np.int64]:
        """First month of each span, shape (spans,)."""
        return np.array([span.period.first_index for span in self.spans], dtype=np.int64)

    @cached_property
    def last_months(self) -> NDArray[np.int64]:
        """Last month of each span, shape (spans,)."""
        return np.array([span.period.last_index for span in self.spans], dtype=np.int64)

    @cached_property
    def provisional(self) -> NDArray[np.bool_]:
        """Whether the figures of a span may still change, shape (spans,)."""
        return np.array([span.provisional for span in self.spans], dtype=bool)

    @cached_property
    def years(self) -> NDArray[np.int64]:
        """The year that each span is of or in, shape (spans,)."""
        return np.array([span.year for span in self.spans], dtype=np.int64)

    def rows_of(self, prefix: str) -> NDArray[np.int64]:
        """Give the rows of the areas of which the code begins so."""
        rows = [row for row, code in enumerate(self.areas) if code.startswith(prefix)]
        return np.array(rows, dtype=np.int64)

    def whole_years(self) -> Iterator[tuple[int, NDArray[np.int64]]]:
        """Give, for each year that is there with all its months, its column and theirs."""
        for column, span in enumerate(self.spans):
            first, last = span.period.first_index, span.period.last_index
            months = [self.column_of.get((month, month)) for month in range(first, last + 1)]
            if first < last and None not in months:
                yield column, np.array(months, dtype=np.int64)
