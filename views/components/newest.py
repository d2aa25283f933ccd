"""Open pages show what is newest: when the data changed, the page is made again by itself.

When who looks may see less than before, because the sign-in ended, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from views.components import session
from views.components.told import told

if TYPE_CHECKING:
    from ivbgeo.viewer import Viewer

__all__ = ["follow", "refresh"]

_EVERY = "10s"
_SEEN = "data-version"


@st.fragment(run_every=_EVERY)
@told
def follow() -> None:
    """Look now and then whether the data changed, or who looks; draws nothing."""
    newest = _now()
    seen = st.session_state.setdefault(_SEEN, newest)
    if seen != newest:
        st.session_state[_SEEN] = newest
        st.rerun()


def refresh() -> None:
    """Make the whole page again, after this session itself changed the data."""
    st.session_state[_SEEN] = _now()
    st.rerun()


def _now() -> tuple[int, Viewer]:
    return session.version(), session.viewer()
