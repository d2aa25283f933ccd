"""Saying what there is: the forms to add, change, take off and put back a camera or its area.

Owns what was typed, and which version was on the screen when it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.camera import Camera, CameraVersion
from ivbgeo.errors import DataError
from ivbgeo.measures.merging import clashes, merged
from ivbgeo.register import add, change, put_back, withdraw, withdrawn
from ivbgeo.register.words import said_of, told
from views.components.border_fields import BorderFields
from views.components.markdown import plain
from views.components.measure_form import say_done
from views.components.plain_table import plain_table
from views.components.register_fields import AreaFields, CameraFields, place_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shapely.geometry.base import BaseGeometry

    from ivbgeo.atlas import Edition
    from ivbgeo.designation import Designation, DesignationVersion
    from ivbgeo.viewer import Viewer
    from views.components.camera_map import Clicked

__all__ = ["AREA", "CAMERA", "OPENED", "Draft", "add_form", "attempt", "change_form", "taken_off"]

CAMERA, AREA = "camera", "gebied"
OPENED = "register-opened"
"""Where it is kept which one was just added."""
_SEEN, _MINE, _PERSONAL, _TURN = (
    f"register-{what}" for what in ("seen", "mine", "personal", "turn")
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a form asks of the map: a border to show, and whether a click says a place."""

    border: BaseGeometry | None = None
    asks_place: bool = False


def add_form(edition: Edition, viewer: Viewer, what: str, click: Clicked | None) -> Draft:
    """Draw the form for a new one. ``what``: ``CAMERA``, or else a camera area."""
    turn = st.session_state.setdefault(_TURN, 0)
    return _ask(edition, viewer, f"{what}-{turn}", None, what == CAMERA, click)


def change_form(
    edition: Edition,
    viewer: Viewer,
    versions: Sequence[CameraVersion | DesignationVersion],
    click: Clicked | None,
) -> Draft:
    """Draw the form to change one, and the button to take it off the list."""
    newest = versions[0]
    what = _name(newest)
    # What is typed belongs to the version that was read, also if another came meanwhile.
    seen = st.session_state.setdefault(f"{_SEEN}-{what}", newest.version)
    base = next((one for one in versions if one.version == seen), newest)
    mine = st.session_state.get(f"{_MINE}-{what}")
    if base.version != newest.version and mine is not None:
        _two_at_once(edition, viewer, base, newest, mine)
    elif base.version != newest.version:
        st.info(f"Hieronder staat nog versie {base.version}, die u het eerst zag.")
        if st.button("Begin met wat er nu staat", key=f"register-anew-{what}"):
            _forget(what)
            st.rerun()
    draft = _ask(
        edition, viewer, f"{what}-{base.version}", base, isinstance(base, CameraVersion), click
    )
    # Of the version in the name: who presses it for another one is told first.
    if st.button("Van de lijst halen", key=f"register-off-{what}-{newest.version}") and attempt(
        lambda: withdraw(edition, viewer, newest)
    ):
        _forget(what)
        say_done(f"‘{said_of(newest).name}’ is van de lijst. Wat er stond is bewaard.")
    return draft


def attempt(write: Callable[[], object]) -> bool:
    """Write something, or say why not; tells whether it was written."""
    try:
        write()
    except DataError as error:
        st.error(plain(str(error)))
        return False
    return True


def taken_off(edition: Edition, viewer: Viewer) -> None:
    """Draw what was taken off the list, to put it back."""
    areas, cameras = withdrawn(edition, viewer)
    found: list[CameraVersion | DesignationVersion] = [*areas, *cameras]
    if not found:
        return
    with st.expander(f"Van de lijst gehaald ({len(found)})"):
        for one in found:
            name = said_of(one).name
            left, right = st.columns([0.75, 0.25], vertical_alignment="center")
            left.write(plain(name))
            # The last version on the list said the same.
            back = partial(put_back, edition, viewer, one, one.version)
            if right.button("Zet weer op de lijst", key=f"register-on-{_name(one)}") and attempt(
                back
            ):
                _forget(_name(one))
                say_done(f"‘{name}’ staat weer op de lijst.")


def _name(version: CameraVersion | DesignationVersion) -> str:
    noun = CAMERA if isinstance(version, CameraVersion) else AREA
    return f"{noun}-{version.key}"


def _forget(what: str) -> None:
    for kept in (_SEEN, _MINE):
        st.session_state.pop(f"{kept}-{what}", None)


