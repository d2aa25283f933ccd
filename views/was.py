"""The page WAS: a wijk in the hand of somebody who walks there."""

import streamlit as st

from views.components import session
from views.components.told import told
from views.components.was_choices import choose
from views.components.was_lately import changed
from views.components.was_map import draw_map


@st.fragment
@told
def _was() -> None:
    edition, viewer = session.edition(), session.viewer()
    choice = choose(edition, viewer)
    if choice is None:
        return
    # On a phone they come below each other: the map first.
    left, right = st.columns([0.58, 0.42], gap="medium")
    with left:
        draw_map(edition, viewer, choice)
    with right:
        changed(edition, viewer, choice)


_was()
