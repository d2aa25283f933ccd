"""A file into the store: read, checked and placed first, then written in one transaction or not."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from geo import Level
from ivbgeo.errors import DataError
from ivbgeo.figure import Classification, Provenance
from ivbgeo.period import Period
from ivbgeo.sources import Kind, Rejection, check_codes, check_inside, read_file
from ivbgeo.sources.fault import visible
from ivbgeo.store import datasets, rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ivbgeo.atlas import Edition
    from ivbgeo.sources import ColumnMapping, ParsedFile
    from ivbgeo.store import Store

__all__ = ["ImportReport", "ReadOptions", "import_file", "refusal"]

_TITLES = {
    Kind.INCIDENTS: "Incidenten uit eigen bestanden",
    Kind.CASES: "Casussen woonoverlast uit eigen bestanden",
    Kind.CAMERAS: "Camera's uit eigen bestanden",
}
# Until somebody says otherwise: casework is of people, incidents and cameras are the office's.
_CLASSIFICATIONS = {
    Kind.INCIDENTS: Classification.INTERN,
    Kind.CASES: Classification.INTERN,
    Kind.CAMERAS: Classification.INTERN,
}


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read a file, where it does not tell by itself.

    Parameters
    ----------
    mapping
        Which column is what.
    crs
        EPSG code of the coordinates: 28992 or 4326.
    division_year
        Of which year the area codes are.
    today
        Later dates are refused; None: the day of reading.
    """

    mapping: ColumnMapping | None = None
    crs: int | None = None
    division_year: int | None = None
    today: date | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of one file; as JSON it is the report of the command line and of the app."""

    file: str
    sha256: str
    kind: str
    rows_read: int
    rows_written: int
    rows_rejected: int
    rejections: tuple[Rejection, ...]
    unplaced: int
    data_version: int
    message: str
    ignored_columns: tuple[str, ...] = ()
    personal_columns: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the file was refused."""
        return bool(self.rejections)


def import_file(
    store: Store,
    edition: Edition,
    path: Path,
    kind: Kind,
    options: ReadOptions | None = None,
    *,
    dry_run: bool = False,
) -> ImportReport:
    """Bring one file into the store: all of its rows, or none.

    Parameters
    ----------
    edition
        Says which areas and categories there are.
    options
        How to read the file, where it does not tell by itself.
    dry_run
        Read and check, write nothing.

    Raises
    ------
    DataError
        If the file as a whole can't be read. Rows that break a rule are in the report.
    UsageError
        If the store has no gemeente to place the rows in.
    """
    options = options or ReadOptions()
    # First of all: without it nothing can be placed.
    gemeente = edition.division(edition.division_id(Level.GEMEENTE))
    parsed = read_file(
        path,
        kind,
        # Groups may bear the name of one of their members: rows are of the police's own codes.
        categories={c.title: c.code for c in edition.taxonomy if c.kind == "politie"},
        mapping=options.mapping,
        crs=options.crs,
        division_year=options.division_year,
        today=options.today,
    )
    with store.reading() as connection:
        earlier = datasets.find_import(connection, kind.value, parsed.sha256)
    if earlier is not None:
        return _report(
            parsed,
            version=earlier.data_version,
            message=f"Dit bestand is al ingelezen, op {earlier.imported_at:%d-%m-%Y}. "
            "Er is niets veranderd.",
        )
    rejections = (
        *parsed.rejections,
        *check_inside(parsed.rows, gemeente, unit=parsed.unit),
        *check_codes(parsed.rows, [edition.division(d) for d in edition.numbers], unit=parsed.unit),
    )
    if rejections:
        parsed = replace(parsed, rejections=tuple(sorted(rejections, key=lambda r: r.line)))
        wrong = len({r.line for r in rejections})
        return _report(
            parsed,
            version=edition.version,
            message=f"Het bestand is geweigerd: {wrong} van de {parsed.rows_read} regels "
            f"{'klopt' if wrong == 1 else 'kloppen'} niet. Er is niets ingelezen.",
        )
    unplaced = sum(_without_place(row) for row in parsed.rows)
    if dry_run:
        return _report(
            parsed,
            version=edition.version,
            unplaced=unplaced,
            message="Het bestand is goed. Dit was een proef: er is niets ingelezen.",
        )
    version = _write(store, edition, parsed, kind, unplaced)
    return _report(
        parsed,
        version=version,
        unplaced=unplaced,
        written=len(parsed.rows),
        message=f"{len(parsed.rows)} {'regel' if len(parsed.rows) == 1 else 'regels'} "
        f"ingelezen, waarvan {unplaced} zonder plaats.",
    )


def refusal(path: Path, kind: Kind, error: DataError, *, version: int) -> ImportReport:
    """Give the report of a file that can't be read as a whole: one rejection, of no row."""
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        digest = ""
    line = error.values.get("line")
    return ImportReport(
        file=path.name,
        sha256=digest,
        kind=kind.value,
        rows_read=0,
        rows_written=0,
        rows_rejected=0,
        rejections=(
            Rejection(
                line=line if isinstance(line, int) else 0,
                column=visible(error.values.get("column", "")),
                value=visible(error.values.get("value", "")),
                rule=error.rule,
                message=str(error),
            ),
        ),
        unplaced=0,
        data_version=version,
        message="Het bestand is geweigerd. Er is niets ingelezen.",
    )


