"""Writing down what was done about a signal, and reading it back: not everybody may."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ivbgeo.errors import DataError, NotAllowedError
from ivbgeo.figure import Classification
from ivbgeo.measures.personal import suspects
from ivbgeo.measures.where import may_change
from ivbgeo.record import Act, Entry
from ivbgeo.signalnote import SignalKey, SignalNote
from ivbgeo.store import signals as stored
from ivbgeo.store.record import add_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ivbgeo.atlas import Edition
    from ivbgeo.signalnote import SignalStatus
    from ivbgeo.signals.watching import Signal
    from ivbgeo.viewer import Viewer

__all__ = ["may_note", "may_read_notes", "note", "notes_of"]


def may_note(edition: Edition, viewer: Viewer, signal: Signal) -> bool:
    """Whether a viewer may write what was done: the beheerder, and who covers that wijk."""
    return may_change(edition, viewer, signal.area)


def may_read_notes(viewer: Viewer) -> bool:
    """Whether a viewer may read what was done about signals: who may read what is intern."""
    return viewer.may_read(Classification.INTERN)


def note(
    edition: Edition, viewer: Viewer, signal: Signal, status: SignalStatus, remark: str
) -> SignalNote:
    """Write down what was done about a signal; what was written before stays.

    Raises
    ------
    NotAllowedError
        If this viewer may not.
    DataError
        If the remark is too long, or has what looks like a fact about a person in it.
    """
    if not may_note(edition, viewer, signal):
        raise NotAllowedError("signal.not_allowed", role=viewer.role)
    found = suspects([remark])
    if found:
        raise DataError("signal.personal", value=found[0].text, what=found[0].what)
    written = SignalNote(
        _key(signal), status, " ".join(remark.split()), viewer.role.value, datetime.now(UTC)
    )
    with edition.store.writing(figures=False) as connection:
        stored.add_note(connection, written)
        told = f"{signal.category}, {signal.month}, {status.value}"
        entry = Entry.by(viewer, Act.GEWIJZIGD, "signaal", signal.area, told)
        add_lines(connection, [entry])
    return written


def notes_of(
    edition: Edition, viewer: Viewer, signals: Iterable[Signal]
) -> dict[SignalKey, tuple[SignalNote, ...]]:
    """Give what was done about signals, the last note of each first; none is not in it.

    To who may not read notes nothing is told at all: not whether there are any, either.
    """
    if not may_read_notes(viewer):
        return {}
    wanted = {_key(signal) for signal in signals}
    found: dict[SignalKey, tuple[SignalNote, ...]] = {}
    with edition.store.reading() as connection:
        for month in {key.month for key in wanted}:
            for one in stored.read_notes(connection, month):
                if one.key in wanted:
                    found[one.key] = (one, *found.get(one.key, ()))
    return found


def _key(signal: Signal) -> SignalKey:
    return SignalKey(signal.area, signal.category, signal.month)
