"""The page Logboek, for the beheerder: who looked at what is not open, and who changed what."""

import streamlit as st

from views.components import session
from views.components.logbook import chain, lines
from views.components.told import told

st.title("Logboek", anchor=False)
st.write(
    "Het toegangsregister: wie bekeek wat niet openbaar is, en wie las iets in, haalde iets weg of "
    "veranderde iets. Een regel kan niet worden veranderd zonder dat het te zien is."
)


@st.fragment
@told
def _logboek() -> None:
    viewer = session.viewer()
    chain(viewer)
    lines(viewer)


_logboek()
