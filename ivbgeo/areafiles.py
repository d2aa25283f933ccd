"""A file with areas into the store: a division of the municipality's own, whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from geo import read_division
from ivbgeo.borders import put_divisions
from ivbgeo.errors import DataError
from ivbgeo.figure import Classification, Provenance
from ivbgeo.importing import ImportReport
from ivbgeo.machine import beheerder
from ivbgeo.record import Act
from ivbgeo.record.told import import_entry
from ivbgeo.sources import Kind
from ivbgeo.sources.opening import digest
from ivbgeo.store import datasets, divisions
from ivbgeo.store.record import add_lines

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from geo import Division, Level
    from ivbgeo.store import Store
    from ivbgeo.store.datasets import ImportRecord
    from ivbgeo.viewer import Viewer

__all__ = ["import_areas"]


def import_areas(
    store: Store,
    path: Path,
    *,
    level: Level | None = None,
    division_year: int | None = None,
    crs: int | None = None,
    dry_run: bool = False,
    viewer: Viewer | None = None,
) -> ImportReport:
    """Bring the areas of one level and year into the store, in place of those that are there.

    Parameters
    ----------
    level, division_year, crs
        What the areas are, of which year, and in which system, where the file does not say.
    viewer
        Who brings it in; None: who runs this on the machine.

    Raises
    ------
    NotAllowedError
        If this viewer may not manage the data.
    GeoError
        If the file can't be read, or its areas are no coverage.
    DataError
        If the store is of another gemeente, or a code is gone that other data uses.
    """
    viewer = viewer or beheerder()
    viewer.must_manage()
    division = read_division(path, level, division_year, crs)
    report = _report(path, division, store.version)
    with store.reading() as connection:
        earlier = _earlier(connection, division)
    if earlier is not None:
        return replace(
            report,
            data_version=earlier.data_version,
            message=f"Dit bestand is al ingelezen, op {earlier.imported_at:%d-%m-%Y}. "
            "Er is niets veranderd.",
        )
    if dry_run:
        # Tried for real, for only the store knows who uses which code; then let go.
        _try(store, path, division, viewer)
        return replace(
            report, message=f"{report.message} Dit was een proef: er is niets ingelezen."
        )
    _write(store, path, division, viewer)
    return replace(
        report,
        rows_written=len(division),
        data_version=store.version,
        message=f"{report.message} Ze zijn ingelezen.",
    )


def _earlier(connection: Connection, division: Division) -> ImportRecord | None:
    """Give the import that these very areas came by, unless others came in their place since."""
    found = datasets.find_import(connection, Kind.AREAS.value, division.content_hash)
    owner = divisions.division_datasets(connection).get(division.id)
    return found if found is not None and found.dataset_id == owner else None


class _OnlyTriedError(Exception):
    """Ends a transaction without keeping it."""


def _try(store: Store, path: Path, division: Division, viewer: Viewer) -> None:
    try:
        _write(store, path, division, viewer, only_try=True)
    except _OnlyTriedError:
        return


def _write(
    store: Store, path: Path, division: Division, viewer: Viewer, *, only_try: bool = False
) -> None:
    now = datetime.now(UTC)
    provenance = Provenance(
        # Of the areas, not of the file: that may have more levels than this one.
        dataset=f"import/areas/{division.content_hash[:12]}",
        title=f"Gebieden: {division.id.level} {division.id.year}",
        source="Gemeente, eigen bestand",
        table=path.name,
        retrieved=now.date(),
        sha256=division.content_hash,
        licence="niet vermeld",
        classification=Classification.OPEN,
    )
    with store.writing() as connection:
        # Once more: others may have written since.
        if _earlier(connection, division) is not None:
            raise DataError("import.meanwhile", file=path.name)
        number = put_divisions(connection, Kind.AREAS.value, provenance, [division])
        if only_try:
            raise _OnlyTriedError
        record = datasets.ImportRecord(
            dataset_id=number,
            kind=Kind.AREAS.value,
            file=path.name,
            sha256=division.content_hash,
            imported_at=now,
            rows_read=len(division),
            rows_written=len(division),
            unplaced=0,
            covers=None,
        )
        record = replace(record, id=datasets.add_import(connection, record))
        add_lines(connection, [import_entry(viewer, Act.INGELEZEN, record)])


def _report(path: Path, division: Division, version: int) -> ImportReport:
    water = int(sum(division.water))
    told = f", waarvan {water} water" if water else ""
    return ImportReport(
        file=path.name,
        sha256=digest(path),
        kind=Kind.AREAS.value,
        rows_read=len(division),
        rows_written=0,
        rows_rejected=0,
        rejections=(),
        unplaced=0,
        data_version=version,
        message=f"{len(division)} gebieden: {division.id.level} {division.id.year}{told}.",
    )
