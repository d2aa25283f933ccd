"""Writing to the record of access, reading it, and taking away what is older than it is kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ivbgeo.errors import NotAllowedError, SettingsError, StoreError
from ivbgeo.record.chain import anchor, broken
from ivbgeo.record.entry import Act, Entry
from ivbgeo.store import record as stored
from ivbgeo.viewer import Role

if TYPE_CHECKING:
    from ivbgeo.record.asked import Asked
    from ivbgeo.record.chain import Head, Line
    from ivbgeo.settings import Settings
    from ivbgeo.store import Store
    from ivbgeo.viewer import Viewer

__all__ = ["days_kept", "note", "read_lines", "tidy"]

# What the record itself is called in its lines.
_ITSELF = "toegangsregister"


def note(store: Store, *entries: Entry) -> Head:
    """Write down what was looked at, in a transaction of its own; gives the last line.

    What is written to the store is noted within that transaction instead, by
    ``ivbgeo.store.record.add_lines``.
    """
    with store.writing(figures=False) as connection:
        return stored.add_lines(connection, entries)


def read_lines(store: Store, viewer: Viewer, asked: Asked) -> tuple[Line, ...]:
    """Give lines for a beheerder, the newest first.

    Raises
    ------
    NotAllowedError
        If this viewer may not manage the data.
    """
    _must_manage(viewer)
    with store.reading() as connection:
        return stored.newest_lines(connection, asked)


def tidy(store: Store, viewer: Viewer, days: int, now: datetime | None = None) -> int:
    """Take away the lines that are older than so many days; gives how many.

    A line says which one was the last of them and what its hash was: from there the chain goes on.

    Parameters
    ----------
    now
        The moment, with its zone; None: the clock's.

    Raises
    ------
    NotAllowedError
        If this viewer may not manage the data.
    StoreError
        If the record is not whole: what is wrong with it would be gone.
    """
    _must_manage(viewer)
    before = (now or datetime.now(UTC)) - timedelta(days=days)
    with store.writing(figures=False) as connection:
        # Nobody adds a line until this is done.
        last = stored.too_old(connection, before)
        if last is None:
            return 0
        if any(broken(stored.all_lines(connection), stored.read_head(connection))):
            raise StoreError("record.broken")
        gone = Entry(Act.OPGERUIMD, _ITSELF, Role.BEHEER, detail=anchor(last))
        stored.add_lines(connection, [gone], now)
        return stored.take_away(connection, last)


def _must_manage(viewer: Viewer) -> None:
    if not viewer.may_manage:
        raise NotAllowedError("record.not_allowed", role=viewer.role)


def days_kept(settings: Settings) -> int:
    """Give for how many days a line is kept.

    Raises
    ------
    SettingsError
        If the setting is no whole number of one or more.
    """
    given = settings.record_days
    if not (given.isascii() and given.isdecimal() and int(given)):
        raise SettingsError("settings.record_days", value=given)
    return int(given)
