"""Free text of imported files: whether it is kept, and taking it away. Nothing shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.errors import SettingsError
from ivbgeo.record import Act, Entry
from ivbgeo.store import remarks as stored
from ivbgeo.store.record import add_lines

if TYPE_CHECKING:
    from ivbgeo.settings import Settings
    from ivbgeo.store import Store
    from ivbgeo.viewer import Viewer

__all__ = ["are_kept", "erase_remarks"]

_YES_NO = {"ja": True, "nee": False}


def are_kept(settings: Settings) -> bool:
    """Whether free text of files is kept from now on.

    Raises
    ------
    SettingsError
        If the setting says something else than it can.
    """
    said = settings.keep_remarks
    if said not in _YES_NO:
        raise SettingsError("remarks.choice", value=said, known=", ".join(_YES_NO))
    return _YES_NO[said]


def erase_remarks(store: Store, viewer: Viewer, import_id: int | None) -> int:
    """Take away the free text of an imported file, or of all (None); gives how many there were.

    Raises
    ------
    NotAllowedError
        If this viewer may not manage the data.
    """
    viewer.must_manage()
    with store.writing(figures=False) as connection:
        gone = stored.erase_remarks(connection, import_id)
        of = "alle bestanden" if import_id is None else f"bestand {import_id}"
        told = Entry.by(viewer, Act.GEWIST, "vrije tekst", detail=f"{gone} teksten van {of}")
        add_lines(connection, [told])
    return gone
