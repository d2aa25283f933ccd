"""CSV and its relatives: encoding, separator, quotes; records with the line they start on.

Most files have one record on each line. Those are read a block at a time, by column; a block in
which that is not so is read record by record.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import deque
from contextlib import contextmanager
from itertools import compress, islice
from typing import TYPE_CHECKING

from ivbgeo.errors import DataError
from ivbgeo.sources.fault import ValueRefusedError
from ivbgeo.sources.table import Batch, Record, Table, is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO, TextIO

__all__ = ["open_csv"]

_SEPARATORS = ";,\t|"
_SAMPLE = 65_536
_SAMPLE_ROWS = 50
_CHUNK = 1 << 20
_BLOCK = 1 << 19
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
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as stream:
        separator, skipped = _separator(path.name, stream)
    with path.open("rb") as binary:
        lines = _Lines(binary, encoding, path.name)
        if skipped:
            next(lines)
        reading = _Reading(lines, separator, path.name)
        header = next(reading.records(), None)
        if header is None:
            raise DataError("file.empty", file=path.name)
        if header.fault is not None:
            raise DataError("csv.quotes", file=path.name, line=header.line)
        columns = tuple(str(cell).strip() for cell in header.cells)
        while columns and not columns[-1]:
            columns = columns[:-1]
        batches = reading.batches(len(columns))
        yield Table("Regel", columns, _singly(batches), stretches=batches, position=binary.tell)


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


def _separator(file: str, stream: TextIO) -> tuple[str, bool]:
    """Tell the separator, and whether the first line does nothing but say it."""
    try:
        sample = stream.read(_SAMPLE)
    except UnicodeDecodeError:
        raise DataError("csv.encoding", file=file, line=1) from None
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


class _Lines:
    """The lines of a file, counted, none of them longer than may be or with a NUL in it."""

    def __init__(self, stream: BinaryIO, encoding: str, file: str) -> None:
        self.stream = stream
        self.file = file
        self.count = 0
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._encoding = encoding
        self._waiting: deque[str] = deque()
        self._rest = ""
        self._read = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if not self._waiting:
            self._waiting.extend(self._more())
            if not self._waiting:
                raise StopIteration
        text = self._waiting.popleft()
        line = self.count + 1
        if len(text) > _LONGEST_LINE:
            raise DataError("csv.field_length", file=self.file, line=line, longest=_LONGEST_FIELD)
        if "\0" in text:
            raise DataError("csv.nul", file=self.file, line=line)
        self.count = line
        return text

    @property
    def waiting(self) -> bool:
        """Whether lines were read that nobody took yet."""
        return bool(self._waiting)

    def block(self) -> list[str]:
        """Take some lines as they are, not looked at yet; none at the end of the file."""
        block = [*self._waiting] or self._more()
        self._waiting.clear()
        self.count += len(block)
        return block

    def give_back(self, block: list[str]) -> None:
        """Let lines that were taken be taken once more."""
        self._waiting.extendleft(reversed(block))
        self.count -= len(block)

    def _more(self) -> list[str]:
        """Read some whole lines, those that were read as far as they go at the end."""
        while True:
            text = self._decoded(chunk := self.stream.read(_BLOCK))
            self._rest, text = "", self._rest + text
            if not chunk:
                lines = [*io.StringIO(text, newline="")]
            else:
                # What ends in \r may go on with \n.
                end = max(text.rfind("\n"), text.rfind("\r", 0, -1)) + 1
                self._rest = text[end:]
                lines = [*io.StringIO(text[:end], newline="")]
                if len(self._rest) > _LONGEST_LINE:
                    # Too long already: there is no need to look for its end.
                    lines, self._rest = [*lines, self._rest], ""
            self._read += len(lines)
            if lines or not chunk:
                return lines

    def _decoded(self, chunk: bytes) -> str:
        try:
            return self._decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            good = error.object[: error.start].decode(self._encoding, errors="ignore")
            at = self._read + (self._rest + good).count("\n") + 1
            raise DataError("csv.encoding", file=self.file, line=at) from None


class _Reading:
    """The records of a file that are not blank, each with the line it starts on."""

    def __init__(self, lines: _Lines, separator: str, file: str) -> None:
        self.lines = lines
        self.separator = separator
        self.file = file

    def batches(self, width: int) -> Iterator[Batch]:
        """Give records of so many cells; those that have more or fewer are refused."""
        while True:
            first = self.lines.count + 1
            block = self.lines.block()
            if not block:
                return
            columns = self._split(block, width) or self._parsed(block, width)
            if columns is None:
                self.lines.give_back(block)
                yield _batch(list(self.records(bounded=True)), width)
            else:
                yield _whole(first, columns)

    def _split(self, block: list[str], width: int) -> list[list[str]] | None:
        """Read lines without quotes, all of so many cells, by column; None if they are not so."""
        text = "".join(block)
        if '"' in text or "\0" in text or max(map(len, block)) > _LONGEST_FIELD:
            return None
        if {line.count(self.separator) for line in block} != {width - 1}:
            return None
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        cells = text.removesuffix("\n").replace("\n", self.separator).split(self.separator)
        return [cells[at::width] for at in range(width)]

    def _parsed(self, block: list[str], width: int) -> list[list[str]] | None:
        """Read lines that are a record each, all of so many cells, by column; None if not so."""
        if "\0" in "".join(block) or max(map(len, block)) > _LONGEST_LINE:
            return None
        try:
            rows = list(csv.reader(block, delimiter=self.separator, strict=True))
        except csv.Error:
            return None
        # No record is on less than one line: as many of both are one on each.
        if len(rows) != len(block) or set(map(len, rows)) != {width}:
            return None
        return [[row[at] for row in rows] for at in range(width)]

    def records(self, *, bounded: bool = False) -> Iterator[Record]:
        """Give records one by one, of any width; ``bounded``: no more than begin in this block."""
        reader = csv.reader(self.lines, delimiter=self.separator, strict=True)
        while True:
            line = self.lines.count + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                if "field limit" in str(error):
                    raise DataError(
                        "csv.field_length", file=self.file, line=line, longest=_LONGEST_FIELD
                    ) from None
                if "end of data" in str(error):
                    raise DataError("csv.unclosed", file=self.file, line=line) from None
                yield Record(line, (), fault=ValueRefusedError("row.quotes"))
            else:
                if _has_text(cells):
                    yield Record(line, cells)
            if bounded and not self.lines.waiting:
                return


def _has_text(cells: Sequence[object]) -> bool:
    return not all(map(is_blank, cells))


def _whole(first: int, columns: list[list[str]]) -> Batch:
    """Give records that are on a line each and have a cell for each column."""
    lines: Sequence[int] = range(first, first + len(columns[0]))
    blank = {i for i, cell in enumerate(columns[0]) if not cell or cell.isspace()}
    blank = {i for i in blank if not _has_text([column[i] for column in columns])}
    if blank:
        left = [i not in blank for i in range(len(lines))]
        lines = list(compress(lines, left))
        columns = [list(compress(column, left)) for column in columns]
    return Batch(lines, columns)


def _batch(records: list[Record], width: int) -> Batch:
    """Refuse records that have more or fewer cells than the header."""
    lines, rows, faults = [], [], []
    for line, cells, _, fault in records:
        found = len(cells)
        if fault is not None:
            faults.append((line, fault))
        elif found == width or (found > width and all(map(is_blank, cells[width:]))):
            lines.append(line)
            rows.append(cells[:width])
        else:
            # Its cells may stand in each other's columns: none of them is shown.
            ragged = ValueRefusedError("row.ragged", found=found, expected=width)
            faults.append((line, ragged))
    return Batch(lines, list(zip(*rows, strict=True)) or [()] * width, faults=faults)


def _singly(batches: Iterator[Batch]) -> Iterator[Record]:
    for batch in batches:
        good = map(Record, batch.lines, zip(*batch.columns, strict=True))
        bad = (Record(line, (), fault=fault) for line, fault in batch.faults)
        yield from sorted([*good, *bad], key=lambda record: record.line)
