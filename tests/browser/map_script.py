"""A small page around the map panel, for test_map_panel; run by Streamlit, not a test itself."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from geo import Level
from layers.cameras import CameraMark
from layers.classes import make_classes
from layers.command import Scene
from layers.geometry_file import publish
from layers.legend import legend_command
from tests.layers.sample import HOSTILE, choropleth_of, town, values_of
from views.components.map_panel import heard, map_panel

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
    said = heard()
    if said.area in division.codes:
        st.session_state.code = said.area
        st.session_state.count = st.session_state.get("count", 0) + 1
    map_panel(
        Scene(
            shown,
            (CameraMark(HOSTILE, 4.4945, 52.0605, "gebied", "Sinds 2012"),),
            st.session_state.get("code"),
            legend_command(shown, "misdrijven", str(year)),
        )
    )
    st.text(f"Gekozen: {st.session_state.get('code')}, keer: {st.session_state.get('count', 0)}")


st.set_page_config(layout="wide")
if st.toggle("Weg"):
    st.text("Geen kaart")
else:
    panel()
