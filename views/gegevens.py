"""The page Gegevens, for the beheerder: bring data in, see what there is, take it away again."""

import streamlit as st

from views.components import session
from views.components.deciding import deciding
from views.components.holdings import holdings_list
from views.components.told import told
from views.components.upload import upload

st.title("Gegevens", anchor=False)


@st.fragment(run_every="5s")
@told
def _what_may_be_shown() -> None:
    deciding()


@st.fragment
@told
def _bring_in() -> None:
    st.header("Een bestand inlezen", anchor=False)
    upload(session.store(), session.viewer())


@st.fragment
@told
def _what_there_is() -> None:
    st.header("Wat er is", anchor=False)
    holdings_list(session.store(), session.viewer())


_what_may_be_shown()
_bring_in()
_what_there_is()
