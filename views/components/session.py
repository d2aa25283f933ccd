"""Who looks, and at what: the atlas that all sessions share, and this session's viewer."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

import streamlit as st

from geo import GeoError
from ivbgeo.atlas import Atlas, Edition
from ivbgeo.errors import IvbgeoError, StoreError
from ivbgeo.municipality import municipality_of
from ivbgeo.settings import Settings
from ivbgeo.store import Store
from ivbgeo.viewer import Viewer

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "edition",
    "may_manage",
    "settings",
    "store",
    "title",
    "uploads",
    "version",
    "viewer",
]

_DAY = 86_400


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """Give the settings of this process."""
    return Settings.load()


@st.cache_resource(show_spinner=False)
def _atlas() -> Atlas:
    return Atlas(Store.open(settings().database_url))


@st.cache_resource(show_spinner=False)
def uploads() -> Path:
    """Give a folder for files on their way in: nobody else may look in it."""
    folder = settings().cache_dir / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in folder.iterdir():
        # Of a process that was killed: it may hold persons.
        if time.time() - left.stat().st_mtime > _DAY:
            shutil.rmtree(left, ignore_errors=True)
    return folder


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


def store() -> Store:
    """Give the store, to write in it."""
    return _atlas().store


def version() -> int:
    """Give the version of the data in the store now."""
    return store().version


def title() -> str:
    """Give the name of the app: with that of the gemeente, where the store has one."""
    try:
        gemeente = municipality_of(_atlas().edition())
    except (GeoError, IvbgeoError):
        # The page itself says what is wrong.
        gemeente = None
    return f"Veiligheid in {gemeente.name}" if gemeente else "Veiligheid op de kaart"


def viewer() -> Viewer:
    """Give who looks: there is no sign-in yet, so who that is, is set where the app runs.

    Raises
    ------
    UsageError
        If there is no such role.
    """
    return Viewer.of(settings().role, tuple(settings().wijken.split()))


def may_manage() -> bool:
    """Whether who looks may bring data in and take it away."""
    try:
        return viewer().may_manage
    except IvbgeoError:
        # The page itself says what is wrong.
        return False
