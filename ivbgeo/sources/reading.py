"""From a file to rows and rejections. No database, no network, no file written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.dutch import trouble
from ivbgeo.errors import DataError
from ivbgeo.sources.cell import ColumnOfWords
from ivbgeo.sources.clues import ClueReader
from ivbgeo.sources.columns import find_columns
from ivbgeo.sources.fault import Rejection, ValueRefusedError
from ivbgeo.sources.kind import Kind, Settings
from ivbgeo.sources.mapping import ColumnMapping
from ivbgeo.sources.moment import DateReader
from ivbgeo.sources.names import NameScope
from ivbgeo.sources.opening import digest, open_table
from ivbgeo.sources.place import Placer
from ivbgeo.sources.rowset import RowSet
from ivbgeo.sources.schemas import SCHEMAS
from ivbgeo.sources.text import read_area_code, read_text, read_year

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from ivbgeo.sources.kind import Reader, Schema
    from ivbgeo.sources.rowset import Column
    from ivbgeo.sources.table import Batch, Cell, Table

    Progress = Callable[[int, int], None]

__all__ = ["ParsedFile", "read_file"]

_PLACE_READERS: dict[str, Reader] = {
    "area_code": read_area_code,
    "area_name": read_text,
    "division_year": read_year,
}


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What a file holds: rows, and what was refused.

    Each of the ``rows_read`` rows (blank ones don't count) is either in ``rows`` or has at least
    one rejection. ``ignored_columns`` were not used; ``personal_columns`` are those of them that
    may hold persons or free text, by their name; ``placing_columns`` are used to find places by,
    and for nothing else. ``crs`` is the EPSG code that the coordinates were read in, None where
    there are none; the rows are in 28992. ``scope``: of which level names of areas are.
    """

    file: str
    sha256: str
    kind: Kind
    rows_read: int
    rows: RowSet
    rejections: tuple[Rejection, ...]
    mapping: ColumnMapping
    ignored_columns: tuple[str, ...]
    personal_columns: tuple[str, ...]
    crs: int | None
    unit: str
    scope: NameScope = NameScope.ANY
    placing_columns: tuple[str, ...] = ()

    @property
    def rows_rejected(self) -> int:
        """How many rows were refused; one row may have more than one rejection."""
        return self.rows_read - len(self.rows)


def read_file(  # noqa: PLR0913 - all but the first two are told only where a file does not
    path: Path,
    kind: Kind,
    *,
    mapping: ColumnMapping | None = None,
    crs: int | None = None,
    division_year: int | None = None,
    categories: Mapping[str, str] | None = None,
    today: date | None = None,
    progress: Progress | None = None,
) -> ParsedFile:
    """Read CSV, XLSX, ODS, GeoJSON, GeoPackage, Shapefile or Parquet; its content tells which.

    Parameters
    ----------
    path
        The file.
    kind
        What it holds.
    mapping
        Which column is which field, where the names don't tell.
    crs
        EPSG code of the coordinates, 28992 or 4326; it goes before what the file says.
    division_year
        Year of the division that the area codes are of, where no column says so.
    categories
        Title → code of every category an incident can have; needed for incidents.
    today
        Later dates are refused.
    progress
        Called now and then with how many bytes of the file were read, and how many it has.

    Raises
    ------
    DataError
        If the file as a whole can't be read.
    ValueError
        If ``categories`` are missing for incidents, or ``crs`` is another one.
    """
    if kind is Kind.INCIDENTS and not categories:
        raise ValueError("incidents can't be read without categories")
    told = ColumnMapping(kind, {}, crs, division_year)
    if mapping is not None:
        told = ColumnMapping(
            mapping.kind,
            mapping.columns,
            crs if crs is not None else mapping.crs,
            division_year if division_year is not None else mapping.division_year,
        )
    settings = Settings(today or date.today(), categories or {})  # noqa: DTZ011 - the user's own day
    try:
        sha256, size = digest(path), path.stat().st_size
        with open_table(path, told.crs) as table:
            reading = _Reading(path.name, sha256, table, SCHEMAS[kind], told, settings)
            return reading.read(lambda done: None if progress is None else progress(done, size))
    except OSError as error:
        why = trouble(error)
        raise DataError("file.unreadable", file=path.name, why=why) from error


