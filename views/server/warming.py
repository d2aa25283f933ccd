"""What the first session needs, read in while its browser still fetches the frontend."""

from __future__ import annotations

import gc
import sys
import threading
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from typing import TYPE_CHECKING

from views.server.sending import send_at_once
from views.server.tidying import tidying

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

__all__ = ["lifespan", "warmed"]

# All but streamlit_folium: a component has to be imported by a session, or Streamlit does not
# know it.
_MODULES = ("views.components.session", "layers.thematic", "layers.base_map", "layers.legend")
# Seconds that this may go on while the server has something to do. With Python's own 5 ms the
# frontend's sixty files took 1.1 s beside a busy thread, with this 0.2 s, with none 0.1 s.
_TURN = 0.0005
# Objects until the youngest are looked through for what can go, how often that until those that
# lasted are, and how often that until all are; everybody waits meanwhile. With Python's own
# (700, 10, 10) all were looked through every few seconds under load: four tenths of the work.
_COLLECT = (10_000, 20, 50)
_threads: list[threading.Thread] = []


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    """Begin when the server does; it does not wait for it."""
    # Before the thread: its files come and go.
    send_at_once()
    thread = threading.Thread(target=_read_in, name="opwarmen", daemon=True)
    _threads.append(thread)
    thread.start()
    with tidying():
        yield


def warmed() -> None:
    """Wait until all is read in: of two threads that import the same one may get half of it."""
    for thread in _threads:
        thread.join()


def _read_in() -> None:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    gc.disable()
    # What goes wrong here goes wrong again in a session, which tells.
    with suppress(Exception):
        for name in _MODULES:
            import_module(name)
    sys.setswitchinterval(usual)
    # Of what was read in nothing goes any more, so it is not looked through.
    gc.freeze()
    gc.set_threshold(*_COLLECT)
    gc.enable()
