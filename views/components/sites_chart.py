"""What each further camera adds: bars with their shares, in words, and the equal table."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import altair as alt
import pandas as pd
import streamlit as st

from ivbgeo.dutch import number
from ivbgeo.scenario.words import cameras, share
from views.components.plain_table import plain_table
from views.components.vega_words import AXIS

if TYPE_CHECKING:
    from ivbgeo.scenario import ScenarioAnswer

__all__ = ["sites_chart"]

_BAR, _INK, _LINE = "#9fc4d4", "#17292f", "#a05619"
_HEIGHT = 220


def sites_chart(answer: ScenarioAnswer) -> None:
    """Draw the curve; nothing where there is none."""
    if not answer.curve:
        return
    st.subheader("Wat elke camera erbij brengt", anchor=False)
    words = _words(answer)
    st.write(words)
    st.altair_chart(_chart(answer), width="stretch", alt=words)
    if answer.today:
        st.caption("De streepjeslijn is wat de camera’s van nu zien.")
    with st.expander("Deze cijfers als tabel"):
        plain_table(
            {
                "Camera’s": [str(step.number) for step in answer.curve],
                "In beeld": [share(step.covered, answer.total) for step in answer.curve],
                "Erbij": [share(gain, answer.total) for gain in _gains(answer)],
                "Hoe zeker": [
                    "bewezen" if step.proven else f"hooguit {number(100 * step.gap, 1)}% beter"
                    for step in answer.curve
                ],
            },
            words,
        )


def _gains(answer: ScenarioAnswer) -> list[float]:
    before = [answer.today, *(step.covered for step in answer.curve[:-1])]
    return [step.covered - was for step, was in zip(answer.curve, before, strict=True)]


def _words(answer: ScenarioAnswer) -> str:
    gains = _gains(answer)
    first, last = answer.curve[0], answer.curve[-1]
    least = "De eerste camera brengt" if first.number == 1 else f"{cameras(first.number)} brengen"
    words = f"{least} {share(gains[0], answer.total)} in beeld"
    if first.number > 1:
        words = f"Met minder dan {first.number} is niet aan alle eisen te voldoen. {words}"
    if first is last:
        return f"{words}."
    return f"{words}; camera {last.number} voegt daar {share(gains[-1], answer.total)} aan toe."


def _chart(answer: ScenarioAnswer) -> alt.LayerChart:
    frame = pd.DataFrame(
        {
            "aantal": [step.number for step in answer.curve],
            "deel": [100 * step.covered / answer.total for step in answer.curve],
            "tekst": [share(step.covered, answer.total) for step in answer.curve],
            "erbij": [share(gain, answer.total) for gain in _gains(answer)],
        }
    )
    # The words of the whole chart say it all (aria=False): those that Vega gives parts are English.
    base = alt.Chart(frame).encode(
        x=alt.X(
            "aantal:O",
            title="camera’s",
            axis=alt.Axis(labelAngle=0, labelOverlap=True, labelColor=_INK, aria=False),
        ),
        tooltip=[
            alt.Tooltip("aantal:O", title="Camera’s"),
            alt.Tooltip("tekst:N", title="In beeld"),
            alt.Tooltip("erbij:N", title="Erbij"),
        ],
    )
    height = alt.Y(
        "deel:Q",
        title="% in beeld",
        scale=alt.Scale(zero=True),
        axis=alt.Axis(tickCount=5, labelColor=_INK, labelExpr=AXIS, aria=False),
    )
    bars = base.mark_bar(color=_BAR, aria=False).encode(y=height)
    top = base.mark_tick(color=_INK, thickness=2, aria=False).encode(y=height)
    layers = [bars, top]
    if answer.today:
        today = pd.DataFrame({"nu": [100 * answer.today / answer.total]})
        layers.append(
            alt.Chart(today)
            .mark_rule(color=_LINE, strokeDash=[5, 4], strokeWidth=2, aria=False)
            .encode(y="nu:Q")
        )
    chart = alt.layer(*layers).properties(height=_HEIGHT).configure_view(strokeWidth=0)
    return cast("alt.LayerChart", chart)
