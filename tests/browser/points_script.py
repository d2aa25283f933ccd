"""A page with the map and its points, for test_points; run by Streamlit, not a test itself."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo import Level
from ivbgeo.period import Period
from ivbgeo.question import Question
from layers.command import Scene
from layers.geometry_file import publish
from layers.legend import legend_command
from tests.layers.sample import choropleth_of
from views.components import session
from views.components.map_panel import map_panel
from views.components.points import point_layers, point_words

STATIC = Path(__file__).parent / "static"


@st.fragment
def panel() -> None:
    """Draw the widgets, the map, and the same in words."""
    edition, viewer = session.edition(), session.viewer()
    period = Period.month(2023, 2) if st.toggle("Februari") else Period.year(2023)
    layers = point_layers(edition, viewer, Question("1.1.1", Level.BUURT, period))
    division = edition.division(edition.division_ids(Level.BUURT)[0])
    choropleth = choropleth_of(division, publish(division, STATIC))
    left, right = st.columns([0.64, 0.36])
    with left:
        legend = legend_command(choropleth, "misdrijven", str(period))
        map_panel(layers.on(Scene(choropleth, legend=legend)))
    with right:
        point_words(layers)


st.set_page_config(layout="wide")
if st.toggle("Weg"):
    st.text("Geen kaart")
else:
    panel()
