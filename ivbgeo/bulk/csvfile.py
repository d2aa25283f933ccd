"""Points in CSV: a file of any size in blocks of whole records, their bytes as they are."""

from __future__ import annotations

import codecs
import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from ivbgeo.bulk.coordinates import RD
from ivbgeo.bulk.partition import Form, Partition
from ivbgeo.bulk.records import Records
from ivbgeo.dutch import trouble
from ivbgeo.errors import DataError
from ivbgeo.sources.fault import Rejection, ValueRefusedError
from ivbgeo.sources.number import read_number
from ivbgeo.sources.table import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from ivbgeo.bulk.coordinates import Coordinates

__all__ = ["BLOCK", "CsvBlock", "CsvFile"]

BLOCK = 8 << 20
"""Bytes that are read in one go."""

_SEPARATORS = ";,\t|"
# A record that is longer than this is none: a quotation mark was left open.
_LONGEST = 4 << 20
_ARROW_BLOCK = 1 << 20
# No RD coordinate in the Netherlands is so small: 92.345 is then 92 thousand and something.
_THOUSAND = 1000.0


@dataclass(frozen=True, slots=True, eq=False)
class CsvBlock:
    """Some whole records of a file, with the blank lines between them.

    Parameters
    ----------
    text
        The bytes as they stand in the file.
    records
        Where the records are in it.
    line
        Line of the file that the block starts at.
    """

    text: bytes
    records: Records
    line: int


