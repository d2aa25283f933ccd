"""The page WAS: a wijk in the hand of somebody who walks there."""

import streamlit as st

from views.components import session
from views.components.sheet_paper import sheet_paper
from views.components.spot_form import is_reporting, report_button, report_form
from views.components.spot_list import spot_list
from views.components.told import told
from views.components.version_form import done
from views.components.was_choices import choose, choose_wijk
from views.components.was_holds import holds
from views.components.was_lately import changed
from views.components.was_map import draw_map


@st.fragment
@told
def _was() -> None:
    edition, viewer = session.edition(), session.viewer()
    with st.container(horizontal=True, vertical_alignment="center", key="was-head"):
        wijk = choose_wijk(edition, viewer)
        report_button(viewer, wijk)
    done()
    reporting = is_reporting(viewer, wijk)
    choice = choose(edition, viewer, wijk, away=reporting)
    if wijk is None or choice is None:
        return
    # On a phone they come below each other: the map first.
    left, right = st.columns([0.58, 0.42], gap="medium")
    with left:
        draw_map(edition, viewer, choice, reporting=reporting)
    with right:
        if reporting:
            report_form(edition, viewer)
            return
        changed(edition, viewer, wijk.area)
        spot_list(edition, viewer, wijk)
        holds(edition, viewer, wijk.area)
        sheet_paper(edition, viewer, wijk.area, wijk.name, "was")


_was()
