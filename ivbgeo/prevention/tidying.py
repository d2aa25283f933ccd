"""What was solved long ago goes: a plek is told of to have something done, not to be kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ivbgeo.record import Act, Entry
from ivbgeo.store.erasing import erase_entry
from ivbgeo.store.record import add_lines
from ivbgeo.store.spots import SPOTS

if TYPE_CHECKING:
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
    if not _solved(store, viewer, before):
        return 0
    with store.writing() as connection:
        gone = [
            one.number
            for one in SPOTS.newest(connection, viewer)
            if one.spot.solved is not None and one.spot.solved < before
        ]
        for number in gone:
            erase_entry(connection, SPOTS, SPOTS.key_of(number))
        told = Entry.by(
            viewer,
            Act.GEWIST,
            "stille en enge plekken",
            detail=f"{len(gone)} opgelost voor {before.isoformat()}",
        )
        add_lines(connection, [told])
        return len(gone)


def _solved(store: Store, viewer: Viewer, before: date) -> bool:
    """Whether there is any to take away: else nothing is written."""
    with store.reading() as connection:
        found = (one.spot.solved for one in SPOTS.newest(connection, viewer))
        return any(solved is not None and solved < before for solved in found)
