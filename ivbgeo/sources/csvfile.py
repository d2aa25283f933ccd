"""CSV and its relatives: encoding, separator, quotes; records with the line they start on."""

from __future__ import annotations

import codecs
import csv
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from ivbgeo.errors import DataError
from ivbgeo.sources.fault import ValueRefusedError
from ivbgeo.sources.table import Record, Table, is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import TextIO

__all__ = ["open_csv"]

_SEPARATORS = ";,\t|"
_SAMPLE = 65_536
_SAMPLE_ROWS = 50
_CHUNK = 1 << 20
# As long as a field may be for the standard library's reader; a whole line may be some fields long.
_LONGEST_FIELD = 131_072
_LONGEST_LINE = 1 << 20


@contextmanager
def open_csv(path: Path) -> Iterator[Table]:
    """Open a CSV file: separator ; , tab or |, in UTF-8, UTF-16 with a byte order mark, or cp1252.

    A first line ``sep=;``, as Excel writes it, is followed.

    Raises
    ------
    DataError
        If the encoding can't be told, there are NUL characters, a field is too long, or a
        quotation mark is never closed.
    """
    with path.open(encoding=_encoding(path), newline="") as stream:
        lines = _Lines(stream, path.name)
        separator, skipped = _separator(path.name, stream)
        if skipped:
            next(lines)
        records = _records(lines, separator, path.name)
        header = next(records, None)
        if header is None:
            raise DataError("file.empty", file=path.name)
        if header.fault is not None:
            raise DataError("csv.quotes", file=path.name, line=header.line)
        columns = tuple(str(cell).strip() for cell in header.cells)
        while columns and not columns[-1]:
            columns = columns[:-1]
        yield Table("Regel", columns, _fitting(records, len(columns)))


def _encoding(path: Path) -> str:
    """Tell the encoding from all bytes of the file: strict, never a guess that loses letters."""
    with path.open("rb") as stream:
        start = stream.read(4)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        stream.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8-sig")()
        line, has_wide = 1, False
        while True:
            chunk = stream.read(_CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                good = error.object[: error.start]
                # Letters that are right in UTF-8 and then one that is not: two encodings in one.
                if has_wide or not good.isascii() or start.startswith(codecs.BOM_UTF8):
                    at = line + good.count(b"\n")
                    raise DataError("csv.encoding", file=path.name, line=at) from None
                return "cp1252"
            if not chunk:
                return "utf-8-sig"
            has_wide = has_wide or not text.isascii()
            line += text.count("\n")


class _Lines:
    """The lines of a stream, counted, none of them longer than may be or with a NUL in it."""

    def __init__(self, stream: TextIO, file: str) -> None:
        self.stream = stream
        self.file = file
        self.count = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self.count + 1
        try:
            text = self.stream.readline(_LONGEST_LINE + 1)
        except UnicodeDecodeError:
            raise DataError("csv.encoding", file=self.file, line=line) from None
        if not text:
            raise StopIteration
        if len(text) > _LONGEST_LINE:
            raise DataError("csv.field_length", file=self.file, line=line, longest=_LONGEST_FIELD)
        if "\0" in text:
            raise DataError("csv.nul", file=self.file, line=line)
        self.count = line
        return text


def _separator(file: str, stream: TextIO) -> tuple[str, bool]:
    """Tell the separator, and whether the first line does nothing but say it."""
    try:
        sample = stream.read(_SAMPLE)
    except UnicodeDecodeError:
        raise DataError("csv.encoding", file=file, line=1) from None
    stream.seek(0)
    if not sample.strip():
        raise DataError("file.empty", file=file)
    lines = sample.splitlines(keepends=True)
    if len(sample) == _SAMPLE and len(lines) > 1:
        lines.pop()  # it may be cut in two
    first = lines[0].strip().strip('"').lower()
    if first.startswith("sep=") and len(first) == len("sep=;"):
        return first[-1], True

    def fit(separator: str) -> tuple[float, int]:
        rows = list(islice(filter(None, csv.reader(lines, delimiter=separator)), _SAMPLE_ROWS))
        width = len(rows[0]) if rows else 0
        if width < 2:  # noqa: PLR2004 - a separator separates two things
            return (0.0, width)
        return (sum(len(row) == width for row in rows) / len(rows), width)

    try:
        return max(_SEPARATORS, key=fit), False
    except csv.Error:  # a field that is too long: the reading itself says on which line
        return ";", False


def _records(lines: _Lines, separator: str, file: str) -> Iterator[Record]:
    """Give the records that are not blank, each with the line it starts on."""
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        line = lines.count + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "field limit" in str(error):
                raise DataError(
                    "csv.field_length", file=file, line=line, longest=_LONGEST_FIELD
                ) from None
            if "end of data" in str(error):
                raise DataError("csv.unclosed", file=file, line=line) from None
            yield Record(line, (), fault=ValueRefusedError("row.quotes"))
            continue
        if any(cell and not cell.isspace() for cell in cells):
            yield Record(line, cells)


def _fitting(records: Iterator[Record], width: int) -> Iterator[Record]:
    """Refuse records that have more or fewer cells than the header."""
    for record in records:
        if record.fault is None and len(record.cells) != width:
            found = len(record.cells)
            if found > width and all(map(is_blank, record.cells[width:])):
                yield record._replace(cells=record.cells[:width])
            else:
                # Its cells may stand in each other's columns: none of them is shown.
                fault = ValueRefusedError("row.ragged", found=found, expected=width)
                yield Record(record.line, (), fault=fault)
        else:
            yield record
