"""A division of so many areas that they are painted on a canvas."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from playwright.sync_api import expect

from geo import Area, AreaId, Division, Level
from layers.choropleth import AreaLook, Choropleth
from layers.classes import Classes
from layers.page import map_html

SIDE = 40  # areas in a row
COLOUR = "#17587f"
NOT_YET = "#e6e9eb"  # where a pattern will come

# The part of what is painted that has each colour, if that is much.
COLOURS = """() => {
  const canvas = document.querySelector(".leaflet-pane canvas");
  const { width, height } = canvas;
  const pixels = new Uint32Array(
    canvas.getContext("2d").getImageData(0, 0, width, height).data.buffer);
  const painted = pixels.filter((one) => one >>> 24 === 255);
  const found = new Map();
  for (const one of painted) found.set(one, (found.get(one) || 0) + 1 / painted.length);
  const hex = (one) => [0, 8, 16].map((at) => (one >> at & 255).toString(16).padStart(2, "0"));
  const much = [...found].filter(([, part]) => part > 0.02);
  return Object.fromEntries(much.map(([one, part]) => ["#" + hex(one).join(""), part]));
}"""


def look(code, name, column):
    if column % 2:
        return AreaLook(code, name, "afgeschermd", None, "afgeschermd", None)
    return AreaLook(code, name, "gemeten", 3.0, "3 misdrijven", 0)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    x, y = np.meshgrid(np.arange(SIDE), np.arange(SIDE))
    squares = shapely.box(90_000 + 200 * x, 450_000 + 200 * y, 90_200 + 200 * x, 450_200 + 200 * y)
    codes = [f"BU{at:08}" for at in range(SIDE**2)]
    names = [f"Buurt {at % SIDE}, {at // SIDE}" for at in range(SIDE**2)]
    division = Division.from_areas(
        Area(AreaId(code, 2025, Level.BUURT), name, square)
        for code, name, square in zip(codes, names, squares.ravel(), strict=True)
    )
    looks = [look(code, name, at % SIDE)
             for at, (code, name) in enumerate(zip(codes, names, strict=True))]  # fmt: skip
    choropleth = Choropleth(
        division.id, "x", tuple(looks), Classes((5,), (COLOUR,)), "Veel gebieden"
    )
    path = tmp_path_factory.mktemp("many") / "kaart.html"
    html = map_html(division, choropleth, (), "Veel", "2024", ["bron"], unit="misdrijven")
    path.write_text(html, encoding="utf-8")
    return path.as_uri()


def test_colours_and_patterns_are_painted(page, file):
    page.goto(file)
    # The pattern comes as soon as its tile is loaded: until then there is one colour in its place.
    # Asked again from here: the page itself lets no text become a script.
    for _ in range(100):
        colours = page.evaluate(COLOURS)
        if NOT_YET not in colours:
            break
        page.wait_for_timeout(100)
    assert NOT_YET not in colours
    assert 0.25 < colours.pop(COLOUR) < 0.5
    assert len(colours) > 1
    assert sum(colours.values()) > 0.2


def test_an_area_is_told_by_mouse_and_by_keyboard(page, file):
    page.goto(file)
    box = page.locator(".leaflet-container").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".ivb-tooltip")).to_contain_text("Buurt")
    walker = page.get_by_role("button", name="Buurt 0, 0")
    walker.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Buurt 1, 0: afgeschermd")).to_be_focused()
