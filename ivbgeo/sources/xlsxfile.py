"""Excel workbooks (.xlsx): one sheet with data, cells as they are; formulas are never computed."""

from __future__ import annotations

import warnings
from contextlib import closing, contextmanager
from datetime import datetime
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, BinaryIO

from defusedxml.ElementTree import (  # type: ignore[import-untyped] # it ships no types
    DefusedXMLParser,
)

from geo import UnreadableFileError
from geo.zipped import open_zip, reading
from ivbgeo.errors import DataError
from ivbgeo.sources.fault import ValueRefusedError
from ivbgeo.sources.odscells import TooMuchError
from ivbgeo.sources.table import Cell, ErrorCell, FormulaCell, Record, Table, is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from zipfile import ZipFile, ZipInfo

__all__ = ["open_xlsx"]

_LARGEST_TEXTS = 256 << 20
_LARGEST_PART = 32 << 20
_SMALL_SHEET = 4 << 20
_LONGEST_CELL = 1 << 20
# A row has 16,384 cells, each with a value and perhaps with letters in some forms.
_MOST_IN_ROW = 500_000
_DEEPEST = 100
_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 1_000
_BATCH = 2_000


@contextmanager
def open_xlsx(path: Path, crs: int | None = None) -> Iterator[Table]:  # noqa: ARG001 - as all openers
    """Open the one visible sheet that holds data; its first row that is not blank is the header.

    Raises
    ------
    DataError
        If the workbook is broken or too large once unpacked, or has no or several sheets of data.
    """
    _guard(path)
    with path.open("rb") as stream, closing(_load(stream, path.name)) as book:
        found: list[tuple[str, Iterator[tuple[int, list[Cell]]]]] = []
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            rows = _rows(sheet, path.name)
            first = next(rows, None)
            if first is not None:
                found.append((sheet.title, chain([first], rows)))
        if not found:
            raise DataError("file.empty", file=path.name)
        if len(found) > 1:
            names = ", ".join(f"‘{title}’" for title, _ in found)
            raise DataError("xlsx.sheets", file=path.name, sheets=names)
        rows = found[0][1]
        _, header = next(rows)
        columns = tuple("" if cell is None else str(cell).strip() for cell in header)
        if any(isinstance(cell, FormulaCell) for cell in header):
            raise DataError("xlsx.header_formula", file=path.name)
        yield Table("Rij", columns, _records(rows, len(columns)))


def _load(stream: BinaryIO, file: str) -> Any:
    import openpyxl  # noqa: PLC0415 - takes long to load, and few files are of this kind

    if not openpyxl.DEFUSEDXML:  # it does wherever defusedxml is installed
        raise ImportError("openpyxl reads XML without defusedxml: install defusedxml")
    try:
        with _quiet():
            return openpyxl.load_workbook(stream, read_only=True, keep_links=False)
    except Exception as error:  # openpyxl has no error of its own for a broken file
        raise DataError("xlsx.broken", file=file) from error


def _guard(path: Path) -> None:
    """Refuse what is no whole zip file, or would take too much room once it is unpacked."""
    try:
        with open_zip(path) as archive:
            for part in archive.infolist():
                _guard_part(archive, part, path.name)
    except UnreadableFileError as error:
        rule = "xlsx.broken" if error.rule == "geo.zip.broken" else error.rule
        raise DataError(rule, **error.values) from error


def _guard_part(archive: ZipFile, part: ZipInfo, file: str) -> None:
    if part.filename.startswith("xl/worksheets/"):
        if part.file_size > _SMALL_SHEET:
            _guard_rows(archive, part, file)
        return
    shared = part.filename.endswith("sharedStrings.xml")
    # These are read as a whole; pictures aren't read at all.
    if part.filename.endswith((".xml", ".rels")) and part.file_size > (
        _LARGEST_TEXTS if shared else _LARGEST_PART
    ):
        raise DataError("geo.zip.too_large", file=file, limit=_LARGEST_TEXTS >> 20)


def _guard_rows(archive: ZipFile, part: ZipInfo, file: str) -> None:
    """Refuse a sheet of which one row is larger than any sheet has: it is read row by row."""
    rows = _Rows()
    parser = DefusedXMLParser(target=rows, forbid_dtd=True)
    try:
        with reading(file), archive.open(part) as stream:
            while chunk := stream.read(1 << 16):
                rows.seen = 0
                parser.feed(chunk)
                rows.quiet = 0 if rows.seen else rows.quiet + len(chunk)
                rows.measure()
    except TooMuchError:
        raise DataError("geo.zip.too_large", file=file, limit=_LARGEST_TEXTS >> 20) from None
    except UnreadableFileError:
        raise
    except Exception as error:  # the parser's and defusedxml's
        raise DataError("xlsx.broken", file=file) from error


class _Rows:
    """Counts the elements of a row while the parser comes past them."""

    def __init__(self) -> None:
        self.seen = self.quiet = 0
        self._inside = self._depth = 0

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        """Begin an element."""
        self.seen += 1
        self._depth += 1
        self._inside = 0 if tag.endswith("}row") else self._inside + 1
        if self._inside > _MOST_IN_ROW or self._depth > _DEEPEST:
            raise TooMuchError

    def end(self, _tag: str) -> None:
        """End an element."""
        self._depth -= 1

    def measure(self) -> None:
        """Refuse a name or a value that goes on for longer than any does."""
        if self.quiet > _LONGEST_CELL:
            raise TooMuchError


@contextmanager
def _quiet() -> Iterator[None]:
    # openpyxl warns of styles and extensions that have nothing to do with the data.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _rows(sheet: Any, file: str) -> Iterator[tuple[int, list[Cell]]]:
    """Give the rows that are not blank, numbered as Excel does, as plain cells."""
    sheet.reset_dimensions()  # what a file says of its own size is not always so
    source = sheet.iter_rows()
    number = 0
    while True:
        try:
            with _quiet():
                batch = [
                    [_plain(cell) for cell in row[:_MOST_COLUMNS]] for row in islice(source, _BATCH)
                ]
        except Exception as error:
            raise DataError("xlsx.broken", file=file) from error
        if not batch:
            return
        for cells in batch:
            number += 1
            while cells and is_blank(cells[-1]):
                cells.pop()
            if cells:
                yield number, cells
        if number > _MOST_ROWS:
            raise DataError("xlsx.broken", file=file)


def _plain(cell: Any) -> Cell:
    kind = cell.data_type
    value: Cell = cell.value
    if kind == "f":
        text = value if isinstance(value, str) else getattr(value, "text", None) or "{=…}"
        return FormulaCell(cell.coordinate, text)
    if kind == "e":
        return ErrorCell(cell.coordinate, str(value))
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        # Excel knows no days without an hour; whether the hour is meant shows in the format.
        return value if "h" in cell.number_format.lower() else value.date()
    return value


def _records(rows: Iterator[tuple[int, list[Cell]]], width: int) -> Iterator[Record]:
    for number, cells in rows:
        if len(cells) > width:
            fault = ValueRefusedError("row.ragged", found=len(cells), expected=width)
            yield Record(number, (), fault=fault)
        else:
            yield Record(number, [*cells, *[None] * (width - len(cells))])
