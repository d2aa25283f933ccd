"""The step Register of the page Preventie: all there is, and the forms for who may change it.

Owns which one is open, and the map.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.dutch import day
from ivbgeo.measure import ERASED
from ivbgeo.prevention.changing import put_back
from ivbgeo.prevention.listing import history, may_change, may_change_it, preventions
from ivbgeo.prevention.words import changes, told
from ivbgeo.record.told import marked
from ivbgeo.register.words import UNKNOWN
from ivbgeo.register.words import who as written_by
from layers.prevention_layer import prevention_layer
from views.components import session
from views.components.lasting import lasting
from views.components.looked import looked
from views.components.markdown import plain
from views.components.plain_table import plain_table
from views.components.prevention_form import OPENED, add_form, change_form, name_of, taken_off
from views.components.prevention_list import prevention_table
from views.components.prevention_map import choose_day
from views.components.register_form import Draft
from views.components.shape_map import clicked, shape_map
from views.components.told import told as said_of_errors
from views.components.version_form import back_button, done

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ivbgeo.atlas import Edition
    from ivbgeo.prevention.prevention import PreventionVersion
    from ivbgeo.viewer import Viewer
    from views.components.shape_map import Clicked

__all__ = ["register_step"]

_MAP, _OPEN, _NEW = "preventie-register-kaart", "prevention-open", "+"
_NOTHING = {UNKNOWN, "geen", "niet genoemd", "gebied niet bekend"}


def register_step(_edition: Edition, _viewer: Viewer) -> None:
    """Draw the step: for each viewer what it may see."""
    _step()


@st.fragment
@said_of_errors
def _step() -> None:
    edition, viewer = session.edition(), session.viewer()
    done()
    found = preventions(edition, viewer)
    looked(viewer, "preventie, register", [one.prevention for one in found])
    when = choose_day("preventie-dag")
    left, right = st.columns([0.64, 0.36], gap="medium")
    below = st.container()
    with below:
        said = sorted((one.prevention for one in found), key=lambda one: not one.is_valid_on(when))
        if said:
            st.subheader(f"Alles wat er is, en hoe het staat op {day(when)}", anchor=False)
            prevention_table(edition, said, when)
        draft = _opened(edition, viewer, found, clicked(_MAP))
    with left:
        now = [one for one in said if one.is_valid_on(when)]
        layer = prevention_layer(edition, now, border=draft.border)
        shape_map(edition, layer, _MAP, "Preventie", about=day(when), asks=draft.asks)
    with right:
        _words(viewer, len(found), len(now))


def _words(viewer: Viewer, count: int, now: int) -> None:
    """Say how much there is, and who may change it."""
    if count:
        st.markdown(
            f"In het register staat {count} keer iets wat u mag zien: groepen, gebieden, rondes, "
            f"zones en avonden. Op deze dag zijn er {now}; die staan op de kaart."
        )
    else:
        st.info("Er staat nog niets in het register dat u mag zien.")
    if not may_change(viewer):
        st.caption(
            "Veranderen doet de wijkregisseur van die wijk, of de beheerder. Stille en enge "
            "plekken staan hier niet."
        )


def _opened(
    edition: Edition, viewer: Viewer, found: Sequence[PreventionVersion], click: Clicked | None
) -> Draft:
    """Draw the choice of one, and all of it."""
    listed = {one.key: one for one in found}
    may = may_change(viewer)
    words = {"": "Kies er een", **({_NEW: "Iets nieuws toevoegen"} if may else {})}
    words |= {key: f"{o.prevention.name} ({o.prevention.kind.words})" for key, o in listed.items()}
    if len(words) == 1:
        return Draft()
    key = lasting(_OPEN, "")
    st.session_state[key] = st.session_state.pop(OPENED, st.session_state[key])
    if st.session_state[key] not in words:
        st.session_state[key] = ""
    st.subheader("Meer over één ervan", anchor=False)
    chosen = st.selectbox(
        "Bekijken, veranderen of toevoegen" if may else "Welke?",
        list(words),
        format_func=words.__getitem__,
        key=key,
    )
    draft = Draft()
    if chosen == _NEW:
        draft = add_form(edition, viewer, click)
    elif chosen:
        draft = _detail(edition, viewer, listed[chosen], click)
    if may:
        taken_off(edition, viewer)
    return draft


def _detail(
    edition: Edition, viewer: Viewer, now: PreventionVersion, click: Clicked | None
) -> Draft:
    """Draw all that is said of one; who may change it gets the form and the history."""
    looked(viewer, "preventie, register", [now.prevention], detail=marked("prevention", now.key))
    said = told(edition, now.prevention)
    st.subheader(plain(said.pop("Naam")), anchor=False)
    lines = [f"- **{what}:** {plain(text)}" for what, text in said.items() if text not in _NOTHING]
    half = (len(lines) + 1) // 2
    for column, part in zip(st.columns(2, gap="medium"), (lines[:half], lines[half:]), strict=True):
        column.markdown("\n".join(part))
    unknown = [what.lower() for what, text in said.items() if text == UNKNOWN]
    if unknown:
        st.caption(f"Niet bekend: {', '.join(unknown)}.")
    if not may_change_it(edition, viewer, now.prevention):
        return Draft()
    versions = history(edition, viewer, now.key)
    with st.expander("Veranderen", key=f"prevention-change-{now.key}", on_change="rerun") as panel:
        draft = change_form(edition, viewer, versions, click) if panel.open else Draft()
    _history(edition, viewer, versions)
    return draft


def _history(edition: Edition, viewer: Viewer, versions: Sequence[PreventionVersion]) -> None:
    newest = versions[0]
    if len(versions) == 1:
        st.caption(plain(f"Nog niet veranderd: {written_by(newest)}."))
        return
    with st.expander(f"Wat er eerder stond ({newest.version} versies)"):
        plain_table(
            {
                "Versie": [str(one.version) for one in versions],
                "Door wie, en wanneer": [written_by(one) for one in versions],
                "Wat er veranderde": [
                    " ".join(changes(edition, one, earlier))
                    for one, earlier in zip(versions, [*versions[1:], None], strict=True)
                ],
            },
            f"Versies van {newest.prevention.name}",
        )
        earlier = [
            one.version
            for one in versions[1:]
            if not one.withdrawn and one.prevention.name != ERASED
        ]
        back = partial(put_back, edition, viewer, newest)
        back_button(name_of(newest), newest.version, earlier, back)
