"""What the municipality puts first in each period, and what counts tell of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.municipality import municipality_of
from ivbgeo.speerpunten import figures_by_speerpunt, pairs, period_of, periods, years_told
from views.components.markdown import plain
from views.components.plain_table import plain_table

if TYPE_CHECKING:
    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.speerpunten import SpeerpuntFigures
    from ivbgeo.viewer import Viewer

__all__ = ["speerpunt_figures", "speerpunten_panel"]

_BASIS = {"document": "het stuk noemt deze soort", "afgeleid": "door ons gekozen"}


def speerpunten_panel(edition: Edition, viewer: Viewer) -> None:
    """Draw the speerpunten by period, what tells of those of one, and two years side by side."""
    found = periods(edition, viewer)
    if not found:
        st.write("Hiervan staat nog niets in de opslag.")
        return
    for column, (period, lines) in zip(st.columns(len(found)), found.items(), strict=True):
        column.subheader(plain(period), anchor=False)
        column.markdown("\n".join(map(plain, lines)))
    gemeente = municipality_of(edition)
    if gemeente is None:
        return
    area = gemeente.id
    st.header("Cijfers bij de speerpunten", anchor=False)
    st.write(
        "Een speerpunt is van een periode. Cijfers staan alleen bij de jaren van die periode: "
        "daarvoor en daarna ging het om iets anders."
    )
    period = st.selectbox("Speerpunten van", sorted(found, reverse=True), key="speerpunten-period")
    for one in figures_by_speerpunt(edition, viewer, area, period):
        speerpunt_figures(one)
    _beside(edition, viewer, area)


def speerpunt_figures(found: SpeerpuntFigures) -> None:
    """Draw a speerpunt, what it followed on, and the counts that tell of it by year."""
    st.subheader(plain(found.speerpunt.title), anchor=False)
    if found.words:
        st.markdown(plain(" ".join(found.words)))
    if not found.courses:
        return
    years = [figure.year for figure in found.courses[0].years]
    plain_table(
        {"": [one.category.title for one in found.courses]}
        | {
            str(year): [one.years[at].words for one in found.courses]
            for at, year in enumerate(years)
        }
        | {"Waarom deze soort": [_why(one.basis, one.remark) for one in found.courses]},
        f"Aantallen bij {found.speerpunt.title}, {found.speerpunt.period}",
    )
    figures = [figure.source for one in found.courses for figure in one.years if figure.source]
    sources = dict.fromkeys([*figures, *(one.source for one in found.courses)])
    st.caption(plain(f"Bronnen: {'; '.join(sources)}."))


def _why(basis: str, remark: str) -> str:
    return f"{_BASIS[basis].capitalize()}. {remark}".strip()


def _beside(edition: Edition, viewer: Viewer, area: AreaId) -> None:
    """Put two years of different periods beside each other, as far as speerpunten follow on."""
    years = years_told(edition, viewer, area)
    spans = {year: period_of(edition, viewer, year) for year in years}
    later = [year for year in years if spans[year] > min(filter(None, spans.values()), default="")]
    if not later:
        return
    st.header("Twee perioden naast elkaar", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        last = st.selectbox("Jaar", later, key="speerpunten-later")
        before = [year for year in years if spans[year] and spans[year] < spans[last]]
        first = st.selectbox("Naast het jaar", before, key="speerpunten-earlier")
    found = pairs(edition, viewer, area, first, last)
    if not found:
        st.write(
            f"Geen speerpunt van {spans[last]} met aantallen volgt op een van {spans[first]}. "
            f"{first} en {last} zijn hierop niet te vergelijken."
        )
        return
    plain_table(
        {
            "": [one.category.title for one in found],
            f"Speerpunt van {spans[first]}": [one.earlier.title for one in found],
            f"Speerpunt van {spans[last]}": [
                one.later.title + (" (afgeleid)" if one.basis == "afgeleid" else "")
                for one in found
            ],
            str(first): [one.before.words for one in found],
            str(last): [one.after.words for one in found],
            "Verschil": [one.words for one in found],
        },
        f"{first} naast {last}, voor speerpunten die op elkaar volgen",
    )