def _ask(
    edition: Edition,
    viewer: Viewer,
    name: str,
    base: CameraVersion | DesignationVersion | None,
    is_camera: bool,  # noqa: FBT001 - beside what it is of
    click: Clicked | None,
) -> Draft:
    """Draw the fields and keep what was written, or say why not."""
    start = None if base is None else said_of(base)
    border = None
    if is_camera and click is not None:
        for key, value in zip(place_keys(name), (click.x, click.y), strict=True):
            st.session_state[key] = value
    if not is_camera:
        border = BorderFields(edition, name, getattr(start, "border", None), click)
    with st.form(f"register-{name}", border=False):
        written: CameraFields | AreaFields
        if is_camera:
            written = CameraFields(
                edition, viewer, name, start if isinstance(start, Camera) else None
            )
        else:
            written = AreaFields(edition, name, None if isinstance(start, Camera) else start)
        confirmed = False
        doubt = st.session_state.get(f"{_PERSONAL}-{name}")
        if doubt:
            st.warning(plain(doubt))
            confirmed = st.checkbox("Dit gaat niet over een persoon", key=f"register-{name}-sure")
        pressed = st.form_submit_button("Bewaar", type="primary")
    if pressed:
        _keep(edition, viewer, name, base, written, border, confirmed=confirmed)
    new = border.border if border is not None and border.is_new and not border.trouble else None
    return Draft(new, asks_place=is_camera or (border is not None and border.asks_place))


def _keep(
    edition: Edition,
    viewer: Viewer,
    name: str,
    base: CameraVersion | DesignationVersion | None,
    written: CameraFields | AreaFields,
    border: BorderFields | None,
    *,
    confirmed: bool,
) -> None:
    if border is not None and border.trouble:
        st.error(plain(border.trouble))
        return
    try:
        mine: Camera | Designation
        if isinstance(written, CameraFields):
            mine = written.said()
        else:
            mine = written.said(border.border if border else None)
        if base is None:
            key = add(edition, viewer, mine, confirmed=confirmed)
            # The new one is opened, where it can be seen and changed.
            noun = CAMERA if isinstance(mine, Camera) else AREA
            st.session_state[OPENED] = f"{noun}-{key}"
        else:
            _change(edition, viewer, base, mine, confirmed=confirmed)
    except DataError as error:
        if error.rule == "measure.personal":
            st.session_state[f"{_PERSONAL}-{name}"] = str(error)
            st.rerun()
        st.error(plain(str(error)))
        return
    if base is None:
        st.session_state[_TURN] += 1
    st.session_state.pop(f"{_PERSONAL}-{name}", None)
    if base is not None:
        _forget(_name(base))
    say_done(f"‘{mine.name}’ is bewaard.")


def _change(
    edition: Edition,
    viewer: Viewer,
    base: CameraVersion | DesignationVersion,
    mine: Camera | Designation,
    *,
    confirmed: bool,
) -> None:
    try:
        change(edition, viewer, base, mine, confirmed=confirmed)
    except DataError as error:
        if error.rule != "register.moved_on":
            raise
        st.session_state[f"{_MINE}-{_name(base)}"] = mine
        st.rerun()


def _two_at_once(
    edition: Edition,
    viewer: Viewer,
    base: CameraVersion | DesignationVersion,
    newest: CameraVersion | DesignationVersion,
    mine: Camera | Designation,
) -> None:
    """Say what another wrote meanwhile, and ask what is to be kept."""
    read, now = said_of(base), said_of(newest)
    st.warning(plain(str(DataError("register.moved_on", value=now.name))))
    before, theirs, own = (told(edition, viewer, one) for one in (read, now, mine))
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
    if clashes(read, now, mine):
        st.write("Wat u allebei veranderde, wordt zoals u het schreef.")
    what = _name(newest)
    # Of the version in the name: a third may have come.
    if st.button("Bewaar mijn wijzigingen erbij", key=f"register-merge-{what}-{newest.version}"):
        try:
            together = merged(read, now, mine)
            change(edition, viewer, newest, together, confirmed=True)
        except DataError as error:
            # The two can't be together: what is wrong is to be mended in the fields below.
            st.error(plain(str(error)))
            return
        _forget(what)
        say_done(f"‘{together.name}’ is bewaard, met wat een ander schreef erbij.")
    if st.button("Laat staan wat er nu staat", key=f"register-leave-{what}"):
        _forget(what)
        say_done("Wat u schreef is niet bewaard. Er staat wat een ander schreef.")
