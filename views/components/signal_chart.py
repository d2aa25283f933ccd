"""The months up to a signal: bars of what was counted, what was expected, and the limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import altair as alt
import pandas as pd
import streamlit as st

from ivbgeo.dutch import SHORT_MONTHS, number
from ivbgeo.signals.words import course_words
from views.components.plain_table import plain_table
from views.components.vega_words import AXIS

if TYPE_CHECKING:
    from ivbgeo.signals import Signal
    from ivbgeo.signals.course import Course

__all__ = ["signal_chart"]

_BAR, _ABOVE, _LIMIT, _INK = "#9fc4d4", "#17587f", "#a05619", "#17292f"
_HEIGHT = 170


def signal_chart(signal: Signal, course: Course) -> None:
    """Draw the chart, what it says in words, and the equal table."""
    st.altair_chart(_chart(course), width="stretch", alt=course_words(signal, course))
    with st.expander("De maanden als tabel"):
        plain_table(
            {
                "Maand": [str(step.month) for step in course.steps],
                "Aantal": [_words(step.count) for step in course.steps],
                "Verwacht": [_words(step.expected, 1) for step in course.steps],
                "Grens": [_words(step.limit) for step in course.steps],
            },
            course_words(signal, course),
        )


def _chart(course: Course) -> alt.LayerChart:
    names = [
        f"{SHORT_MONTHS[step.month.first[1] - 1]} {step.month.first[0]}" for step in course.steps
    ]
    frame = pd.DataFrame(
        {
            "maand": names,
            "aantal": [step.count for step in course.steps],
            "verwacht": [step.expected for step in course.steps],
            "grens": [step.limit for step in course.steps],
            "kleur": [_ABOVE if step.is_above else _BAR for step in course.steps],
            "tekst": [_words(step.count) for step in course.steps],
            "te verwachten": [_words(step.expected, 1) for step in course.steps],
            "hoogte": [step.count or 0.0 for step in course.steps],
            "boven": ["?" if step.count is None else "" for step in course.steps],
        }
    )
    # What stands above the newest bar is its count.
    frame.loc[len(names) - 1, "boven"] = _words(course.steps[-1].count)
    # The words of the whole chart say it all (aria=False): those that Vega gives parts are English.
    axis = alt.Axis(labelAngle=0, labelOverlap=True, ticks=False, labelColor=_INK, aria=False)
    base = alt.Chart(frame).encode(
        x=alt.X("maand:O", title=None, scale=alt.Scale(domain=names), axis=axis),
        tooltip=[
            alt.Tooltip("maand:O", title="Maand"),
            alt.Tooltip("tekst:N", title="Aantal"),
            alt.Tooltip("te verwachten:N", title="Verwacht"),
        ],
    )
    height = alt.Y(
        "aantal:Q",
        title=None,
        scale=alt.Scale(zero=True),
        axis=alt.Axis(tickCount=4, tickMinStep=1, labelColor=_INK, labelExpr=AXIS, aria=False),
    )
    bars = base.mark_bar(size=alt.expr("0.7 * bandwidth('x')"), aria=False).encode(
        y=height, color=alt.Color("kleur:N", scale=None)
    )
    above = base.mark_text(dy=-8, fontSize=12, color=_INK, aria=False).encode(
        y="hoogte:Q", text="boven:N"
    )
    expected = base.mark_line(color=_INK, strokeDash=[4, 3], strokeWidth=1.5, aria=False).encode(
        y="verwacht:Q"
    )
    limit = base.mark_tick(
        size=alt.expr("0.9 * bandwidth('x')"), thickness=2.5, color=_LIMIT, aria=False
    ).encode(y="grens:Q")
    # Vega warns of a layer without a number.
    known = frame[["verwacht", "grens"]].notna().any()
    layers = (bars, *((expected, limit) if known.all() else ()), above)
    chart = alt.layer(*layers).properties(height=_HEIGHT).configure_view(strokeWidth=0)
    return cast("alt.LayerChart", chart)


def _words(value: float | None, decimals: int | None = None) -> str:
    return "niet bekend" if value is None else number(value, decimals)
