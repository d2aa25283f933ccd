"""The step Heterdaad of the page Preventie: which groups to inform of what happens at a place.

Owns the place and the radius. Neither comes in the address of the page, in the record or on disk:
it may be where somebody lives. A name that is searched for goes to the address service that is set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo import RdPoints, to_wgs84
from ivbgeo.coordinates import read_place
from ivbgeo.errors import IvbgeoError
from ivbgeo.messages import sentence
from ivbgeo.prevention.heterdaad import RADII, groups_near
from ivbgeo.prevention.told import about_heterdaad, away, gap_words, percent
from layers.prevention_layer import prevention_layer
from layers.shapes import Shape, ShapeKind, Spot, SpotKind
from views.components import session
from views.components.lasting import lasting
from views.components.looked import looked, told_to
from views.components.markdown import plain
from views.components.plain_table import plain_table
from views.components.prevention_list import contact_of
from views.components.search import search_box
from views.components.shape_map import Asks, clicked, shape_map
from views.components.told import told

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.prevention.heterdaad import Heterdaad
    from ivbgeo.viewer import Viewer
    from layers.shapes import ShapeLayer

__all__ = ["heterdaad_step"]

_MAP = "heterdaad-kaart"
_AT, _TYPED, _WENT = "heterdaad-plek", "heterdaad-getypt", "heterdaad-ging"
_MIDDLE = "Van een buurt of wijk is de plek een punt in het midden. Klik zo nodig op de kaart."
_ASKED = (
    "Wat u hier zoekt, gaat naar de adressendienst. Van een straat, buurt of wijk is de plek een "
    "punt in het midden. Klik zo nodig op de kaart."
)
_OFFERED = {"250 m": 250.0, "500 m": 500.0, "1.000 m": 1_000.0, "anders": None}


def heterdaad_step(_edition: Edition, _viewer: Viewer) -> None:
    """Draw the step, for who sees all groups."""
    _step()


@st.fragment
@told
def _step() -> None:
    edition, viewer = session.edition(), session.viewer()
    click = clicked(_MAP)
    if click is not None:
        at = to_wgs84(RdPoints([click.x], [click.y]))
        st.session_state[_AT] = float(at.lon[0]), float(at.lat[0])
    left, right = st.columns([0.6, 0.4], gap="medium")
    with right:
        trouble = _ask_place(edition)
        radius = _ask_radius()
    found = None
    if not trouble:
        found, trouble = _found(edition, viewer, radius)
    with left:
        title, about = "Heterdaad", "" if found is None else f"binnen {radius:g} meter"
        shape_map(
            edition, _layer(edition, found), _MAP, title, about=about, asks=Asks.HIDDEN,
            subject=f"{st.session_state.get(_WENT, 0)}-{radius}" if found else None,
        )  # fmt: skip
        st.caption(
            "Klik op de kaart om een plek te kiezen. De plek wordt niet bewaard: in het logboek "
            "komt alleen de buurt."
        )
    with right:
        if trouble:
            st.warning(plain(trouble))
        elif found is None:
            st.info("Kies een plek: klik op de kaart, zoek een naam, of vul coördinaten in.")
        else:
            _words(found)
    if found is not None:
        _tables(found)


def _ask_place(edition: Edition) -> str:
    """Draw the search box and the coordinates; gives what is wrong with what was typed."""
    hit = search_box(edition, key="heterdaad-zoek")
    if hit is not None:
        _go_to(hit.lon, hit.lat)
    st.caption(_ASKED if session.settings().address_url else _MIDDLE)
    typed = st.text_input(
        "Of coördinaten",
        key="heterdaad-coordinaten",
        max_chars=40,
        autocomplete="off",
        placeholder="93500 452500 of 52,057 4,493",
    )
    text = (typed or "").strip()
    if text == st.session_state.get(_TYPED, ""):
        return ""
    try:
        if text:
            _go_to(*read_place(text))
    except IvbgeoError as error:
        return sentence(error.rule, **error.values)
    st.session_state[_TYPED] = text
    return ""


def _go_to(lon: float, lat: float) -> None:
    """Take a place over that is perhaps not in view."""
    st.session_state[_AT] = lon, lat
    st.session_state[_WENT] = st.session_state.get(_WENT, 0) + 1


def _ask_radius() -> float:
    chosen = st.segmented_control(
        "Hoe ver eromheen?",
        list(_OFFERED),
        key=lasting("heterdaad-straal", next(iter(_OFFERED))),
        required=True,
    )
    metres = _OFFERED.get(chosen or "")
    if metres is not None:
        return metres
    return st.number_input(
        f"Straal in meter ({RADII[0]:.0f} tot en met {RADII[1]:.0f})",
        step=50.0,
        format="%.0f",
        key=lasting("heterdaad-meter", 250.0),
    )


def _found(edition: Edition, viewer: Viewer, radius: float) -> tuple[Heterdaad | None, str]:
    place = st.session_state.get(_AT)
    if place is None:
        return None, ""
    try:
        found = groups_near(edition, viewer, lon=place[0], lat=place[1], radius=radius)
    except IvbgeoError as error:
        return None, sentence(error.rule, **error.values)
    said = [one.version.prevention for one in found.groups]
    said += [one.prevention for one in (*found.placed, *found.nowhere)]
    # By the buurt alone.
    looked(viewer, "preventie, heterdaad", told_to(edition, viewer, *said), area=found.buurt)
    return found, ""


def _layer(edition: Edition, found: Heterdaad | None) -> ShapeLayer:
    if found is None:
        return prevention_layer(edition)
    shapes = [Shape("De straal", ShapeKind.STRAAL, found.circle)]
    if found.gaps:
        shapes.append(Shape("Hier is geen groep getekend", ShapeKind.GAT, found.uncovered))
    place = Spot("De plek", SpotKind.PLEK, found.point.x, found.point.y)
    said = [one.version.prevention for one in found.groups]
    said += [one.prevention for one in found.placed]
    return prevention_layer(edition, said, more=(shapes, [place]))


def _words(found: Heterdaad) -> None:
    first, *rest = about_heterdaad(found)
    st.markdown(f"**{plain(first)}**\n\n" + "\n".join(f"- {plain(one)}" for one in rest))
    st.caption("De app stuurt zelf niemand een bericht. Bij spoed: bel 112.")


def _tables(found: Heterdaad) -> None:
    if found.groups:
        st.subheader("Groepen om te informeren, de dichtstbijzijnde eerst", anchor=False)
        said = [one.version.prevention for one in found.groups]
        plain_table(
            {
                "Groep": [one.name for one in said],
                "Afstand": [away(one) for one in found.groups],
                "Contact": [contact_of(one) or "niet bekend" for one in said],
                "Deel van de cirkel": [percent(one.share) for one in found.groups],
            },
            "Groepen om te informeren",
        )
    for title, group in (
        ("In deze buurt of wijk, maar zonder bekende grens", found.placed),
        ("Niet bekend waar deze groepen zijn", found.nowhere),
    ):
        if group:
            st.subheader(title, anchor=False)
            said = [one.prevention for one in group]
            plain_table(
                {
                    "Groep": [one.name for one in said],
                    "Contact": [contact_of(one) or "niet bekend" for one in said],
                },
                title,
            )
    if found.gaps:
        st.subheader("Waar geen groep getekend is", anchor=False)
        lines = [plain(gap_words(gap, found.per)) for gap in found.gaps]
        st.markdown("\n".join(f"- {line}" for line in lines))
