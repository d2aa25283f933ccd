"""The answer in words beside the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.difference import difference_summary
from ivbgeo.words import city_figure, summary
from views.components.markdown import plain

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.reading import MapReading
    from ivbgeo.viewer import Viewer

__all__ = ["summary_panel"]


def summary_panel(edition: Edition, viewer: Viewer, intro: str, reading: MapReading) -> None:
    """Draw what the map shows, in words."""
    st.header(plain(f"{reading.title}, {reading.when}"), anchor=False)
    if reading.before is not None:
        sentences = difference_summary(edition, viewer, reading)
    else:
        sentences = summary(reading, city_figure(edition, viewer, reading.question))
    lines = "\n".join(f"- {plain(sentence)}" for sentence in sentences)
    st.markdown(f"{plain(intro)}\n\n{lines}")
