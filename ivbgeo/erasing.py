"""Taking words out of what was written in the app: for what should never have been written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ivbgeo.errors import UsageError
from ivbgeo.record import Act, Entry
from ivbgeo.record.told import called
from ivbgeo.store import erasing as stored
from ivbgeo.store.cameras import CAMERAS
from ivbgeo.store.designations import DESIGNATIONS
from ivbgeo.store.prevention import PREVENTIONS
from ivbgeo.store.record import add_lines
from ivbgeo.store.spots import SPOTS

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from ivbgeo.store import Store
    from ivbgeo.store.register import Register
    from ivbgeo.viewer import Viewer

__all__ = [
    "erase_camera",
    "erase_camera_area",
    "erase_measure",
    "erase_note",
    "erase_prevention",
    "erase_spot",
]


def erase_measure(store: Store, viewer: Viewer, number: int, version: int) -> None:
    """Blank what was typed in one version of an inspanning; days, place and who wrote it stay.

    Raises
    ------
    NotAllowedError
        If this viewer may not manage the data.
    UsageError
        If there is no such version.
    """
    viewer.must_manage()
    with store.writing(figures=False) as connection:
        if not stored.erase_version(connection, number, version):
            raise UsageError("measure.no_version", value=version, number=number)
        _note(connection, viewer, f"inspanning {number}", f"versie {version}")


def erase_camera(store: Store, viewer: Viewer, key: str, version: int) -> None:
    """Blank what was typed in one version of a camera; days, place and who wrote it stay.

    Raises
    ------
    NotAllowedError
        If this viewer may not manage the data.
    UsageError
        If there is no such version.
    """
    _erase_said(store, viewer, CAMERAS, key, version)


def erase_camera_area(store: Store, viewer: Viewer, key: str, version: int) -> None:
    """Blank what was typed in one version of a camera area; days, border and who wrote it stay.

    Raises
    ------
    NotAllowedError
        If this viewer may not manage the data.
    UsageError
        If there is no such version.
    """
    _erase_said(store, viewer, DESIGNATIONS, key, version)


def erase_prevention(store: Store, viewer: Viewer, key: str, version: int) -> None:
    """Blank what was typed in one version of prevention; days, border and who wrote it stay.

    Raises
    ------
    NotAllowedError
        If this viewer may not manage the data.
    UsageError
        If there is no such version.
    """
    _erase_said(store, viewer, PREVENTIONS, key, version)


def erase_spot(store: Store, viewer: Viewer, number: int, version: int | None = None) -> None:
    """Blank the remark of one version of a plek, or take the plek out with all its versions.

    Who erases doesn't read it: the number is all that has to be known of it.

    Parameters
    ----------
    version
        None: all of it, with its place.

    Raises
    ------
    NotAllowedError
        If this viewer may not manage the data.
    UsageError
        If there is no such plek or version.
    """
    key = SPOTS.key_of(number)
    if version is not None:
        _erase_said(store, viewer, SPOTS, key, version)
        return
    viewer.must_manage()
    with store.writing() as connection:
        if not stored.erase_entry(connection, SPOTS, key):
            raise UsageError("spot.unknown", value=number)
        _note(connection, viewer, called(SPOTS.noun, number), "helemaal")


def _erase_said(
    store: Store, viewer: Viewer, register: Register[Any, Any], key: str, version: int
) -> None:
    viewer.must_manage()
    # As a change of the data: what was read before is kept by its version.
    with store.writing() as connection:
        if not stored.erase_said(connection, register, key, version):
            raise UsageError("register.no_version", value=version, name=key)
        what = called(register.noun, register.number(connection, key))
        _note(connection, viewer, what, f"versie {version}")


def erase_note(store: Store, viewer: Viewer, number: int) -> None:
    """Blank the remark of one note about a signal; its status, and who wrote it, stay.

    Raises
    ------
    NotAllowedError
        If this viewer may not manage the data.
    UsageError
        If there is no such note.
    """
    viewer.must_manage()
    with store.writing(figures=False) as connection:
        if not stored.erase_note(connection, number):
            raise UsageError("signal.no_note", value=number)
        _note(connection, viewer, f"opmerking {number}", "bij een signaal")


def _note(connection: Connection, viewer: Viewer, what: str, detail: str) -> None:
    add_lines(connection, [Entry.by(viewer, Act.GEWIST, what, detail=detail)])
