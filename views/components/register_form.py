"""Saying what there is: the forms to add, change, take off and put back a camera or its area.

Owns which one was just added.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from ivbgeo.camera import CameraVersion
from ivbgeo.designation import DesignationVersion
from ivbgeo.register import add, change, put_back, withdraw, withdrawn
from ivbgeo.register.words import said_of, told
from views.components.border_fields import BorderFields
from views.components.markdown import plain
from views.components.register_fields import AreaFields, CameraFields, place_keys
from views.components.shape_map import Asks
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
    from collections.abc import Callable, Sequence

    from shapely.geometry.base import BaseGeometry

    from ivbgeo.atlas import Edition
    from ivbgeo.camera import Camera
    from ivbgeo.designation import Designation
    from ivbgeo.viewer import Viewer
    from views.components.shape_map import Clicked

__all__ = ["AREA", "CAMERA", "OPENED", "Draft", "add_form", "change_form", "name_of", "taken_off"]

CAMERA, AREA = "camera", "gebied"
OPENED = "register-opened"
"""Where it is kept which one was just added."""
_NOUN = "register"
_PREFIX = f"{_NOUN}-"


@dataclass(frozen=True, slots=True)
class Draft:
    """What a form asks of the map: a border to show, and what a click says."""

    border: BaseGeometry | None = None
    asks: Asks = Asks.NOTHING


def name_of(version: CameraVersion | DesignationVersion) -> str:
    """Give the name of a camera or a camera area within the session."""
    noun = CAMERA if isinstance(version, CameraVersion) else AREA
    return f"{_PREFIX}{noun}-{version.key}"


def add_form(edition: Edition, viewer: Viewer, what: str, click: Clicked | None) -> Draft:
    """Draw the form for a new one. ``what``: ``CAMERA``, or else a camera area."""
    form = _Form(edition, viewer, f"{what}-{turn(_NOUN)}")
    return form.camera(click) if what == CAMERA else form.area(click)


def change_form(
    edition: Edition,
    viewer: Viewer,
    versions: Sequence[CameraVersion | DesignationVersion],
    click: Clicked | None,
) -> Draft:
    """Draw the form to change one, and the button to take it off the list."""
    newest, what = versions[0], name_of(versions[0])
    read = base_of(what, versions)
    base: Base[Any] = Base(
        what=what,
        seen=read.version,
        newest=newest.version,
        read=said_of(read),
        now=said_of(newest),
        called=lambda said: said.name,
        moved_on="register.moved_on",
        told=partial(told, edition, viewer),
        write=partial(change, edition, viewer, newest, confirmed=None),
    )
    settle(base)
    name = f"{what.removeprefix(_PREFIX)}-{read.version}"
    form = _Form(edition, viewer, name, read, base)
    draft = form.camera(click) if isinstance(read, CameraVersion) else form.area(click)
    off = partial(withdraw, edition, viewer, newest)
    off_button(what, newest.version, said_of(newest).name, off)
    return draft


def taken_off(edition: Edition, viewer: Viewer) -> None:
    """Draw what was taken off the list, to put it back."""
    areas, cameras = withdrawn(edition, viewer)
    found: list[CameraVersion | DesignationVersion] = [*areas, *cameras]
    draw_taken_off(
        [
            (
                name_of(one),
                said_of(one).name,
                said_of(one).name,
                # The last version on the list said the same.
                partial(put_back, edition, viewer, one, one.version),
            )
            for one in found
        ]
    )


@dataclass(frozen=True, slots=True)
class _Form:
    """The form for a new one, or on the version that was ``read``."""

    edition: Edition
    viewer: Viewer
    name: str
    read: CameraVersion | DesignationVersion | None = None
    base: Base[Any] | None = None

    def camera(self, click: Clicked | None) -> Draft:
        """Draw the fields of a camera, and keep what was written."""
        if click is not None:
            for key, value in zip(place_keys(self.name), (click.x, click.y), strict=True):
                st.session_state[key] = value
        start = self.read.camera if isinstance(self.read, CameraVersion) else None
        with st.form(f"{_PREFIX}{self.name}", border=False):
            written = CameraFields(self.edition, self.viewer, self.name, start)
            pressed, confirmed = self._end()
        if pressed:
            self._keep(CAMERA, written.said, confirmed=confirmed)
        return Draft(asks=Asks.PLACE)

    def area(self, click: Clicked | None) -> Draft:
        """Draw the fields of a camera area with its border, and keep what was written."""
        start = self.read.designation if isinstance(self.read, DesignationVersion) else None
        border = BorderFields(self.edition, self.name, start and start.border, click)
        with st.form(f"{_PREFIX}{self.name}", border=False):
            written = AreaFields(self.edition, self.name, start)
            pressed, confirmed = self._end()
        if pressed and border.trouble:
            st.error(plain(border.trouble))
        elif pressed:
            self._keep(AREA, lambda: written.said(border.border), confirmed=confirmed)
        new = border.border if border.is_new and not border.trouble else None
        return Draft(new, border.asks)

    def _end(self) -> tuple[bool, frozenset[str]]:
        confirmed = sure(f"{_PREFIX}{self.name}")
        return st.form_submit_button("Bewaar", type="primary"), confirmed

    def _keep(
        self, noun: str, said: Callable[[], Camera | Designation], *, confirmed: frozenset[str]
    ) -> None:
        def write(mine: Camera | Designation) -> None:
            if self.read is not None:
                change(self.edition, self.viewer, self.read, mine, confirmed=confirmed)
                return
            key = add(self.edition, self.viewer, mine, confirmed=confirmed)
            # The new one is opened, where it can be seen and changed.
            st.session_state[OPENED] = f"{noun}-{key}"

        form = f"{_PREFIX}{self.name}"
        mine = keep(form, said, write, on=self.base, noun=_NOUN)
        if mine is not None:
            say_done(f"‘{mine.name}’ is bewaard.", self.base.what if self.base else form)
