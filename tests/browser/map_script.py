"""A small page around the map panel, for test_map_panel; run by Streamlit, not a test itself."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from geo import Level
from layers.cameras import CameraMark
from layers.classes import make_classes
from layers.geometry_file import publish
from layers.legend import legend_html
from tests.layers.sample import HOSTILE, choropleth_of, town, values_of
from views.components.map_panel import map_panel

STATIC = Path(__file__).parent / "static"
YEARS = (2023, 2024)


@st.cache_resource
def divisions():
    """Publish the made-up town once."""
    made = town(HOSTILE if os.environ.get("HOSTILE") else None)
    return {
        level: (
            division,
            publish(division, STATIC),
            make_classes([value for year in YEARS for value in values_of(division, year)]),
        )
        for level, division in made.items()
    }


@st.fragment
def panel() -> None:
    """Draw the map with the widgets that change it."""
    level = Level.WIJK if st.toggle("Wijken") else Level.BUURT
    year = YEARS[1] if st.toggle("Later") else YEARS[0]
    division, address, classes = divisions()[level]
    shown = choropleth_of(division, address, year, classes)
    cameras = (CameraMark(HOSTILE, 4.4945, 52.0605, "gebied", "Sinds 2012"),)
    code = map_panel(shown, cameras, st.session_state.get("code"))
    if code:
        st.session_state.code = code
        st.session_state.count = st.session_state.get("count", 0) + 1
        st.rerun(scope="fragment")
    st.text(f"Gekozen: {st.session_state.get('code')}, keer: {st.session_state.get('count', 0)}")
    st.html(legend_html(shown, "misdrijven", str(year)))


st.set_page_config(layout="wide")
if st.toggle("Weg"):
    st.text("Geen kaart")
else:
    panel()
