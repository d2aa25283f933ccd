"""What is the matter with the store: told calmly, without its address, and over by itself."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.errors import StoreError
from ivbgeo.messages import sentence
from views.components.markdown import plain

if TYPE_CHECKING:
    from ivbgeo.errors import IvbgeoError

__all__ = ["is_over", "is_told", "tell"]

# What a user reads instead: where the store is, is nobody's business.
_INSTEAD = {"store.unreachable": "fault.away", "store.damaged": "fault.damaged"}
_TOLD = "trouble-told"
_log = logging.getLogger(__name__)


def tell(error: IvbgeoError, *, over: bool = True) -> None:
    """Draw what went wrong; the log has it in full where it is of the store.

    Parameters
    ----------
    over
        Whether the page has to be made again once the store is there: it came in its place.
    """
    inner = error.values.get("why")
    rule = inner.rule if isinstance(inner, StoreError) else error.rule
    if rule not in _INSTEAD:
        st.error(plain(str(error)))
        return
    _log.warning("%s", error)
    if rule == "store.unreachable":
        if over:
            st.session_state[_TOLD] = True
        st.warning(sentence("fault.away"))
    else:
        st.error(sentence(_INSTEAD[rule]))


def is_told() -> bool:
    """Whether the page says that the store is away."""
    return _TOLD in st.session_state


def is_over() -> bool:
    """Whether the page said so, until now: it is to be made again."""
    return bool(st.session_state.pop(_TOLD, False))
