"""A file of shapes into the store, whatever they are of: all of them, or none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from ivbgeo.errors import DataError
from ivbgeo.figure import Classification, Provenance
from ivbgeo.importing import ImportReport
from ivbgeo.record import Act
from ivbgeo.record.told import import_entry
from ivbgeo.sources.opening import digest
from ivbgeo.store import Store, datasets
from ivbgeo.store.record import add_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from ivbgeo.sources import Kind, Rejection
    from ivbgeo.viewer import Viewer

__all__ = ["Noun", "Seen", "bring"]


class Seen(NamedTuple):
    """What a file says: by what each is called for good, how many it has, and what is wrong.

    ``unread``: the columns that nobody reads; ``overlaps``, ``notes``: sentences to tell.
    """

    named: Mapping[str, Any]
    size: int
    rejections: tuple[Rejection, ...]
    unread: tuple[str, ...] = ()
    overlaps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Noun:
    """What a file is of: its kind, the title of its dataset, one and several of it in Dutch.

    ``write`` writes them, by the numbers of their dataset and import.
    """

    kind: Kind
    title: str
    one: str
    many: str
    write: Callable[[Connection, int, Mapping[str, Any], int], None]


def bring(
    store: Store,
    viewer: Viewer,
    path: Path,
    noun: Noun,
    look: Callable[[], Seen],
    *,
    classification: Classification,
    dry_run: bool,
) -> ImportReport:
    """Bring what a file has into the store.

    Parameters
    ----------
    look
        Reads the file, if it was not brought in before.
    classification
        Who it is for: ``open`` or ``intern``.
    dry_run
        Read and check, write nothing.

    Raises
    ------
    NotAllowedError
        If this viewer may not manage the data.
    GeoError, DataError
        If the file as a whole can't be read. What breaks a rule is in the report.
    """
    viewer.must_manage()
    sha256 = digest(path)
    kind = noun.kind.value
    with store.reading() as connection:
        earlier = datasets.find_import(connection, kind, sha256)
        version = Store.version_in(connection)
    blank = ImportReport(
        file=path.name, sha256=sha256, kind=kind, rows_read=0, rows_written=0, rows_rejected=0,
        rejections=(), unplaced=0, data_version=version, message="",
    )  # fmt: skip
    if earlier is not None:
        when = f"{earlier.imported_at:%d-%m-%Y}"
        message = f"Dit bestand is al ingelezen, op {when}. Er is niets veranderd."
        return replace(blank, data_version=earlier.data_version, message=message)
    seen = look()
    blank = replace(blank, rows_read=seen.size)
    if seen.rejections:
        wrong = len({one.line for one in seen.rejections})
        message = (
            f"Het bestand is geweigerd: {wrong} van de {seen.size} {noun.many} "
            f"{'klopt' if wrong == 1 else 'kloppen'} niet. Er is niets ingelezen."
        )
        return replace(blank, message=message, rows_rejected=wrong, rejections=seen.rejections)
    done = replace(blank, ignored_columns=seen.unread, overlaps=seen.overlaps, notes=seen.notes)
    told = f"{seen.size} {noun.one if seen.size == 1 else noun.many}"
    if dry_run:
        message = f"{told}. Het bestand is goed. Dit was een proef: er is niets ingelezen."
        return replace(done, message=message)
    version = _write(store, viewer, path, sha256, noun, seen, classification)
    message = f"{told} ingelezen."
    return replace(done, rows_written=seen.size, data_version=version, message=message)


def _write(  # noqa: PLR0917 - one caller
    store: Store,
    viewer: Viewer,
    path: Path,
    sha256: str,
    noun: Noun,
    seen: Seen,
    classification: Classification,
) -> int:
    now, kind = datetime.now(UTC), noun.kind.value
    provenance = Provenance(
        dataset=f"import/{kind}/{sha256[:12]}",
        title=noun.title,
        source="Gemeente, eigen bestand",
        table=path.name,
        retrieved=now.date(),
        sha256=sha256,
        licence="niet openbaar" if classification is Classification.INTERN else "niet vermeld",
        classification=classification,
    )
    with store.writing() as connection:
        # Once more: others may have written since.
        if datasets.find_import(connection, kind, sha256) is not None:
            raise DataError("import.meanwhile", file=path.name)
        number = datasets.add_dataset(connection, kind, provenance)
        record = datasets.ImportRecord(
            dataset_id=number,
            kind=kind,
            file=path.name,
            sha256=sha256,
            imported_at=now,
            rows_read=seen.size,
            rows_written=seen.size,
            unplaced=0,
            covers=None,
        )
        import_id = datasets.add_import(connection, record)
        noun.write(connection, number, seen.named, import_id)
        record = replace(record, id=import_id)
        add_lines(connection, [import_entry(viewer, Act.INGELEZEN, record)])
        return Store.version_in(connection)
