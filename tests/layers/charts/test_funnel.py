"""The funnel plot on paper."""

import math

import pytest
from defusedxml.ElementTree import fromstring

from layers.charts import Dot, FunnelChart, Limit

SVG = "{http://www.w3.org/2000/svg}"
DOTS = (Dot(100, 12.0, "Klein"), Dot(1000, 3.0, "Midden"), Dot(4000, 2.5, "Groot"))
LIMITS = (
    Limit("99,8%", (50, 500, 5000), (0, 1, 2.4), (90, 9, 3.9)),
    Limit("95%", (50, 500, 5000), (0, 2, 2.7), (40, 6, 3.6)),
)


def chart(**more):
    words = {
        "across": "woningen",
        "up": "per 1.000 woningen",
        "dots": DOTS,
        "centre": 3.0,
        "centre_name": "de stad",
        "limits": LIMITS,
        "chosen": 1,
    }
    return FunnelChart(**{**words, **more})


def test_one_dot_counts_and_has_its_name():
    svg = fromstring(chart().svg())
    dots = [(float(one.get("r")), one.get("fill")) for one in svg.iter(f"{SVG}circle")]
    assert sorted(dots) == [(2.2, "#ffffff"), (2.2, "#ffffff"), (4.2, "#17292f")]
    said = [one.text for one in svg.iter(f"{SVG}text")]
    assert "Midden: 3,0" in said
    assert {"99,8%", "95%", "de stad", "woningen"} <= set(said)
    assert "Midden: 3,0" in chart().alternative


def test_limits_and_centre_differ_by_their_dashes():
    svg = fromstring(chart().svg())
    legend = list(svg.iter(f"{SVG}polyline"))[:3]
    dashes = [one.get("stroke-dasharray", "") for one in legend]
    assert len(set(dashes)) == 3
    # The line of the whole goes from side to side, as the legend says.
    flat = [
        one.get("stroke-dasharray", "")
        for one in svg.iter(f"{SVG}polyline")
        if one.get("stroke-width") == "1.3"
    ]
    assert flat == [dashes[0]] * 2


def test_all_that_is_drawn_is_on_the_sheet():
    svg = fromstring(chart().svg())
    _, _, wide, high = map(float, svg.get("viewBox").split())
    for one in svg.iter(f"{SVG}polyline"):
        for x, y in (map(float, point.split(",")) for point in one.get("points").split()):
            assert 0 <= x <= wide
            assert 0 <= y <= high
    for one in svg.iter(f"{SVG}circle"):
        assert 0 < float(one.get("cx")) < wide
        assert 0 < float(one.get("cy")) < high


def test_without_a_chosen_one_and_with_all_alike():
    same = tuple(Dot(10, 0, f"b{n}") for n in range(3))
    made = chart(dots=same, centre=0, limits=(), chosen=None)
    assert b"circle" in made.svg()
    assert "3 gebieden" in made.alternative


@pytest.mark.parametrize(
    "make",
    [
        lambda: Dot(0, 1, "x"),
        lambda: Dot(1, math.nan, "x"),
        lambda: Limit("x", (1,), (1, 2), (1,)),
        lambda: chart(dots=()),
        lambda: chart(chosen=9),
        lambda: chart(limits=LIMITS * 2),
    ],
)
def test_what_is_wrong_cant_be_made(make):
    with pytest.raises(ValueError, match=r"\w"):
        make()
