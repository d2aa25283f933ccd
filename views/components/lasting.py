"""Widgets that keep what was chosen while they are away: Streamlit forgets it otherwise."""

from __future__ import annotations

import streamlit as st

__all__ = ["lasting"]


def lasting(key: str, default: object) -> str:
    """Let a widget that was away for a while start at what was chosen before.

    To be called just before the widget of that key is drawn; gives the key.
    """
    memory = f"{key}-chosen"
    st.session_state[memory] = st.session_state.setdefault(
        key, st.session_state.get(memory, default)
    )
    return key
