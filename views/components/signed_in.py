"""Who is signed in, and as what: at the top of every page, with the way in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.messages import sentence
from ivbgeo.viewer import Role
from views.components import looked, session
from views.components.markdown import plain
from views.components.told import told
from views.server.signing import FAILED

if TYPE_CHECKING:
    from collections.abc import Callable

    from ivbgeo.signin import Person

__all__ = ["bar"]

# Where the style sheet finds it (static/page.css).
_KEY = "signed-in"
_ROLES = {
    Role.PUBLIEK: "alleen wat openbaar is",
    Role.WAS: "WAS-team",
    Role.WIJKREGISSEUR: "wijkregisseur",
    Role.PLANNER: "cameraplanner",
    Role.BEHEER: "beheerder",
}
_OPEN = "U ziet wat openbaar is."
_NOBODY_CAN = f"{_OPEN} Aanmelden kan hier niet: dat is niet ingericht."


@told
def bar() -> None:
    """Say who is signed in, and as what; of what is in doubt, say it once more in passing."""
    with st.container(key=_KEY):
        if session.provider() is None:
            with st.popover("Openbaar"):
                st.write(_NOBODY_CAN)
            return
        who = session.person()
        doubts = (*_failed(who), *who.doubts)
        if who.is_signed_in:
            _somebody(who, doubts)
        elif doubts:
            with st.popover("Aanmelden"):
                _tell(doubts)
                if st.button("Meld u aan", key="sign-in"):
                    _away(st.login)
        elif st.button("Aanmelden", key="sign-in", help=_OPEN):
            _away(st.login)
    _in_passing(doubts)


def _somebody(who: Person, doubts: tuple[str, ...]) -> None:
    with st.popover(plain(f"{who.name} ({_ROLES[who.role]})")):
        _tell(doubts)
        if who.wijken:
            st.write(plain(f"Uw wijken: {', '.join(session.names_of(who.wijken))}."))
        if who.until is not None:
            st.write(f"U bent aangemeld tot {who.until.astimezone():%H:%M} uur.")
        if st.button("Afmelden", key="sign-out"):
            looked.signed_out(session.viewer())
            _away(session.sign_out)
    # After the way out: that is there also where nothing can be noted.
    looked.signed_in(session.viewer(), who.until)


def _away(go: Callable[[], None]) -> None:
    """Send the browser somewhere else, and draw nothing more here."""
    go()
    st.stop()


def _tell(doubts: tuple[str, ...]) -> None:
    for doubt in doubts:
        st.write(plain(doubt))


def _failed(who: Person) -> tuple[str, ...]:
    """Take the word out of the address that the server put there when a sign-in failed."""
    name, value = FAILED
    if st.query_params.get(name) != value:
        return ()
    del st.query_params[name]
    return () if who.is_signed_in else (sentence("signin.failed"),)


def _in_passing(doubts: tuple[str, ...]) -> None:
    seen = st.session_state.get(f"{_KEY}-doubts")
    if doubts and doubts != seen:
        st.session_state[f"{_KEY}-doubts"] = doubts
        for doubt in doubts:
            st.toast(plain(doubt), duration="long")
