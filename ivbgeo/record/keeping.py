"""Writing to the record of access, reading it, and taking away what is older than it is kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ivbgeo.errors import NotAllowedError, StoreError
from ivbgeo.record.asked import Asked
from ivbgeo.record.chain import anchor, broken
from ivbgeo.record.entry import Act, Entry
from ivbgeo.store import record as stored

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ivbgeo.record.chain import Broken, Head, Line, Mark
    from ivbgeo.store import Store
    from ivbgeo.viewer import Viewer

__all__ = ["ITSELF", "count_lines", "faults", "is_ahead", "note", "read_lines", "tidy"]

_NEAR = timedelta(days=14)
ITSELF = "toegangsregister"
"""What the record itself is called in its lines."""


def note(store: Store, *entries: Entry) -> Head:
    """Write down what is looked at, in a transaction of its own; gives the last line.

    What is written to the store is noted within that transaction instead, by
    ``ivbgeo.store.record.add_lines``.

    Raises
    ------
    StoreError
        If it can't be written: then it is not to be looked at either.
    """
    try:
        with store.noting() as connection:
            return stored.add_lines(connection, entries)
    except StoreError as error:
        raise StoreError("record.not_written", why=error) from None


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


def count_lines(store: Store, viewer: Viewer) -> int:
    """Give a beheerder how many lines there are.

    Raises
    ------
    NotAllowedError
        If this viewer may not manage the data.
    """
    _must_manage(viewer)
    with store.reading() as connection:
        return stored.count_lines(connection)


def faults(store: Store, viewer: Viewer, aside: Sequence[Mark] = ()) -> tuple[Broken, ...]:
    """Look through all lines for a beheerder; gives what is wrong with them, or nothing.

    Parameters
    ----------
    aside
        Lines as they were kept elsewhere; none where nothing was.

    Raises
    ------
    NotAllowedError
        If this viewer may not manage the data.
    """
    _must_manage(viewer)
    with store.reading() as connection:
        lines, head = stored.all_lines(connection), stored.read_head(connection)
        return tuple(broken(lines, head, aside))


def is_ahead(store: Store, now: datetime | None = None) -> bool:
    """Whether the clock is weeks ahead of the newest line: it jumped, or nobody was here.

    Parameters
    ----------
    now
        The moment, with its zone; None: the clock's.
    """
    with store.reading() as connection:
        newest = stored.newest_lines(connection, Asked(count=1))
    return bool(newest) and (now or datetime.now(UTC)) - newest[0].at > _NEAR


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
        If the lines that are to go are not whole: what is wrong with them would be gone.
    """
    _must_manage(viewer)
    before = (now or datetime.now(UTC)) - timedelta(days=days)
    with store.writing(figures=False) as connection:
        # Nobody adds a line until this is done.
        last = stored.too_old(connection, before)
        if last is None:
            return 0
        # What is wrong in the lines that stay is found as well afterwards.
        going = stored.all_lines(connection, last.number)
        if any(broken(going, last, (), stored.lines_of(connection, Act.OPGERUIMD))):
            raise StoreError("record.broken")
        gone = Entry.by(viewer, Act.OPGERUIMD, ITSELF, detail=anchor(last))
        stored.add_lines(connection, [gone], now)
        return stored.take_away(connection, last)


def _must_manage(viewer: Viewer) -> None:
    if not viewer.may_manage:
        raise NotAllowedError("record.not_allowed", role=viewer.role)
