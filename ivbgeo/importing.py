"""A file into the store: read, checked and placed first, then written in one transaction or not."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from geo import Level
from ivbgeo.bringing import Bringing
from ivbgeo.errors import DataError, UsageError
from ivbgeo.figure import Classification
from ivbgeo.machine import beheerder
from ivbgeo.placement import place_rows
from ivbgeo.rowcolumns import covered_period
from ivbgeo.sources import Kind, Rejection, check_codes, check_inside, read_file
from ivbgeo.sources.doubles import check_doubles, check_names
from ivbgeo.sources.fault import visible
from ivbgeo.sources.opening import digest
from ivbgeo.store import datasets
from ivbgeo.store.cameras import find_named
from ivbgeo.tablefiles import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ivbgeo.atlas import Edition
    from ivbgeo.fetch.addresses import AddressBook
    from ivbgeo.placement import Placement
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
    viewer: Viewer | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of one file; as JSON it is the report of the command line and of the app.

    ``overlaps``: a sentence for each earlier import that has months in common with the file.
    ``replaced``: the files in the place of which it came. ``placed``, ``spellings``, ``not_found``
    and ``notes``: as in ``Placement``; ``placing_columns``: what was only used for that.
    """

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
    overlaps: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    placing_columns: tuple[str, ...] = ()
    placed: dict[str, int] = field(default_factory=dict)
    spellings: tuple[str, ...] = ()
    not_found: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the file was refused."""
        return bool(self.rejections)


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
        return Checked(parsed, _report(parsed, version=earlier.data_version, message=message))
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
        return Checked(parsed, _report(parsed, version=edition.version, message=message))
    placement = place_rows(edition, parsed, options.addresses)
    parsed = replace(parsed, rows=placement.rows)
    covers = covered_period(parsed.rows)
    bringing = Bringing(edition, parsed, covers, options.replace, options.classification)
    with store.reading() as connection:
        overlaps, replaced = bringing.among(connection)
    report = _report(
        parsed,
        version=edition.version,
        placement=placement,
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


def refusal(path: Path, kind: Kind, error: DataError, *, version: int) -> ImportReport:
    """Give the report of a file that can't be read as a whole: one rejection, of no row."""
    try:
        sha256 = digest(path)
    except (DataError, OSError):
        sha256 = ""
    line = error.values.get("line")
    return ImportReport(
        file=path.name,
        sha256=sha256,
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
    parsed: ParsedFile,
    *,
    version: int,
    message: str,
    placement: Placement | None = None,
    overlaps: tuple[str, ...] = (),
    replaced: tuple[str, ...] = (),
) -> ImportReport:
    return ImportReport(
        file=parsed.file,
        sha256=parsed.sha256,
        kind=parsed.kind.value,
        rows_read=parsed.rows_read,
        rows_written=0,
        rows_rejected=len({rejection.line for rejection in parsed.rejections}),
        rejections=parsed.rejections,
        unplaced=placement.unplaced if placement else 0,
        data_version=version,
        message=message,
        ignored_columns=parsed.ignored_columns,
        personal_columns=parsed.personal_columns,
        overlaps=overlaps,
        replaced=replaced,
        placing_columns=parsed.placing_columns,
        placed=placement.placed if placement else {},
        spellings=placement.spellings if placement else (),
        not_found=placement.not_found if placement else (),
        notes=placement.notes if placement else (),
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
