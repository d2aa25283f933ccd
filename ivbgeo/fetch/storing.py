"""Fetched counts into the store: only the years of a category in which something changed."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo import DivisionId
from ivbgeo.fetch.grid import LEVELS
from ivbgeo.period import Period
from ivbgeo.store import counts, divisions
from ivbgeo.viewer import PUBLIEK

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sqlalchemy.engine import Connection

    from ivbgeo.fetch.grid import Axes

__all__ = ["Shelf"]

_EVER = Period((1900, 1), (2200, 12))


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """Where in the store a dataset's grids are.

    Parameters
    ----------
    dataset_id
        The dataset, which is open to everybody.
    axes
        Of the grids.
    division
        The number of the division of each area, shape (areas,).
    years
        Those that were fetched; others are left alone.
    """

    dataset_id: int
    axes: Axes
    division: NDArray[np.int64]
    years: frozenset[int]

    @classmethod
    def of(
        cls,
        connection: Connection,
        dataset_id: int,
        axes: Axes,
        division_year: int,
        years: frozenset[int],
    ) -> Shelf:
        """Find the divisions of a year."""
        numbers = divisions.division_numbers(connection)
        found = [numbers[DivisionId(LEVELS[code[:2]], division_year)] for code in axes.areas]
        return cls(dataset_id, axes, np.array(found, dtype=np.int64), years)

    def changed_years(
        self, connection: Connection, category: str, grid: NDArray[np.float64]
    ) -> frozenset[int]:
        """Give the years of which the store has something else, or that something is provisional.

        What is in the store and not in the grid counts as well.
        """
        axes = self.axes
        period = Period((min(self.years), 1), (max(self.years), 12))
        rows = counts.read_counts(connection, PUBLIEK, self.dataset_id, [category], period)
        rows = rows[(rows["first_month"] // 12).isin(self.years)]
        present, provisional = axes.empty(), np.zeros(grid.shape, dtype=bool)
        place = pd.Index(axes.areas).get_indexer(rows["area_code"])
        keys = rows["first_month"].to_numpy(dtype=np.int64), rows["last_month"].to_numpy()
        when = _columns(axes, *keys)
        fits = (place >= 0) & (when >= 0) & ~rows["count"].isna().to_numpy()
        fits[fits] = self.division[place[fits]] == rows["division_id"].to_numpy()[fits]
        elsewhere = set((keys[0][~fits] // 12).tolist())
        present[place[fits], when[fits]] = rows["count"].to_numpy()[fits]
        provisional[place[fits], when[fits]] = rows["provisional"].to_numpy()[fits]
        differs = ~((present == grid) | (np.isnan(present) & np.isnan(grid)))
        differs |= ~np.isnan(grid) & (provisional != axes.provisional)
        return frozenset(axes.years[differs.any(axis=0)].tolist()) | elsewhere

    def put(
        self,
        connection: Connection,
        category: str,
        grid: NDArray[np.float64],
        years: frozenset[int],
    ) -> int:
        """Write the counts of some years in place of what is there; gives how many."""
        axes = self.axes
        for year in sorted(years):
            counts.remove_counts(connection, self.dataset_id, category, Period.year(year))
        areas, spans = np.nonzero(~np.isnan(grid) & np.isin(axes.years, sorted(years)))
        codes = np.array(axes.areas, dtype=object)
        return counts.add_columns(
            connection,
            self.dataset_id,
            category,
            {
                "division_id": self.division[areas],
                "area_code": codes[areas],
                "first_month": axes.first_months[spans],
                "last_month": axes.last_months[spans],
                "count": grid[areas, spans],
                "provisional": axes.provisional[spans],
            },
        )

    def content_hash(self, connection: Connection, division_year: int) -> str:
        """Give the hash of all that the dataset has, whatever database it is in."""
        digest = sha256()
        for category in sorted(counts.counted_categories(connection, self.dataset_id)):
            rows = counts.read_counts(connection, PUBLIEK, self.dataset_id, [category], _EVER)
            names = ["area_code", "first_month", "last_month", "count", "provisional"]
            lines = sorted(
                f"{division_year} {category} {code} {first} {last} {count:.0f} {provisional:d}\n"
                for code, first, last, count, provisional in zip(
                    *(rows[name].tolist() for name in names), strict=True
                )
            )
            digest.update("".join(lines).encode())
        return digest.hexdigest()


def _columns(axes: Axes, first: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give the column of each run of months, -1 where there is none."""
    known = pd.MultiIndex.from_arrays([axes.first_months, axes.last_months])
    found: NDArray[np.int64] = known.get_indexer(pd.MultiIndex.from_arrays([first, last]))
    return found
