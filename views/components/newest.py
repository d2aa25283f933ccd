"""Open pages show what is newest: when the data changed, the page is made again by itself.

When who looks may see less than before, because the sign-in ended, too; and when the store is there
again after it was away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.errors import StoreError
from views.components import session
from views.components.told import told
from views.components.trouble import is_over, is_told, tell

if TYPE_CHECKING:
    from ivbgeo.viewer import Viewer

__all__ = ["follow", "refresh"]

_EVERY = "10s"
_SEEN = "data-version"
_WITH_PAGE = "data-with-page"


def follow() -> None:
    """Look now and then whether the data changed, or who looks; draws nothing else than trouble."""
    st.session_state[_WITH_PAGE] = True
    _look()


@st.fragment(run_every=_EVERY)
@told
def _look() -> None:
    with_page = st.session_state.pop(_WITH_PAGE, False)
    try:
        newest = _now()
    except StoreError as error:
        # The page says so itself, or it is still there from before: then this is where it is said.
        if not with_page and not is_told():
            tell(error, over=False)
        return
    over = is_over()
    if with_page:
        # It sees what is newest anyway. To make it again at once would lose what is on its way to
        # the browser, such as that it is to go and sign out.
        st.session_state[_SEEN] = newest
    elif over or st.session_state.get(_SEEN) != newest:
        st.rerun()


def refresh() -> None:
    """Make the whole page again, after this session itself changed the data."""
    st.rerun()


def _now() -> tuple[int, Viewer]:
    return session.version(), session.viewer()
