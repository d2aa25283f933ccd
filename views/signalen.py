"""The page Signalen: counts of a month above what is usual, and what was done about each."""

import streamlit as st

from ivbgeo.signals.words import NO_MONTHS
from views.components import session
from views.components.signal_choices import choose_signals
from views.components.signal_list import signal_list
from views.components.signal_note import said_done
from views.components.told import told

st.title("Signalen", anchor=False)
st.write(
    "Een signaal is een aantal dat hoger is dan de maanden ervoor doen verwachten. Het zegt waar u "
    "kunt gaan kijken, niet waardoor het komt."
)


@told
def _signalen() -> None:
    edition, viewer = session.edition(), session.viewer()
    said_done()
    choice = choose_signals(edition, viewer)
    if choice is None:
        st.info(NO_MONTHS)
        return
    signal_list(edition, viewer, choice)


_signalen()
