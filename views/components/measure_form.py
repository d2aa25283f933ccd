"""Saying what is done: the forms to add, change, take off and put on again.

Owns what was typed, and which version was on the screen when it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.errors import DataError
from ivbgeo.measures.changing import add, change, put_back, withdraw
from ivbgeo.measures.choosing import areas_for
from ivbgeo.measures.listing import withdrawn
from ivbgeo.measures.merging import clashes, merged
from ivbgeo.measures.words import area_name, told
from views.components.markdown import plain
from views.components.measure_fields import MeasureFields
from views.components.plain_table import plain_table

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.measure import Measure, MeasureVersion
    from ivbgeo.viewer import Viewer

__all__ = ["add_form", "change_form", "done", "say_done", "say_moved_on", "taken_off"]

_DONE = "measure-done"
_SEEN = "measure-seen"
_SHOWN = "measure-shown"
_MINE = "measure-mine"
_TURN = "measure-turn"
_PERSONAL = "measure.personal"
_MOVED_ON = "measure.moved_on"


def done() -> None:
    """Say what was kept, if anything was."""
    words = st.session_state.pop(_DONE, None)
    # A place of its own: what comes and goes leaves what is open below it open.
    with st.container():
        if words is not None:
            st.success(plain(words))
            # The page may be scrolled down to where the button was.
            st.toast(plain(words))


def say_done(words: str, number: int | None = None) -> None:
    """Keep what to say for after the page is made again, and forget what was typed of one."""
    st.session_state[_DONE] = words
    for kept in (_SEEN, _SHOWN, _MINE):
        st.session_state.pop(f"{kept}-{number}", None)
    st.rerun()


def say_moved_on(newest: MeasureVersion) -> None:
    """Say that another version came since the page was last made."""
    shown = st.session_state.get(f"{_SHOWN}-{newest.id}", newest.version)
    st.session_state[f"{_SHOWN}-{newest.id}"] = newest.version
    with st.container():
        if shown != newest.version:
            words = f"U ziet nu versie {newest.version}."
            st.info(f"Iemand anders heeft dit intussen veranderd. {words}")


def add_form(edition: Edition, viewer: Viewer) -> None:
    """Draw the form for a new one, for who may add one anywhere."""
    if not areas_for(edition, viewer):
        return
    turn = st.session_state.setdefault(_TURN, 0)
    with st.expander("Een inspanning toevoegen"):
        _ask(edition, viewer, f"new-{turn}", None)


def change_form(edition: Edition, viewer: Viewer, versions: tuple[MeasureVersion, ...]) -> None:
    """Draw the form to change one, and the button to take it off the list."""
    newest = versions[0]
    # What is typed belongs to the version that was read, also if another came meanwhile.
    seen = st.session_state.setdefault(f"{_SEEN}-{newest.id}", newest.version)
    base = next((one for one in versions if one.version == seen), newest)
    # Open where there is something to settle, also if it was closed.
    with st.expander("Deze inspanning veranderen", expanded=base.version != newest.version):
        mine: Measure | None = st.session_state.get(f"{_MINE}-{newest.id}")
        if base.version != newest.version and mine is not None:
            _two_at_once(edition, viewer, base, newest, mine)
        elif base.version != newest.version:
            st.info(f"Hieronder staat nog versie {base.version}, die u het eerst zag.")
            if st.button("Begin met wat er nu staat", key=f"measure-anew-{newest.id}"):
                st.session_state.pop(f"{_SEEN}-{newest.id}")
                st.rerun()
        _ask(edition, viewer, f"{newest.id}-{base.version}", base)
    # Of the version in the name: who presses it for another one is told first.
    if st.button("Van de lijst halen", key=f"measure-off-{newest.id}-{newest.version}"):
        withdraw(edition, viewer, newest.id, newest.version)
        say_done(f"‘{newest.measure.title}’ is van de lijst. Wat er stond is bewaard.", newest.id)


def taken_off(edition: Edition, viewer: Viewer) -> None:
    """Draw what was taken off the list, to who may put it on again."""
    found = withdrawn(edition, viewer)
    if not found:
        return
    with st.expander(f"Van de lijst gehaald ({len(found)})"):
        for one in found:
            left, right = st.columns([0.75, 0.25], vertical_alignment="center")
            left.write(plain(f"{one.measure.title} ({area_name(edition, one.measure.area)})"))
            if right.button("Zet weer op de lijst", key=f"measure-on-{one.id}"):
                # The last version on the list said the same.
                put_back(edition, viewer, one.id, one.version, one.version)
                say_done(f"‘{one.measure.title}’ staat weer op de lijst.", one.id)


def _ask(edition: Edition, viewer: Viewer, name: str, base: MeasureVersion | None) -> None:
    """Draw the fields and keep what was written, or say why not."""
    with st.form(f"measure-{name}", border=False):
        written = MeasureFields(edition, viewer, name, base.measure if base else None)
        confirmed = False
        doubt = st.session_state.get(f"{_PERSONAL}-{name}")
        if doubt:
            st.warning(plain(doubt))
            confirmed = st.checkbox("Dit gaat niet over een persoon", key=f"measure-{name}-sure")
        pressed = st.form_submit_button("Bewaar", type="primary")
    if not pressed:
        return
    try:
        mine = written.measure()
        if base is None:
            add(edition, viewer, mine, confirmed=confirmed)
        else:
            _keep(edition, viewer, base, mine, confirmed=confirmed)
    except DataError as error:
        if error.rule == _PERSONAL:
            st.session_state[f"{_PERSONAL}-{name}"] = str(error)
            st.rerun()
        st.error(plain(str(error)))
        return
    if base is None:
        st.session_state[_TURN] += 1
    st.session_state.pop(f"{_PERSONAL}-{name}", None)
    say_done(f"‘{mine.title}’ is bewaard.", base.id if base else None)


def _keep(
    edition: Edition, viewer: Viewer, base: MeasureVersion, mine: Measure, *, confirmed: bool
) -> None:
    try:
        change(edition, viewer, base.id, base.version, mine, confirmed=confirmed)
    except DataError as error:
        if error.rule != _MOVED_ON:
            raise
        st.session_state[f"{_MINE}-{base.id}"] = mine
        st.rerun()


def _two_at_once(
    edition: Edition,
    viewer: Viewer,
    base: MeasureVersion,
    newest: MeasureVersion,
    mine: Measure,
) -> None:
    """Say what another wrote meanwhile, and ask what is to be kept."""
    st.warning(plain(str(DataError(_MOVED_ON, value=newest.measure.title))))
    before, theirs, own = (
        told(edition, viewer, one) for one in (base.measure, newest.measure, mine)
    )
    differing = [what for what in own if len({before[what], theirs[what], own[what]}) > 1]
    plain_table(
        {
            "": differing,
            "U las": [before[what] for what in differing],
            "Nu staat er": [theirs[what] for what in differing],
            "U schreef": [own[what] for what in differing],
        },
        "Wat een ander en wat u veranderde",
    )
    both = clashes(base.measure, newest.measure, mine)
    if both:
        st.write("Wat u allebei veranderde, wordt zoals u het schreef.")
    # Of the version in the name: a third may have come.
    if st.button(
        "Bewaar mijn wijzigingen erbij", key=f"measure-merge-{newest.id}-{newest.version}"
    ):
        try:
            together = merged(base.measure, newest.measure, mine)
            change(edition, viewer, newest.id, newest.version, together, confirmed=True)
        except DataError as error:
            # The two can't be together: what is wrong is to be mended in the fields below.
            st.error(plain(str(error)))
            return
        say_done(f"‘{together.title}’ is bewaard, met wat een ander schreef erbij.", newest.id)
    if st.button("Laat staan wat er nu staat", key=f"measure-leave-{newest.id}"):
        say_done("Wat u schreef is niet bewaard. Er staat wat een ander schreef.", newest.id)
