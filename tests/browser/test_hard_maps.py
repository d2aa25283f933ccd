"""Maps of odd areas and odd values, as a page of their own: readable each time."""

from __future__ import annotations

import re

import numpy as np
import pytest
import shapely
from playwright.sync_api import expect

from geo import Area, AreaId, Division, Level
from layers.choropleth import AreaLook, Choropleth
from layers.classes import make_classes
from layers.diverging import DIFFERENCE_TEXTS, make_diverging
from layers.page import map_html
from tests.layers.sample import HOSTILE

LONG = "Buurt met een naam van tweehonderd tekens " * 5
HEBREW, ARABIC = "שכונה עם שם מימין לשמאל", "حي باسم من اليمين إلى اليسار"
NAMES = ("Drie hoeken", HOSTILE, LONG[:200], HEBREW, ARABIC, 'De "Kop" van \'t Land & zo', "Rond")


def town():
    """Seven areas: one of three corners, one of 50,000, names that no one expects."""
    angles = np.linspace(0, 2 * np.pi, 50_001)[:-1]
    wobble = 900 + 40 * np.sin(angles * 300)
    round_ = np.column_stack([92_000 + wobble * np.cos(angles), 455_500 + wobble * np.sin(angles)])
    squares = [
        shapely.box(90_000 + 800 * n, 452_000, 90_800 + 800 * n, 453_500) for n in range(1, 6)
    ]
    corner = shapely.Polygon([(90_000, 452_000), (90_800, 452_000), (90_800, 453_500)])
    shapes = [corner, *squares, shapely.Polygon(round_)]
    return Division.from_areas(
        Area(AreaId(f"WK0637{n:02}", 2025, Level.WIJK), name, shape)
        for n, (name, shape) in enumerate(zip(NAMES, shapes, strict=True))
    )


VALUES = {
    "all equal": [7.0] * 7,
    "all missing": [None] * 7,
    "all nul": [0.0] * 7,
    "one enormous": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 1_000_000_000.0],
    "differences": [-300.0, -2.0, 0.0, 5.0, 9.0, None, 800.0],
}


def shown(division, values, differs):
    known = [value for value in values if value is not None]
    classes = make_diverging(known) if differs else make_classes(known)
    looks = []
    for code, name, value in zip(division.codes, division.names, values, strict=True):
        state = "niet_gemeten" if value is None else "gemeten" if value else "nul"
        klass = classes.index(value) if value else None
        label = "niet gemeten" if value is None else f"{value:.0f} misdrijven".replace("-", "−")
        looks.append(AreaLook(code, name, state, value, label, klass))
    texts = DIFFERENCE_TEXTS if differs else {}
    return Choropleth(division.id, "x", tuple(looks), classes, "Misdrijven", texts)


@pytest.fixture(scope="module")
def division():
    return town()


@pytest.mark.parametrize("case", VALUES)
def test_every_map_is_readable(page, tmp_path, division, case):
    choropleth = shown(division, VALUES[case], case == "differences")
    html = map_html(division, choropleth, (), LONG, "2025", ["bron"], unit="misdrijven")
    (tmp_path / "kaart.html").write_text(html, encoding="utf-8")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.goto((tmp_path / "kaart.html").as_uri())
    areas = page.locator("path[role=button]")
    expect(areas).to_have_count(7)
    labels = areas.evaluate_all("all => all.map((one) => one.getAttribute('aria-label'))")
    assert [label.rpartition(": ")[0] for label in labels] == list(division.names)
    fills = areas.evaluate_all("all => all.map((one) => one.getAttribute('fill'))")
    for look, fill in zip(choropleth.looks, fills, strict=True):
        assert fill == look.fill(choropleth.classes)
    # Each area can be seen and pointed at, and the whole of it is within the map.
    frame = page.locator("#map_div").bounding_box()
    for box in [areas.nth(n).bounding_box() for n in range(7)]:
        assert min(box["width"], box["height"]) > 15
        assert frame["x"] <= box["x"] <= box["x"] + box["width"] <= frame["x"] + frame["width"]
    page.keyboard.press("Tab")
    areas.nth(2).hover()
    tooltip = page.locator(".ivb-tooltip")
    expect(tooltip).to_contain_text(division.names[2][:30])
    assert tooltip.bounding_box()["width"] < 300
    page.get_by_role("button", name=re.compile("als tabel")).click()
    expect(page.locator(".ivb-table tbody tr")).to_have_count(7)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert asked == []


def test_a_map_without_areas_says_nothing_and_breaks_nothing(page, tmp_path, division):
    html = map_html(division, shown(division, [None] * 7, False), (), "Leeg", "2025", ["bron"])
    empty = 'give("borders", {codes: [], names: [], spots: [], rooms: [], shapes: [], unit: 1});\n'
    html = re.sub(r'give\("borders", .*\);\n', empty, html)
    html = re.sub(r'"looks":"\w*"', '"looks":""', html)
    (tmp_path / "leeg.html").write_text(html, encoding="utf-8")
    page.goto((tmp_path / "leeg.html").as_uri())
    expect(page.get_by_role("region", name="Kaart: Misdrijven", exact=True)).to_be_visible()
    expect(page.locator("path[role=button]")).to_have_count(0)
