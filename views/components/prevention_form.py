"""Saying what there is: the forms to add, change, take off and put back prevention.

Owns which one was just added, and of which kind a new one is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.prevention.changing import add, change, put_back, withdraw
from ivbgeo.prevention.kind import PreventionKind
from ivbgeo.prevention.listing import withdrawn
from ivbgeo.prevention.words import told
from views.components.border_fields import BorderFields
from views.components.fields import Fields
from views.components.markdown import plain
from views.components.prevention_fields import PreventionFields
from views.components.register_form import Draft
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
    from collections.abc import Sequence

    from ivbgeo.atlas import Edition
    from ivbgeo.prevention.prevention import Prevention, PreventionVersion
    from ivbgeo.viewer import Viewer
    from views.components.shape_map import Clicked

__all__ = ["OPENED", "add_form", "change_form", "name_of", "taken_off"]

OPENED = "prevention-opened"
"""Where it is kept which one was just added."""
_NOUN = "prevention"


def name_of(version: PreventionVersion) -> str:
    """Give the name of one within the session."""
    return f"{_NOUN}-{version.key}"


def add_form(edition: Edition, viewer: Viewer, click: Clicked | None) -> Draft:
    """Draw the form for a new one."""
    kinds = list(PreventionKind)
    kind = Fields(_NOUN).choose(
        "Wat voegt u toe?",
        "kind",
        kinds,
        kinds[0],
        lambda one: one.words[0].upper() + one.words[1:],
    )
    return _Form(edition, viewer, f"{kind}-{turn(_NOUN)}", kind).draw(click)


def change_form(
    edition: Edition, viewer: Viewer, versions: Sequence[PreventionVersion], click: Clicked | None
) -> Draft:
    """Draw the form to change one, and the button to take it off the list."""
    newest = versions[0]
    what = name_of(newest)
    read = base_of(what, versions)
    base: Base[Prevention] = Base(
        what=what,
        seen=read.version,
        newest=newest.version,
        read=read.prevention,
        now=newest.prevention,
        called=lambda said: said.name,
        moved_on="register.moved_on",
        told=partial(told, edition),
        write=partial(change, edition, viewer, newest, confirmed=None),
    )
    settle(base)
    name = f"{newest.key}-{read.version}"
    draft = _Form(edition, viewer, name, read.prevention.kind, read, base).draw(click)
    off_button(
        what, newest.version, newest.prevention.name, partial(withdraw, edition, viewer, newest)
    )
    return draft


def taken_off(edition: Edition, viewer: Viewer) -> None:
    """Draw what was taken off the list, to put it back."""
    draw_taken_off(
        [
            (
                name_of(one),
                one.prevention.name,
                f"{one.prevention.name} ({one.prevention.kind.words})",
                # The last version on the list said the same.
                partial(put_back, edition, viewer, one, one.version),
            )
            for one in withdrawn(edition, viewer)
        ]
    )


@dataclass(frozen=True, slots=True)
class _Form:
    """The form for a new one, or on the version that was ``read``."""

    edition: Edition
    viewer: Viewer
    name: str
    kind: PreventionKind
    read: PreventionVersion | None = None
    base: Base[Prevention] | None = None

    def draw(self, click: Clicked | None) -> Draft:
        """Draw the fields with the border, and keep what was written."""
        start = self.read.prevention if self.read else None
        name = f"{_NOUN}-{self.name}"
        border = BorderFields(
            self.edition, name, start and start.border, click, sorts=self.kind.sorts
        )
        with st.form(name, border=False):
            written = PreventionFields(self.edition, self.name, self.kind, start)
            confirmed = sure(name)
            pressed = st.form_submit_button("Bewaar", type="primary")
        if pressed and border.trouble:
            st.error(plain(border.trouble))
        elif pressed:
            mine = keep(
                name,
                lambda: written.said(border.border),
                partial(self._write, confirmed=confirmed),
                on=self.base,
                noun=_NOUN,
            )
            if mine is not None:
                say_done(f"‘{mine.name}’ is bewaard.", self.base.what if self.base else name)
        new = border.border if border.is_new and not border.trouble else None
        return Draft(new, border.asks)

    def _write(self, mine: Prevention, *, confirmed: frozenset[str]) -> None:
        if self.read is not None:
            change(self.edition, self.viewer, self.read, mine, confirmed=confirmed)
            return
        # The new one is opened, where it can be seen and changed.
        st.session_state[OPENED] = add(self.edition, self.viewer, mine, confirmed=confirmed)
