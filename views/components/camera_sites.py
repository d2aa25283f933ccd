"""The step Plekken of the page Camera's: where a camera helps most, and how sure that is.

Owns the run of the computation.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import streamlit as st

from geo import GeoError
from ivbgeo.errors import IvbgeoError
from ivbgeo.messages import sentence
from ivbgeo.record.told import marked
from ivbgeo.scenario import work_out
from ivbgeo.scenario.naming import barred, buildings, searched, told_question
from ivbgeo.scenario.words import found
from layers.shapes import shape_layer
from views.components.looked import looked
from views.components.markdown import plain
from views.components.shape_map import shape_map
from views.components.sites_answer import Ground, answer_below, answer_map
from views.components.sites_kept import (
    Opened,
    beside,
    choose,
    keep_this,
    opened,
    opened_by_address,
    show,
)
from views.components.sites_question import ask, fill

if TYPE_CHECKING:
    from collections.abc import Callable

    from ivbgeo.atlas import Edition
    from ivbgeo.scenario import Scenario
    from ivbgeo.viewer import Viewer
    from views.components.sites_question import AskedSites

__all__ = ["sites_step"]

_DONE, _STOP = "sites-done", "sites-stop"
_OFTEN = 0.2  # seconds between two words on how far it is


def sites_step(edition: Edition, viewer: Viewer) -> None:
    """Draw the step, for who plans cameras."""
    just_opened = opened_by_address(edition, viewer) or choose(edition, viewer)
    if just_opened is not None:
        fill(edition, viewer, just_opened.asked)
        st.rerun()
    _say_done()
    top = st.container()
    one = opened()
    if one is not None:
        _note(viewer, one.asked)
    # A name of its own for either: when the first answer comes, the question makes room for it.
    kind = "new" if one is None else "known"
    with st.expander("De vraag", expanded=one is None, key=f"sites-question-{kind}"):
        asked = ask(edition, viewer)
        pressed = st.button("Reken uit", type="primary", key="sites-run")
        room = st.container()
    with top:
        if one is None:
            shape_map(edition, shape_layer(), "sites-map", "Plekken voor camera’s")
        else:
            ground = Ground(
                searched(edition, viewer, one.asked),
                barred(edition, viewer, one.asked),
                buildings(edition, viewer, one.asked, one.answer),
            )
            answer_map(edition, one.asked, one.answer, ground, one.name)
    if pressed:
        with room:
            _run(edition, viewer, asked.scenario)
    elif one is not None and _is_other(edition, viewer, asked, one):
        room.caption("De vraag is veranderd. Reken opnieuw uit om het antwoord daarop te zien.")
    if one is not None:
        answer_below(one.answer, told_question(edition, viewer, one.asked))
        keep_this(edition, viewer, one)
        beside(edition, viewer, one)


def _run(edition: Edition, viewer: Viewer, scenario: Callable[[], Scenario]) -> None:
    """Work a scenario out, with a bar; whatever is pressed meanwhile stops it."""
    bar = st.progress(0.0, "Gegevens lezen …")
    stop = st.empty()
    stop.button("Stop", key=_STOP)
    said = 0.0

    def tell(what: str, done: int, most: int) -> None:
        nonlocal said
        if time.monotonic() - said > _OFTEN:
            said = time.monotonic()
            # Here Streamlit looks whether something was pressed, and ends this run if so.
            bar.progress(min(done / max(most, 1), 1.0), f"{what} …")

    try:
        asked = scenario()
        _note(viewer, asked)
        answer = work_out(edition, viewer, asked, tell)
    except (IvbgeoError, GeoError) as error:
        bar.empty()
        stop.empty()
        st.error(plain(sentence(error.rule, **error.values)))
        return
    show(Opened(asked, answer))
    st.session_state[_DONE] = found(asked, answer)[0]
    st.rerun()


def _note(viewer: Viewer, asked: Scenario) -> None:
    """Note of which kinds, in which period and where somebody looks for places."""
    kinds = [code for code, _ in asked.kinds]
    where = [marked("designation", key) for key in asked.designations]
    told = [*kinds, str(asked.period or ""), *where, *(area.code for area in asked.areas)]
    looked(viewer, "camera’s, plekken", detail=", ".join(filter(None, told)))


def _is_other(edition: Edition, viewer: Viewer, asked: AskedSites, one: Opened) -> bool:
    """Whether something else is asked than what is answered on the screen."""
    try:
        now = asked.scenario()
    except IvbgeoError:
        return True
    return told_question(edition, viewer, now) != told_question(edition, viewer, one.asked)


def _say_done() -> None:
    """Say what came out where it is seen: the page may be scrolled down to the button."""
    words = st.session_state.pop(_DONE, None)
    if words is not None:
        st.toast(plain(words))
    if st.session_state.get(_STOP):
        st.toast("Gestopt. Er is niets uitgerekend.")
