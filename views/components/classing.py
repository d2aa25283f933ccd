"""How values are put into classes of colour. Owns these widgets' state."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.errors import UsageError
from ivbgeo.messages import sentence
from layers.breaks import Method, parse_breaks
from layers.thematic import Classing
from views.components.markdown import plain

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from ivbgeo.bookmark import Bookmark
    from views.components.later import Later

__all__ = ["choose_classes"]

# What is chosen; the widgets are not there where classes can't be chosen.
_METHOD, _BREAKS = "classing-method-kept", "classing-breaks-kept"
_METHODS, _TYPED = "classing-method", "classing-breaks"


def choose_classes(
    asked: Bookmark | None, remarks: list[str], later: Later, at: DeltaGenerator
) -> tuple[Classing, str]:
    """Give the way, and a user's own bounds as typed; the widgets come behind one button, later."""
    if asked is not None:
        _take(asked, remarks)
    method, text = _told()
    try:
        breaks = parse_breaks(text) if method is Method.EIGEN else ()
    except UsageError as error:
        later.add(at, partial(_draw, str(error)))
        if asked is not None:
            remarks.append(
                sentence("address.unknown", what="grenzen", value=text, shown="vaste grenzen")
            )
        return Classing(), text
    later.add(at, _draw)
    return Classing(method, breaks=breaks), text


def _take(asked: Bookmark, remarks: list[str]) -> None:
    """Take over what an address asks."""
    known = asked.method in set(Method)
    if asked.method and not known:
        shown = Method.NATUURLIJK.words
        remarks.append(sentence("address.unknown", what="kleuren", value=asked.method, shown=shown))
    for widget in (_METHODS, _TYPED):
        st.session_state.pop(widget, None)
    st.session_state[_METHOD] = Method(asked.method) if known else Method.NATUURLIJK
    st.session_state[_BREAKS] = asked.breaks


def _told() -> tuple[Method, str]:
    """Give what the widgets say, or said while they were there."""
    kept = st.session_state.get(_METHOD, Method.NATUURLIJK)
    method: Method = st.session_state.setdefault(_METHODS, kept) or Method.NATUURLIJK
    st.session_state[_METHOD] = method
    if method is not Method.EIGEN:
        return method, ""
    text: str = st.session_state.setdefault(_TYPED, st.session_state.get(_BREAKS, ""))
    st.session_state[_BREAKS] = text
    return method, text


def _draw(wrong: str = "") -> None:
    panel = st.popover("Kleuren", key="classing", on_change="rerun")
    # Nothing is sent for who does not look.
    if not panel.open:
        return
    method: Method | None = panel.radio(
        "Hoe de klassen worden gemaakt",
        list(Method),
        format_func=lambda one: one.words,
        key=_METHODS,
    )
    if method is Method.EIGEN:
        panel.text_input("Grenzen tussen de klassen", key=_TYPED, placeholder="10; 25; 100")
    if wrong:
        panel.warning(plain(wrong))
