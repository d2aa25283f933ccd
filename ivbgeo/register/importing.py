"""A file of camera areas into the store: all of them, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.figure import Classification
from ivbgeo.machine import beheerder
from ivbgeo.register.areafile import read_designations
from ivbgeo.register.bringing import Noun, Seen, bring
from ivbgeo.register.listing import designations
from ivbgeo.register.writing import refuse_outside
from ivbgeo.sources import Kind
from ivbgeo.store.designations import add_designations, find_codes

if TYPE_CHECKING:
    from pathlib import Path

    from ivbgeo.atlas import Edition
    from ivbgeo.designation import Designation
    from ivbgeo.importing import ImportReport
    from ivbgeo.store import Store
    from ivbgeo.viewer import Viewer

__all__ = ["import_camera_areas"]

_NOUN = Noun(
    Kind.CAMERA_AREAS,
    "Cameragebieden uit een eigen bestand",
    "cameragebied",
    "cameragebieden",
    add_designations,
)


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
    who = viewer or beheerder()

    def look() -> Seen:
        with store.reading() as connection:
            taken = find_codes(connection)
        taken |= {one.designation.name for one in designations(edition, who)}
        return Seen(*read_designations(path, classification, taken, crs, check))

    def check(one: Designation) -> None:
        if one.border is not None:
            refuse_outside(edition, one.border, one.name)

    return bring(store, who, path, _NOUN, look, classification=classification, dry_run=dry_run)
