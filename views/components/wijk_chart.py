"""How a category went in a wijk: bars by month or year, earlier and the city beside them."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import altair as alt
import pyarrow as pa
import streamlit as st

from ivbgeo.dutch import SHORT_MONTHS, number
from views.components.markdown import plain
from views.components.plain_table import plain_table
from views.components.vega_words import AXIS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ivbgeo.measures.listing import Mark
    from ivbgeo.period import Period
    from ivbgeo.wijk import Course

__all__ = ["course_chart"]

_BAR, _PROVISIONAL, _EARLIER, _CITY, _INK = "#17587f", "#9fc4d4", "#a05619", "#17292f", "#17292f"
_HEIGHT = 230
_STEPS, _DAYS, _NAMES = "stappen", "dagen", "namen"
# Without it a column that is not known would have no type.
_SCHEMA = pa.schema(
    {
        "stap": pa.string(),
        "aantal": pa.float64(),
        "eerder": pa.float64(),
        "stad": pa.float64(),
        "tekst": pa.string(),
        "hoogte": pa.float64(),
        "boven": pa.string(),
        "kleur": pa.string(),
    }
)


def course_chart(course: Course, marks: Sequence[Mark]) -> None:
    """Draw the chart, what its lines are in words, and the equal table.

    Parameters
    ----------
    marks
        Days on which an inspanning began or ended.
    """
    if not course.is_known:
        st.write(plain(course.words))
        return
    st.vega_lite_chart(_chart(course, marks), width="stretch", alt=course.words)
    lines = ["Balken: het aantal; lichte balken zijn voorlopig. Een vraagteken: niet bekend."]
    if any(step.earlier is not None for step in course.steps):
        lines.append("Bruine streepjes: een jaar eerder.")
    if any(step.as_city is not None for step in course.steps):
        lines.append("Zwarte lijn: zo veel zouden het er zijn als het hier was zoals in de stad.")
    inside = _inside(course, marks)
    if inside:
        told = "; ".join(
            f"{'begin' if mark.is_start else 'einde'} van {mark.title}: {mark.day:%d-%m-%Y}"
            for mark in inside
        )
        lines.append(f"Driehoekjes: {told}.")
    st.caption(plain(" ".join(lines)))
    with st.expander("De grafiek als tabel"):
        plain_table(
            {
                "": [_name(step.period, by_month=course.by_month) for step in course.steps],
                "Aantal": [_words(step.count) for step in course.steps],
                "Een jaar eerder": [_words(step.earlier) for step in course.steps],
                "Zoals in de stad": [_words(step.as_city, 1) for step in course.steps],
            },
            f"{course.category.title} in {course.area_name}",
        )


def _chart(course: Course, marks: Sequence[Mark]) -> dict[str, Any]:
    """Give the chart as Vega-Lite has it, with its data."""
    names = [_name(step.period, by_month=course.by_month) for step in course.steps]
    earlier, city = ([getattr(step, of) for step in course.steps] for of in ("earlier", "as_city"))
    at = [_name_of(course, mark) for mark in _inside(course, marks)]
    # Vega warns of a layer without a number.
    drawn = _drawn(
        earlier=any(one is not None for one in earlier),
        city=any(one is not None for one in city),
        days=bool(at),
    )
    chart: dict[str, Any] = json.loads(drawn.replace(f'["{_NAMES}"]', json.dumps(names)))
    steps = {
        "stap": names,
        "aantal": [step.count for step in course.steps],
        "eerder": earlier,
        "stad": city,
        "tekst": [_words(step.count) for step in course.steps],
        "hoogte": [step.count or 0.0 for step in course.steps],
        "boven": ["?" if step.count is None else number(step.count) for step in course.steps],
        "kleur": [_PROVISIONAL if step.provisional else _BAR for step in course.steps],
    }
    chart["datasets"] = {
        _STEPS: pa.table(steps, schema=_SCHEMA),
        **({_DAYS: pa.table({"stap": at})} if at else {}),
    }
    return chart


@cache
def _drawn(*, earlier: bool, city: bool, days: bool) -> str:
    """Draw the chart once, as JSON, for any data; ``_NAMES`` stands for the names of the steps.

    Altair takes 45 ms of a core for it; the data of a chart takes 0.2 ms.
    """
    # The words of the whole chart say it all (aria=False): those that Vega gives parts are English.
    axis = alt.Axis(labelAngle=0, labelOverlap=True, ticks=False, labelColor=_INK, aria=False)
    scale = alt.Scale(domain=[_NAMES])
    base = alt.Chart(alt.NamedData(_STEPS)).encode(
        x=alt.X("stap:O", title=None, scale=scale, axis=axis),
        tooltip=[alt.Tooltip("stap:O", title="Wanneer"), alt.Tooltip("tekst:N", title="Aantal")],
    )
    height = alt.Y(
        "aantal:Q",
        title=None,
        scale=alt.Scale(zero=True),
        axis=alt.Axis(labelExpr=AXIS, aria=False),
    )
    bars = base.mark_bar(size=alt.expr("0.7 * bandwidth('x')"), aria=False).encode(
        y=height, color=alt.Color("kleur:N", scale=None)
    )
    # Nul and not known are both without a bar: what stands above tells them apart.
    above = base.mark_text(dy=-8, fontSize=12, color=_INK, aria=False).encode(
        y=alt.Y("hoogte:Q"), text="boven:N"
    )
    before = base.mark_tick(
        size=alt.expr("0.9 * bandwidth('x')"), thickness=3, color=_EARLIER, aria=False
    ).encode(y="eerder:Q")
    line = base.mark_line(color=_CITY, strokeDash=[5, 3], aria=False).encode(y="stad:Q")
    at = (
        alt.Chart(alt.NamedData(_DAYS))
        .mark_point(shape="triangle-down", size=90, filled=True, color=_INK, aria=False)
        .encode(x=alt.X("stap:O", scale=scale), y=alt.value(6))
    )
    layers = (
        bars,
        *((before,) if earlier else ()),
        *((line,) if city else ()),
        above,
        *((at,) if days else ()),
    )
    chart = alt.layer(*layers).properties(height=_HEIGHT).to_dict()
    # In place of Altair's own looks: those of the app come over it.
    chart["config"] = {"view": {"strokeWidth": 0}}
    return json.dumps(chart)


def _inside(course: Course, marks: Sequence[Mark]) -> list[Mark]:
    return [mark for mark in marks if _name_of(course, mark)]


def _name_of(course: Course, mark: Mark) -> str:
    """Give the step that a day is in; empty where it is in none."""
    for step in course.steps:
        if step.period.first_day <= mark.day <= step.period.last_day:
            return _name(step.period, by_month=course.by_month)
    return ""


def _name(period: Period, *, by_month: bool) -> str:
    return f"{SHORT_MONTHS[period.first[1] - 1]} {period.first[0]}" if by_month else str(period)


def _words(count: float | None, decimals: int | None = None) -> str:
    return "niet bekend" if count is None else number(count, decimals)
