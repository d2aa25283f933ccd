"""The step Kaart of the page Preventie: what there is on a day, in layers.

Owns the day, which kinds are on the map, and whether the buurten have a colour.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.dutch import day
from ivbgeo.prevention.coverage import coverage_on
from ivbgeo.prevention.kind import PreventionKind
from ivbgeo.prevention.listing import may_change, may_report, preventions, sees_all, spots
from ivbgeo.prevention.told import about_coverage
from layers.assets import STATIC
from layers.coverage_map import coverage_map
from layers.prevention_layer import prevention_layer, where
from views.components import session
from views.components.lasting import lasting
from views.components.looked import looked
from views.components.markdown import plain
from views.components.prevention_list import prevention_table, spot_table
from views.components.shape_map import shape_map
from views.components.told import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ivbgeo.atlas import Edition
    from ivbgeo.prevention.coverage import Coverage
    from ivbgeo.prevention.prevention import Prevention
    from ivbgeo.prevention.spot import SpotVersion
    from ivbgeo.viewer import Viewer

__all__ = ["choose_day", "map_step"]

_MAP = "preventie-kaart"
_DAYS = (date(2000, 1, 1), date(2049, 12, 31))
_SPOTS = "plekken"
_STEP = "step-preventie"
_NOTHING = (
    "Er is nog niets geregistreerd wat u mag zien: geen groepen, WAS-gebieden, zones of avonden. "
    "Dat zegt niet dat ze er niet zijn. {who}"
)
_BEHEER = "U kunt ze toevoegen bij de stap Register, of inlezen op de pagina Gegevens."
_OTHERS = "De gemeente kan ze hier toevoegen."


def map_step(_edition: Edition, _viewer: Viewer) -> None:
    """Draw the step: for each viewer what it may see."""
    _step()


def choose_day(key: str) -> date:
    """Draw the choice of a day, which the steps of the page share."""
    when = st.date_input(
        "Op welke dag?",
        min_value=_DAYS[0],
        max_value=_DAYS[1],
        format="DD-MM-YYYY",
        key=lasting(key, _today()),
        width=180,
    )
    return when if isinstance(when, date) else _today()


@st.fragment
@told
def _step() -> None:
    edition, viewer = session.edition(), session.viewer()
    with st.container(horizontal=True, vertical_alignment="bottom", key="preventie-keuzes"):
        when = choose_day("preventie-dag")
        found = [one.prevention for one in preventions(edition, viewer, on=when)]
        open_spots = spots(edition, viewer)
        kinds = _choose(found, open_spots)
        colours = _colours(viewer, found)
    shown = [one for one in found if one.kind in kinds]
    plekken = open_spots if _SPOTS in kinds else ()
    looked(viewer, "preventie, kaart", shown)
    if plekken:
        looked(viewer, "preventie, stille en enge plekken")
    covered = coverage_on(edition, viewer, on=when) if colours else None
    left, right = st.columns([0.64, 0.36], gap="medium")
    with left:
        title = "Preventie" if covered is None else f"Deel van de {covered.per} in een groep"
        layer = prevention_layer(edition, shown, plekken, over_colours=covered is not None)
        ground = edition if covered is None else coverage_map(edition, covered, title, STATIC)
        about = day(when) if covered is None else f"in procenten, {day(when)}"
        shape_map(ground, layer, _MAP, title, about=about, subject="preventie")
    with right:
        _words(edition, viewer, found, when, covered)
    if shown:
        st.subheader("Wat er op de kaart staat", anchor=False)
        prevention_table(edition, shown, when)
    if plekken:
        st.subheader("Stille en enge plekken", anchor=False)
        spot_table(plekken)
        st.caption("Melden, veranderen en sluiten doet u op de pagina WAS.")


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the user's own day


def _choose(found: Sequence[Prevention], plekken: Sequence[SpotVersion]) -> set[str]:
    """Draw the choice of what is on the map, of what there is; gives all where that is one kind."""
    words: dict[str, str] = {
        kind: _many(kind.plural, sum(one.kind is kind for one in found))
        for kind in PreventionKind
        if any(one.kind is kind for one in found)
    }
    if plekken:
        words[_SPOTS] = _many("stille en enge plekken", len(plekken))
    if len(words) < 2:  # noqa: PLR2004 - nothing to choose
        return set(words)
    chosen = st.pills(
        "Op de kaart",
        list(words),
        selection_mode="multi",
        wrap=True,
        format_func=words.__getitem__,
        # Of what there is in the name: another day may have other kinds.
        key=lasting(f"preventie-lagen-{'-'.join(sorted(words))}", list(words)),
    )
    return set(chosen)


def _many(plural: str, count: int) -> str:
    return f"{plural[0].upper()}{plural[1:]} ({count})"


def _colours(viewer: Viewer, found: Sequence[Prevention]) -> bool:
    """Ask whether buurten have the colour of what is covered; for who sees all groups."""
    groups = any(one.kind is PreventionKind.GROEP for one in found)
    if not (groups and sees_all(viewer)):
        return False
    return st.toggle("Kleur de buurten naar dekking", key=lasting("preventie-kleur", False))


def _words(
    edition: Edition,
    viewer: Viewer,
    found: Sequence[Prevention],
    when: date,
    covered: Coverage | None,
) -> None:
    """Say in words what there is, what is not known of it, and what is covered."""
    if not found:
        st.info(plain(_NOTHING.format(who=_BEHEER if viewer.may_manage else _OTHERS)))
        if may_change(viewer) and st.button("Naar de stap Register", on_click=_to_register):
            st.rerun()
    else:
        lines = []
        for kind in PreventionKind:
            here = [one for one in found if one.kind is kind]
            if here:
                lines.append(f"- {plain(_counted(kind, here))}")
        st.markdown(f"Op {day(when)}:\n\n" + "\n".join(lines))
        lost = [one.name for one in found if where(edition, one) is None]
        if lost:
            st.markdown(
                plain(f"Niet op de kaart, want de plaats is niet bekend: {', '.join(lost)}.")
            )
    if covered is not None:
        st.markdown("\n\n".join(map(plain, about_coverage(covered))))
    if not may_report(viewer):
        st.caption(
            "Stille en enge plekken zien alleen de WAS-teams en de wijkregisseur van die wijk."
        )
    if not sees_all(viewer):
        st.caption(
            "Welk deel van een buurt in een groep ligt, staat hier niet: u ziet alleen wat open is"
            f"{' en wat in uw wijk ligt' if viewer.wijken else ''}."
        )


def _to_register() -> None:
    st.session_state[_STEP] = "register"


def _counted(kind: PreventionKind, here: Sequence[Prevention]) -> str:
    count = len(here)
    told = f"1 {kind.words}" if count == 1 else f"{count} {kind.plural}"
    bare = sum(one.border is None for one in here)
    if bare:
        told += f", waarvan {bare} zonder bekende grens"
    if kind is PreventionKind.AVOND:
        coming = sorted((one.valid_from, one.name) for one in here if one.valid_from)
        if coming:
            told += f"; de eerste is {coming[0][1]} op {day(coming[0][0])}"
    return f"{told}."
