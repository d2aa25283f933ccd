"""Rows counted by the areas of a division: each in exactly one, or as outside, or as unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from ivbgeo.cube import OUTSIDE, UNKNOWN, CubeBuilder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from geo import Division
    from ivbgeo.cube import Axes, Cube
    from ivbgeo.store.rows import Rows

__all__ = ["Placed", "Places", "RowCounter", "RowPlacer"]


class Placed(Protocol):
    """k rows with what is known of their places, by column."""

    @property
    def x(self) -> NDArray[np.float64]:
        """Metres, EPSG:28992, shape (k,); NaN where there is no point."""

    @property
    def y(self) -> NDArray[np.float64]:
        """The same."""

    @property
    def division(self) -> NDArray[np.int64]:
        """Number of the division that the code is of, 0 for none, shape (k,)."""

    @property
    def area_code(self) -> Sequence[str | None]:
        """Code of an area in that division, or None."""


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """k places, as in ``Placed``."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    division: NDArray[np.int64]
    area_code: Sequence[str | None]


class RowPlacer:
    """Tells in which area of a division a row lies.

    Parameters
    ----------
    division
        The areas, in the order of the positions.
    up
        For the divisions (by number) whose areas nest in ``division``: code to code.
    """

    def __init__(self, division: Division, up: Mapping[int, Mapping[str, str]]) -> None:
        position = {code: i for i, code in enumerate(division.codes)}
        self._locator = division.locator()
        self._around: dict[tuple[int, str | None], int] = {
            (number, code): position[parent]
            for number, parent_of in up.items()
            for code, parent in parent_of.items()
        }
        self._nested = list(up)

    def coded(self, rows: Placed) -> NDArray[np.int32]:
        """Place the rows by their code alone: position, or OUTSIDE; shape (k,)."""
        place = np.full(len(rows.area_code), OUTSIDE, dtype=np.int32)
        named = np.flatnonzero(np.isin(rows.division, self._nested))
        for i, number in zip(named.tolist(), rows.division[named].tolist(), strict=True):
            place[i] = self._around.get((number, rows.area_code[i]), OUTSIDE)
        return place

    def positions(self, rows: Placed) -> NDArray[np.int32]:
        """Place the rows: position, OUTSIDE or UNKNOWN; shape (k,)."""
        # What the source says of the area goes before the point: borders are drawn roughly.
        place = self.coded(rows)
        pointed = ~np.isnan(rows.x)
        asked = (place == OUTSIDE) & pointed
        place[asked] = self._locator.locate(rows.x[asked], rows.y[asked])
        # A code of a division that does not nest here, or no place at all, tells nothing.
        told = pointed | np.isin(rows.division, self._nested)
        place[(place == OUTSIDE) & ~told] = UNKNOWN
        return place


class RowCounter:
    """Counts batches of rows into a cube of one division.

    Parameters
    ----------
    axes
        What to count along; its areas are those that ``placer`` tells of.
    placer
        Where rows lie.
    coded_only
        Count only the rows that have a code that the placer knows, and no others.
    """

    def __init__(self, axes: Axes, placer: RowPlacer, *, coded_only: bool = False) -> None:
        self._placer = placer
        self._coded_only = coded_only
        self._builder = CubeBuilder(axes)

    def add(self, rows: Rows) -> None:
        """Count rows, each in every month from its first to its last.

        Raises
        ------
        DataError
            If a category or a month is not on the axes.
        """
        months = rows.last_month - rows.first_month + 1
        if self._coded_only:
            places = self._placer.coded(rows)
            # A row of no months is not counted.
            months = np.where(places >= 0, months, 0)
        else:
            places = self._placer.positions(rows)
        starts = np.cumsum(months) - months
        self._builder.add(
            np.repeat(places, months),
            np.repeat(self._builder.axes.positions(rows.category), months),
            np.repeat(rows.first_month - starts, months) + np.arange(months.sum()),
        )

    def cube(self) -> Cube:
        """Give what was counted."""
        return self._builder.cube()
