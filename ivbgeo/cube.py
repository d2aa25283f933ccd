"""Counts as one array: area × category × month, sparse, so that a whole nation fits.

Rows of the matrix are category * months + month, columns are areas: a category over a run of months
lies in one piece. Cubes of parts add up to the cube of the whole, in any order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array, csr_array

from ivbgeo.errors import DataError, UsageError
from ivbgeo.period import Period

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from numpy.typing import NDArray

    from geo import DivisionId

__all__ = ["OUTSIDE", "UNKNOWN", "Axes", "Cube", "CubeBuilder", "Tally"]

OUTSIDE = -1
"""Position of what has a place, but in none of the areas; ``Locator.locate`` gives the same."""
UNKNOWN = -2
"""Position of what has no place, or none that tells in which area it lies."""

# So many rows wait before they are folded into the cube, or as many as it has cells if those are
# more: memory stays within a few times the cube, and each row is sorted a few times at most.
_WAITING = 2_000_000
# More cells than this between two chosen rows are skipped: fewer are gone through more quickly.
_GAP = 50_000


@dataclass(frozen=True, slots=True)
class Axes:
    """What is counted along: areas of one division, categories, months.

    Parameters
    ----------
    division
        Level and year of the areas.
    areas
        Codes, in the order of the division's.
    categories
        Codes of categories without members.
    first_month, months
        The first month as ``year * 12 + month - 1``, and how many months there are.
    standing
        The categories of which a month holds how many there are at its end (cases that are open).
        These don't add up over months: of a period the last month tells.

    Raises
    ------
    UsageError
        If a code is there twice, there is no month, or a standing category is no category.
    """

    division: DivisionId
    areas: tuple[str, ...] = field(repr=False)
    categories: tuple[str, ...]
    first_month: int
    months: int
    standing: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        areas, categories = set(self.areas), set(self.categories)
        whole = len(areas) == len(self.areas) and len(categories) == len(self.categories)
        if not (whole and self.months > 0 and categories >= self.standing):
            raise UsageError("cube.axes", value=self.division)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows (categories times months) and columns (areas, outside, unknown)."""
        return len(self.categories) * self.months, len(self.areas) + 2

    @property
    def period(self) -> Period:
        """All months."""
        return Period.of_indices(self.first_month, self.first_month + self.months - 1)

    def positions(self, categories: Iterable[str]) -> NDArray[np.intp]:
        """Give the positions of categories by code, in the order given.

        Raises
        ------
        DataError
            If a code is not among the categories.
        """
        position = {code: i for i, code in enumerate(self.categories)}
        try:
            return np.array([position[code] for code in categories], dtype=np.intp)
        except KeyError as error:
            known = ", ".join(self.categories)
            raise DataError("cube.category", value=error.args[0], known=known) from None

    def months_of(self, period: Period) -> slice:
        """Give where the months of a period are.

        Raises
        ------
        UsageError
            If some of them aren't there: those were not counted, which is not zero.
        """
        if not self.period.contains(period):
            raise UsageError("cube.period", value=period, known=self.period)
        return slice(
            period.first_index - self.first_month, period.last_index - self.first_month + 1
        )


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Counts by area.

    ``counts``: shape (n,), int64, in the order of the areas. ``outside``: what lies in none of
    them. ``unknown``: that of which it can't be told in which area it lies, if in any.
    """

    counts: NDArray[np.int64]
    outside: int
    unknown: int

    @property
    def total(self) -> int:
        """All that was counted, wherever it lies."""
        return int(self.counts.sum()) + self.outside + self.unknown


@dataclass(frozen=True, slots=True, eq=False)
class Cube:
    """Counts along ``axes``; may be shared between threads, for nothing in it changes.

    ``counts``: int64, shape ``axes.shape``, with only cells that aren't 0, in order of their row
    and column. The last two columns are what lies outside the areas, and what is unknown.
    """

    axes: Axes
    counts: csr_array = field(repr=False)

    def __post_init__(self) -> None:
        if self.counts.shape != self.axes.shape or not self.counts.has_canonical_format:
            raise UsageError("cube.axes", value=self.axes.division)
        for array in (self.counts.data, self.counts.indices, self.counts.indptr):
            array.flags.writeable = False

    @classmethod
    def empty(cls, axes: Axes) -> Cube:
        """Give the cube in which everything was counted and nothing was found."""
        return cls(axes, csr_array(axes.shape, dtype=np.int64))

    @classmethod
    def of_cells(cls, axes: Axes, cells: NDArray[np.integer], counts: NDArray[np.int64]) -> Cube:
        """Give the cube of counts, shape (k,), in cells: row times columns plus column, shape (k,).

        What is told of a cell more than once is added up.
        """
        rows, columns = axes.shape
        # Kept narrow: places of 4 bytes are half the memory to go through.
        column = np.remainder(cells, cells.dtype.type(columns)).astype(np.int32, copy=False)
        if (cells[1:] > cells[:-1]).all():
            starts = np.searchsorted(cells, np.arange(rows + 1, dtype=np.int64) * columns)
            parts = counts, column, starts.astype(np.int32)
            return cls(axes, _canonical(csr_array(parts, shape=axes.shape)))
        row = np.floor_divide(cells, cells.dtype.type(columns)).astype(np.int32, copy=False)
        return cls(axes, coo_array((counts, (row, column)), shape=axes.shape).tocsr())

    def __add__(self, other: Cube) -> Cube:
        """Give both together, without order: ``a + b`` is ``b + a``.

        Raises
        ------
        UsageError
            If their axes aren't the same.
        """
        if self.axes != other.axes:
            raise UsageError("cube.differs", value=self.axes.division, other=other.axes.division)
        return Cube(self.axes, self.counts + other.counts)

    def widened(self, axes: Axes) -> Cube:
        """Give the same counts on axes with more categories, in the same order, and more months.

        Raises
        ------
        DataError, UsageError
            If something of its own axes is not on those.
        """
        old, first = self.axes, axes.months_of(self.axes.period).start
        start = axes.positions(old.categories) * axes.months + first
        rows = (start[:, None] + np.arange(old.months)).ravel()
        if axes.areas != old.areas or (rows[1:] <= rows[:-1]).any():
            raise UsageError("cube.differs", value=old.division, other=axes.division)
        counts = np.zeros(axes.shape[0] + 1, dtype=np.int32)
        counts[rows + 1] = np.diff(self.counts.indptr)
        parts = self.counts.data, self.counts.indices, np.cumsum(counts, dtype=np.int32)
        return Cube(axes, _canonical(csr_array(parts, shape=axes.shape)))

    @property
    def total(self) -> int:
        """The sum of all cells."""
        return int(self.counts.sum())

    def by_area(self, categories: Collection[str], period: Period) -> Tally:
        """Sum categories over a period, by area.

        Raises
        ------
        DataError, UsageError
            If a category or a month is not on the axes.
        """
        months = self.axes.months_of(period)
        chosen = np.zeros((len(self.axes.categories), self.axes.months), dtype=np.int64)
        for code, position in zip(categories, self.axes.positions(categories), strict=True):
            chosen[position, months] = 1
            if code in self.axes.standing:
                chosen[position, months.start : months.stop - 1] = 0
        counts = np.zeros(self.axes.shape[1], dtype=np.int64)
        for rows, band in self._bands(chosen.ravel()):
            counts += chosen.ravel()[rows] @ band
        return Tally(counts[:-2], int(counts[-2]), int(counts[-1]))

    def by_month(
        self,
        categories: Collection[str],
        period: Period,
        areas: Collection[str] | None = None,
    ) -> NDArray[np.int64]:
        """Sum categories in each month of a period, shape (months of the period,), int64.

        Parameters
        ----------
        areas
            Codes of the areas; None: everything, also what lies outside them or is unknown.

        Raises
        ------
        DataError, UsageError
            If a category, a month or an area is not on the axes.
        """
        months = self.axes.months_of(period)
        chosen = np.zeros((len(self.axes.categories), self.axes.months), dtype=np.int64)
        chosen[self.axes.positions(categories), months] = 1
        found, columns = np.zeros_like(chosen), self._columns(areas)
        for rows, band in self._bands(chosen.ravel()):
            found.ravel()[rows] = band @ columns
        return np.asarray((found * chosen).sum(axis=0)[months])

    def _bands(self, chosen: NDArray[np.int64]) -> Iterator[tuple[slice, csr_array]]:
        """Give runs of rows in which all chosen ones are, and few others, without copying them."""
        places, starts = np.flatnonzero(chosen), self.counts.indptr
        skipped = starts[places[1:]] - starts[places[:-1] + 1]
        for run in np.split(places, np.flatnonzero(skipped > _GAP) + 1):
            if not run.size:
                continue
            rows = slice(int(run[0]), int(run[-1]) + 1)
            start = starts[rows.start : rows.stop + 1]
            inside = slice(start[0], start[-1])
            parts = self.counts.data[inside], self.counts.indices[inside], start - start[0]
            yield rows, csr_array(parts, shape=(rows.stop - rows.start, self.axes.shape[1]))

    def _columns(self, areas: Collection[str] | None) -> NDArray[np.int64]:
        if areas is None:
            return np.ones(self.axes.shape[1], dtype=np.int64)
        columns = np.zeros(self.axes.shape[1], dtype=np.int64)
        position = {code: i for i, code in enumerate(self.axes.areas)}
        for code in areas:
            if code not in position:
                raise UsageError("cube.area", value=code, known=self.axes.division)
            columns[position[code]] = 1
        return columns


def _canonical(matrix: csr_array) -> csr_array:
    """Say that each cell is there once and in order: finding out costs as much as all the rest."""
    matrix.has_canonical_format = True
    return matrix


class CubeBuilder:
    """Counts rows batch by batch into a cube; memory goes with the cube, not with the rows."""

    def __init__(self, axes: Axes) -> None:
        self.axes = axes
        self._cube = Cube.empty(axes)
        self._waiting: list[NDArray[np.integer]] = []
        # Narrow numbers sort twice as fast.
        cells = axes.shape[0] * axes.shape[1]
        self._dtype = np.int32 if cells <= np.iinfo(np.int32).max else np.int64

    def add(
        self,
        area: NDArray[np.integer],
        category: NDArray[np.integer],
        month: NDArray[np.integer],
    ) -> None:
        """Count rows, one in each.

        Parameters
        ----------
        area
            Positions in the axes' areas, shape (k,); ``OUTSIDE`` or ``UNKNOWN`` for none.
        category
            Positions in the axes' categories, shape (k,), see ``Axes.positions``.
        month
            Months as ``year * 12 + month - 1``, shape (k,).

        Raises
        ------
        DataError
            If a month is not on the axes; nothing of the batch was counted then.
        ValueError
            If a position is out of bounds.
        """
        axes = self.axes
        months = np.asarray(month, dtype=np.int64) - axes.first_month
        lost = (months < 0) | (months >= axes.months)
        if lost.any():
            wrong = int(months[lost][0]) + axes.first_month
            raise DataError("cube.month", value=Period.of_indices(wrong, wrong), known=axes.period)
        columns = np.asarray(area, dtype=np.int64)
        if (columns >= len(axes.areas)).any():
            raise ValueError(f"area {columns.max()} of {len(axes.areas)}")
        columns = np.where(columns < 0, len(axes.areas) - 1 - columns, columns)
        rows = np.asarray(category, dtype=np.int64) * axes.months + months
        # Refuses what is out of bounds.
        cells = np.ravel_multi_index((rows, columns), axes.shape)
        self._waiting.append(cells.astype(self._dtype))
        if sum(map(len, self._waiting)) > max(_WAITING, self._cube.counts.nnz):
            self._fold()

    def cube(self) -> Cube:
        """Give what was counted so far."""
        if self._waiting:
            self._fold()
        return self._cube

    def _fold(self) -> None:
        cells, counts = np.unique(np.concatenate(self._waiting), return_counts=True)
        self._waiting = []
        self._cube += Cube.of_cells(self.axes, cells, counts.astype(np.int64))
