"""Pieces of files counted by area, category and month: the same work here and by workers."""

from __future__ import annotations

from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from functools import reduce
from operator import add
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo import threads
from ivbgeo.bulk.coordinates import RD
from ivbgeo.bulk.csvfile import CsvBlock, CsvFile
from ivbgeo.bulk.months import EARLIEST, LATEST, NO_MONTH, months
from ivbgeo.bulk.parquetfile import numbers
from ivbgeo.cube import UNKNOWN, Axes, Cube
from ivbgeo.errors import DataError, IvbgeoError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from ivbgeo.bulk.areas import Areas
    from ivbgeo.bulk.partition import Partition
    from ivbgeo.bulk.source import Batch, Source

__all__ = ["Counted", "Counting", "Piece"]

# Reading sets the pace beyond this many threads, each of which holds rows and a cube of its own.
_MOST_THREADS = 4
# Rows that wait before they are counted: 8 bytes each, against which a cube is small.
_WAITING = 4_000_000
# As many cells of cubes may wait before they are added up.
_CELLS = 8_000_000
# Up to so many cells, room for all of them is less work than sorting the rows.
_DENSE = 16_000_000
# The months that a figure can be of, see ``months``.
_SPAN = LATEST - EARLIEST + 1
# At least so many groups, as long as no group has more than so many pieces.
_GROUPS, _MOST_PIECES = 24, 4
# A column with more different values than this holds no categories.
_MOST_CATEGORIES = 10_000

_CATEGORIES = (pa.string(), pa.large_string(), pa.null())

Piece = tuple[int, "Partition"]
"""Which of the sources, and what of it."""


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """What was counted of some rows; parts add up to the whole, in any order.

    Parameters
    ----------
    cube
        The rows that have a category and a month; None if there are none.
    rows
        How many rows there were.
    without_category, without_month
        Rows that are not in the cube; those that have neither are among the first.
    """

    cube: Cube | None = None
    rows: int = 0
    without_category: int = 0
    without_month: int = 0

    def __add__(self, other: Counted) -> Counted:
        """Give both together; categories and months need not be the same."""
        return Counted.of([self, other])

    @classmethod
    def of(cls, parts: Sequence[Counted]) -> Counted:
        """Give all parts together."""
        cubes = [part.cube for part in parts if part.cube is not None]
        whole = _together(cubes) if len(cubes) > 1 else next(iter(cubes), None)
        return cls(
            whole,
            sum(part.rows for part in parts),
            sum(part.without_category for part in parts),
            sum(part.without_month for part in parts),
        )

    @property
    def cells(self) -> int:
        """How many cells of the cube aren't 0."""
        return 0 if self.cube is None else int(self.cube.counts.nnz)

    @property
    def nowhere(self) -> tuple[int, int]:
        """Rows of the cube that lie outside all areas, and that have no place."""
        if self.cube is None:
            return 0, 0
        outside, unknown = self.cube.counts.sum(axis=0)[-2:].tolist()
        return outside, unknown

    @property
    def inside(self) -> Cube | None:
        """The cube without what lies in none of the areas."""
        if self.cube is None:
            return None
        counts = self.cube.counts.tocoo()
        kept = counts.col < len(self.cube.axes.areas)
        cells = np.ravel_multi_index((counts.row[kept], counts.col[kept]), counts.shape)
        return Cube.of_cells(self.cube.axes, cells, counts.data[kept])


