from dataclasses import replace

import pytest
import shapely

from geo import Level
from layers.paper.borders import borders_of
from layers.paper.frame import Box, Frame
from layers.paper.labels import draw_labels
from layers.paper.page import Page
from layers.paper.text import POINT, width
from tests.layers.paper.plates import CAMERA, TOWN, grid, plate_of, town_plate
from tests.layers.sample import HOSTILE

BOX = Box(10, 20, 210, 160)
CLOSE = (91_000, 451_500, 93_400, 453_300)


def labelled(plate, ground=None):
    """Give the labels on a map: their words and the boxes of their rows, in RD metres."""
    ground = ground or tuple(shapely.total_bounds(plate.division.polygons).tolist())
    frame = Frame.around(BOX, ground)
    page = Page()
    axes = page.map_axes(frame)
    draw_labels(page, axes, plate, frame)
    found = {}
    for text in axes.texts:
        if text.get_gid():  # a halo
            continue
        rows, size = text.get_text().split("\n"), text.get_fontsize()
        x, y = text.get_position()
        half = max(width(row, size, bold=True) for row in rows) / 2 * frame.scale
        high = size * POINT * frame.scale
        box = shapely.box(x - half, y, x + half, y + (len(rows) - 1) * 1.2 * high + 0.7 * high)
        found["".join(rows).replace(" ", ""), x] = box
    return {words: box for (words, _), box in found.items()}, frame


def test_close_by_areas_have_their_name_and_below_it_their_value():
    plate = town_plate()
    labels, _ = labelled(plate, CLOSE)
    assert len(labels) > 15
    looks = {look.name: look for look in plate.choropleth.looks}
    for name, look in looks.items():
        if name not in labels or look.value is None:
            continue
        value = look.label.split()[0]
        below = [
            words
            for words, box in labels.items()
            if words == value and box.centroid.y < labels[name].centroid.y
        ]
        assert below, (name, value)


def test_what_has_no_value_has_a_name_alone():
    labels, _ = labelled(plate_of(grid(["Noord", "Zuid"]), ["niet_gemeten", "afgeschermd"]))
    assert list(labels) == ["Noord", "Zuid"]


@pytest.mark.parametrize("ground", [None, CLOSE])
def test_no_label_lies_on_another_or_on_a_camera_and_none_leaves_the_map(ground):
    labels, frame = labelled(town_plate(cameras=(CAMERA,)), ground)
    boxes = list(labels.values())
    tree = shapely.STRtree(boxes)
    pairs = [(a, b) for a, b in tree.query(boxes, predicate="intersects").T.tolist() if a < b]
    assert pairs == []
    assert all(shapely.box(*frame.ground).contains(box) for box in boxes)


def test_where_areas_are_many_a_name_stays_within_its_own():
    plate = town_plate()
    labels, frame = labelled(plate)
    polygons = borders_of(plate.division, frame.scale).polygons
    for name, box in labels.items():
        if name in plate.division.names:
            assert polygons[plate.division.names.index(name)].contains(box)


def test_the_chosen_area_has_a_label_even_if_it_does_not_fit():
    names = [f"Middellange naam {at}" for at in range(30)]
    division = grid(names, columns=30)
    assert "Middellangenaam7" not in labelled(plate_of(division, [5] * 30))[0]
    labels, _ = labelled(plate_of(division, [5] * 30, selected="BU06370007"))
    assert "Middellangenaam7" in labels


def test_where_areas_are_few_each_has_a_label_whatever_its_name():
    names = [
        'Noord "De Kom" & \'t Hof', HOSTILE, "Prijs $5 en $x_1^2$", "W" * 200, "lang " * 40,
        "حي الشمال", "שכונה צפון", "Buurt\nmet\tregels", "a\u202eevil", "日本", "", "O",
    ]  # fmt: skip
    labels, frame = labelled(plate_of(grid(names), list(range(1, 13))))
    for value in range(1, 13):
        assert str(value) in labels
    assert "Prijs$5en$x_1^2$" in labels
    assert "حيالشمال" in labels
    assert "aevil" in labels
    assert any(words.startswith("WWW") and words.endswith("…") for words in labels)
    assert all(shapely.box(*frame.ground).contains(box) for box in labels.values())


def test_values_are_written_as_on_the_screen():
    plate = plate_of(grid(["A", "B"]), [3, 4])
    looks = [
        ("+1.234 misdrijven (5 → 9)", "+1.234"),
        ("\u221212,5 per 1.000 inwoners (3 → 4)", "\u221212,5"),
        ("geschat 12 misdrijven", "12"),
        ("45% lopend (9 van 20)", "45%"),
    ]
    for label, short in looks:
        first, *rest = plate.choropleth.looks
        shown = replace(plate.choropleth, looks=(replace(first, label=label), *rest))
        assert short in labelled(replace(plate, choropleth=shown))[0]


def test_a_part_of_an_area_is_labelled_in_what_is_seen_of_it():
    plate = plate_of(grid(["Links", "Rechts"]), [3, 4])
    ground = (90_400, 450_100, 90_600, 450_300)
    labels, frame = labelled(plate, ground)
    assert {"Links", "Rechts"} <= set(labels)
    assert labels["Links"].centroid.x < 90_500 < labels["Rechts"].centroid.x
    assert frame.ground[0] > 90_000


def test_the_town_as_a_whole_has_names_for_its_wijken():
    labels, _ = labelled(town_plate(Level.WIJK))
    assert {name.replace(" ", "") for name in TOWN[Level.WIJK].names} <= set(labels)
