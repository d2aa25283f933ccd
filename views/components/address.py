"""What is chosen on a page as its address: a link opens the same, and the back button goes back.

Owns the memory of what the address said last, as far as the server hears: what the map itself puts
in it (``static/map/view.js``, ``timeline.js``) Streamlit does not pass on; the map tells it.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from ivbgeo.bookmark import Bookmark
from ivbgeo.messages import sentence
from layers.view import ViewBounds
from views.components.map_panel import FIRST, view_of

__all__ = ["asked", "keep", "view"]

_KEPT = "address-kept"
_START = "address-start"


def asked() -> Bookmark | None:
    """Give what the address asks; None where it says what this page itself made of it."""
    now = _shown()
    kept = st.session_state.get(_KEPT)
    if kept is None and now.is_empty:
        return None
    return None if kept == replace(now, view="") else now


def keep(chosen: Bookmark, *, stepped: bool = False) -> None:
    """Put what is chosen into the address; an address without anything stays so at the start.

    Of what the map itself puts in the address, the view and (``stepped``) a period that was chosen
    on the timeline, the server does not hear: then nothing is written, for the map may be further.
    """
    shown = _shown()
    # As it reads when it comes back.
    chosen = Bookmark.parse(chosen.params())
    if shown.is_empty and st.session_state.setdefault(_START, chosen) == chosen:
        st.session_state[_KEPT] = replace(shown, view="")
        return
    known = replace(shown, view="")
    if known != chosen and not (stepped and _same_but_period(chosen, known)):
        told = view_of(FIRST)
        written = replace(chosen, view=shown.view if told is None else told)
        st.query_params.from_dict(written.params())
        known = chosen
    # What the server will hear the next time.
    st.session_state[_KEPT] = known


def view(remarks: list[str]) -> ViewBounds | None:
    """Give what of the map is in view, as the map keeps it in the address; None: all of it.

    ``remarks`` gets a sentence if that is no view; the map then shows everything.
    """
    told = view_of(FIRST)
    text = _shown().view if told is None else told
    if not text:
        return None
    try:
        return ViewBounds.parse(text)
    except ValueError:
        shown = "het hele gebied"
        remarks.append(sentence("address.unknown", what="beeld", value=text, shown=shown))
        return None


def _same_but_period(one: Bookmark, other: Bookmark) -> bool:
    if not (one.first.period and other.first.period):
        return False
    first, second = replace(one.first, period=""), replace(one.second, period="")
    return replace(one, first=first, second=second) == replace(
        other, first=replace(other.first, period=""), second=replace(other.second, period="")
    )


def _shown() -> Bookmark:
    return Bookmark.parse(st.query_params.to_dict())
