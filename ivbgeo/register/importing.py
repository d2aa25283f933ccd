"""A file of camera areas into the store: all of them, or none."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import shapely

from geo import Level
from ivbgeo.errors import DataError
from ivbgeo.figure import Classification, Provenance
from ivbgeo.importing import ImportReport
from ivbgeo.machine import beheerder
from ivbgeo.record import Act
from ivbgeo.record.told import import_entry
from ivbgeo.register.areafile import read_designations
from ivbgeo.register.listing import designations
from ivbgeo.sources import Kind, Rejection
from ivbgeo.sources.opening import digest
from ivbgeo.store import Store, datasets
from ivbgeo.store.designations import add_designations, find_codes
from ivbgeo.store.record import add_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ivbgeo.atlas import Edition
    from ivbgeo.designation import Designation
    from ivbgeo.viewer import Viewer

__all__ = ["import_camera_areas"]

_KIND = Kind.CAMERA_AREAS.value


def import_camera_areas(
    store: Store,
    edition: Edition,
    path: Path,
    *,
    crs: int | None = None,
    classification: Classification = Classification.INTERN,
    dry_run: bool = False,
    viewer: Viewer | None = None,
) -> ImportReport:
    """Bring the camera areas of a file into the store.

    Parameters
    ----------
    crs
        28992 or 4326, which goes before what the file says.
    classification
        Who they are for: ``open`` or ``intern``.
    dry_run
        Read and check, write nothing.
    viewer
        Who brings it in, and may read all camera areas; None: who runs this on the machine.

    Raises
    ------
    NotAllowedError
        If this viewer may not manage the data.
    GeoError, DataError
        If the file as a whole can't be read. Areas that break a rule are in the report.
    """
    viewer = viewer or beheerder()
    viewer.must_manage()
    sha256 = digest(path)
    with store.reading() as connection:
        earlier = datasets.find_import(connection, _KIND, sha256)
        taken = find_codes(connection)
    if earlier is not None:
        when = f"{earlier.imported_at:%d-%m-%Y}"
        message = f"Dit bestand is al ingelezen, op {when}. Er is niets veranderd."
        return _report(path, sha256, 0, earlier.data_version, message)
    taken |= {one.designation.name for one in designations(edition, viewer)}
    named, size, rejections, unread = read_designations(path, classification, taken, crs)
    rejections = (*rejections, *_outside(edition, named))
    if rejections:
        wrong = len({one.line for one in rejections})
        message = (
            f"Het bestand is geweigerd: {wrong} van de {size} gebieden "
            f"{'klopt' if wrong == 1 else 'kloppen'} niet. Er is niets ingelezen."
        )
        refused = _report(path, sha256, size, edition.version, message)
        return replace(refused, rows_rejected=wrong, rejections=rejections)
    told = f"{size} {'cameragebied' if size == 1 else 'cameragebieden'}"
    done = _report(path, sha256, size, edition.version, f"{told}. Dit was een proef.")
    done = replace(done, ignored_columns=unread)
    if dry_run:
        return replace(
            done, message=f"{told}. Het bestand is goed. Dit was een proef: er is niets ingelezen."
        )
    version = _write(store, viewer, path, sha256, named, classification)
    return replace(done, rows_written=size, data_version=version, message=f"{told} ingelezen.")


def _outside(edition: Edition, named: Mapping[str, Designation]) -> Iterator[Rejection]:
    gemeente = edition.division(edition.division_id(Level.GEMEENTE))
    polygon = gemeente.area(gemeente.codes[0]).polygon
    for line, one in enumerate(named.values(), 1):
        if one.border is not None and not shapely.intersects(polygon, one.border):
            error = DataError("register.outside", value=one.name, name=gemeente.names[0])
            yield Rejection(line, "", one.name, error.rule, f"Vlak {line}: {error}")


def _write(
    store: Store,
    viewer: Viewer,
    path: Path,
    sha256: str,
    named: Mapping[str, Designation],
    classification: Classification,
) -> int:
    now = datetime.now(UTC)
    provenance = Provenance(
        dataset=f"import/{_KIND}/{sha256[:12]}",
        title="Cameragebieden uit een eigen bestand",
        source="Gemeente, eigen bestand",
        table=path.name,
        retrieved=now.date(),
        sha256=sha256,
        licence="niet openbaar" if classification is Classification.INTERN else "niet vermeld",
        classification=classification,
    )
    with store.writing() as connection:
        # Once more: others may have written since.
        if datasets.find_import(connection, _KIND, sha256) is not None:
            raise DataError("import.meanwhile", file=path.name)
        number = datasets.add_dataset(connection, _KIND, provenance)
        record = datasets.ImportRecord(
            dataset_id=number,
            kind=_KIND,
            file=path.name,
            sha256=sha256,
            imported_at=now,
            rows_read=len(named),
            rows_written=len(named),
            unplaced=0,
            covers=None,
        )
        import_id = datasets.add_import(connection, record)
        add_designations(connection, number, named, import_id)
        record = replace(record, id=import_id)
        add_lines(connection, [import_entry(viewer, Act.INGELEZEN, record)])
        return Store.version_in(connection)


def _report(path: Path, sha256: str, size: int, version: int, message: str) -> ImportReport:
    return ImportReport(
        file=path.name,
        sha256=sha256,
        kind=_KIND,
        rows_read=size,
        rows_written=0,
        rows_rejected=0,
        rejections=(),
        unplaced=0,
        data_version=version,
        message=message,
    )
