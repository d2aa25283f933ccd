"""A funnel plot as a chart of which a dot can be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import altair as alt
import numpy as np
import pandas as pd

from ivbgeo.figure import Verdict
from ivbgeo.funnelplot import LEVELS
from layers.palette import INK
from views.components.vega_words import AXIS, dutch_number

if TYPE_CHECKING:
    from ivbgeo.funnelplot import FunnelPlot

__all__ = ["DOT", "funnel_chart"]

DOT = "gebied"
"""What the choice of a dot is called."""

_HEIGHT = 340
# Where an area lies: colour and shape, so that neither has to be told apart alone.
_LOOKS = {
    Verdict.HIGH: ("hoger dan de stad", "#a05619", "triangle-up"),
    Verdict.ALIKE: ("niet te onderscheiden van de stad", "#63777f", "circle"),
    Verdict.LOW: ("lager dan de stad", "#005380", "triangle-down"),
    None: ("te klein om te vergelijken", "#63777f", "cross"),
}
_DASHES = dict(zip(LEVELS, ([4, 3], [1, 0]), strict=True))


def funnel_chart(plot: FunnelPlot, chosen: str | None) -> alt.LayerChart:
    """Make the chart; the area that is ``chosen``, a code, has a ring and its name."""
    # The words of the whole plot say it all (aria=False): those that Vega gives parts are English.
    dots = pd.DataFrame(
        {
            "code": [dot.code for dot in plot.dots],
            "naam": [dot.name for dot in plot.dots],
            "x": np.array([dot.size for dot in plot.dots], dtype=np.float32),
            "y": np.array([dot.rate for dot in plot.dots], dtype=np.float32),
            "ligt": [_letter(dot.verdict) for dot in plot.dots],
        }
    )
    top = 1.08 * max(*(dot.rate for dot in plot.dots), plot.city) or 1.0
    layers = [*_lines(plot), _dots(dots, plot, top)]
    if any(dot.code == chosen for dot in plot.dots):
        only = alt.Chart(dots).encode(x="x:Q", y="y:Q").transform_filter(alt.datum.code == chosen)
        layers.append(only.mark_point(size=320, filled=False, strokeWidth=3, color=INK, aria=False))
        name = only.mark_text(dy=-18, fontSize=13, fontWeight="bold", color=INK, aria=False)
        layers.append(name.encode(text="naam:N"))
    chart = alt.layer(*layers).properties(height=_HEIGHT).configure_view(strokeWidth=0)
    axes = chart.configure_axis(
        labelColor=INK, titleColor=INK, titleFontWeight="normal", gridOpacity=0.35, aria=False,
        labelExpr=AXIS,
    )  # fmt: skip
    return cast("alt.LayerChart", axes)


def _dots(dots: pd.DataFrame, plot: FunnelPlot, top: float) -> alt.Chart:
    # By its first letter: a dot each would say the whole words.
    looks = dict(_LOOKS)
    if all(dot.verdict for dot in plot.dots):
        looks.pop(None)
    letters = [_letter(verdict) for verdict in looks]
    words, colours, shapes = zip(*looks.values(), strict=True)
    said = dict(zip(letters, words, strict=True))
    shown = (
        alt.Chart(dots)
        .transform_calculate(
            waar=f"{said}[datum.ligt]",
            cijfer=dutch_number("datum.y", ",.1f"),
            aantal=dutch_number("datum.x", ",.0f"),
        )
        .mark_point(size=70, filled=True, opacity=0.9, aria=False)
    )
    legend = alt.Legend(
        title=None, orient="top", columns=2, labelLimit=320, labelColor=INK,
        labelExpr=f"{said}[datum.label]", aria=False,
    )  # fmt: skip
    shown = shown.encode(
        x=alt.X("x:Q", title=plot.size),
        y=alt.Y("y:Q", title=plot.rate, scale=alt.Scale(domain=[0, top])),
        color=alt.Color("ligt:N", scale=alt.Scale(domain=letters, range=colours), legend=legend),
        shape=alt.Shape("ligt:N", scale=alt.Scale(domain=letters, range=shapes), legend=legend),
        tooltip=[
            alt.Tooltip("naam:N", title="Gebied"),
            alt.Tooltip("cijfer:N", title=plot.rate),
            alt.Tooltip("aantal:N", title=plot.size),
            alt.Tooltip("waar:N", title="Ligt"),
        ],
    )
    return cast(
        "alt.Chart", shown.add_params(alt.selection_point(DOT, fields=["code"], on="click"))
    )


def _letter(verdict: Verdict | None) -> str:
    return verdict.value[0] if verdict else "t"


def _lines(plot: FunnelPlot) -> list[alt.Chart]:
    """Draw the limits and the rate of the city, under the dots."""
    frame = pd.DataFrame(
        {
            name: np.array(
                [one for limits in plot.limits for one in getattr(limits, name)], dtype=np.float32
            )
            for name in ("sizes", "low", "high")
        }
        | {"level": [limits.level for limits in plot.limits for _ in limits.sizes]}
    )
    line = alt.Chart(frame).mark_line(color="#768b93", strokeWidth=1.3, clip=True, aria=False)
    dashes = alt.StrokeDash(
        "level:N",
        scale=alt.Scale(domain=list(_DASHES), range=list(_DASHES.values())),
        legend=None,
    )
    sides = [
        line.encode(x="sizes:Q", y=alt.Y(f"{side}:Q"), strokeDash=dashes)
        for side in ("low", "high")
    ]
    once = alt.Chart(frame).transform_aggregate(many="count()")
    city = once.mark_rule(color=INK, strokeWidth=1.2, strokeDash=[8, 3, 2, 3], aria=False)
    return [*sides, city.encode(y=alt.datum(round(plot.city, 3)))]
