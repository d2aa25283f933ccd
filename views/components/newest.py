"""Open pages show what is newest: when the data changed, the page is made again by itself."""

from __future__ import annotations

import streamlit as st

from views.components import session
from views.components.told import told

__all__ = ["follow", "refresh"]

_EVERY = "10s"
_SEEN = "data-version"


@st.fragment(run_every=_EVERY)
@told
def follow() -> None:
    """Look now and then whether the data changed; draws nothing."""
    newest = session.version()
    seen = st.session_state.setdefault(_SEEN, newest)
    if seen != newest:
        st.session_state[_SEEN] = newest
        st.rerun()


def refresh() -> None:
    """Make the whole page again, after this session itself changed the data."""
    st.session_state[_SEEN] = session.version()
    st.rerun()
