"""The rows of a file, kept by column: a million of them take little room."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from ivbgeo.sources.clues import Clues
from ivbgeo.sources.times import Times

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from numpy.typing import NDArray

    from ivbgeo.sources.kind import Row

    Column = list[Any] | Times

__all__ = ["RowSet"]

_BATCH = 10_000


class RowSet(Sequence["Row"]):
    """n rows; each is made when it is asked for.

    Parameters
    ----------
    make
        Makes a row of ``line``, ``x``, ``y`` and the fields; ``Schema.row``.
    line
        int, shape (n,).
    x, y
        Metres, EPSG:28992, shape (n,); NaN where there is no point.
    columns
        Field → n values; a field that the file doesn't have is missing.
    clues
        What else the file says of where they are; no part of a row.
    """

    __slots__ = ("clues", "columns", "line", "make", "x", "y")

    def __init__(
        self,
        make: Callable[..., Row],
        line: NDArray[np.int64],
        x: NDArray[np.float64],
        y: NDArray[np.float64],
        columns: Mapping[str, Column],
        clues: Clues = Clues(),  # noqa: B008 - of nothing, and nobody changes it
    ) -> None:
        self.make = make
        self.clues = clues
        self.columns = columns
        self.line = line
        self.x = x
        self.y = y

    def __len__(self) -> int:
        return len(self.line)

    def __iter__(self) -> Iterator[Row]:
        for start in range(0, len(self), _BATCH):
            yield from self._rows(slice(start, start + _BATCH))

    @overload
    def __getitem__(self, which: int) -> Row: ...
    @overload
    def __getitem__(self, which: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, which: int | slice) -> Row | tuple[Row, ...]:
        """Make a row, or some."""
        if isinstance(which, slice):
            return tuple(self._rows(which))
        at = range(len(self))[which]
        return next(self._rows(slice(at, at + 1)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # as of any sequence that may be long

    def values(self, field: str) -> Sequence[Any]:
        """Give a field of all rows; ``None`` for each if the file does not have it."""
        column = self.columns.get(field)
        if column is None:
            return [None] * len(self)
        return column.tolist() if isinstance(column, Times) else column

    def times(self, field: str) -> Times:
        """Give the moments of a field of all rows; NaT for each if the file does not have it."""
        column = self.columns.get(field)
        if isinstance(column, Times):
            return column
        return Times(np.full(len(self), "NaT", "M8[s]"), np.zeros(len(self), dtype=np.bool_))

    def has(self, field: str) -> bool:
        """Whether the file has a field."""
        return field in self.columns

    def where(self, kept: NDArray[np.bool_]) -> RowSet:
        """Give the rows at which ``kept``, of shape (n,), says so."""
        if kept.all():
            return self
        columns: dict[str, Column] = {
            field: column[kept] if isinstance(column, Times) else list(compress(column, kept))
            for field, column in self.columns.items()
        }
        clues = self.clues.where(kept)
        return RowSet(self.make, self.line[kept], self.x[kept], self.y[kept], columns, clues)

    @classmethod
    def joined(cls, parts: list[RowSet]) -> RowSet:
        """Put rows one after another, all of one file; of ``parts`` nothing is left."""
        first = parts[0]
        columns: dict[str, Column] = {}
        for field, column in first.columns.items():
            if isinstance(column, Times):
                columns[field] = Times.joined([part.times(field) for part in parts])
            else:
                columns[field] = [value for part in parts for value in part.values(field)]
        line, x, y = (
            np.concatenate([getattr(part, axis) for part in parts]) for axis in ("line", "x", "y")
        )
        return cls(first.make, line, x, y, columns, Clues.joined([part.clues for part in parts]))

    def _rows(self, which: slice) -> Iterator[Row]:
        points = [
            [None if value != value else value for value in axis[which].tolist()]  # noqa: PLR0124 - NaN
            for axis in (self.x, self.y)
        ]
        fields = tuple(self.columns)
        columns = [
            column[which].tolist() if isinstance(column, Times) else column[which]
            for column in self.columns.values()
        ]
        for line, x, y, *values in zip(self.line[which].tolist(), *points, *columns, strict=True):
            yield self.make(line=line, x=x, y=y, **dict(zip(fields, values, strict=True)))
