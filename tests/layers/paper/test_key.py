from dataclasses import replace

import pytest

from geo import Level
from ivbgeo.dutch import number
from layers.diverging import DIFFERENCE_TEXTS, make_diverging
from layers.legend import legend_entries
from layers.paper.frame import Box
from layers.paper.key import draw_key
from layers.paper.page import Page
from layers.paper.text import POINT, width
from tests.layers.paper.plates import CAMERA, grid, plate_of, town_plate
from tests.layers.sample import choropleth_of

BOX = Box(230, 40, 57, 140)


def drawn(plates, box=BOX, columns=1):
    page = Page()
    draw_key(page, box, plates, columns)
    return page.axes.texts


def said(found):
    return [" ".join(text.get_text().split("\n")) for text in found]


def test_every_class_state_and_mark_is_explained():
    plate = town_plate(cameras=(CAMERA,), selected="BU06370000")
    texts = said(drawn((plate,)))
    assert texts[0] == "misdrijven"
    for *_, text in legend_entries(plate.choropleth):
        assert text in texts
    assert any(text.startswith("cameragebied (omgeving, geen exacte plek)") for text in texts)
    assert f"gekozen: {plate.chosen.name} {plate.chosen.label}" in texts


def test_a_difference_is_explained_from_less_to_more():
    division = grid(["A", "B"])
    classes = make_diverging([-40, -3, 5, 60])
    plate = plate_of(division, [0, 0])
    shown = replace(plate.choropleth, classes=classes, texts=DIFFERENCE_TEXTS)
    texts = said(drawn((replace(plate, choropleth=shown),)))
    labels = classes.labels(number)
    assert texts[1:8] == [*labels[:3], "geen verschil", *labels[3:]]


def test_two_maps_with_the_same_classes_share_a_legend():
    left = town_plate(year=2023)
    shown = choropleth_of(left.division, "x", 2024, left.choropleth.classes)
    right = replace(town_plate(year=2024), choropleth=shown)
    texts = said(drawn((left, right), Box(10, 30, 277, 50), 4))
    assert len(texts) == len(set(texts)) == 1 + len(legend_entries(left.choropleth))


def test_the_chosen_area_of_two_maps_has_its_value_in_each():
    left, right = (
        plate_of(grid(["Noord"]), [value], period=period, selected="BU06370000")
        for value, period in ((3, "2023"), (4, "2024"))
    )
    texts = said(drawn((left, right), Box(10, 30, 277, 50), 4))
    assert "gekozen: Noord 2023: 3 misdrijven 2024: 4 misdrijven" in texts


@pytest.mark.parametrize("height", [140, 60, 30])
def test_much_to_explain_becomes_smaller_and_stays_in_its_box(height):
    plate = town_plate(
        unit="misdrijven met een heel lange omschrijving per 1.000 inwoners van de gemeente",
        cameras=(CAMERA,), selected="BU06370000",
    )  # fmt: skip
    box = Box(230, 40, 57, height)
    found = drawn((plate,), box)
    assert len(found) > 5
    for text in found:
        x, y = text.get_position()
        rows, size = text.get_text().split("\n"), text.get_fontsize()
        assert x + max(width(row, size) for row in rows) <= box.right + 0.1
        assert box.bottom - size * POINT * len(rows) <= y <= box.top


def test_without_any_figure_the_legend_says_so():
    plate = plate_of(grid(["A"]), ["niet_gemeten"])
    assert "gemeten (komt hier niet voor)" in said(drawn((plate,)))


def test_a_wijk_has_the_same_legend():
    assert said(drawn((town_plate(Level.WIJK),)))[0] == "misdrijven"
