"""Excel workbooks (.xlsx): one sheet with data, cells as they are; formulas are never computed."""

from __future__ import annotations

import warnings
import zipfile
from contextlib import closing, contextmanager
from datetime import datetime
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, BinaryIO

import openpyxl

from ivbgeo.errors import DataError
from ivbgeo.sources.fault import ValueRefusedError
from ivbgeo.sources.table import Cell, ErrorCell, FormulaCell, Record, Table, is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["open_xlsx"]

if not openpyxl.DEFUSEDXML:  # it does wherever defusedxml is installed
    raise ImportError("openpyxl reads XML without defusedxml: install defusedxml")

_LARGEST = 1 << 30
_MOST_PARTS = 10_000
_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 1_000
_BATCH = 2_000


@contextmanager
def open_xlsx(path: Path) -> Iterator[Table]:
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
    try:
        with _quiet():
            return openpyxl.load_workbook(stream, read_only=True, keep_links=False)
    except Exception as error:  # openpyxl has no error of its own for a broken file
        raise DataError("xlsx.broken", file=file) from error


def _guard(path: Path) -> None:
    """Refuse what is no whole zip file, or would unpack to too much."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise DataError("xlsx.broken", file=path.name) from error
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST:
        raise DataError("xlsx.too_large", file=path.name, limit=_LARGEST >> 20)
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise DataError("file.unknown", file=path.name)


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
