"""At what hours it happens, and whether it repeats nearby: where incidents came one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import altair as alt
import numpy as np
import pandas as pd
import streamlit as st

from ivbgeo.dutch import number
from ivbgeo.hours import by_hour
from ivbgeo.repeats import repeats
from views.components.markdown import plain
from views.components.plain_table import plain_table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ivbgeo.hours import WeekProfile
    from ivbgeo.repeats import Repeats
    from views.components.wijk_panel import WijkSheet

__all__ = ["times"]

_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_PARTS = {"nacht": (0, 6), "ochtend": (6, 12), "middag": (12, 18), "avond": (18, 24)}
_SHADES = ["#f1f6f6", "#c2e3df", "#77b6c1", "#3b88a6", "#17587f", "#082442"]
_FEWEST = 30  # with fewer, each of 168 hours is chance
_HEIGHT = 220


def times(sheet: WijkSheet) -> None:
    """Draw both for the category of the page, when they are opened."""
    panel = st.expander(
        "Wanneer gebeurt het, en herhaalt het zich?", key=f"times-{sheet.key}", on_change="rerun"
    )
    if not panel.open:
        return
    with panel:
        profile = sheet.profile
        asked = sheet.edition, sheet.viewer, sheet.category.code, profile.period, profile.area
        _hours(by_hour(*asked))
        _repeats(repeats(*asked), sheet)


def _hours(told: WeekProfile) -> None:
    if told.counts is None or told.timed < _FEWEST:
        counted = "" if told.counts is None else f" Met een tijd zijn het er {number(told.timed)}."
        st.markdown(
            f"Op welk uur het gebeurt, is niet te zeggen.{counted} "
            "Daarvoor zijn losse incidenten met een tijd nodig, ten minste 30."
        )
        return
    st.altair_chart(_heat(told.counts), width="stretch", alt=_words(told))
    untimed = f" {number(told.untimed)} zonder tijd tellen niet mee." if told.untimed else ""
    st.caption(
        f"{number(told.timed)} incidenten met een tijd. Is alleen een van en een tot bekend, dan "
        f"is het incident over die uren verdeeld.{untimed} Verschillen tussen uren kunnen toeval "
        "zijn."
    )
    plain_table(
        {"": _DAYS}
        | {
            f"{part} ({first}-{last} uur)": [
                number(float(row[first:last].sum()), 0) for row in told.counts
            ]
            for part, (first, last) in _PARTS.items()
        },
        "Incidenten naar dag en dagdeel",
    )


def _heat(counts: NDArray[np.float64]) -> alt.Chart:
    frame = pd.DataFrame(
        {
            "dag": np.repeat(_DAYS, 24),
            "uur": np.tile(np.arange(24), 7),
            "aantal": counts.ravel(),
            "tekst": [number(float(count), 1) for count in counts.ravel()],
        }
    )
    chart = (
        alt.Chart(frame)
        .mark_rect(stroke="#ffffff", aria=False)
        .encode(
            x=alt.X("uur:O", title="uur", axis=_axis()),
            y=alt.Y("dag:N", title=None, sort=list(_DAYS), axis=_axis()),
            color=alt.Color(
                "aantal:Q",
                title="aantal",
                scale=alt.Scale(range=_SHADES, domainMin=0),
                legend=alt.Legend(aria=False),
            ),
            tooltip=[
                alt.Tooltip("dag:N", title="Dag"),
                alt.Tooltip("uur:O", title="Uur"),
                alt.Tooltip("tekst:N", title="Aantal"),
            ],
        )
        .properties(height=_HEIGHT)
    )
    return cast("alt.Chart", chart)


def _axis() -> alt.Axis:
    return alt.Axis(
        ticks=False,
        domain=False,
        labelAngle=0,
        labelOverlap=False,
        labelColor="#17292f",
        aria=False,
    )


def _words(told: WeekProfile) -> str:
    counts = told.counts
    if counts is None:
        return ""
    day, hour = np.unravel_index(int(counts.argmax()), counts.shape)
    return (
        f"Incidenten naar dag en uur. De meeste op {_DAYS[int(day)]} van {hour} tot "
        f"{hour + 1} uur; de tabel eronder geeft de dagdelen."
    )


def _repeats(told: Repeats, sheet: WijkSheet) -> None:
    st.markdown(f"**Herhaalt het zich dichtbij?** {plain(told.sentence)}")
    if told.found is None:
        return
    found = told.found
    cells = [
        [
            "te weinig" if np.isnan(ratio) else f"{number(float(ratio), 1)}{' *' if sure else ''}"
            for ratio, sure in zip(found.ratio[:, at], found.found[:, at], strict=True)
        ]
        for at in range(found.ratio.shape[1])
    ]
    plain_table(
        {"": told.bands, **dict(zip(told.spans, cells, strict=True))},
        f"Hoe vaak {sheet.category.title} zich dichtbij herhaalt",
    )
    st.caption(
        "Hoe vaak een tweede incident volgde, ten opzichte van toeval (1,0 is toeval). Een "
        "sterretje: meer dan toeval verklaart."
    )
