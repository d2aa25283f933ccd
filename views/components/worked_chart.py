"""The course by month of the three zones: lines, when it came and went, and the equal table."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

import altair as alt
import numpy as np
import pandas as pd
import streamlit as st

from ivbgeo.dutch import number
from ivbgeo.period import Period
from ivbgeo.workedout.words import course_words, title_of
from views.components.markdown import plain
from views.components.plain_table import plain_table
from views.components.vega_words import AXIS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from ivbgeo.workedout import Worked

__all__ = ["worked_chart"]

_INK, _SHADE = "#17292f", "#dfe8ea"
_HEIGHT = 260
# Each line has a dash of its own: not all see hues, and not all print them.
_PLACE, _AROUND, _CONTROL = (("#17587f", [1, 0]), ("#a05619", [6, 3]), ("#5b6b73", [2, 2]))


def worked_chart(worked: Worked) -> None:
    """Draw the chart, what its lines are in words, and the equal table."""
    zones = _zones(worked)
    st.altair_chart(_chart(worked, zones), width="stretch", alt=course_words(worked))
    lines = [f"Doorgetrokken lijn: {worked.called.place}."]
    if worked.course.buffer is not None:
        lines.append(f"Streepjes: {worked.called.around}.")
    lines.append("Stippen: het controlegebied. Grijze vlakken: de maanden die vergeleken zijn.")
    st.caption(plain(" ".join(lines)))
    with st.expander("De grafiek als tabel"):
        months = [str(_month(worked, at)) for at in range(len(worked.course.response))]
        plain_table(
            {"Maand": months}
            | {title_of(name): [_words(one) for one in zone] for name, zone in zones.items()},
            course_words(worked),
        )


def _zones(worked: Worked) -> Mapping[str, NDArray[np.float64]]:
    course, called = worked.course, worked.called
    around = {} if course.buffer is None else {called.around: course.buffer}
    return {called.place: course.response, **around, "het controlegebied": course.control}


def _marks(worked: Worked) -> list[tuple[str, list[int]]]:
    """Give the colour and the dash of each line, in their order."""
    return [_PLACE, *([] if worked.course.buffer is None else [_AROUND]), _CONTROL]


def _chart(worked: Worked, zones: Mapping[str, NDArray[np.float64]]) -> alt.LayerChart:
    months = [_month(worked, at) for at in range(len(worked.course.response))]
    frame = pd.concat(
        pd.DataFrame(
            {
                "maand": [one.first_day for one in months],
                "naam": [str(one) for one in months],
                "zone": name,
                "aantal": zone,
                "tekst": [_words(one) for one in zone],
            }
        )
        for name, zone in zones.items()
    )
    # The words of the whole chart say it all (aria=False): those that Vega gives parts are English.
    base = alt.Chart(frame).encode(
        x=alt.X(
            "maand:T",
            title=None,
            axis=alt.Axis(format="%Y", tickCount="year", labelColor=_INK, grid=False, aria=False),
        )
    )
    lines = base.mark_line(strokeWidth=2, interpolate="linear", aria=False).encode(
        y=alt.Y(
            "aantal:Q",
            title=None,
            scale=alt.Scale(zero=True),
            axis=alt.Axis(tickCount=4, tickMinStep=1, labelColor=_INK, labelExpr=AXIS, aria=False),
        ),
        color=_by_zone(alt.Color, zones, [colour for colour, _ in _marks(worked)]),
        strokeDash=_by_zone(alt.StrokeDash, zones, [dash for _, dash in _marks(worked)]),
    )
    dots = base.mark_point(size=60, opacity=0, aria=False).encode(
        y="aantal:Q",
        tooltip=[
            alt.Tooltip("naam:N", title="Maand"),
            alt.Tooltip("zone:N", title="Waar"),
            alt.Tooltip("tekst:N", title="Aantal"),
        ],
    )
    layers = (_shades(worked), _days(worked), lines, dots)
    chart = alt.layer(*layers).properties(height=_HEIGHT).configure_view(strokeWidth=0)
    return cast("alt.LayerChart", chart)


def _by_zone(channel: Callable[..., Any], zones: Iterable[str], marks: Sequence[Any]) -> Any:
    scale = alt.Scale(domain=list(zones), range=list(marks))
    return channel("zone:N", scale=scale, legend=None)


def _shades(worked: Worked) -> alt.Chart:
    """Draw the months that are compared."""
    spans = dict.fromkeys(
        one
        for one in (worked.before, worked.after, worked.gone_before, worked.gone)
        if one is not None
    )
    frame = pd.DataFrame(
        {
            "van": [one.first_day for one in spans],
            "tot": [one.last_day + timedelta(days=1) for one in spans],
        }
    )
    mark = alt.Chart(frame).mark_rect(color=_SHADE, opacity=0.6, aria=False)
    return cast("alt.Chart", mark.encode(x="van:T", x2="tot:T"))


def _days(worked: Worked) -> alt.LayerChart:
    """Draw when it came, and when it went if that is within the months."""
    place, last = worked.ask.place, worked.course.months.last_day
    days = [("begin", place.begun)]
    if place.ends is not None and place.ends <= last:
        days.append(("einde", place.ends))
    frame = pd.DataFrame({"dag": [day for _, day in days], "wat": [what for what, _ in days]})
    base = alt.Chart(frame).encode(x="dag:T")
    rule = base.mark_rule(color=_INK, strokeWidth=1.5, aria=False)
    words = base.mark_text(align="left", dx=4, fontSize=12, color=_INK, aria=False)
    return cast("alt.LayerChart", rule + words.encode(text="wat:N", y=alt.value(8)))


def _month(worked: Worked, at: int) -> Period:
    month = worked.course.months.first_index + at
    return Period.of_indices(month, month)


def _words(value: float) -> str:
    return "niet bekend" if np.isnan(value) else number(float(value))
