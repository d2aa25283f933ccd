"""What holds in a wijk today: groups, rounds, zones and evenings, in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.prevention.inwijk import holds_in
from ivbgeo.prevention.words import period
from ivbgeo.register.words import UNKNOWN
from views.components.looked import looked
from views.components.markdown import plain
from views.components.prevention_list import contact_of

if TYPE_CHECKING:
    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.prevention.prevention import Prevention
    from ivbgeo.viewer import Viewer

__all__ = ["holds", "holds_today"]

_NONE = (
    "Van deze wijk staan hier geen groepen, rondes, zones of avonden. Dat zegt niet dat ze er niet "
    "zijn."
)


def holds_today(edition: Edition, viewer: Viewer, wijk: AreaId) -> tuple[Prevention, ...]:
    """Give what holds in a wijk today, and the evenings that are still to come."""
    today = date.today()  # noqa: DTZ011 - the user's own day
    return tuple(one.prevention for one in holds_in(edition, viewer, wijk, today))


def holds(edition: Edition, viewer: Viewer, wijk: AreaId) -> None:
    """Say it, each with when and whom to ask."""
    found = holds_today(edition, viewer, wijk)
    st.header("Wat is hier afgesproken?", anchor=False)
    if not found:
        st.markdown(_NONE)
        return
    looked(viewer, "preventie in een wijk", found, area=wijk)
    st.markdown("\n".join(f"- **{plain(one.name)}**: {plain(_words(one))}" for one in found))


def _words(said: Prevention) -> str:
    when = period(said)
    told = [said.kind.words, "" if when == UNKNOWN else when, said.times, said.place]
    contact = contact_of(said)
    words = ", ".join(filter(None, told))
    return f"{words}. Contact: {contact}." if contact else f"{words}."
