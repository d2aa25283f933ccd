"""Taking free text of imported files away. Nothing shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.record import Act, Entry
from ivbgeo.store import remarks as stored
from ivbgeo.store.record import add_lines

if TYPE_CHECKING:
    from ivbgeo.store import Store
    from ivbgeo.viewer import Viewer

__all__ = ["erase_remarks"]


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
