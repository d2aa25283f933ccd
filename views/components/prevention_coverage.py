"""The step Dekking of the page Preventie: what groups cover, and where one is wanted most.

Owns the day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.dutch import day, number
from ivbgeo.prevention.told import about_coverage, about_wanting, share_words
from ivbgeo.prevention.wanting import most_wanting
from ivbgeo.words import origin
from layers.assets import STATIC
from layers.coverage_map import coverage_map
from layers.prevention_layer import prevention_layer
from views.components import session
from views.components.looked import looked, told_to
from views.components.markdown import plain
from views.components.plain_table import plain_table
from views.components.prevention_map import choose_day
from views.components.shape_map import shape_map
from views.components.told import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ivbgeo.atlas import Edition
    from ivbgeo.prevention.coverage import Coverage
    from ivbgeo.prevention.wanting import Wanting, WantingBuurt
    from ivbgeo.viewer import Viewer

__all__ = ["coverage_step"]

_MAP = "dekking-kaart"
_FIRST = 10
_UNKNOWN = "niet bekend"


def coverage_step(_edition: Edition, _viewer: Viewer) -> None:
    """Draw the step, for who sees all groups."""
    _step()


@st.fragment
@told
def _step() -> None:
    edition, viewer = session.edition(), session.viewer()
    when = choose_day("preventie-dag")
    wanting = most_wanting(edition, viewer, on=when)
    found = wanting.coverage
    groups = found.groups
    said = [one.prevention for one in (*groups.bordered, *groups.placed, *groups.nowhere)]
    looked(viewer, "preventie, dekking", told_to(edition, viewer, *said))
    left, right = st.columns([0.64, 0.36], gap="medium")
    with left:
        layer = prevention_layer(edition, said, over_colours=True)
        ground = coverage_map(edition, found, "Dekking", STATIC)
        title = f"Deel van de {found.per} in een groep"
        shape_map(ground, layer, _MAP, title, about=f"in procenten, {day(when)}", subject="")
    with right:
        st.markdown("\n\n".join(map(plain, about_coverage(found))))
    _wanting(wanting)
    _table(found)
    _sources(found, wanting)


def _wanting(wanting: Wanting) -> None:
    """Draw the ranked list, and below it what is not in it, with the reason."""
    st.subheader("Waar buiten groepen de meeste inbraken te verwachten zijn", anchor=False)
    st.markdown("\n".join(f"- {plain(one)}" for one in about_wanting(wanting)))
    ranked = wanting.ranked
    if ranked:
        _ranked(wanting, ranked[:_FIRST], f"De eerste {min(_FIRST, len(ranked))} buurten")
    for name, rows, draw in (
        (f"De andere {len(ranked) - _FIRST} buurten", ranked[_FIRST:], _ranked),
        (f"Niet in de volgorde ({len(wanting.others)})", wanting.others, _others),
    ):
        if rows:
            with st.expander(name, key=f"dekking-{draw.__name__}", on_change="rerun") as panel:
                # Nothing is sent for who does not look.
                if panel.open:
                    draw(wanting, rows, name)


def _ranked(wanting: Wanting, rows: Sequence[WantingBuurt], name: str) -> None:
    per, years = wanting.per, wanting.years
    smoothed = [_yearly(one, years, ("eb_rate", "eb_low", "eb_high")) for one in rows]
    plain_table(
        {
            "Buurt": [one.coverage.name for one in rows],
            "Plaats": [_places(one) for one in rows],
            "Inbraken per jaar buiten groepen": [_expected(one) for one in rows],
            f"{per.capitalize()} buiten groepen": [_rough(one.uncovered_dwellings) for one in rows],
            "In een groep": [share_words(one.coverage) for one in rows],
            f"Inbraken per 1.000 {per} per jaar": [_rate(one, years) for one in rows],
            **({"Bijgesteld voor toeval": smoothed} if wanting.smoothed else {}),
            "Tegenover de stad": [one.figure.verdict or "" for one in rows],
        },
        name,
    )


def _others(_wanting: Wanting, rows: Sequence[WantingBuurt], name: str) -> None:
    plain_table(
        {
            "Buurt": [one.coverage.name for one in rows],
            "Waarom niet": [one.reason for one in rows],
        },
        name,
    )


def _places(one: WantingBuurt) -> str:
    if one.best == one.worst:
        return str(one.place)
    return f"{one.place} (kan ook {one.best} tot en met {one.worst} zijn)"


def _expected(one: WantingBuurt) -> str:
    if one.expected is None or one.low is None or one.high is None:
        return _UNKNOWN
    return f"{number(one.expected, 1)} ({number(one.low, 1)} – {number(one.high, 1)})"


def _rate(one: WantingBuurt, years: int) -> str:
    told = _yearly(one, years, ("rate", "rate_low", "rate_high"))
    return f"{told}, voorlopig" if one.figure.provisional else told


def _yearly(one: WantingBuurt, years: int, names: tuple[str, str, str]) -> str:
    """Write a rate over some years as one of a year, between its ends."""
    rate, low, high = (getattr(one.figure, name) for name in names)
    if rate is None:
        return _UNKNOWN
    return f"{number(rate / years, 1)} ({number(low / years, 1)} – {number(high / years, 1)})"


def _rough(count: float | None) -> str:
    """Write an estimate no finer than it is."""
    return _UNKNOWN if count is None else number(round(count, -1), 0)


def _table(found: Coverage) -> None:
    title = f"Dekking van alle {len(found.rows)} buurten"
    with st.expander(title, key="dekking-alles", on_change="rerun") as panel:
        if not panel.open:
            return
        plain_table(
            {
                "Buurt": [one.name for one in found.rows],
                f"{found.per.capitalize()} in een groep": [share_words(one) for one in found.rows],
                "Geschat naar": [
                    one.basis.words.removeprefix("geschat naar ") for one in found.rows
                ],
                f"Aantal {found.per}": [_count(one.dwellings) for one in found.rows],
                "Inwoners": [_count(one.inhabitants) for one in found.rows],
                "Groepen": [str(one.groups) for one in found.rows],
                "Groepen zonder bekende grens": [str(one.unbordered) for one in found.rows],
            },
            "Dekking per buurt",
        )


def _count(value: float | None) -> str:
    return _UNKNOWN if value is None else number(value, 0)


def _sources(found: Coverage, wanting: Wanting) -> None:
    sources = dict.fromkeys(
        one
        for one in (
            *found.provenance,
            *(row.figure.provenance for row in (*wanting.ranked, *wanting.others)),
        )
        if one is not None
    )
    if sources:
        st.subheader("Bronnen", anchor=False)
        st.markdown("\n".join(f"- {plain(f'{one.title}. {origin(one)}.')}" for one in sources))