def _report(
    parsed: ParsedFile, *, version: int, message: str, unplaced: int = 0, written: int = 0
) -> ImportReport:
    return ImportReport(
        file=parsed.file,
        sha256=parsed.sha256,
        kind=parsed.kind.value,
        rows_read=parsed.rows_read,
        rows_written=written,
        rows_rejected=len({rejection.line for rejection in parsed.rejections}),
        rejections=parsed.rejections,
        unplaced=unplaced,
        data_version=version,
        message=message,
        ignored_columns=parsed.ignored_columns,
        personal_columns=parsed.personal_columns,
    )


def _write(store: Store, edition: Edition, parsed: ParsedFile, kind: Kind, unplaced: int) -> int:
    with store.writing() as connection:
        if datasets.find_import(connection, kind.value, parsed.sha256) is not None:
            raise DataError("import.meanwhile", file=parsed.file)
        dataset_id = _dataset(connection, parsed, kind)
        record = datasets.ImportRecord(
            dataset_id=dataset_id,
            kind=kind.value,
            file=parsed.file,
            sha256=parsed.sha256,
            imported_at=datetime.now(UTC),
            rows_read=parsed.rows_read,
            rows_written=len(parsed.rows),
            unplaced=unplaced,
            covers=_covers(parsed.rows),
        )
        import_id = datasets.add_import(connection, record)
        written = rows.add_rows(
            connection,
            kind.value,
            dataset_id,
            import_id,
            (_RECORDS[kind](row, edition) for row in parsed.rows),
        )
        if written != len(parsed.rows):
            raise DataError("import.count", file=parsed.file, read=len(parsed.rows), value=written)
    return store.version


def _dataset(connection: Any, parsed: ParsedFile, kind: Kind) -> int:
    """Give the dataset of a kind; its provenance names the newest file and hashes all of them."""
    key = f"import/{kind.value}"
    found = [d for d in datasets.list_datasets(connection) if d.provenance.dataset == key]
    before = found[0].provenance.sha256 if found else ""
    provenance = Provenance(
        dataset=key,
        title=_TITLES[kind],
        source="Gemeente, eigen bestand",
        table=parsed.file,
        retrieved=datetime.now(UTC).date(),
        sha256=hashlib.sha256(f"{before}{parsed.sha256}".encode()).hexdigest(),
        licence="niet openbaar",
        classification=_CLASSIFICATIONS[kind],
    )
    if found:
        datasets.change_dataset(connection, found[0].id, provenance)
        return found[0].id
    return datasets.add_dataset(connection, kind.value, provenance)


def _without_place(row: Any) -> bool:
    return row.x is None and getattr(row, "area_code", None) is None


def _covers(parsed_rows: Sequence[Any]) -> Period | None:
    """Give the months from the first to the last date in the rows; cameras tell of no months."""
    days = [
        value
        for row in parsed_rows
        for name in ("start", "opened", "closed")
        if (value := getattr(row, name, None)) is not None
    ]
    if not days:
        return None
    first, last = min((day.year, day.month) for day in days), max((d.year, d.month) for d in days)
    return Period(first, last)


def _place(row: Any, edition: Edition) -> dict[str, object]:
    division_id = None
    if row.area_code is not None:
        level = _LEVEL_OF[row.area_code[:2]]
        division_id = edition.numbers[edition.division_id(level, row.division_year)]
    return {"x": row.x, "y": row.y, "area_code": row.area_code, "division_id": division_id}


def _incident(row: Any, edition: Edition) -> dict[str, object]:
    return {
        "line": row.line,
        "category": row.category,
        "starts": row.start,
        "ends": row.end,
        "timed": isinstance(row.start, datetime)
        and (row.end is None or isinstance(row.end, datetime)),
        "month": row.start.year * 12 + row.start.month - 1,
        **_place(row, edition),
    }


def _casus(row: Any, edition: Edition) -> dict[str, object]:
    return {
        "line": row.line,
        "tenure": row.tenure,
        "opened": row.opened,
        "closed": row.closed,
        **_place(row, edition),
    }


def _camera(row: Any, _edition: Edition) -> dict[str, object]:
    return {
        name: getattr(row, name)
        for name in (
            "line", "name", "kind", "x", "y", "valid_from", "valid_to", "decision", "evaluation",
            "yearly_cost",
        )
    }  # fmt: skip


_RECORDS = {Kind.INCIDENTS: _incident, Kind.CASES: _casus, Kind.CAMERAS: _camera}
_LEVEL_OF = {"BU": Level.BUURT, "WK": Level.WIJK, "CW": Level.CASEWIJK, "GM": Level.GEMEENTE}
