"""Who looks, and at what: the atlas that all sessions share, and this session's viewer."""

from __future__ import annotations

import shutil
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo import GeoError, Level
from ivbgeo.atlas import Atlas, Edition
from ivbgeo.errors import IvbgeoError, StoreError
from ivbgeo.messages import sentence
from ivbgeo.municipality import municipality_of
from ivbgeo.settings import Settings
from ivbgeo.signin import NOBODY, Ended, Person, Provider, person_of
from ivbgeo.store import Store
from ivbgeo.viewer import PUBLIEK, Viewer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

__all__ = [
    "edition",
    "may_manage",
    "names_of",
    "person",
    "provider",
    "settings",
    "sign_out",
    "stays",
    "store",
    "title",
    "uploads",
    "version",
    "viewer",
    "viewer_later",
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


@st.cache_resource(show_spinner=False)
def provider() -> Provider | None:
    """Give where users sign in; None: nobody can, so that everybody sees what is open."""
    return Provider.of(settings())


@st.cache_resource(show_spinner=False)
def _ended() -> Ended | None:
    where = provider()
    return None if where is None else Ended(where.length)


def person() -> Person:
    """Give who signed in: by the cookie, whose signature Streamlit checked when the page opened."""
    return NOBODY if provider() is None else _person(st.user.to_dict())


def _person(claims: dict[str, Any]) -> Person:
    where, ended = provider(), _ended()
    if where is None or ended is None:
        return NOBODY
    if ended.holds(claims):
        return Person(doubts=(sentence("signin.ended"),))
    found = person_of(claims, where, datetime.now(UTC))
    names = _wijken() if found.wijken else None
    # Where it can't be known which there are, nothing is taken away, nor can a figure be read.
    return found if names is None else found.within(names)


def names_of(wijken: Iterable[str]) -> list[str]:
    """Give the newest names of wijken that there are."""
    names = _wijken() or {}
    return sorted(names.get(code, code) for code in wijken)


def _wijken() -> dict[str, str] | None:
    """Give the name of each wijk and casewijk there is, by its code: of any year, the newest.

    None if the store can't say.
    """
    try:
        now = edition()
        return now.once("names of wijken", lambda: _named(now))
    except (GeoError, IvbgeoError):
        # The page itself says what is wrong.
        return None


def _named(now: Edition) -> dict[str, str]:
    levels = (Level.CASEWIJK, Level.WIJK)
    divisions = [now.division(one) for level in levels for one in reversed(now.division_ids(level))]
    return {
        code: name for one in divisions for code, name in zip(one.codes, one.names, strict=True)
    }


def sign_out() -> None:
    """End the sign-in here, in every tab of this browser, and at the provider."""
    ended = _ended()
    if ended is not None:
        ended.end(st.user.to_dict(), datetime.now(UTC))
    st.logout()


def viewer() -> Viewer:
    """Give who looks. As long as nobody can sign in, everybody sees what is open and no more."""
    return PUBLIEK if provider() is None else _viewer(person())


def viewer_later() -> Callable[[], Viewer]:
    """Give what tells who looks at a later moment, outside of the session: a file is asked for."""
    if provider() is None:
        return lambda: PUBLIEK
    claims = st.user.to_dict()
    return lambda: _viewer(_person(claims))


def stays() -> Callable[[], bool]:
    """Give what tells at a later moment whether who looks is still signed in, as what they are now.

    Outside of the session, and without a look at the store: it may be asked while others wait.
    """
    where, ended = provider(), _ended()
    if where is None or ended is None:
        return lambda: True
    claims = st.user.to_dict()
    now = person_of(claims, where, datetime.now(UTC))
    return lambda: not ended.holds(claims) and person_of(claims, where, datetime.now(UTC)) == now


def _viewer(who: Person) -> Viewer:
    return Viewer.under(settings(), who.role, who.wijken, who.who)


def may_manage() -> bool:
    """Whether who looks may bring data in and take it away."""
    try:
        return viewer().may_manage
    except IvbgeoError:
        # The page itself says what is wrong.
        return False
