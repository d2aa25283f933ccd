"""The page Preventie: which groups, teams, zones and evenings there are, and where none is."""

import streamlit as st

from views.components import session
from views.components.prevention_steps import prevention_step
from views.components.told import told

st.title("Preventie", anchor=False)


@told
def _prevention() -> None:
    edition, viewer = session.edition(), session.viewer()
    prevention_step(viewer).draw(edition, viewer)


_prevention()
