"""The sheets in the XML of an OpenDocument spreadsheet, as its parser comes past them.

Source of the format: OpenDocument 1.3, part 3, chapter 9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from ivbgeo.sources.table import Cell, ErrorCell, FormulaCell

__all__ = ["MOST_ROWS", "Row", "Sheets", "TooMuchError"]

MOST_ROWS = 1_048_576
"""Rows of a sheet, in every program."""

_MOST_COLUMNS = 1_000
_LONGEST = 131_072
_DEEPEST = 100
_NS = "{urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _TEXT, _OFFICE = f"{_NS}table:1.0}}", f"{_NS}text:1.0}}", f"{_NS}office:1.0}}"
_STYLE = f"{_NS}style:1.0}}"
_ERROR_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_SHEET, _ROW = f"{_TABLE}table", f"{_TABLE}table-row"
_CELL, _COVERED = f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"
# What holds rows, or says which sheets are hidden; all else outside a cell is passed over, so
# that what was deleted (tracked changes) or drawn is no data.
_AROUND = {
    f"{_OFFICE}document-content", f"{_OFFICE}automatic-styles", f"{_OFFICE}body",
    f"{_OFFICE}spreadsheet", f"{_TABLE}table-header-rows", f"{_TABLE}table-rows",
    f"{_TABLE}table-row-group", _SHEET, _ROW, f"{_STYLE}style", f"{_STYLE}table-properties",
}  # fmt: skip
_SPACES = {f"{_TEXT}s": " ", f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_INLINE = {f"{_TEXT}p", f"{_TEXT}span", f"{_TEXT}a", *_SPACES}
_ERRORS = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|NUM!|NULL!|DIV/0!)|(?:Err|Fout):\d{3}")
_CLOCK = re.compile(r"PT(\d{1,2})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S")
_COUNT = re.compile(r"[0-9]{1,9}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_LETTERS = 26


class TooMuchError(Exception):
    """More of something than a spreadsheet has: columns, letters in a cell, depth."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not blank, of a sheet (number and name), which may stand there repeatedly.

    ``raw``: its cells, of which those with a formula or an error have the letters of their column
    for an address. ``marked``: whether there are such cells.
    """

    sheet: tuple[int, str]
    number: int
    repeated: int
    raw: list[Cell]
    marked: bool

    def cells(self, number: int | None = None) -> list[Cell]:
        """Give the cells as they are in the row of that number; as a rule the first."""
        if not self.marked:
            return self.raw
        return [_at(cell, number or self.number) for cell in self.raw]


class Sheets:
    """What the parser tells its finds to. ``events`` counts these, ``take`` gives the rows."""

    def __init__(self) -> None:
        self.events = 0
        self._rows: list[Row] = []
        self._depth = 0
        self._skipped = 0  # depth of the element that is passed over, 0 for none
        self._style = ""
        self._hidden: set[str] = set()
        self._sheet: tuple[int, str] = (0, "")
        self._shown = self._in_sheet = self._in_row = False
        self._number = 0
        self._repeated = 1
        self._cells: list[Cell] = []
        self._blanks = 0
        self._marked = False
        self._cell: dict[str, str] | None = None
        self._text: list[str] = []
        self._in_text = False
        self._letters = self._paragraphs = 0

    def take(self) -> list[Row]:
        """Give the rows that were found since the last time."""
        rows, self._rows = self._rows, []
        return rows

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        self.events += 1
        self._depth += 1
        if self._depth > _DEEPEST:
            raise TooMuchError
        if self._skipped:
            return
        if self._cell is not None:
            self._start_text(tag, attributes)
        elif tag in (_CELL, _COVERED) and self._in_row:
            self._cell = attributes if tag == _CELL else {**attributes, _COVERED: ""}
            self._text, self._letters, self._paragraphs = [], 0, 0
        elif tag not in _AROUND or (tag == _SHEET and self._in_sheet):
            self._skipped = self._depth
        else:
            self._start_around(tag, attributes)

    def data(self, text: str) -> None:
        """Take letters."""
        if self._in_text and not self._skipped:
            self._letters += len(text)
            if self._letters > _LONGEST:
                raise TooMuchError
            self._text.append(text)

    def end(self, tag: str) -> None:
        """End an element."""
        self.events += 1
        self._depth -= 1
        if self._skipped:
            self._skipped = 0 if self._depth < self._skipped else self._skipped
        elif tag == f"{_TEXT}p":
            self._in_text = False  # what stands between paragraphs is lay-out of the file
        elif tag in (_CELL, _COVERED):
            self._end_cell()
        elif tag == _ROW:
            self._end_row()
        elif tag == _SHEET:
            self._in_sheet = False

    def close(self) -> None:
        """End the file."""

    def _start_around(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif tag == f"{_STYLE}table-properties":
            if attributes.get(f"{_TABLE}display") == "false":
                self._hidden.add(self._style)
        elif tag == _SHEET:
            self._sheet = (self._sheet[0] + 1, attributes.get(f"{_TABLE}name", "")[:100])
            self._shown = attributes.get(f"{_TABLE}style-name") not in self._hidden
            self._in_sheet, self._number = True, 0
        elif tag == _ROW:
            self._repeated = _count(attributes, "number-rows-repeated")
            self._cells, self._blanks, self._marked, self._in_row = [], 0, False, True

    def _start_text(self, tag: str, attributes: dict[str, str]) -> None:
        if tag not in _INLINE:  # a note, a picture, a form
            self._skipped = self._depth
        elif tag == f"{_TEXT}p":
            self._paragraphs += 1
            self._in_text = True
            if self._paragraphs > 1:
                self.data("\n")
        elif tag in _SPACES:
            said = attributes.get(f"{_TEXT}c", "1")
            times = int(said) if _COUNT.fullmatch(said) else 1
            self.data(_SPACES[tag] * min(times, _LONGEST + 1))

    def _end_cell(self) -> None:
        attributes, self._cell = self._cell or {}, None
        self._in_text = False
        repeated = _count(attributes, "number-columns-repeated")
        at = len(self._cells) + self._blanks
        value = None if _COVERED in attributes else _value(attributes, "".join(self._text))
        if value is None or (isinstance(value, str) and not value.strip()):
            self._blanks += repeated
            return
        if at + repeated > _MOST_COLUMNS:
            raise TooMuchError
        self._cells += [None] * self._blanks
        self._blanks = 0
        if isinstance(value, FormulaCell | ErrorCell):
            self._marked = True
            self._cells += [_at(value, _column(at + i)) for i in range(repeated)]
        else:
            self._cells += [value] * repeated

    def _end_row(self) -> None:
        self._in_row = False
        if self._cells and self._shown:
            first = self._number + 1
            row = Row(self._sheet, first, self._repeated, self._cells, self._marked)
            self._rows.append(row)
        self._number += self._repeated


def _at(cell: Cell, where: object) -> Cell:
    """Give a cell with more of its address: first the letters of the column, then the row."""
    if isinstance(cell, FormulaCell):
        return FormulaCell(f"{cell.address}{where}", cell.formula)
    if isinstance(cell, ErrorCell):
        return ErrorCell(f"{cell.address}{where}", cell.text)
    return cell


def _column(at: int) -> str:
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(f"{_TABLE}{name}", "1")
    if not _COUNT.fullmatch(text):
        raise ValueError(f"{name} is {text[:40]!r}")
    return max(int(text), 1)


def _value(attributes: dict[str, str], text: str) -> Cell:
    """Give what a cell holds; what does not fit its type is given as its text."""
    formula = attributes.get(f"{_TABLE}formula")
    if formula is not None:
        return FormulaCell("", "=" + formula.partition("=")[2])
    if attributes.get(_ERROR_TYPE) == "error" or _ERRORS.fullmatch(text):
        return ErrorCell("", text)
    kind = attributes.get(f"{_OFFICE}value-type", "string")
    said = attributes.get(f"{_OFFICE}{_VALUES.get(kind, 'value')}")
    if said is None:
        return text or None
    said = said.strip()
    if len(said) > _LONGEST:
        raise TooMuchError
    try:
        return _READERS[kind](said) if kind in _READERS else said or None
    except ValueError:
        return said or None


def _number(said: str) -> Cell:
    return float(said) if _NUMBER.fullmatch(said) else said


def _moment(said: str) -> Cell:
    if len(said) == len("2023-12-31"):
        return date.fromisoformat(said)
    return datetime.fromisoformat(said.partition(".")[0])


def _clock(said: str) -> Cell:
    match = _CLOCK.fullmatch(said)
    return time.fromisoformat(":".join(part.zfill(2) for part in match.groups())) if match else said


def _truth(said: str) -> Cell:
    return said == "true" if said in ("true", "false") else said


_VALUES = {
    "string": "string-value", "date": "date-value", "time": "time-value",
    "boolean": "boolean-value",
}  # fmt: skip
_READERS = {
    "float": _number, "percentage": _number, "currency": _number, "date": _moment,
    "time": _clock, "boolean": _truth,
}  # fmt: skip
