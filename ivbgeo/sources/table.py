"""A file as a table: named columns and numbered records of plain cells, each of them read once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ivbgeo.sources.fault import ValueRefusedError

__all__ = ["Batch", "Cell", "ErrorCell", "FormulaCell", "Record", "Table", "is_blank"]

_BATCH = 2_000


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


class Batch(NamedTuple):
    """Some records that follow each other, by column.

    ``lines``: of the n records that can be read. ``columns``: for each column of the table n cells;
    ``points``: n geometries, as in ``Record``, or none at all. ``faults``: line and reason of the
    records that can't be read.
    """

    lines: Sequence[int]
    columns: Sequence[Sequence[Cell]]
    points: Sequence[tuple[float, float] | None] = ()
    faults: Sequence[tuple[int, ValueRefusedError]] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a file and its records, of which ``records`` gives each once.

    ``unit`` is what a user calls a record: Regel, Rij or Object. ``crs`` is the EPSG code that the
    file itself states (28992 or 4326), or None. ``has_points``: places come from geometry.
    ``stretches`` gives the same records as ``records`` does, by column, where a format has them so;
    ``position`` tells how many bytes of the file have been read, where that can be known.
    """

    unit: str
    columns: tuple[str, ...]
    records: Iterator[Record]
    crs: int | None = None
    has_points: bool = False
    stretches: Iterator[Batch] | None = None
    position: Callable[[], int] | None = None

    def batches(self) -> Iterator[Batch]:
        """Give all records, some at a time."""
        if self.stretches is not None:
            yield from self.stretches
            return
        while records := list(islice(self.records, _BATCH)):
            good = [record for record in records if record.fault is None]
            cells = [record.cells for record in good]
            yield Batch(
                [record.line for record in good],
                list(zip(*cells, strict=True)) if cells else [()] * len(self.columns),
                [record.point for record in good] if self.has_points else (),
                [(record.line, record.fault) for record in records if record.fault is not None],
            )


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing but space."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
