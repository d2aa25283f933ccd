"""The page Mijn wijk: what is going on, what can be said about it, and what we do."""

import streamlit as st

from views.components import session
from views.components.told import told
from views.components.wijk_choices import choose_wijk
from views.components.wijk_panel import answer, below, map_of
from views.components.wijk_sheet import FIRST, SECOND, sheet_of

st.title("Mijn wijk", anchor=False)


@st.fragment
@told
def _wijk() -> None:
    edition, viewer = session.edition(), session.viewer()
    choice = choose_wijk(edition, viewer)
    if choice is None:
        st.info("Er zijn nog geen wijken met cijfers in de opslag.")
        return
    wanted = [(choice.wijk, choice.period), *filter(None, [choice.beside])]
    sheets = [
        sheet_of(key, edition, viewer, of, choice.category, choice.statistic)
        for key, of in zip((FIRST, SECOND), wanted, strict=False)
    ]
    two = len(sheets) > 1
    columns = st.columns(2 if two else [0.58, 0.42], gap="medium")
    for column, sheet in zip(columns, sheets, strict=False):
        with column:
            map_of(sheet)
    # One wijk has its words beside the map, two have them below.
    for column, sheet in zip(columns if two else columns[1:], sheets, strict=True):
        with column:
            answer(sheet)
    places = columns if two else [st.container()]
    for place, sheet in zip(places, sheets, strict=True):
        with place:
            below(sheet)


_wijk()
