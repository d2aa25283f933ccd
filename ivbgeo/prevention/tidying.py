"""What was solved long ago goes: a plek is told of to have something done, not to be kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ivbgeo.record import Act, Entry
from ivbgeo.store.erasing import erase_entry
from ivbgeo.store.record import add_lines
from ivbgeo.store.spots import SPOTS

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from ivbgeo.store import Store
    from ivbgeo.viewer import Viewer

__all__ = ["tidy_spots"]


def tidy_spots(store: Store, viewer: Viewer, days: int, today: date | None = None) -> int:
    """Take away the plekken that were solved more than so many days ago; gives how many.

    Parameters
    ----------
    today
        None: by the clock.

    Raises
    ------
    NotAllowedError
        If this viewer may not manage the data.
    """
    viewer.must_manage()
    now = today or date.today()  # noqa: DTZ011 - days are those of the place where it runs
    before = now - timedelta(days=days)
    with store.reading() as connection:
        if not _solved(connection, viewer, before):
            return 0  # nothing is written
    with store.writing() as connection:
        gone = _solved(connection, viewer, before)
        for key in gone:
            erase_entry(connection, SPOTS, key)
        told = Entry.by(
            viewer,
            Act.GEWIST,
            "stille en enge plekken",
            detail=f"{len(gone)} opgelost voor {before.isoformat()}",
        )
        add_lines(connection, [told])
        return len(gone)


def _solved(connection: Connection, viewer: Viewer, before: date) -> list[str]:
    """Give which were solved before a day."""
    found = ((one.key, one.spot.solved) for one in SPOTS.newest(connection, viewer))
    return [key for key, solved in found if solved is not None and solved < before]
