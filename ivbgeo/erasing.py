"""Taking words out of what was written in the app: for what should never have been written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.errors import UsageError
from ivbgeo.store import erasing as stored

if TYPE_CHECKING:
    from ivbgeo.store import Store
    from ivbgeo.viewer import Viewer

__all__ = ["erase_measure", "erase_note"]


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
