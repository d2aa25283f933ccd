"""The page Kaart: what is where."""

import streamlit as st

from ivbgeo.settings import ROOT
from layers.legend import legend_html
from layers.thematic import thematic_map
from views.components import session
from views.components.area_panel import area_panel
from views.components.cameras import camera_list, marks
from views.components.choices import choose
from views.components.figure_table import figure_table
from views.components.map_panel import map_panel
from views.components.selection import Selection
from views.components.summary import summary_panel
from views.components.told import told

HEIGHT = 480  # pixels: map and legend together on the screen of a laptop

st.title("Veiligheid op de kaart", anchor=False)


@st.fragment
@told
def _map() -> None:
    edition, viewer = session.edition(), session.viewer()
    choice = choose(edition, viewer)
    static = ROOT / "static"
    made = thematic_map(edition, viewer, choice.question, choice.statistic, static)
    period = str(choice.question.period)
    left, right = st.columns([0.64, 0.36], gap="medium")
    with left:
        selection = Selection(made.reading)
        cameras = marks(edition, viewer)
        selection.take(map_panel(made.choropleth, cameras, selection.code, HEIGHT))
        st.html(legend_html(made.choropleth, made.reading.unit, period))
    with right:
        selection.chooser()
        if selection.code is not None:
            area_panel(edition, viewer, made.reading, selection.code)
        summary_panel(edition, viewer, choice.theme.intro, made.reading)
    st.subheader("Dezelfde cijfers als tabel", anchor=False)
    figure_table(made.reading)
    camera_list(edition, viewer)


_map()
