"""A file as a table: named columns and numbered records of plain cells, read one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ivbgeo.sources.fault import ValueRefusedError

__all__ = ["Cell", "ErrorCell", "FormulaCell", "Record", "Table", "is_blank"]


@dataclass(frozen=True, slots=True)
class FormulaCell:
    """A cell with a formula: it is never computed. ``address`` as Excel shows it, such as C14."""

    address: str
    formula: str


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell with an error value of Excel, such as #N/A."""

    address: str
    text: str


# ``object``: what a GeoPackage or a GeoJSON may hold beside these (lists, bytes) is refused later.
Cell = str | int | float | bool | datetime | date | time | FormulaCell | ErrorCell | object | None


class Record(NamedTuple):
    """One row. Either ``fault`` says why it can't be read, or ``cells`` has one per column.

    ``point`` is the geometry of a GeoJSON or GeoPackage: (first, second) coordinate as the file
    has them, in ``Table.crs``: x, y in metres or lon, lat in degrees; None where there is none.
    """

    line: int
    cells: Sequence[Cell]
    point: tuple[float, float] | None = None
    fault: ValueRefusedError | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a file and its records, of which ``records`` gives each once.

    ``unit`` is what a user calls a record: Regel, Rij or Object. ``crs`` is the EPSG code that the
    file itself states (28992 or 4326), or None. ``has_points``: places come from geometry.
    """

    unit: str
    columns: tuple[str, ...]
    records: Iterator[Record]
    crs: int | None = None
    has_points: bool = False


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing but space."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
