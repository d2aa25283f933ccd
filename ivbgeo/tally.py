"""Rows counted by the areas of a division: each in exactly one, or as outside, or as unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.cube import OUTSIDE, UNKNOWN, CubeBuilder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from geo import Division
    from ivbgeo.cube import Axes, Cube
    from ivbgeo.store.rows import Rows

__all__ = ["RowCounter"]


class RowCounter:
    """Counts batches of rows into a cube of one division.

    Parameters
    ----------
    axes
        What to count along; its areas are those of ``division``.
    division
        What to count by.
    up
        For the divisions (by number) whose areas nest in ``division``: code to code.
    coded_only
        Count only the rows that have a code of one of these divisions, and no others.
    """

    def __init__(
        self,
        axes: Axes,
        division: Division,
        up: Mapping[int, Mapping[str, str]],
        *,
        coded_only: bool = False,
    ) -> None:
        position = {code: i for i, code in enumerate(axes.areas)}
        self._locator = division.locator()
        self._around: dict[tuple[int, str | None], int] = {
            (number, code): position[parent]
            for number, parent_of in up.items()
            for code, parent in parent_of.items()
        }
        self._nested = list(up)
        self._coded_only = coded_only
        self._builder = CubeBuilder(axes)

    def add(self, rows: Rows) -> None:
        """Count rows, each in every month from its first to its last.

        Raises
        ------
        DataError
            If a category or a month is not on the axes.
        """
        places = self._places(rows)
        months = rows.last_month - rows.first_month + 1
        if self._coded_only:
            # A row of no months is not counted.
            months = np.where(places >= 0, months, 0)
        starts = np.cumsum(months) - months
        self._builder.add(
            np.repeat(places, months),
            np.repeat(self._builder.axes.positions(rows.category), months),
            np.repeat(rows.first_month - starts, months) + np.arange(months.sum()),
        )

    def cube(self) -> Cube:
        """Give what was counted."""
        return self._builder.cube()

    def _places(self, rows: Rows) -> NDArray[np.int32]:
        # What the source says of the area goes before the point: borders are drawn roughly.
        place = np.full(len(rows.area_code), OUTSIDE, dtype=np.int32)
        coded = np.flatnonzero(np.isin(rows.division, self._nested))
        for i, number in zip(coded.tolist(), rows.division[coded].tolist(), strict=True):
            place[i] = self._around.get((number, rows.area_code[i]), OUTSIDE)
        if self._coded_only:
            return place
        pointed = ~np.isnan(rows.x)
        asked = (place == OUTSIDE) & pointed
        place[asked] = self._locator.locate(rows.x[asked], rows.y[asked])
        # A code of a division that does not nest here, or no place at all, tells nothing.
        told = pointed | np.isin(rows.division, self._nested)
        place[(place == OUTSIDE) & ~told] = UNKNOWN
        return place
