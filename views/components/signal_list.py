"""The signals of a month, the surest first: each with its months and what was done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.places import lies_in
from ivbgeo.signalnote import SignalKey
from ivbgeo.signals import watch
from ivbgeo.signals.course import courses
from ivbgeo.signals.noting import notes_of
from ivbgeo.signals.words import (
    HOW,
    MARKS,
    amounts,
    doubts,
    found,
    in_a_row,
    not_judged,
    source,
    sureness,
    title,
)
from views.components.looked import looked, told_to
from views.components.markdown import plain
from views.components.signal_chart import signal_chart
from views.components.signal_note import signal_note

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer
    from views.components.signal_choices import SignalChoice

__all__ = ["signal_list"]

_AT_ONCE = 8
_SHOWN = "signals-shown"


def signal_list(edition: Edition, viewer: Viewer, choice: SignalChoice) -> None:
    """Draw what was found in the month, and how far to trust it."""
    seen = watch(choice.past, choice.month)
    if seen is None:
        return
    wijk = choice.wijk
    asked = f"{choice.past.division.level}, {choice.month}"
    looked(viewer, "signalen", told_to(edition, viewer), area=wijk, detail=asked)
    signals = [one for one in seen.signals if wijk is None or lies_in(edition, one.area, wijk)]
    st.write(plain(found(seen, None if wijk is None else len(signals))))
    # Another month, or other areas, begin with the first ones.
    place = (choice.past.division.id, choice.month, wijk)
    if st.session_state.get(_SHOWN, (None, 0))[0] != place:
        st.session_state[_SHOWN] = (place, _AT_ONCE)
    shown = signals[: st.session_state[_SHOWN][1]]
    notes = notes_of(edition, viewer, shown)
    if notes:
        looked(viewer, "opmerkingen bij signalen", area=wijk, detail=asked)
    if shown:
        st.caption(plain(MARKS))
    for signal, course in zip(shown, courses(choice.past, shown), strict=True):
        with st.container(border=True):
            st.subheader(plain(title(signal)), anchor=False)
            st.markdown(f"**{plain(amounts(signal))}**")
            said = [sureness(signal, seen), in_a_row(course), doubts(signal)]
            st.write(plain(" ".join(filter(None, said))))
            signal_chart(signal, course)
            key = SignalKey(signal.area, signal.category, signal.month)
            signal_note(edition, viewer, signal, notes.get(key, ()))
            st.caption(plain(source(signal)))
    left = len(signals) - len(shown)
    if left and st.button(f"Toon er meer (nog {left})"):
        st.session_state[_SHOWN] = (place, len(shown) + _AT_ONCE)
        st.rerun()
    with st.expander("Hoe een signaal ontstaat, en wat het mist"):
        for line in (*HOW, *not_judged(seen)):
            st.markdown(plain(line))
