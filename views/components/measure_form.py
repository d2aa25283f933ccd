"""Saying what is done: the forms to add, change, take off and put on again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.measures.changing import add, change, put_back, withdraw
from ivbgeo.measures.choosing import areas_for
from ivbgeo.measures.listing import withdrawn
from ivbgeo.measures.words import area_name, told
from views.components.measure_fields import MeasureFields
from views.components.version_form import (
    Base,
    base_of,
    keep,
    off_button,
    say_done,
    settle,
    sure,
    turn,
)
from views.components.version_form import taken_off as draw_taken_off

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.measure import Measure, MeasureVersion
    from ivbgeo.viewer import Viewer

__all__ = ["add_form", "change_form", "name_of", "taken_off"]

_NOUN, _NEW = "measure", "new"


def name_of(number: int | str) -> str:
    """Give the name of an inspanning, or of a form of one, within the session."""
    return f"{_NOUN}-{number}"


def add_form(edition: Edition, viewer: Viewer) -> None:
    """Draw the form for a new one, for who may add one anywhere."""
    if not areas_for(edition, viewer):
        return
    with st.expander("Een inspanning toevoegen"):
        _ask(edition, viewer, f"{_NEW}-{turn(_NOUN)}", None, None)


def change_form(edition: Edition, viewer: Viewer, versions: tuple[MeasureVersion, ...]) -> None:
    """Draw the form to change one, and the button to take it off the list."""
    newest, what = versions[0], name_of(versions[0].id)
    read = base_of(what, versions)
    base = Base(
        what=what,
        seen=read.version,
        newest=newest.version,
        read=read.measure,
        now=newest.measure,
        called=lambda said: said.title,
        moved_on="measure.moved_on",
        told=partial(told, edition, viewer),
        write=partial(change, edition, viewer, newest.id, newest.version, confirmed=None),
    )
    # Open where there is something to settle, also if it was closed.
    with st.expander("Deze inspanning veranderen", expanded=base.seen != base.newest):
        settle(base)
        _ask(edition, viewer, f"{newest.id}-{read.version}", read, base)
    off_button(
        what,
        newest.version,
        newest.measure.title,
        partial(withdraw, edition, viewer, newest.id, newest.version),
    )


def taken_off(edition: Edition, viewer: Viewer) -> None:
    """Draw what was taken off the list, to who may put it on again."""
    draw_taken_off(
        [
            (
                name_of(one.id),
                one.measure.title,
                f"{one.measure.title} ({area_name(edition, one.measure.area)})",
                # The last version on the list said the same.
                partial(put_back, edition, viewer, one.id, one.version, one.version),
            )
            for one in withdrawn(edition, viewer)
        ]
    )


def _ask(
    edition: Edition,
    viewer: Viewer,
    name: str,
    read: MeasureVersion | None,
    base: Base[Measure] | None,
) -> None:
    """Draw the fields and keep what was written, or say why not."""
    form = name_of(name)
    with st.form(form, border=False):
        written = MeasureFields(edition, viewer, name, read.measure if read else None)
        confirmed = sure(form)
        pressed = st.form_submit_button("Bewaar", type="primary")
    if not pressed:
        return
    write = (
        partial(add, edition, viewer, confirmed=confirmed)
        if read is None
        else partial(change, edition, viewer, read.id, read.version, confirmed=confirmed)
    )
    mine = keep(form, written.measure, write, on=base, noun=_NOUN)
    if mine is not None:
        say_done(f"‘{mine.title}’ is bewaard.", base.what if base else form)
