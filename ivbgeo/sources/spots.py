"""Plain lists of spots to choose from or to cover: where each is, and numbers that go with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.crs import CoordinateGuess, diagnose
from ivbgeo.dutch import trouble
from ivbgeo.errors import DataError
from ivbgeo.sources.fault import ValueRefusedError, visible
from ivbgeo.sources.number import read_amount, read_number
from ivbgeo.sources.opening import open_table
from ivbgeo.sources.place import RD, WGS84, Placer
from ivbgeo.sources.table import is_blank
from ivbgeo.sources.text import plain, read_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from ivbgeo.sources.table import Cell, Table

__all__ = ["Spots", "read_spots"]

_NUMBERS = {
    "weight": ("weight", "gewicht", "aantal"),
    "yearly_cost": ("yearlycost", "kostenperjaar", "jaarkosten"),
    "installation": ("installation", "plaatsing", "plaatsingskosten"),
    "removal": ("removal", "verwijdering", "verwijderkosten"),
    "frontage": ("frontage", "gevel", "gevelmeters"),
    "forbidden": ("forbidden", "verboden"),
}

_EUROS = {"yearlycost", "installation", "removal"}


@dataclass(frozen=True, slots=True, eq=False)
class Spots:
    """Spots of one file, in its order.

    Parameters
    ----------
    ids
        What each is called; empty where the file doesn't say.
    places
        Shape (n, 2): x, y in metres; EPSG:28992 unless ``local``.
    numbers
        By name, shape (n,): ``weight``, ``yearly_cost``, ``installation``, ``removal``,
        ``frontage``, ``forbidden``; those that the file has.
    local
        Whether the places are on a grid of their own.
    """

    ids: tuple[str, ...]
    places: NDArray[np.float64]
    numbers: dict[str, NDArray[np.float64]]
    local: bool

    def __len__(self) -> int:
        return len(self.places)

    def some(self, kept: NDArray[np.bool_]) -> Spots:
        """Give some of them; ``kept`` has a value for each."""
        ids = tuple(name for name, keep in zip(self.ids, kept.tolist(), strict=True) if keep)
        numbers = {name: values[kept] for name, values in self.numbers.items()}
        return Spots(ids, self.places[kept], numbers, self.local)


def read_spots(path: Path, *, named: bool) -> Spots:
    """Read a file with columns id, x and y (or lon and lat), and numbers that go with them.

    Parameters
    ----------
    path
        CSV, or another table that ivbgeo reads.
    named
        Whether each spot has to have an id, of its own.

    Raises
    ------
    DataError
        If it can't be read, or a row can't be right: nothing is mended, nothing left out.
    """
    try:
        with open_table(path) as table:
            return _read(table, path.name, named=named)
    except OSError as error:
        raise DataError("file.unreadable", file=path.name, why=trouble(error)) from None


def _read(table: Table, file: str, *, named: bool) -> Spots:
    unit, records = table.unit, list(table.records)
    lines = [record.line for record in records]
    for record in records:
        if record.fault is not None:
            raise _told(record.fault, unit, record.line, "")
    found = {plain(name): at for at, name in enumerate(table.columns)}

    def column(name: str, *others: str) -> list[Cell] | None:
        at = next((found[each] for each in (name, *others) if each in found), None)
        return None if at is None else [record.cells[at] for record in records]

    names = column("id", "naam", "name")
    if names is None and named:
        shown = ", ".join(map(visible, table.columns))
        raise DataError("plan.columns", file=file, column="id", found=shown)
    pairs, crs = (column("x"), column("y")), RD
    if pairs[0] is None or pairs[1] is None:
        pairs, crs = (column("lon", "lengte"), column("lat", "breedte")), WGS84
    first, second = pairs
    if first is None or second is None:
        shown = ", ".join(map(visible, table.columns))
        raise DataError("plan.columns", file=file, column="x", found=shown)
    places, local = _places(first, second, crs, unit, lines)
    numbers = {}
    for name, titles in _NUMBERS.items():
        cells = column(*titles)
        if cells is not None:
            numbers[name] = np.array(
                [_number(*each, unit, titles[0]) for each in zip(cells, lines, strict=True)]
            )
    ids = _ids(names, lines, unit, file) if named and names is not None else ("",) * len(records)
    return Spots(ids, places, numbers, local)


def _places(
    first: Sequence[Cell], second: Sequence[Cell], crs: int, unit: str, lines: list[int]
) -> tuple[NDArray[np.float64], bool]:
    """Place all; a list of which none lies in the Netherlands may have metres of its own."""
    x, y, faults = Placer(crs).place(first, second)
    if faults and len(faults) == len(lines) and crs == RD:
        own = _own_grid(first, second)
        if own is not None:
            return own, True
    for at, fault in sorted(faults.items()):
        raise _told(fault, unit, lines[at], fault.field or "x, y")
    blank = np.flatnonzero(np.isnan(x))
    if len(blank):
        raise _told(ValueRefusedError("value.missing"), unit, lines[blank[0]], "x, y")
    return np.column_stack([x, y]), False


def _own_grid(first: Sequence[Cell], second: Sequence[Cell]) -> NDArray[np.float64] | None:
    """Give metres on a grid of its own; None if it may be anything else, or one spot only."""
    try:
        pairs = [[read_number(cell) for cell in pair] for pair in zip(first, second, strict=True)]
    except ValueRefusedError:
        return None
    places = np.array(pairs, dtype=np.float64)
    own = diagnose(*places.T) is CoordinateGuess.UNKNOWN and np.ptp(places, axis=0).any()
    return places if own else None


def _number(cell: Cell, line: int, unit: str, column: str) -> float:
    if is_blank(cell):
        raise _told(ValueRefusedError("value.missing"), unit, line, column)
    try:
        # An amount of euros may have a point for thousands; of a weight it is a decimal point.
        return read_amount(cell if column in _EUROS else read_number(cell))
    except ValueRefusedError as fault:
        fault.value = cell  # as it stands in the file
        raise _told(fault, unit, line, column) from None


def _ids(names: Sequence[Cell], lines: list[int], unit: str, file: str) -> tuple[str, ...]:
    ids: dict[str, None] = {}
    for cell, line in zip(names, lines, strict=True):
        whole = isinstance(cell, int | float) and float(cell).is_integer()
        name = str(int(cell)) if whole else cell  # type: ignore[call-overload]  # a number by now
        if is_blank(name):
            raise _told(ValueRefusedError("value.missing"), unit, line, "id")
        try:
            text = read_text(name)
        except ValueRefusedError as fault:
            raise _told(fault, unit, line, "id") from None
        if text in ids:
            raise DataError("plan.double_id", file=file, value=visible(text))
        ids[text] = None
    return tuple(ids)


def _told(fault: ValueRefusedError, unit: str, line: int, column: str) -> DataError:
    shown = {"value": visible(fault.value), **fault.details}
    return DataError(fault.rule, unit=unit, line=line, column=column, **shown)
