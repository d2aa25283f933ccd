"""How values are put into classes of colour. Owns these widgets' state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.errors import UsageError
from ivbgeo.messages import sentence
from layers.breaks import Method, parse_breaks
from layers.thematic import Classing
from views.components.choices import pick
from views.components.markdown import plain

if TYPE_CHECKING:
    from ivbgeo.bookmark import Bookmark

__all__ = ["choose_classes"]

_TITLE = "Kleuren"
_HELP = (
    "De grenzen gelden voor alle perioden, zodat een kleur in elk jaar hetzelfde betekent. "
    "Een andere verdeling verandert de kleuren, niet de cijfers."
)


def choose_classes(asked: Bookmark | None, remarks: list[str]) -> tuple[Classing, str]:
    """Draw the widgets behind one button; give the way, and a user's own bounds as typed."""
    with st.popover(_TITLE):
        method = pick(
            st.radio, "Hoe de klassen worden gemaakt", list(Method), "classing-method",
            asked.method if asked else None, lambda method: method.words,
            remarks=remarks, help=_HELP,
        )  # fmt: skip
        if method is not Method.EIGEN:
            return Classing(method), ""
        if asked is not None:
            st.session_state["classing-breaks"] = asked.breaks
        text = st.text_input(
            "Grenzen tussen de klassen", key="classing-breaks", placeholder="10; 25; 100"
        )
        try:
            return Classing(method, breaks=parse_breaks(text)), text
        except UsageError as error:
            st.warning(plain(str(error)))
            if asked is not None and asked.breaks:
                remarks.append(
                    sentence("address.unknown", what="grenzen", value=text, shown="vaste grenzen")
                )
            return Classing(), text
