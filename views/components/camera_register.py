"""The step Register of the page Camera's: what there is on a day, and what must be decided.

Owns the day, which one is open, and the map.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.camera import CameraVersion
from ivbgeo.dutch import day, number
from ivbgeo.record.told import marked
from ivbgeo.register import calendar, cameras, deadlines, designations, may_change
from ivbgeo.register.words import period, said_of, state, summary
from layers.register_layer import register_layer
from views.components import session
from views.components.lasting import lasting
from views.components.looked import looked, taken
from views.components.markdown import plain
from views.components.plain_table import plain_table
from views.components.register_detail import register_detail
from views.components.register_form import AREA, CAMERA, OPENED, Draft, add_form, taken_off
from views.components.shape_map import clicked, shape_map
from views.components.told import told
from views.components.version_form import done

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ivbgeo.atlas import Edition
    from ivbgeo.camera import Camera
    from ivbgeo.designation import DesignationVersion
    from ivbgeo.register import Deadline
    from ivbgeo.viewer import Viewer
    from views.components.shape_map import Clicked

__all__ = ["register_step"]

_MAP = "register-kaart"
_MOST = 40  # decisions in the list; all of them are in the calendar
_DAYS = (date(2000, 1, 1), date(2049, 12, 31))
_NEW = {f"+{AREA}": "Een nieuw cameragebied", f"+{CAMERA}": "Een nieuwe camera"}


def register_step(_edition: Edition, _viewer: Viewer) -> None:
    """Draw the step: the areas for everybody who may read them, cameras for the planner."""
    _step()


@st.fragment
@told
def _step() -> None:
    edition, viewer = session.edition(), session.viewer()
    done()
    areas = designations(edition, viewer)
    found = cameras(edition, viewer) if viewer.may_see_points else ()
    when = _day()
    left, right = st.columns([0.64, 0.36], gap="medium")
    below = st.container()
    with below:
        _tables(areas, found, when)
        due = deadlines(edition, viewer, _today()) if may_change(viewer) else None
        if due is not None:
            _deadlines(viewer, due)
        draft = _opened(edition, viewer, areas, found, clicked(_MAP))
    with left:
        layer = register_layer(
            edition,
            [one.designation for one in areas],
            [one.camera for one in found],
            when,
            draft.border,
        )
        shape_map(edition, layer, _MAP, "Cameratoezicht", about=day(when), asks=draft.asks)
    with right:
        _words(areas, found, when, due)


def _day() -> date:
    when = st.date_input(
        "Op welke dag?",
        min_value=_DAYS[0],
        max_value=_DAYS[1],
        format="DD-MM-YYYY",
        key=lasting("register-day", _today()),
        width=180,
    )
    return when if isinstance(when, date) else _today()


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the user's own day


def _words(
    areas: Sequence[DesignationVersion],
    found: Sequence[CameraVersion],
    when: date,
    due: Sequence[Deadline] | None,
) -> None:
    """Say in words what is on the map, and how much must be decided."""
    valid = [one.designation for one in areas if one.designation.is_valid_on(when)]
    run_out = [one.designation for one in areas if one.designation.has_run_out(when)]
    count = len(valid)
    many = "is 1 cameragebied" if count == 1 else f"zijn {count} cameragebieden"
    told = [f"Op {day(when)} {many} aangewezen."]
    without = sum(one.border is None for one in valid)
    if without:
        many = "dit gebied" if count == 1 else "alle" if without == count else f"{without} ervan"
        told.append(
            f"Van {many} is de grens hier niet bekend. De kaart laat dan met streepjes de omgeving "
            "zien."
        )
    told += [
        f"‘{one.name}’ liep af op {day(one.ends)}. Of het is verlengd, is niet bekend."
        for one in run_out
        if one.ends
    ]
    if due is not None:
        there = [one.camera for one in found if one.camera.is_valid_on(when)]
        placeless = sum(one.x is None for one in there)
        told.append(
            f"Volgens het register {'hangt' if len(there) == 1 else 'hangen'} er "
            f"{'1 camera' if len(there) == 1 else f'{len(there)} camera’s'}"
            f"{f', waarvan {placeless} zonder bekende plaats' if placeless else ''}."
            if there
            else "In het register staat geen camera die op deze dag hangt. Of er wel camera’s "
            "hangen, is hier niet bekend."
        )
        told.append(_costs(there))
        late = sum(one.is_past for one in due)
        told.append(
            f"Binnen een jaar moet u {len(due)} keer iets beslissen"
            f"{f'; {late} keer bent u te laat' if late else ''}. Zie hieronder."
            if due
            else "Binnen een jaar is er niets te beslissen, voor zover bekend."
        )
    else:
        told.append("Waar camera’s precies hangen, ziet alleen de cameraplanner.")
    st.markdown("\n\n".join(map(plain, filter(None, told))))


def _costs(there: Sequence[Camera]) -> str:
    """Say what the cameras in use cost in a year, and of how many that is not known."""
    known = [one.yearly_cost for one in there if one.yearly_cost is not None]
    if not known:
        return ""
    rest = len(there) - len(known)
    unknown = f" Van {rest} is dat niet bekend." if rest else ""
    return f"Zij kosten samen {number(sum(known), 0)} euro per jaar.{unknown}"


def _tables(
    areas: Sequence[DesignationVersion], found: Sequence[CameraVersion], when: date
) -> None:
    said = [one.designation for one in areas]
    said.sort(key=lambda one: not (one.is_valid_on(when) or one.has_run_out(when)))
    st.subheader(f"Cameragebieden op {day(when)}", anchor=False)
    if not said:
        st.write("Er zijn geen cameragebieden bekend.")
    else:
        plain_table(
            {
                "Gebied": [one.name for one in said],
                "Soort": [one.kind.value for one in said],
                "Stand": [state(one, when) for one in said],
                "Wanneer en waarom": [summary(one) for one in said],
                "Grens": ["bekend" if one.border is not None else "niet bekend" for one in said],
            },
            "Cameragebieden",
        )
    if not found:
        return
    cameras_ = sorted((one.camera for one in found), key=lambda one: not one.is_valid_on(when))
    title = f"Camera’s in het register ({len(cameras_)})"
    with st.expander(title, key="register-cameras", on_change="rerun") as panel:
        # Nothing is sent for who does not look.
        if not panel.open:
            return
        names = {one.key: one.designation.name for one in areas}
        plain_table(
            {
                "Camera": [one.name for one in cameras_],
                "Soort": [one.kind for one in cameras_],
                "Stand": [state(one, when) for one in cameras_],
                "Wanneer": [period(one) for one in cameras_],
                "Cameragebied": [
                    names.get(one.designation or "", one.designation or "niet bekend")
                    for one in cameras_
                ],
                "Plaats": ["bekend" if one.x is not None else "niet bekend" for one in cameras_],
            },
            "Camera’s",
        )


def _deadlines(viewer: Viewer, found: Sequence[Deadline]) -> None:
    """Draw what must be decided, and the same as a calendar file."""
    st.subheader("Wat u binnen een jaar moet beslissen", anchor=False)
    if not found:
        st.write("Er is het komende jaar niets te beslissen, voor zover bekend.")
        return
    first, rest = found[:_MOST], len(found) - _MOST
    plain_table(
        {
            "Wanneer": [one.when for one in first],
            "Wat": [one.title for one in first],
            "Waarvan": [one.name for one in first],
            "Wat er is, en wat u doet": [one.sentence for one in first],
        },
        "Wat u moet beslissen",
    )
    if rest > 0:
        st.caption(f"En nog {number(rest)}: die staan in het bestand voor uw agenda.")
    st.download_button(
        "Zet dit in uw agenda (.ics)",
        taken(viewer, "agenda van het cameratoezicht", lambda: calendar(found)),
        "cameratoezicht.ics",
        "text/calendar",
        key="register-agenda",
        on_click="ignore",
    )


def _opened(
    edition: Edition,
    viewer: Viewer,
    areas: Sequence[DesignationVersion],
    found: Sequence[CameraVersion],
    click: Clicked | None,
) -> Draft:
    """Draw the choice of one, and all of it."""
    listed = {f"{AREA}-{one.key}": one for one in areas} | {
        f"{CAMERA}-{one.key}": one for one in found
    }
    words = {"": "Kies een gebied" if not found else "Kies een gebied of een camera"}
    if may_change(viewer):
        words |= _NEW
    words |= {key: said_of(one).name for key, one in listed.items()}
    key = lasting("register-open", "")
    st.session_state[key] = st.session_state.pop(OPENED, st.session_state[key])
    if st.session_state[key] not in words:
        st.session_state[key] = ""
    st.subheader(
        "Meer over één gebied of camera" if found else "Meer over één gebied", anchor=False
    )
    chosen = st.selectbox(
        "Welk?" if not may_change(viewer) else "Bekijken, veranderen of toevoegen",
        list(words),
        format_func=words.__getitem__,
        key=key,
    )
    draft = Draft()
    if chosen in _NEW:
        draft = add_form(edition, viewer, chosen.removeprefix("+"), click)
    elif chosen:
        one = listed[chosen]
        if isinstance(one, CameraVersion):
            looked(viewer, "camera’s, register", detail=marked("camera", one.key))
        else:
            about = marked("designation", one.key)
            looked(viewer, "camera’s, register", [one.designation], detail=about)
        draft = register_detail(edition, viewer, one, click)
    if may_change(viewer):
        taken_off(edition, viewer)
    return draft
