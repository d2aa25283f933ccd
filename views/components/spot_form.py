"""Reporting a plek, and saying something else of one.

Owns in which wijk somebody is reporting, and the place that was pointed at.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import streamlit as st

from ivbgeo.errors import DataError
from ivbgeo.prevention.kind import Light, SpotKind, SpotStatus
from ivbgeo.prevention.listing import may_report
from ivbgeo.prevention.reporting import change_spot, near, report
from ivbgeo.prevention.spot import LONGEST_REMARK, Spot
from ivbgeo.prevention.words import near_words, taken_out_words
from views.components.markdown import plain
from views.components.version_form import say_done

if TYPE_CHECKING:
    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.prevention.reporting import Reported
    from ivbgeo.prevention.spot import SpotVersion
    from ivbgeo.viewer import Viewer
    from views.components.shape_map import Clicked
    from views.components.was_choices import WasWijk

__all__ = ["change_form", "is_reporting", "pointed_at", "report_button", "report_form"]

_ON, _PLACE, _NEW = "spot-reporting", "spot-place", "spot-new"


def report_button(viewer: Viewer, wijk: WasWijk | None) -> None:
    """Draw the button to report a plek, or to leave it, for who reports in this wijk."""
    if wijk is None or not _may(viewer, wijk):
        return
    if is_reporting(viewer, wijk):
        st.button("Stop met melden", on_click=_stop, key="spot-stop")
    else:
        st.button("Meld een plek", on_click=_start, args=(wijk.area,), key="spot-start")


def is_reporting(viewer: Viewer, wijk: WasWijk | None) -> bool:
    """Whether a plek is being reported now, in this wijk: in another one begins anew."""
    return wijk is not None and _may(viewer, wijk) and st.session_state.get(_ON) == wijk.area


def pointed_at(click: Clicked | None) -> tuple[float, float] | None:
    """Take over where was pressed on the map; gives the place of the plek, EPSG:28992, metres."""
    if click is not None:
        st.session_state[_PLACE] = click.x, click.y
    place: tuple[float, float] | None = st.session_state.get(_PLACE)
    return place


def report_form(edition: Edition, viewer: Viewer) -> None:
    """Draw the form of a new plek, once its place was pointed at."""
    st.header("Een plek melden", anchor=False)
    place = pointed_at(None)
    if place is None:
        st.markdown("Druk op de kaart waar de plek is. Maak de kaart eerst groter met de plus.")
        return
    close = _told_near(edition, viewer, *place)
    with st.form(_NEW, border=False):
        said = _fields(_NEW, None)
        another = _ask_another(_NEW, close)
        pressed = st.form_submit_button("Bewaar", type="primary")
    if not pressed:
        return
    x, y = place
    try:
        made = report(
            edition, viewer, Spot(x=x, y=y, reported=_today(), **said), another=another
        )  # fmt: skip
    except DataError as error:
        st.error(plain(str(error)))
        return
    _stop()
    number = made.key.rpartition("-")[2]
    _say(f"Plek {number} is gemeld.", made, _NEW)


def change_form(edition: Edition, viewer: Viewer, seen: SpotVersion) -> None:
    """Draw the form to say something else of a plek, also that it is solved."""
    name = f"{seen.key}-{seen.version}"
    # What was solved may be opened again, and then there may be another one.
    x, y = seen.spot.x, seen.spot.y
    close = _told_near(edition, viewer, x, y) if seen.spot.is_solved else ()
    with st.form(name, border=False):
        said = _fields(name, seen.spot)
        status = _choose("Stand", SpotStatus, seen.spot.status, f"{name}-status")
        another = _ask_another(name, close)
        pressed = st.form_submit_button("Bewaar")
    if not pressed:
        return
    try:
        # The day of what was solved before stays.
        solved = (seen.spot.solved or _today()) if status is SpotStatus.OPGELOST else None
        mine = replace(seen.spot, status=status, solved=solved, **said)
        made = change_spot(edition, viewer, seen, mine, another=another)
    except DataError as error:
        st.error(plain(str(error)))
        return
    _say(f"Plek {seen.number} is bewaard: {status.words}.", made, seen.key)


def _told_near(edition: Edition, viewer: Viewer, x: float, y: float) -> tuple[int, ...]:
    """Say which open plekken are near a place; gives their numbers."""
    close = near(edition, viewer, x, y)
    for one in close:
        st.warning(plain(near_words(one)))
    return tuple(one.version.number for one in close)


def _ask_another(name: str, close: tuple[int, ...]) -> bool:
    """Ask whether it is another plek than those that were told, if any, and no others."""
    key = "-".join(map(str, (name, "other", *close)))
    return bool(close) and st.checkbox("Dit is een andere plek", key=key)


def _fields(name: str, old: Spot | None) -> dict[str, Any]:
    return {
        "kind": _choose(
            "Wat is het?", SpotKind, old.kind if old else SpotKind.STIL, f"{name}-soort"
        ),
        "light": _choose(
            "Hoe is het licht?", Light, old.light if old else Light.ONBEKEND, f"{name}-licht"
        ),
        "remark": st.text_area(
            "Wat is er aan de hand? Schrijf geen namen op.",
            old.remark if old else "",
            max_chars=LONGEST_REMARK,
            height=80,
            key=f"{name}-opmerking",
        ),
    }


def _choose(label: str, options: Any, start: Any, key: str) -> Any:
    return st.segmented_control(
        label, list(options), format_func=lambda one: one.words.capitalize(), default=start,
        required=True, key=key,
    )  # fmt: skip


def _say(words: str, made: Reported, what: str) -> None:
    say_done(" ".join(filter(None, (words, taken_out_words(made.taken_out)))), what)


def _may(viewer: Viewer, wijk: WasWijk) -> bool:
    return may_report(viewer) and wijk.is_own


def _start(wijk: AreaId) -> None:
    _stop()
    st.session_state[_ON] = wijk


def _stop() -> None:
    for kept in (_ON, _PLACE):
        st.session_state.pop(kept, None)


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the user's own day
