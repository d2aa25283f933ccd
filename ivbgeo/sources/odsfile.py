"""OpenDocument spreadsheets (.ods): one sheet with data, cells as they are, read in one stream.

The whole of a sheet is never in memory, and formulas are told from values with their address.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from defusedxml.ElementTree import (  # type: ignore[import-untyped] # it ships no types
    DefusedXMLParser,
)

from geo.zipped import open_member, open_zip, read_whole, reading
from ivbgeo.errors import DataError
from ivbgeo.sources.fault import ValueRefusedError
from ivbgeo.sources.geometry import refusals
from ivbgeo.sources.odscells import MOST_ROWS, Row, Sheets, TooMuchError
from ivbgeo.sources.table import Cell, FormulaCell, Record, Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["MIMETYPES", "open_ods"]

MIMETYPES = (
    b"application/vnd.oasis.opendocument.spreadsheet",
    b"application/vnd.oasis.opendocument.spreadsheet-template",
)
"""What such a file says to be."""

_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_LARGEST_MANIFEST = 4 << 20
_CHUNK = 1 << 16
# Bytes in which nothing begins or ends: one name or value can't be as long.
_STARVED = 4 << 20


@contextmanager
def open_ods(path: Path, crs: int | None = None) -> Iterator[Table]:  # noqa: ARG001 - as all openers
    """Open the one visible sheet that holds data; its first row that is not blank is the header.

    Raises
    ------
    DataError
        If the file is broken, locked or too large once unpacked, or has no or several sheets of
        data (which may show only when the rows are read).
    """
    with refusals(), open_zip(path) as archive:
        names = set(archive.namelist())
        if _MANIFEST in names:
            manifest = read_whole(archive, _MANIFEST, path.name, _LARGEST_MANIFEST)
            if b"encryption-data" in manifest or "encrypted-package" in names:
                raise DataError("geo.zip.locked", file=path.name)
        if _CONTENT not in names:
            raise DataError("ods.broken", file=path.name)
        with open_member(archive, _CONTENT, path.name) as stream:
            rows = _rows(stream, path.name)
            first = next(rows, None)
            if first is None:
                raise DataError("file.empty", file=path.name)
            header = first.cells()
            if any(isinstance(cell, FormulaCell) for cell in header):
                raise DataError("xlsx.header_formula", file=path.name)
            columns = tuple("" if cell is None else str(cell).strip() for cell in header)
            again = Row(first.sheet, first.number + 1, first.repeated - 1, first.raw, first.marked)
            yield Table("Rij", columns, _records(again, rows, len(columns), path.name))


def _rows(stream: IO[bytes], file: str) -> Iterator[Row]:
    """Give the rows that are not blank of all visible sheets."""
    sheets = Sheets()
    parser = DefusedXMLParser(target=sheets, forbid_dtd=True)
    starved = 0
    while True:
        with reading(file):
            chunk = stream.read(_CHUNK)
        before = sheets.events
        try:
            if chunk:
                parser.feed(chunk)
            else:
                parser.close()
        except TooMuchError:
            raise DataError("ods.too_large", file=file) from None
        except Exception as error:  # the parser's, defusedxml's, and of numbers that are none
            raise DataError("ods.broken", file=file) from error
        starved = starved + len(chunk) if sheets.events == before else 0
        if starved > _STARVED:
            raise DataError("ods.too_large", file=file)
        for row in sheets.take():
            if row.number + row.repeated - 1 > MOST_ROWS:
                raise DataError("ods.too_large", file=file)
            yield row
        if not chunk:
            return


def _records(first: Row, rows: Iterator[Row], width: int, file: str) -> Iterator[Record]:
    with refusals():
        yield from _repeated(first, width)
        for row in rows:
            if row.sheet != first.sheet:
                names = f"‘{first.sheet[1]}’, ‘{row.sheet[1]}’"
                raise DataError("xlsx.sheets", file=file, sheets=names[:400])
            yield from _repeated(row, width)


def _repeated(row: Row, width: int) -> Iterator[Record]:
    for number in range(row.number, row.number + row.repeated):
        cells: list[Cell] = row.cells(number)
        if len(cells) > width:
            fault = ValueRefusedError("row.ragged", found=len(cells), expected=width)
            yield Record(number, (), fault=fault)
        else:
            yield Record(number, [*cells, *[None] * (width - len(cells))])
