"""From a file to rows and rejections. No database, no network, no file written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from ivbgeo.dutch import trouble
from ivbgeo.errors import DataError
from ivbgeo.sources.columns import find_columns
from ivbgeo.sources.fault import Rejection, ValueRefusedError
from ivbgeo.sources.kind import Kind, Settings
from ivbgeo.sources.mapping import ColumnMapping
from ivbgeo.sources.moment import DateReader
from ivbgeo.sources.opening import digest, open_table
from ivbgeo.sources.place import Placer
from ivbgeo.sources.schemas import SCHEMAS
from ivbgeo.sources.table import ErrorCell, FormulaCell, is_blank
from ivbgeo.sources.text import read_area_code, read_text, read_year

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ivbgeo.sources.kind import Reader, Row, Schema
    from ivbgeo.sources.table import Cell, Record, Table

__all__ = ["ParsedFile", "read_file"]

_BATCH = 2_000
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
    may hold persons or free text, by their name. ``crs`` is the EPSG code that the coordinates were
    read in, None where there are none; the rows are in 28992.
    """

    file: str
    sha256: str
    kind: Kind
    rows_read: int
    rows: tuple[Row, ...]
    rejections: tuple[Rejection, ...]
    mapping: ColumnMapping
    ignored_columns: tuple[str, ...]
    personal_columns: tuple[str, ...]
    crs: int | None
    unit: str

    @property
    def rows_rejected(self) -> int:
        """How many rows were refused; one row may have more than one rejection."""
        return self.rows_read - len(self.rows)


def read_file(
    path: Path,
    kind: Kind,
    *,
    mapping: ColumnMapping | None = None,
    crs: int | None = None,
    division_year: int | None = None,
    categories: Mapping[str, str] | None = None,
    today: date | None = None,
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
        sha256 = digest(path)
        with open_table(path, told.crs) as table:
            return _Reading(path.name, sha256, table, SCHEMAS[kind], told, settings).read()
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
        self.readers: list[tuple[str, int, Reader, bool]] = [
            (each.name, positions[each.name], each.reader(settings), each.required)
            for each in schema.fields
            if each.name in positions
        ] + [
            (name, positions[name], reader, False)
            for name, reader in _PLACE_READERS.items()
            if name in positions
        ]
        self.rejections: list[Rejection] = []
        self.rows: list[Row] = []

    def read(self) -> ParsedFile:
        """Read all records."""
        rows_read = 0
        while batch := list(islice(self.table.records, _BATCH)):
            rows_read += len(batch)
            self._read_batch(batch)
        if not rows_read:
            raise DataError("file.no_rows", file=self.file)
        self._refuse_ambiguous_dates()
        self.rejections.sort(key=lambda rejection: rejection.line)
        names = self.table.columns
        return ParsedFile(
            self.file,
            self.sha256,
            self.schema.kind,
            rows_read,
            tuple(self.rows),
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
        )

    def _read_batch(self, batch: list[Record]) -> None:
        x, y = self.columns.positions.get("x"), self.columns.positions.get("y")
        good: list[tuple[int, dict[str, object]]] = []
        pairs: list[tuple[Cell, Cell]] = []
        broken: list[bool] = []
        for record in batch:
            if record.fault is not None:
                self._reject(record.fault, record.line, "")
                continue
            before = len(self.rejections)
            values = self._values(record)
            good.append((record.line, values))
            broken.append(len(self.rejections) > before)
            if self.table.has_points:
                pairs.append(record.point or (None, None))
            elif x is not None and y is not None:
                pairs.append((record.cells[x], record.cells[y]))
            else:
                pairs.append((None, None))
        points, faults = self.placer.place(pairs)
        for position, (line, values) in enumerate(good):
            if position in faults:
                self._reject(faults[position], line, self._pair_name())
            elif not broken[position]:
                self._add(line, values, points[position])

    def _values(self, record: Record) -> dict[str, object]:
        """Read the cells of one record; what can't be is rejected."""
        values: dict[str, object] = {}
        line, cells = record.line, record.cells
        for name, at, reader, required in self.readers:
            cell = cells[at]
            try:
                if is_blank(cell):
                    values[name] = None
                    if required:
                        raise ValueRefusedError("value.missing")  # noqa: TRY301 - as any other
                else:
                    values[name] = _read_cell(cell, reader, line)
            except ValueRefusedError as fault:
                self._reject(fault, line, self.table.columns[at])
        if values.get("area_code") is None:
            values["division_year"] = values["area_name"] = None
        elif values.get("division_year") is None:
            values["division_year"] = self.year
            if self.year is None and "division_year" in values:
                missing = ValueRefusedError("value.missing", field="division_year")
                self._reject(missing, line, "")
        return values

    def _add(self, line: int, values: dict[str, object], point: tuple[float, float] | None) -> None:
        x, y = point or (None, None)
        try:
            self.rows.append(self.schema.row(line=line, x=x, y=y, **values))
        except ValueRefusedError as fault:
            self._reject(fault, line, "")

    def _reject(self, fault: ValueRefusedError, line: int, column: str) -> None:
        at = self.columns.positions.get(fault.field) if fault.field else None
        name = self.table.columns[at] if at is not None else column
        self.rejections.append(Rejection.of(fault, line=line, column=name, unit=self.table.unit))

    def _pair_name(self) -> str:
        positions = self.columns.positions
        if self.table.has_points:
            return "geometrie"
        return " en ".join(self.table.columns[positions[name]] for name in ("x", "y"))

    def _refuse_ambiguous_dates(self) -> None:
        """Where a column has month/day/year, dates that could be that as well are not trusted."""
        refused: set[int] = set()
        for _, at, reader, _ in self.readers:
            if isinstance(reader, DateReader) and reader.month_first is not None:
                line, proof = reader.month_first
                for where, text in reader.ambiguous:
                    fault = ValueRefusedError("date.ambiguous", text, other_line=line, proof=proof)
                    self._reject(fault, where, self.table.columns[at])
                    refused.add(where)
        if refused:
            self.rows = [row for row in self.rows if row.line not in refused]


def _read_cell(cell: Cell, reader: Reader, line: int) -> object:
    if isinstance(cell, FormulaCell):
        raise ValueRefusedError("cell.formula", cell.formula, address=cell.address)
    if isinstance(cell, ErrorCell):
        raise ValueRefusedError("cell.error", cell.text, address=cell.address)
    return reader(cell, line)