class _Reading:
    """The reading of one file."""

    def __init__(
        self,
        file: str,
        sha256: str,
        table: Table,
        schema: Schema,
        told: ColumnMapping,
        settings: Settings,
    ) -> None:
        self.file = file
        self.sha256 = sha256
        self.table = table
        self.schema = schema
        self.columns = find_columns(table, schema, told, file)
        self.crs = told.crs or (table.crs if table.has_points else self.columns.crs)
        self.year = told.division_year or self.columns.division_year
        positions = self.columns.positions
        if "area_code" in positions and "division_year" not in positions and self.year is None:
            raise DataError("area.no_year", file=file, column=table.columns[positions["area_code"]])
        self.placer = Placer(self.crs)
        readers: list[tuple[str, Reader, bool]] = [
            *((each.name, each.reader(settings), each.required) for each in schema.fields),
            *((name, reader, False) for name, reader in _PLACE_READERS.items()),
        ]
        self.readers = [
            (name, positions[name], _by_column(reader), required)
            for name, reader, required in readers
            # Of a row without a code, a name that can't be read is only no help.
            if name in positions and (name != "area_name" or "area_code" in positions)
        ]
        self.clues = ClueReader(positions)
        self.rejections: list[Rejection] = []

    def read(self, progress: Callable[[int], None]) -> ParsedFile:
        """Read all records; ``progress`` is told how many bytes were read."""
        rows_read = 0
        parts: list[RowSet] = []
        for batch in self.table.batches():
            rows_read += len(batch.lines) + len(batch.faults)
            parts.append(self._read_batch(batch))
            if self.table.position is not None:
                progress(self.table.position())
        if not rows_read:
            raise DataError("file.no_rows", file=self.file)
        rows = self._without_ambiguous_dates(RowSet.joined(parts))
        self.rejections.sort(key=lambda rejection: rejection.line)
        names = self.table.columns
        return ParsedFile(
            self.file,
            self.sha256,
            self.schema.kind,
            rows_read,
            rows,
            tuple(self.rejections),
            ColumnMapping(
                self.schema.kind,
                {field: names[at] for field, at in self.columns.positions.items()},
                self.placer.crs,
                self.year,
            ),
            self.columns.ignored,
            self.columns.personal,
            self.placer.crs,
            self.table.unit,
            self.columns.scope,
            self.columns.placing,
        )

    def _read_batch(self, batch: Batch) -> RowSet:
        """Read some records, column after column: what is told of a row is in that order too."""
        for line, fault in batch.faults:
            self._reject(fault, line, "")
        lines = np.array(batch.lines, dtype=np.int64)
        good = np.ones(len(lines), dtype=np.bool_)
        columns: dict[str, Column] = {}
        for name, at, reader, required in self.readers:

            def refuse(position: int, fault: ValueRefusedError, at: int = at) -> None:
                self._reject(fault, batch.lines[position], self.table.columns[at])
                good[position] = False

            columns[name] = reader.column(batch.columns[at], batch.lines, refuse, required=required)
        years = self._settle_years(batch.lines, columns, good)
        x, y, faults = self.placer.place(*self._pairs(batch))
        clues = self.clues.read(batch, years, _without_place(x, columns.get("area_code")))
        for position, fault in sorted(faults.items()):
            self._reject(fault, batch.lines[position], self._pair_name())
            good[position] = False
        return self._sound(RowSet(self.schema.row, lines, x, y, columns, clues).where(good))

    def _settle_years(
        self, lines: Sequence[int], columns: dict[str, Column], good: NDArray[np.bool_]
    ) -> list[int | None]:
        """Give each area code its division year; without a code a row has no year and no name.

        Gives the year of each row, as far as it is said.
        """
        years, names = columns.pop("division_year", None), columns.pop("area_name", None)
        codes = columns.get("area_code")
        # All of these are words, which are lists.
        years = years if isinstance(years, list) else [None] * len(lines)
        said = [self.year if year is None else year for year in years]
        if not isinstance(codes, list):
            return said
        settled: list[object] = []
        for position, (code, year) in enumerate(zip(codes, years, strict=True)):
            settled.append(None if code is None else self.year if year is None else year)
            if code is not None and settled[-1] is None:
                missing = ValueRefusedError("value.missing", field="division_year")
                self._reject(missing, lines[position], "")
                good[position] = False
        columns["division_year"] = settled
        if isinstance(names, list):
            columns["area_name"] = [
                None if code is None else name for name, code in zip(names, codes, strict=True)
            ]
        return said

    def _pairs(self, batch: Batch) -> tuple[Sequence[Cell], Sequence[Cell]]:
        x, y = self.columns.positions.get("x"), self.columns.positions.get("y")
        if self.table.has_points:
            points = [point or (None, None) for point in batch.points]
            return [first for first, _ in points], [second for _, second in points]
        if x is not None and y is not None:
            return batch.columns[x], batch.columns[y]
        return [None] * len(batch.lines), [None] * len(batch.lines)

    def _sound(self, rows: RowSet) -> RowSet:
        """Refuse the rows of which the parts contradict each other."""
        doubtful = self.schema.doubtful
        good = np.ones(len(rows), dtype=np.bool_)
        for at in range(len(rows)) if doubtful is None else np.flatnonzero(doubtful(rows)).tolist():
            try:
                rows[at]
            except ValueRefusedError as fault:
                self._reject(fault, int(rows.line[at]), "")
                good[at] = False
        return rows.where(good)

    def _reject(self, fault: ValueRefusedError, line: int, column: str) -> None:
        at = self.columns.positions.get(fault.field) if fault.field else None
        name = self.table.columns[at] if at is not None else column
        self.rejections.append(Rejection.of(fault, line=line, column=name, unit=self.table.unit))

    def _pair_name(self) -> str:
        positions = self.columns.positions
        if self.table.has_points:
            return "geometrie"
        return " en ".join(self.table.columns[positions[name]] for name in ("x", "y"))

    def _without_ambiguous_dates(self, rows: RowSet) -> RowSet:
        """Where a column has month/day/year, dates that could be that as well are not trusted."""
        refused: set[int] = set()
        for _, at, reader, _ in self.readers:
            if isinstance(reader, DateReader) and reader.month_first is not None:
                line, proof = reader.month_first
                for where, text in reader.untrusted():
                    fault = ValueRefusedError("date.ambiguous", text, other_line=line, proof=proof)
                    self._reject(fault, where, self.table.columns[at])
                    refused.add(where)
        return rows.where(~np.isin(rows.line, list(refused)))


def _without_place(x: NDArray[np.float64], codes: Column | None) -> list[int]:
    """Give the positions of the rows that need a clue."""
    found: list[int] = np.flatnonzero(np.isnan(x)).tolist()
    return [at for at in found if codes[at] is None] if isinstance(codes, list) else found


def _by_column(reader: Reader) -> DateReader | ColumnOfWords:
    return reader if isinstance(reader, DateReader) else ColumnOfWords(reader)
