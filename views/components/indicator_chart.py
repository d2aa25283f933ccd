"""One indicator over the years: bars from nul, figures above them, gaps where none is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import altair as alt
import pandas as pd
import streamlit as st

from ivbgeo.city import value_words
from views.components.markdown import plain

if TYPE_CHECKING:
    from ivbgeo.city import Series

__all__ = ["indicator_chart"]

_BAR, _NEWEST = "#5798ac", "#17587f"
_HEIGHT = 190


def indicator_chart(series: Series) -> None:
    """Draw the chart with its title, its target and its remarks."""
    st.subheader(plain(series.title), anchor=False)
    st.markdown(plain(series.unit))
    st.altair_chart(_chart(series), width="stretch", alt=series.words)
    if series.target_met is not None:
        year = series.points[-1].period
        met = "gehaald" if series.target_met else "niet gehaald"
        unsaid = "" if series.points[-1].value is not None else " (het cijfer zelf is niet bekend)"
        st.markdown(f"**Doel {year} {met}**{unsaid}")
    with st.expander("Bron en opmerkingen"):
        for remark in series.remarks:
            st.markdown(plain(remark))
        for source in series.sources:
            st.caption(plain(f"Bron: {source}"))


def _chart(series: Series) -> alt.LayerChart:
    known = {point.period.last_year: point for point in series.points}
    years = range(min(known), max(known) + 1)
    frame = pd.DataFrame(
        {
            "jaar": [str(year) for year in years],
            "waarde": [known[y].value if y in known else None for y in years],
            "tekst": [value_words(known[y]) if y in known else "" for y in years],
            "kleur": [_NEWEST if year == max(known) else _BAR for year in years],
        }
    )
    # The words of the whole chart say it all (aria=False): those that Vega gives parts are English.
    base = alt.Chart(frame).encode(
        x=alt.X(
            "jaar:O",
            title=None,
            # Named one by one: a year without a figure keeps its place.
            scale=alt.Scale(domain=[str(year) for year in years]),
            axis=alt.Axis(
                labelAngle=0, labelOverlap=True, ticks=False, labelColor="#17292f", aria=False
            ),
        ),
        y=alt.Y("waarde:Q", title=None, axis=None, scale=alt.Scale(zero=True, nice=True)),
        tooltip=[alt.Tooltip("jaar:O", title="Jaar"), alt.Tooltip("tekst:N", title=series.unit)],
    )
    bars = base.mark_bar(size=alt.expr("min(22, 0.7 * bandwidth('x'))"), aria=False).encode(
        color=alt.Color("kleur:N", scale=None)
    )
    labels = base.mark_text(dy=-8, fontSize=13, color="#17292f", aria=False).encode(text="tekst:N")
    chart = alt.layer(bars, labels).properties(height=_HEIGHT)
    return cast("alt.LayerChart", chart.configure_view(strokeWidth=0))
