"""How many cameras, at what cost, and what may and must be seen. Owns these widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from ivbgeo.scenario import DemandFrom, Years
from views.components.lasting import lasting
from views.components.markdown import plain

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition

__all__ = ["amounts", "more_demands"]

_VIEWS = {
    0: "Geen eis",
    1: "Minstens één camera ziet het",
    2: "Minstens één, liefst twee",
}


def amounts() -> dict[str, Any]:
    """Draw number, reach and costs; gives them as fields of a scenario."""
    told: dict[str, Any] = {
        "number": st.number_input(
            "Hoeveel camera’s hoogstens?", 1, 200, key=lasting("sites-number", 5)
        ),
        "radius": float(
            st.number_input(
                "Hoeveel meter ziet een camera ver?",
                5,
                500,
                key=lasting("sites-radius", 60),
                step=5,
            )
        ),
        "apart": float(
            st.number_input(
                "Meters tussen camera’s, minstens", 0, 2000, key=lasting("sites-apart", 0), step=10
            )
        ),
        "existing": st.checkbox(
            "Camera’s van nu blijven en tellen mee",
            key=lasting("sites-existing", default=True),
        ),
    }
    for name, label in (
        ("yearly_cost", "Euro per camera per jaar"),
        ("installation", "Euro om een camera te plaatsen"),
        ("removal", "Euro om hem weer weg te halen"),
    ):
        told[name] = float(
            st.number_input(label, 0, 1_000_000, key=lasting(f"sites-{name}", 0), step=100)
        )
    told["yearly_cost"] = told["yearly_cost"] or None
    told["months"] = st.number_input(
        "Over hoeveel maanden?", 1, 240, key=lasting("sites-months", 12)
    )
    if st.checkbox("Er is een budget", key=lasting("sites-with-budget", default=False)):
        told["budget"] = float(
            st.number_input(
                "Euro voor alle camera’s samen", 0, 100_000_000,
                key=lasting("sites-budget", 50_000), step=1000,
            )
        )  # fmt: skip
        if st.checkbox(
            "Zo veel camera’s als het geld toelaat", key=lasting("sites-as-many", default=False)
        ):
            told["number"] = None
    return told


def more_demands(edition: Edition, told: dict[str, Any]) -> dict[str, Any]:
    """Draw what not everybody asks; ``told`` are the fields so far."""
    more: dict[str, Any] = {}
    left, middle, right = st.columns(3, gap="large")
    with left:
        st.write("**Gevels van woningen**")
        if st.checkbox(
            "Een camera ziet niet te veel gevel", key=lasting("sites-with-frontage", default=False)
        ):
            more["most_frontage"] = float(
                st.number_input("Meters gevel hoogstens", 0, 5000,
                                key=lasting("sites-most_frontage", 50), step=10)
            )  # fmt: skip
        more["frontage_price"] = st.number_input(
            "Wat een meter gevel moet opleveren, in incidenten", 0.0, 100.0,
            key=lasting("sites-frontage_price", 0.0), step=0.1, format="%g",
        )  # fmt: skip
        st.caption("Gevels zijn alleen te berekenen met een bestand met gebouwen.")
    with middle:
        st.write("**De drukste plekken**")
        more["views"] = st.selectbox(
            "Wat moet er op de drukste plekken?",
            list(_VIEWS),
            format_func=_VIEWS.__getitem__,
            key=lasting("sites-views", 0),
        )
        more["hottest"] = (
            st.number_input(
                "Welk deel is het drukste? (%)", 1, 100, key=lasting("sites-hottest", 10)
            )
            / 100
        )
        more["seconds"] = float(
            st.number_input("Seconden rekenen, hoogstens", 1, 300, key=lasting("sites-seconds", 30))
        )
    with right:
        st.write("**Uren, jaren en gewicht**")
        if told["demand"] is not DemandFrom.FILE:
            more |= _weighing(edition, told)
    return more


def _weighing(edition: Edition, told: dict[str, Any]) -> dict[str, Any]:
    more: dict[str, Any] = {}
    more["years"] = st.selectbox(
        "Hoe tellen de jaren?",
        list(Years),
        format_func=lambda one: one.words,
        key=lasting("sites-years", Years.TOGETHER),
    )
    if more["years"] is Years.TOGETHER and st.checkbox(
        "Recent telt zwaarder", key=lasting("sites-recent", default=False)
    ):
        more["half_life"] = float(
            st.number_input(
                "Na hoeveel maanden telt iets half?", 1, 120, key=lasting("sites-half_life", 12)
            )
        )
    if told["demand"] is DemandFrom.INCIDENTS and not st.checkbox(
        "Alle uren van de dag", key=lasting("sites-all-day", default=True)
    ):
        more["hours"] = (
            st.number_input("Van (uur)", 0, 24, key=lasting("sites-from-hour", 18)),
            st.number_input("Tot (uur)", 0, 24, key=lasting("sites-to-hour", 6)),
        )
    kinds = [code for code, _ in told.get("kinds", ())]
    if len(kinds) > 1:
        st.caption("Hoe zwaar telt elke soort?")
        more["kinds"] = tuple(
            (
                code,
                float(
                    st.number_input(
                        plain(edition.taxonomy[code].title), 0.0, 100.0,
                        key=lasting(f"sites-weight-{code}", 1.0), step=0.5, format="%g",
                    )
                ),
            )
            for code in kinds
        )  # fmt: skip
    return more
