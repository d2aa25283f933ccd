"""Help where one is: what a map means and can't tell, and a tour of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.explaining import explain
from views.components.markdown import plain

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.reading import MapReading

__all__ = ["help_panel", "tour"]

# static/tour.js answers, and says whether this is a first visit; without it nothing is shown.
_TOUR = """
<div class="ivb-tour">
  <span class="ivb-first">Nieuw hier? In vier stappen ziet u hoe de kaart werkt.</span>
  <button type="button" data-tour="start">Rondleiding</button>
  <button type="button" data-tour="no" class="ivb-first">Nee, bedankt</button>
</div>
"""


def help_panel(edition: Edition, reading: MapReading, key: str = "kaart") -> None:
    """Draw what the figures of a map mean, and what can't be concluded from them.

    Parameters
    ----------
    key
        Name of the map within the session.
    """
    name = f"help-{key}"
    with st.expander("Wat zegt dit cijfer, en wat niet?", key=name, on_change="rerun") as panel:
        # Nothing is sent for who does not look.
        if not panel.open:
            return
        told = explain(reading, edition.taxonomy[reading.question.category])
        for title, sentences in (
            ("Wat betekent dit cijfer?", told.meaning),
            ("Wat kan ik hier niet uit halen?", told.limits),
        ):
            lines = "\n".join(f"- {plain(sentence)}" for sentence in sentences)
            st.markdown(f"**{title}**\n\n{lines}")


def tour() -> None:
    """Draw the button of the tour; who is new is asked once, in a line that covers nothing."""
    st.html(_TOUR)
