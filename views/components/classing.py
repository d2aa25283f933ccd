"""How values are put into classes of colour. Owns these widgets' state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.errors import UsageError
from ivbgeo.messages import sentence
from layers.breaks import Method, parse_breaks
from layers.thematic import Classing
from views.components.markdown import plain

if TYPE_CHECKING:
    from ivbgeo.bookmark import Bookmark

__all__ = ["choose_classes"]

# What is chosen; the widgets are not there where classes can't be chosen.
_METHOD, _BREAKS = "classing-method-kept", "classing-breaks-kept"


def choose_classes(asked: Bookmark | None, remarks: list[str]) -> tuple[Classing, str]:
    """Draw the widgets behind one button; give the way, and a user's own bounds as typed."""
    if asked is not None:
        _take(asked, remarks)
    popover = st.popover("Kleuren")
    with popover:
        method, text = _draw()
    try:
        breaks = parse_breaks(text) if method is Method.EIGEN else ()
    except UsageError as error:
        popover.warning(plain(str(error)))
        if asked is not None:
            remarks.append(
                sentence("address.unknown", what="grenzen", value=text, shown="vaste grenzen")
            )
        return Classing(), text
    return Classing(method, breaks=breaks), text


def _take(asked: Bookmark, remarks: list[str]) -> None:
    """Take over what an address asks."""
    known = asked.method in set(Method)
    if asked.method and not known:
        shown = Method.NATUURLIJK.words
        remarks.append(sentence("address.unknown", what="kleuren", value=asked.method, shown=shown))
    for widget in ("classing-method", "classing-breaks"):
        st.session_state.pop(widget, None)
    st.session_state[_METHOD] = Method(asked.method) if known else Method.NATUURLIJK
    st.session_state[_BREAKS] = asked.breaks


def _draw() -> tuple[Method, str]:
    st.session_state.setdefault("classing-method", st.session_state.get(_METHOD, Method.NATUURLIJK))
    chosen = st.radio(
        "Hoe de klassen worden gemaakt",
        list(Method),
        format_func=lambda one: one.words,
        key="classing-method",
    )
    method: Method = chosen or Method.NATUURLIJK
    st.session_state[_METHOD] = method
    if method is not Method.EIGEN:
        return method, ""
    st.session_state.setdefault("classing-breaks", st.session_state.get(_BREAKS, ""))
    text = st.text_input(
        "Grenzen tussen de klassen", key="classing-breaks", placeholder="10; 25; 100"
    )
    st.session_state[_BREAKS] = text
    return method, text
