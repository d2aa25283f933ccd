"""Who looks, and at what: the atlas that all sessions share, and this session's viewer."""

from __future__ import annotations

import streamlit as st

from ivbgeo.atlas import Atlas, Edition
from ivbgeo.errors import StoreError
from ivbgeo.settings import Settings
from ivbgeo.store import Store
from ivbgeo.viewer import PUBLIEK, Viewer

__all__ = ["edition", "settings", "viewer"]


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """Give the settings of this process."""
    return Settings.load()


@st.cache_resource(show_spinner=False)
def _atlas() -> Atlas:
    return Atlas(Store.open(settings().database_url))


def edition() -> Edition:
    """Give the newest edition of the store.

    Raises
    ------
    StoreError
        If nothing was loaded yet.
    """
    newest = _atlas().edition()
    if not newest.numbers:
        raise StoreError("check.empty")
    return newest


def viewer() -> Viewer:
    """Give who looks. There is no sign-in yet, so everybody sees what is open and nothing more."""
    return PUBLIEK