@dataclass(frozen=True, slots=True)
class CsvFile:
    """How one file of CSV is written.

    Parameters
    ----------
    path
        The file.
    separator, encoding
        What parts the fields; utf-8 or cp1252.
    columns
        Names of the columns.
    heading
        Bytes up to the line end of the column names, a byte order mark among them.
    start, line
        Byte and line after that line end: where the rows start.
    stop
        Size of the file.
    """

    path: Path
    separator: str
    encoding: str
    columns: tuple[str, ...]
    heading: int
    start: int
    line: int
    stop: int

    @classmethod
    def open(cls, path: Path, wanted: Sequence[str]) -> CsvFile:
        """Tell how a file is written from its start.

        Parameters
        ----------
        path
            The file.
        wanted
            Names of columns: the separator is the one by which most of these are there.

        Raises
        ------
        DataError
            If it can't be opened, is empty, is no text, or is in UTF-16.
        """
        try:
            with path.open("rb") as stream:
                text = stream.read(BLOCK)
                stop = stream.seek(0, 2)
        except OSError as error:
            raise DataError("file.unreadable", file=path.name, why=trouble(error)) from None
        if text.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise DataError("points.utf16", file=path.name)
        if b"\0" in text:
            raise DataError("csv.nul", file=path.name, line=_lines(text[: text.index(b"\0")]) + 1)
        encoding = "utf-8" if _is_utf8(text) else "cp1252"
        skipped = len(codecs.BOM_UTF8) if text.startswith(codecs.BOM_UTF8) else 0
        said = _said_separator(text[skipped:])
        if said is not None:
            lines = Records.find(text, said, last=len(text) == stop).starts
            skipped = int(lines[1]) if lines.size > 1 else len(text)
        found = []
        for separator in [said] if said else _SEPARATORS:
            records = Records.find(text[skipped:], separator, last=len(text) == stop)
            if not records.starts.size:
                continue
            first, last = int(records.starts[0]) + skipped, int(records.stops[0]) + skipped
            names = _fields(text[first:last].decode(encoding), separator)
            columns = tuple(name.strip() for name in names)
            found.append((len({*wanted} & {*columns}), len(columns), separator, columns, last))
        if not any(any(columns) for _, _, _, columns, _ in found):
            raise DataError("file.empty", file=path.name)
        _, _, separator, columns, heading = max(found, key=lambda each: each[:2])
        end = 2 if text[heading : heading + 2] == b"\r\n" else 1
        start = min(heading + end, stop)
        line = _lines(text[:start]) + 1
        return cls(path, separator, encoding, columns, heading, start, line, stop)

    def partitions(self, size: int = 4 * BLOCK, number: int = 0) -> Iterator[Partition]:
        """Cut the file in pieces of about ``size`` bytes, each of whole records.

        ``number`` is that of the first. It takes one reading of the file, for only from the start
        can be told which line breaks stand within quotes. A file without rows has no pieces.

        Raises
        ------
        DataError
            If it can't be read, or a quotation mark is never closed.
        """
        start = self.start
        for block in self.blocks(self.whole(), size):
            stop = start + len(block.text)
            yield Partition(self.path, Form.CSV, number, start, stop, block.line)
            start, number = stop, number + 1

    def whole(self) -> Partition:
        """Give all rows as one piece, without looking for where to cut."""
        return Partition(self.path, Form.CSV, 0, self.start, self.stop, self.line)

    def blocks(self, partition: Partition, size: int = BLOCK) -> Iterator[CsvBlock]:
        """Give a piece in blocks of about ``size`` bytes, each of whole records.

        Raises
        ------
        DataError
            If it can't be read, or a quotation mark is never closed.
        """
        line, rest = partition.line, b""
        try:
            with partition.path.open("rb") as stream:
                stream.seek(partition.start)
                left = partition.stop - partition.start
                while left:
                    # Twice as much each time, so that a long record is not looked through often.
                    fresh = stream.read(min(max(size, len(rest)), left))
                    text, left = rest + fresh, left - len(fresh) if fresh else 0
                    records = Records.find(text, self.separator, last=left == 0)
                    whole, rest = text[: records.end], text[records.end :]
                    if len(rest) > _LONGEST or (left == 0 and rest):
                        at = records.open_at
                        raise DataError(
                            "csv.unclosed" if at >= 0 else "points.long_line",
                            file=self.path.name,
                            line=line + _lines(text[: at if at >= 0 else records.end]),
                        )
                    if whole:
                        yield CsvBlock(whole, records, line)
                        line += _lines(whole)
        except OSError as error:
            raise DataError("file.unreadable", file=self.path.name, why=trouble(error)) from None

    def points(
        self, block: CsvBlock, coordinates: Coordinates
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Give the two numbers of each record as they stand there, (n,) each; NaN where empty.

        Raises
        ------
        DataError
            If a record has not the columns of the file, or holds what is no number.
        """
        indices = coordinates.columns_of(self.columns, self.path.name)
        values = self._quickly(block, indices)
        if values is None:
            values = np.full((2, block.records.starts.size), np.nan)
            todo = np.arange(values.shape[1])
        elif coordinates.crs == RD:
            size = np.abs(values)
            todo = np.flatnonzero(((size >= 1) & (size < _THOUSAND)).any(axis=0))
        else:
            todo = np.zeros(0, dtype=np.int64)
        for row in todo.tolist():
            cells = self._cells(block, row)
            for axis, index in enumerate(indices):
                values[axis, row] = self._number(block, row, cells, index, coordinates.crs)
        return values[0], values[1]

    def texts(self, block: CsvBlock, names: Sequence[str]) -> pa.Table:
        """Give columns of a block as text, one row for each record; null where empty.

        Raises
        ------
        DataError
            If a record has not the columns of the file, or letters can't be read.
        """
        indices = [self.columns.index(name) for name in names]
        try:
            table = self._table(block, indices, pa.string(), encoding=self.encoding)
        except (pa.ArrowInvalid, UnicodeDecodeError):
            for row in range(block.records.starts.size):
                self._cells(block, row)
            raise DataError("csv.encoding", file=self.path.name, line=block.line) from None
        return table.rename_columns(list(names))

    def _quickly(self, block: CsvBlock, indices: Sequence[int]) -> NDArray[np.float64] | None:
        """Give the numbers (2, n) if all of them are written the same plain way, else None."""
        for decimal in ".,":
            try:
                table = self._table(block, indices, pa.float64(), decimal=decimal)
            except pa.ArrowInvalid:
                continue
            values = np.stack([np.asarray(column.to_numpy()) for column in table.columns])
            empty = sum(column.null_count for column in table.columns)
            if np.count_nonzero(~np.isfinite(values)) == empty:
                return values
        return None

    def _table(
        self,
        block: CsvBlock,
        indices: Sequence[int],
        kind: pa.DataType,
        decimal: str = ".",
        encoding: str = "utf-8",
    ) -> pa.Table:
        records = block.records
        longest = int((records.stops - records.starts).max(initial=0))
        # By number: names in the file may be doubled.
        names = [str(index) for index in range(len(self.columns))]
        wanted = [names[index] for index in indices]
        table = arrow_csv.read_csv(
            pa.BufferReader(block.text),
            arrow_csv.ReadOptions(
                column_names=names,
                block_size=max(_ARROW_BLOCK, 2 * longest + 2),
                encoding=encoding,
            ),
            arrow_csv.ParseOptions(delimiter=self.separator, newlines_in_values=b'"' in block.text),
            arrow_csv.ConvertOptions(
                include_columns=wanted,
                column_types=dict.fromkeys(wanted, kind),
                null_values=[""],
                strings_can_be_null=True,
                decimal_point=decimal,
            ),
        )
        if table.num_rows != records.starts.size:
            raise pa.ArrowInvalid("other records than were found")
        return table

    def _cells(self, block: CsvBlock, row: int) -> list[str]:
        """Give the fields of one record, by the standard library's reader."""
        start, stop = int(block.records.starts[row]), int(block.records.stops[row])
        text = block.text[start:stop].decode(self.encoding, errors="replace")
        try:
            cells = _fields(text, self.separator)
        except csv.Error:
            fault = ValueRefusedError("row.quotes")
        else:
            if len(cells) == len(self.columns):
                return cells
            fault = ValueRefusedError("row.ragged", found=len(cells), expected=len(self.columns))
        raise self._refusal(block, row, "", fault)

    def _number(self, block: CsvBlock, row: int, cells: list[str], index: int, crs: int) -> float:
        if is_blank(cells[index]):
            return np.nan
        try:
            return read_number(cells[index], thousands=crs == RD)
        except ValueRefusedError as fault:
            raise self._refusal(block, row, self.columns[index], fault) from None

    def _refusal(
        self, block: CsvBlock, row: int, column: str, fault: ValueRefusedError
    ) -> DataError:
        line = block.line + _lines(block.text[: int(block.records.starts[row])])
        told = Rejection.of(fault, line=line, column=column, unit="Regel")
        return DataError("points.row", file=self.path.name, message=told.message)


def _fields(record: str, separator: str) -> list[str]:
    return next(csv.reader([record], delimiter=separator), [])


def _lines(text: bytes) -> int:
    """Count the line ends."""
    returns = text.count(b"\r") - text.count(b"\r\n") if b"\r" in text else 0
    return text.count(b"\n") + returns


def _is_utf8(text: bytes) -> bool:
    try:
        # A letter that is cut in two at the end is none that is wrong.
        codecs.getincrementaldecoder("utf-8")().decode(text)
    except UnicodeDecodeError:
        return False
    return True


def _said_separator(text: bytes) -> str | None:
    """Give the separator that a first line ``sep=;``, as Excel writes it, says."""
    first = text[:64].splitlines()[0].strip().strip(b'"').lower() if text.strip() else b""
    said = first[4:].decode("ascii", errors="replace") if first.startswith(b"sep=") else ""
    return said if len(said) == 1 and said.isascii() else None