@dataclass(frozen=True, slots=True, eq=False)
class Counting:
    """What is to be counted, and by what.

    Parameters
    ----------
    sources
        Files of points.
    areas
        What to count by.
    category, date
        Names of the columns.
    """

    sources: tuple[Source, ...]
    areas: Areas
    category: str
    date: str

    @classmethod
    def over(cls, sources: Sequence[Source], areas: Areas, category: str, date: str) -> Counting:
        """Prepare the counting of files by areas.

        Raises
        ------
        UsageError
            If a file has not these columns, or is named twice.
        """
        if category == date:
            raise UsageError("tally.same_column", column=date)
        seen = set()
        for file in (file for source in sources for file in source.files):
            for column in (category, date):
                if file.columns.count(column) != 1:
                    found = ", ".join(f"‘{each}’" for each in file.columns)
                    raise UsageError(
                        "tally.no_column", file=file.path.name, column=column, found=found
                    )
            if file.path.resolve() in seen:
                raise UsageError("tally.twice", file=file.path)
            seen.add(file.path.resolve())
        return cls(tuple(sources), areas, category, date)

    def pieces(self) -> list[Piece]:
        """Give all that there is to count."""
        return [
            (number, partition)
            for number, source in enumerate(self.sources)
            for partition in source.partitions()
        ]

    @staticmethod
    def groups(pieces: Sequence[Piece]) -> list[list[Piece]]:
        """Put pieces together that a worker does at once: a few, so that little travels."""
        size = min(max(len(pieces) // _GROUPS, 1), _MOST_PIECES)
        return [list(pieces[start : start + size]) for start in range(0, len(pieces), size)]

    def count(self, pieces: Iterable[Piece], told: Callable[[], object] = bool) -> Counted:
        """Count some pieces, several at once; ``told`` is called after each, by any thread.

        Raises
        ------
        DataError
            If a piece can't be read or a value is wrong; it says which piece.
        """
        # Every thread takes the next piece when it is done with one.
        todo, lock = iter(pieces), Lock()

        def take() -> Piece | None:
            with lock:
                return next(todo, None)

        number = min(threads(), _MOST_THREADS)
        if number == 1:
            return self._count(todo, told)
        with ThreadPoolExecutor(number) as pool:
            parts = [pool.submit(self._count, iter(take, None), told) for _ in range(number)]
            try:
                wait(parts, return_when=FIRST_EXCEPTION)
            finally:
                # Of use after an error or an interruption: nothing is begun any more.
                while take() is not None:
                    pass
        return Counted.of([part.result() for part in parts])

    def _count(self, pieces: Iterable[Piece], told: Callable[[], object]) -> Counted:
        parts = [Counted()]
        rows = _Rows(self)
        for number, partition in pieces:
            try:
                for batch in self.sources[number].read(partition, [self.category, self.date]):
                    rows.add(self.sources[number], partition, batch)
                    if rows.waiting >= _WAITING:
                        parts.append(rows.counted())
                        rows = _Rows(self)
            except IvbgeoError as error:
                raise DataError("tally.piece", value=partition.name, why=str(error)) from None
            # Adding costs as much as the whole is large: it is done when as much waits.
            if sum(part.cells for part in parts[1:]) > max(_CELLS, parts[0].cells):
                parts = [Counted.of(parts)]
            told()
        return Counted.of([*parts, rows.counted()])


class _Rows:
    """Rows that wait to be counted, two narrow numbers each: where, and of what and when."""

    def __init__(self, counting: Counting) -> None:
        self.counting = counting
        self.waiting = 0
        self._positions: dict[str, int] = {}
        self._parts: list[tuple[NDArray[np.int32], NDArray[np.int32]]] = []
        self._lost = Counted()

    def add(self, source: Source, partition: Partition, batch: Batch) -> None:
        """Take the rows of a batch."""
        name = partition.path.name
        columns = self._columns(source, partition, batch)
        category = self._categories(columns[self.counting.category], name)
        month = months(columns[self.counting.date], self.counting.date, name)
        area = self.counting.areas.locator.locate(batch.points.x, batch.points.y)
        missing = area < 0
        if missing.any():
            area[missing & _placeless(source, partition, batch)] = UNKNOWN
            # As in a cube: these come after the areas.
            area[missing] = len(self.counting.areas.codes) - 1 - area[missing]
        incomplete = (category < 0) | (month == NO_MONTH)
        if incomplete.any():
            without = int((category < 0).sum())
            lost = int(incomplete.sum())
            self._lost += Counted(None, lost, without, lost - without)
            area, category, month = (each[~incomplete] for each in (area, category, month))
        self._parts.append((area, category * np.int32(_SPAN) + month - np.int32(EARLIEST)))
        self.waiting += area.size

    def counted(self) -> Counted:
        """Count what was taken."""
        if not self.waiting:
            return self._lost
        area, what = (np.concatenate(parts) for parts in zip(*self._parts, strict=True))
        # The categories that these rows have, in the order of their codes.
        seen = np.zeros((len(self._positions), _SPAN), dtype=bool)
        seen.ravel()[what] = True
        present = np.flatnonzero(seen.any(axis=0))
        first, last = int(present[0]), int(present[-1])
        met = np.asarray(seen.any(axis=1))
        codes = sorted(code for code, position in self._positions.items() if met[position])
        areas = self.counting.areas
        axes = Axes(areas.id, areas.codes, tuple(codes), EARLIEST + first, last - first + 1)
        start = np.zeros(len(self._positions), dtype=np.int64)
        start[[self._positions[code] for code in codes]] = np.arange(len(codes)) * axes.months
        number = axes.shape[0] * axes.shape[1]
        row_of = ((start[:, None] + np.arange(_SPAN) - first) * axes.shape[1]).ravel()
        cells, counts = _times(row_of.astype(_narrow(number))[what] + area, number)
        cube = Cube.of_cells(axes, cells, counts)
        return replace(self._lost, cube=cube, rows=self._lost.rows + self.waiting)

    def _columns(self, source: Source, partition: Partition, batch: Batch) -> pa.Table:
        if not isinstance(batch.rows, CsvBlock):
            return batch.rows
        file = source.file_of(partition)
        assert isinstance(file, CsvFile)  # noqa: S101 - a block is of such a file
        return file.texts(batch.rows, [self.counting.category, self.counting.date])

    def _categories(self, column: pa.ChunkedArray, file: str) -> NDArray[np.int32]:
        """Give the position of each row's category among those seen so far, -1 for none."""
        name = self.counting.category
        listed = pa.types.is_dictionary(column.type)
        kind = column.type.value_type if listed else column.type
        if not (kind in _CATEGORIES or pa.types.is_integer(kind)):
            raise DataError("tally.category_type", file=file, column=name, value=str(kind))
        parts = [np.zeros(0, dtype=np.int32)]
        for chunk in (column if listed else pc.dictionary_encode(column)).chunks:
            words = pc.cast(chunk.dictionary, pa.string()).to_pylist()
            # Statistics Netherlands fills codes up with spaces.
            codes = [(word or "").strip() for word in words]
            for code in codes:
                if code:
                    self._positions.setdefault(code, len(self._positions))
            if len(self._positions) > _MOST_CATEGORIES:
                raise DataError("tally.categories", file=file, column=name, value=_MOST_CATEGORIES)
            position_of = np.array([*(self._positions.get(code, -1) for code in codes), -1])
            indices = chunk.indices.fill_null(len(codes)).to_numpy()
            parts.append(position_of.astype(np.int32)[indices])
        return np.concatenate(parts)


def _times(
    cells: NDArray[np.integer], number: int
) -> tuple[NDArray[np.integer], NDArray[np.int64]]:
    """Tell which of so many cells there are, and how many times each."""
    if number > _DENSE:
        return np.unique(cells, return_counts=True)
    every = np.bincount(cells, minlength=number)
    found = np.flatnonzero(every)
    return found.astype(cells.dtype), every[found]


def _placeless(source: Source, partition: Partition, batch: Batch) -> NDArray[np.bool_]:
    """Tell which rows have no coordinates; those that have them far abroad are no such rows."""
    x, y = batch.points.x, batch.points.y
    if source.coordinates.crs != RD:
        file = source.file_of(partition)
        if isinstance(file, CsvFile) and isinstance(batch.rows, CsvBlock):
            x, y = file.points(batch.rows, source.coordinates)
        elif not isinstance(batch.rows, CsvBlock):
            names = (source.coordinates.x, source.coordinates.y)
            x, y = (numbers(batch.rows[name], name, file.path.name) for name in names)
    return np.isnan(x) | np.isnan(y)


def _together(cubes: Sequence[Cube]) -> Cube:
    """Add up cubes on the axes around all of theirs."""
    first = min(cube.axes.first_month for cube in cubes)
    last = max(cube.axes.first_month + cube.axes.months for cube in cubes)
    categories = tuple(sorted({code for cube in cubes for code in cube.axes.categories}))
    axes = replace(cubes[0].axes, categories=categories, first_month=first, months=last - first)
    return reduce(add, (cube.widened(axes) for cube in cubes))


def _narrow(number: int) -> type[np.integer]:
    """Give the type for positions among so many cells: narrow ones sort and travel faster."""
    return np.int32 if number <= np.iinfo(np.int32).max else np.int64
