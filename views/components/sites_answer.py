"""What came out of a scenario: the map with the answer in words beside it, and the tables below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.dutch import number
from ivbgeo.scenario.words import TESTED, found, hindsight_words, share, warned
from layers.site_layer import site_layer
from views.components.lasting import lasting
from views.components.markdown import plain
from views.components.plain_table import plain_table
from views.components.shape_map import shape_map
from views.components.sites_chart import sites_chart

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

    from ivbgeo.atlas import Edition
    from ivbgeo.scenario import Place, Scenario, ScenarioAnswer

__all__ = ["Ground", "answer_below", "answer_map"]

_KEY = "sites-map"
_Named = tuple[tuple[str, "BaseGeometry"], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What lies under an answer: areas in which places were looked for, zones, buildings."""

    around: _Named = ()
    barred: _Named = ()
    buildings: BaseGeometry | None = None


def answer_map(
    edition: Edition,
    asked: Scenario,
    answer: ScenarioAnswer,
    ground: Ground,
    name: str,
) -> None:
    """Draw the map, and what came out beside it."""
    left, right = st.columns([0.62, 0.38], gap="medium")
    with right:
        for line in warned(answer):
            st.warning(plain(line))
        for line in found(asked, answer):
            st.write(plain(line))
        if answer.data_version not in {None, edition.version}:
            st.info(
                "Sinds dit is uitgerekend, zijn er gegevens bij gekomen of veranderd. Reken het "
                "opnieuw uit om die mee te nemen."
            )
        greedy = st.checkbox(
            "Toon ook de simpele keuze",
            key=lasting("sites-show-greedy", default=False),
        )
        candidates = bool(answer.candidates) and st.checkbox(
            f"Toon alle {number(answer.free)} plekken om uit te kiezen",
            key=lasting("sites-show-candidates", default=False),
        )
        if not answer.candidates and answer.free:
            st.caption(f"{number(answer.free)} plekken om uit te kiezen: te veel om te tekenen.")
    with left:
        shape_map(
            edition,
            site_layer(
                answer,
                asked.radius,
                around=ground.around,
                barred=ground.barred,
                buildings=ground.buildings,
                greedy=greedy,
                candidates=candidates,
            ),
            _KEY,
            "Plekken voor camera’s",
            about=name,
            subject=f"{name} {answer.made_on} {len(answer.chosen.places)} {answer.covered}",
        )


def answer_below(answer: ScenarioAnswer, question: Mapping[str, str]) -> None:
    """Draw the chosen places, the curve, the test, and what it all rests on."""
    _places(answer)
    left, right = st.columns(2, gap="large") if answer.curve else [st.container()] * 2
    with left:
        sites_chart(answer)
    with right:
        _tested(answer)
        _years(answer)
    with st.expander("Wat er gevraagd is"):
        plain_table({"": list(question), "Gevraagd": list(question.values())}, "De vraag")
    with st.expander("Wat er wel en niet in zit, en waar het vandaan komt"):
        for note in answer.notes:
            st.write(plain(f"– {note}"))
        if answer.sources:
            plain_table(
                {
                    "Bron": [one.name for one in answer.sources],
                    "Opgehaald": [one.retrieved or "niet bekend" for one in answer.sources],
                    "SHA-256": [one.sha256[:12] for one in answer.sources],
                },
                "Bronnen",
            )
        st.caption(f"Uitgerekend op {answer.made_on}.")


def _places(answer: ScenarioAnswer) -> None:
    st.subheader("De gekozen plekken", anchor=False)
    chosen = answer.chosen.ranked
    if not chosen:
        st.write("Er is geen plek die iets toevoegt.")
        return
    columns = {
        "Plek": [f"{at}. {place.name}" for at, place in enumerate(chosen, start=1)],
        "Buurt": [place.where or "niet bekend" for place in chosen],
        "In beeld": [share(place.seen, answer.total) for place in chosen],
        "Ziet alleen deze camera": [share(place.alone, answer.total) for place in chosen],
    }
    if answer.outside is not None:
        columns["Buiten het cameragebied"] = [
            "niet bekend" if place.outside is None else share(place.outside, 1) for place in chosen
        ]
    columns |= _known("Gevel", chosen, "frontage", "meter")
    columns |= _known("Kosten", chosen, "cost", "euro")
    plain_table(columns, "De gekozen plekken")
    if answer.cameras:
        st.write("Wat de camera’s van nu zien:")
        plain_table(
            {
                "Camera": [place.name for place in answer.cameras],
                "Buurt": [place.where or "niet bekend" for place in answer.cameras],
                "In beeld": [share(place.seen, answer.total) for place in answer.cameras],
            },
            "Wat de camera’s van nu zien",
        )


def _known(title: str, places: tuple[Place, ...], name: str, unit: str) -> dict[str, list[str]]:
    values = [getattr(place, name) for place in places]
    if all(value is None for value in values):
        return {}
    return {
        title: [
            "niet bekend" if value is None else f"{number(value, 0)} {unit}" for value in values
        ]
    }


def _tested(answer: ScenarioAnswer) -> None:
    if not answer.hindsight:
        return
    st.subheader("Had dit gewerkt?", anchor=False)
    for line in hindsight_words(answer):
        st.write(plain(line))
    most = max(one.reached for one in answer.hindsight)
    plain_table(
        {
            "": [TESTED[one.name] for one in answer.hindsight],
            f"Gezien van {answer.tested_on}": [
                share(one.reached, answer.tested_total) for one in answer.hindsight
            ],
            "PAI": [_index(one.pai) for one in answer.hindsight],
            "PEI": [share(one.reached, most) for one in answer.hindsight],
        },
        "De toets op het laatste jaar",
    )


def _index(value: float | None) -> str:
    return "niet bekend" if value is None else number(value, 2)


def _years(answer: ScenarioAnswer) -> None:
    if len(answer.years) > 1:
        with st.expander("Wat deze plekken van elk jaar hadden gezien"):
            plain_table(
                {
                    "Jaar": [one.period for one in answer.years],
                    "In beeld": [share(one.covered, one.total) for one in answer.years],
                },
                "Wat deze plekken van elk jaar hadden gezien",
            )
