"""What is chosen on a page as its address: a link opens the same, and the back button goes back.

Owns the memory of what the address said last. The view of the map is kept in the address by the
map itself (``static/map/view.js``); here it is only passed on.
"""

from __future__ import annotations

import re
from dataclasses import replace

import streamlit as st

from geo import NETHERLANDS_BOUNDS
from ivbgeo.bookmark import Bookmark
from ivbgeo.messages import sentence

__all__ = ["asked", "keep", "view_remark"]

_KEPT = "address-kept"
_START = "address-start"
_VIEW = re.compile(r"(-?\d{1,3}\.?\d*),(-?\d{1,3}\.?\d*),(\d{1,2}\.?\d*)")


def asked() -> Bookmark | None:
    """Give what the address asks; None where it says what this page itself made of it."""
    now = _shown()
    kept = st.session_state.get(_KEPT)
    if kept is None and now.is_empty:
        return None
    return None if kept == replace(now, view="") else now


def keep(chosen: Bookmark) -> None:
    """Put what is chosen into the address; an address without anything stays so at the start."""
    shown = _shown()
    # As it reads when it comes back.
    chosen = Bookmark.parse(chosen.params())
    if shown.is_empty and st.session_state.setdefault(_START, chosen) == chosen:
        st.session_state[_KEPT] = replace(shown, view="")
        return
    wanted = replace(chosen, view=shown.view)
    if wanted != shown:
        st.query_params.from_dict(wanted.params())
    st.session_state[_KEPT] = chosen


def view_remark(bookmark: Bookmark) -> str | None:
    """Say it if the view that an address asks can't be shown; the map then shows everything."""
    if not bookmark.view:
        return None
    match = _VIEW.fullmatch(bookmark.view)
    west, south, east, north = NETHERLANDS_BOUNDS
    if match and south <= float(match[1]) <= north and west <= float(match[2]) <= east:
        return None
    return sentence("address.unknown", what="beeld", value=bookmark.view, shown="het hele gebied")


def _shown() -> Bookmark:
    return Bookmark.parse(st.query_params.to_dict())
