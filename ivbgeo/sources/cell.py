"""One cell by the reader of its column; a formula or an error of Excel is no value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.sources.fault import ValueRefusedError
from ivbgeo.sources.table import ErrorCell, FormulaCell, is_blank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ivbgeo.sources.kind import Reader, Refuse
    from ivbgeo.sources.table import Cell

__all__ = ["ColumnOfWords", "read_cell"]

_REMEMBERED = 50_000
_UNKNOWN = object()


def read_cell(cell: Cell, reader: Reader, line: int, *, required: bool) -> object:
    """Give the value of a cell, None if it is blank.

    Raises
    ------
    ValueRefusedError
        If it can't be read, or is blank and ``required``.
    """
    if is_blank(cell):
        if required:
            raise ValueRefusedError("value.missing")
        return None
    if isinstance(cell, FormulaCell):
        raise ValueRefusedError("cell.formula", cell.formula, address=cell.address)
    if isinstance(cell, ErrorCell):
        raise ValueRefusedError("cell.error", cell.text, address=cell.address)
    return reader(cell, line)


class ColumnOfWords:
    """Reads columns by a reader of cells: a text that was read before is not read again."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[str, object] = {}

    def column(
        self, cells: Sequence[Cell], lines: Sequence[int], refuse: Refuse, *, required: bool
    ) -> list[object]:
        """Read n cells, on n lines; None where blank or refused."""
        known = self._known
        # Of texts only: as keys of a dict, 1 and True are the same.
        values: list[object] = [
            known.get(cell, _UNKNOWN) if type(cell) is str else _UNKNOWN for cell in cells
        ]
        if _UNKNOWN not in values:
            return values
        for at, cell in enumerate(cells):
            if values[at] is not _UNKNOWN:
                continue
            try:
                values[at] = read_cell(cell, self._reader, lines[at], required=required)
            except ValueRefusedError as fault:
                refuse(at, fault)
                values[at] = None
            else:
                if type(cell) is str and len(known) < _REMEMBERED:
                    known[cell] = values[at]
        return values
