"""Bars by period: what is not known is seen, and never as nul."""

import math

import pytest
from defusedxml.ElementTree import fromstring

from layers.charts import Mark, PeriodChart

SVG = "{http://www.w3.org/2000/svg}"
YEARS = ("2021", "2022", "2023", "2024")


def drawn(chart, **size):
    return fromstring(chart.svg(**size))


def texts(svg):
    return [one.text for one in svg.iter(f"{SVG}text")]


def filled(svg, fill):
    return [
        {name: float(one.get(name)) for name in ("x", "y", "width", "height")}
        for one in svg.iter(f"{SVG}rect")
        if one.get("fill") == fill
    ]


def test_a_bar_is_as_high_as_its_value():
    bars = filled(drawn(PeriodChart("misdrijven", YEARS, (10, 20, 40, 30))), "#3b88a6")
    assert [round(bar["height"] / bars[0]["height"], 2) for bar in bars] == [1, 2, 4, 3]
    assert max(bar["y"] + bar["height"] for bar in bars) == pytest.approx(
        min(bar["y"] + bar["height"] for bar in bars), abs=0.03
    )


def test_unknown_is_a_field_with_dots_and_nul_is_a_number():
    svg = drawn(PeriodChart("misdrijven", YEARS, (10, None, 0, 30)))
    fields = filled(svg, "url(#unknown)")
    # One in the legend, one in the chart, from its ground to its top.
    assert len(fields) == 2
    assert fields[1]["height"] > 80
    assert len(filled(svg, "#3b88a6")) == 2
    assert {"niet bekend", "0", "10", "30"} <= set(texts(svg))
    assert "niet bekend" not in texts(drawn(PeriodChart("misdrijven", YEARS, (1, 2, 3, 4))))


def test_provisional_is_a_pattern_with_a_word():
    chart = PeriodChart("x", YEARS, (1, 2, 3, 4), provisional=(False, False, True, True))
    svg = drawn(chart)
    assert len(filled(svg, "url(#hatch)")) == 1 + 2
    assert "voorlopig" in texts(svg)
    assert "voorlopig" in chart.alternative


def test_a_line_stops_where_nothing_is_known():
    chart = PeriodChart(
        "x", YEARS, (1, 2, 3, 4), compared=(1.0, None, 2.0, 3.0), compared_name="de stad"
    )
    lines = [
        len(one.get("points").split())
        for one in drawn(chart).iter(f"{SVG}polyline")
        if one.get("stroke-width") == "3.2"
    ]
    assert lines == [1, 2]
    assert "de stad" in chart.alternative


def test_marks_have_a_number_in_the_chart_and_their_words_below():
    long = "Buurtpreventie met bewoners, corporatie en politie " * 4
    chart = PeriodChart("x", YEARS, (1, 2, 3, 4), marks=(Mark(2.5, "Camera's"), Mark(2.5, long)))
    svg = drawn(chart)
    said = texts(svg)
    assert said.count("1") == 2 + 2  # a badge above and one below; a value and the axis
    assert "Camera's" in said
    assert float(svg.get("viewBox").split()[3]) > 150 + 3 * 7.5
    assert "lijn 1: Camera's" in chart.alternative
    badges = [float(one.get("cx")) for one in svg.iter(f"{SVG}circle")]
    assert len(set(badges)) == 3  # two above beside each other, two below in one column


def test_many_months_have_no_number_each_and_are_told_at_a_glance():
    names = tuple(f"maand {n}" for n in range(168))
    values = tuple(None if n < 5 else float(n) for n in range(168))
    chart = PeriodChart("x", names, values, ticks=((0, "2012"), (12, "2013"), (13, "2013b")))
    said = texts(drawn(chart))
    assert "2012" in said
    assert "2013b" not in said  # no two on top of each other
    assert "167" not in said
    assert "hoogste: 167 (maand 167)" in chart.alternative
    assert "over 5 perioden is niets bekend" in chart.alternative


@pytest.mark.parametrize("values", [(None,) * 4, (0, 0, 0, 0), (1e9, 1, 2, 3), (0.001, 0, 0, 0)])
def test_any_values_can_be_drawn(values):
    svg = drawn(PeriodChart("x", YEARS, values))
    for one in svg.iter():
        for name in ("x", "y", "width", "height", "cx", "cy"):
            assert math.isfinite(float(str(one.get(name, "0")).removesuffix("pt")))
            assert float(str(one.get(name, "0")).removesuffix("pt")) >= 0


def test_names_are_names():
    nasty = '</text><script>alert("x")</script>&{{7*7}}'
    chart = PeriodChart(nasty, (nasty,), (1,), marks=(Mark(0, nasty),))
    assert nasty in texts(drawn(chart, wide=900))
    assert b"<script" not in chart.svg()


@pytest.mark.parametrize(
    "wrong",
    [
        {"periods": ()},
        {"values": (1, 2)},
        {"values": (1, 2, 3, -1)},
        {"values": (1, 2, 3, math.nan)},
        {"provisional": (True,)},
        {"compared": (1, 2, 3, 4)},
        {"compared_name": "de stad"},
        {"marks": (Mark(4.5, "later"),)},
        {"values": (1, 2, 3, math.inf)},
    ],
)
def test_what_is_wrong_cant_be_made(wrong):
    with pytest.raises(ValueError, match=r"\w"):
        PeriodChart(**{"unit": "x", "periods": YEARS, "values": (1, 2, 3, 4), **wrong})
