"""A file into the store: read, checked and placed first, then written in one transaction or not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from geo import Level
from ivbgeo.bringing import WITH_REMARKS, Bringing
from ivbgeo.errors import UsageError
from ivbgeo.figure import Classification
from ivbgeo.importreport import ImportReport, refusal, report_of
from ivbgeo.machine import beheerder
from ivbgeo.placement import place_rows
from ivbgeo.rowcolumns import covered_period
from ivbgeo.sources import Kind, check_codes, check_inside, read_file
from ivbgeo.sources.doubles import check_doubles, check_names
from ivbgeo.sources.remarks import read_remarks
from ivbgeo.store import datasets
from ivbgeo.store.cameras import find_named
from ivbgeo.tablefiles import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ivbgeo.atlas import Edition
    from ivbgeo.fetch.addresses import AddressBook
    from ivbgeo.sources import ColumnMapping, ParsedFile
    from ivbgeo.store import Store
    from ivbgeo.viewer import Viewer

    Progress = Callable[[int, int], None]

__all__ = [
    "Checked",
    "ImportReport",
    "ReadOptions",
    "check_file",
    "import_file",
    "refusal",
]


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
    replace
        Whether the file comes in the place of earlier ones of the same kind, for the months that it
        is of.
    addresses
        Where addresses are looked up; None: nowhere.
    classification
        Who the figures are for; only of a table, which has a dataset of its own.
    keep_remarks
        Whether free text is kept, without what looks personal; of incidents and cases alone.
    viewer
        Who brings it in; None: who runs this on the machine.
    """

    mapping: ColumnMapping | None = None
    crs: int | None = None
    division_year: int | None = None
    today: date | None = None
    replace: bool = False
    addresses: AddressBook | None = None
    classification: Classification = Classification.INTERN
    keep_remarks: bool = False
    viewer: Viewer | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was read, checked and placed, and not written.

    ``report`` is that of a dry run; ``bringing`` what would be written, None where nothing would:
    the file was refused, or is in the store already.
    """

    parsed: ParsedFile
    report: ImportReport
    bringing: Bringing | None = None


def check_file(
    store: Store,
    edition: Edition,
    path: Path,
    kind: Kind,
    options: ReadOptions | None = None,
    progress: Progress | None = None,
) -> Checked:
    """Read a file, check and place its rows; write nothing.

    Parameters, and what is raised, as for ``import_file``.
    """
    options = options or ReadOptions()
    if options.classification is not Classification.INTERN and kind not in TABLES:
        raise UsageError("import.classification", value=options.classification)
    # First of all: without it nothing can be placed.
    gemeente = edition.division(edition.division_id(Level.GEMEENTE))
    city = gemeente.area_id(gemeente.codes[0])
    parsed = _read_with(edition, path, kind, options, progress)
    with store.reading() as connection:
        earlier = datasets.find_import(connection, kind.value, parsed.sha256)
        known = find_named(connection) if kind is Kind.CAMERAS else set()
    if earlier is not None:
        message = (
            f"Dit bestand is al ingelezen, op {earlier.imported_at:%d-%m-%Y}. "
            "Er is niets veranderd."
        )
        return Checked(parsed, report_of(parsed, version=earlier.data_version, message=message))
    rejections = (
        *parsed.rejections,
        *check_inside(parsed.rows, gemeente, unit=parsed.unit),
        *check_codes(parsed.rows, [edition.division(d) for d in edition.numbers], unit=parsed.unit),
        *(check_doubles(parsed.rows, city, unit=parsed.unit) if kind in TABLES else ()),
        *(check_names(parsed.rows, known, unit=parsed.unit) if kind is Kind.CAMERAS else ()),
    )
    if rejections:
        parsed = replace(parsed, rejections=tuple(sorted(rejections, key=lambda r: r.line)))
        wrong = len({r.line for r in rejections})
        message = (
            f"Het bestand is geweigerd: {wrong} van de {parsed.rows_read} regels "
            f"{'klopt' if wrong == 1 else 'kloppen'} niet. Er is niets ingelezen."
        )
        return Checked(parsed, report_of(parsed, version=edition.version, message=message))
    placement = place_rows(edition, parsed, options.addresses)
    parsed = replace(parsed, rows=placement.rows)
    covers = covered_period(parsed.rows)
    # Where nothing is kept, nothing is read.
    kept = options.keep_remarks and kind in WITH_REMARKS
    remarks = read_remarks(path, parsed) if kept else None
    bringing = Bringing(edition, parsed, covers, options.replace, options.classification, remarks)
    with store.reading() as connection:
        overlaps, replaced = bringing.among(connection)
    report = report_of(
        parsed,
        version=edition.version,
        placement=placement,
        remarks=remarks,
        message="Het bestand is goed. Dit was een proef: er is niets ingelezen.",
        overlaps=overlaps,
        replaced=replaced,
    )
    return Checked(parsed, report, bringing)


def import_file(
    store: Store,
    edition: Edition,
    path: Path,
    kind: Kind,
    options: ReadOptions | None = None,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
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
    progress
        Called now and then with what was done, and what there is to do: the bytes of the file, as
        often again for writing them.

    Raises
    ------
    NotAllowedError
        If this viewer may not manage the data.
    DataError
        If the file as a whole can't be read, or can't come in the place of another. Rows that break
        a rule are in the report.
    UsageError
        If the store has no gemeente to place the rows in.
    """
    viewer = (options.viewer if options else None) or beheerder()
    viewer.must_manage()
    checked = check_file(store, edition, path, kind, options, _first_half(progress))
    bringing = checked.bringing
    if dry_run or bringing is None:
        return checked.report
    with store.writing() as connection:
        # Once more: others may have written since.
        overlaps, replaced = bringing.among(connection)
        version = bringing.write(
            connection,
            viewer,
            checked.report.unplaced,
            _second_half(progress, path, checked.parsed),
        )
    written = len(checked.parsed.rows)
    return replace(
        checked.report,
        data_version=version,
        rows_written=written,
        message=f"{written} {'regel' if written == 1 else 'regels'} "
        f"ingelezen, waarvan {checked.report.unplaced} zonder plaats.",
        overlaps=overlaps,
        replaced=replaced,
    )


def _read_with(
    edition: Edition,
    path: Path,
    kind: Kind,
    options: ReadOptions,
    progress: Progress | None = None,
) -> ParsedFile:
    """Read a file as an import does, by the categories of an edition.

    Raises
    ------
    DataError
        If the file as a whole can't be read.
    """
    return read_file(
        path,
        kind,
        # Groups may bear the name of one of their members: rows are of the police's own codes.
        categories={c.title: c.code for c in edition.taxonomy if c.kind == "politie"},
        mapping=options.mapping,
        crs=options.crs,
        division_year=options.division_year,
        today=options.today,
        progress=progress,
    )


def _first_half(progress: Progress | None) -> Progress | None:
    return None if progress is None else lambda done, size: progress(done, 2 * size)


def _second_half(
    progress: Progress | None, path: Path, parsed: ParsedFile
) -> Callable[[int], None] | None:
    if progress is None:
        return None
    size, rows_ = path.stat().st_size, max(len(parsed.rows), 1)
    return lambda written: progress(size + size * written // rows_, 2 * size)
