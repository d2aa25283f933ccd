"""What was done about a signal, and the form to say so. Owns what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.errors import DataError
from ivbgeo.signalnote import LONGEST, SignalStatus
from ivbgeo.signals.noting import may_note, may_read_notes, note
from ivbgeo.signals.words import noted, title
from views.components.markdown import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ivbgeo.atlas import Edition
    from ivbgeo.signalnote import SignalNote
    from ivbgeo.signals import Signal
    from ivbgeo.viewer import Viewer

__all__ = ["said_done", "signal_note"]

_DONE = "signal-done"


def said_done() -> None:
    """Say what was kept, if anything was."""
    words = st.session_state.pop(_DONE, None)
    if words is not None:
        st.success(plain(words))
        # The page may be scrolled down to where the button was.
        st.toast(plain(words))


def signal_note(
    edition: Edition, viewer: Viewer, signal: Signal, notes: Sequence[SignalNote]
) -> None:
    """Draw how far a signal is, what was written before, and the form for who may write.

    Nothing for who may not read what was written.
    """
    if not may_read_notes(viewer):
        return
    if not notes:
        st.markdown("**Wat is ermee gedaan:** nog niets opgeschreven.")
    else:
        _draw(viewer, notes[0], "**Wat is ermee gedaan:** ")
    if len(notes) > 1:
        with st.expander(f"Eerder opgeschreven ({len(notes) - 1})"):
            for one in notes[1:]:
                _draw(viewer, one, "")
    if may_note(edition, viewer, signal):
        _form(edition, viewer, signal, len(notes))


def _draw(viewer: Viewer, one: SignalNote, before: str) -> None:
    # By its number the beheerder can erase it.
    number = f" (opmerking {one.number})" if viewer.may_manage else ""
    st.markdown(f"{before}{plain(noted(one))}{number}.")
    if one.remark:
        st.markdown(plain(one.remark))


def _form(edition: Edition, viewer: Viewer, signal: Signal, turn: int) -> None:
    name = f"signal-{signal.area.code}-{signal.area.year}-{signal.category}-{signal.month.start}"
    # A form of its own after each note: then it is empty again.
    name = f"{name}-{turn}"
    with (
        st.expander("Schrijf op wat ermee is gedaan"),
        st.form(name, border=False),
    ):
        statuses = {one.words: one for one in SignalStatus if one is not SignalStatus.NIEUW}
        status = statuses[st.selectbox("Stand", list(statuses), key=f"{name}-status")]
        remark = st.text_area("Opmerking", max_chars=LONGEST, key=f"{name}-remark", height=100)
        st.caption("Schrijf niets over personen: geen namen, adressen of telefoonnummers.")
        pressed = st.form_submit_button("Bewaar")
    if not pressed:
        return
    try:
        note(edition, viewer, signal, status, remark)
    except DataError as error:
        st.error(plain(str(error)))
        return
    st.session_state[_DONE] = f"Bewaard bij ‘{title(signal)}’."
    st.rerun()
