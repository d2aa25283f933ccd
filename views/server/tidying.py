"""What is too old goes once a day, as long as the server runs: of the record, and plekken."""

from __future__ import annotations

import logging
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["tidying"]

_SOON, _DAY = 120.0, 86_400.0  # seconds; not while the first sessions wait
_log = logging.getLogger(__name__)


@contextmanager
def tidying(soon: float = _SOON, every: float = _DAY) -> Iterator[None]:
    """Tidy in a thread of its own until this is left.

    Parameters
    ----------
    soon, every
        Seconds before the first time, and between the others.
    """
    stop = threading.Event()
    thread = threading.Thread(target=_go_on, args=(stop, soon, every), name="opruimen", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()


def _go_on(stop: threading.Event, soon: float, every: float) -> None:
    wait, ahead = soon, False
    while not stop.wait(wait):
        wait = every
        try:
            ahead = _once(was_ahead=ahead)
        except Exception:  # noqa: BLE001 - tomorrow again; it goes wrong in the log, with its cause
            _log.exception("the record could not be tidied")


def _once(*, was_ahead: bool) -> bool:
    """Tidy; gives whether the clock was too far ahead to do so, which is believed the next day."""
    # Not before they are needed: these bring the libraries along.
    from ivbgeo.machine import beheerder  # noqa: PLC0415 - said above
    from ivbgeo.prevention.tidying import tidy_spots  # noqa: PLC0415 - said above
    from ivbgeo.record.keeping import is_ahead, tidy  # noqa: PLC0415 - said above
    from views.components import session  # noqa: PLC0415 - said above

    store = session.store()
    if is_ahead(store) and not was_ahead:
        _log.warning("the clock is far ahead of the record: lines are kept for another day")
        return True
    settings = session.settings()
    gone = tidy(store, beheerder(), settings.days_kept)
    if gone:
        _log.info("%d lines of the record were older than they are kept", gone)
    solved = tidy_spots(store, beheerder(), settings.spot_days_kept)
    if solved:
        _log.info("%d plekken were solved longer ago than they are kept", solved)
    return False
