"""The first map of a session goes ahead: the rest of the page comes when it is on the screen.

A browser draws what it gets as a whole: with all that can be pressed twice the work of the map
alone, and the frame of the map comes after that. Owns the memory that a session had its first map.
"""

from __future__ import annotations

import streamlit as st

from views.server import shown

__all__ = ["Ahead"]

_DONE = "map-went-ahead"
# Seconds. A map that does not say that it is there, keeps nobody waiting for longer.
_PATIENCE = 1.0


class Ahead:
    """The map of this run.

    ``address``: where it says that it is there, seen from its frame; None where nothing waits.
    """

    def __init__(self) -> None:
        # Without an address nobody looks: there is no browser.
        first = not st.session_state.get(_DONE) and bool(st.context.url)
        st.session_state[_DONE] = True
        self._word = shown.expect() if first else None
        self.address = f"../../{shown.PATH}/{self._word}" if first else None

    def wait(self) -> None:
        """Wait until the map is on the screen; not long."""
        if self._word is not None:
            shown.wait(self._word, _PATIENCE)
