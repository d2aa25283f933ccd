from dataclasses import replace

import shapely

from geo import Level, RdPoints, to_wgs84
from layers.paper.borders import borders_of
from layers.paper.drawing import CAMERA as CAMERA_WIDE
from layers.paper.drawing import camera_places
from layers.paper.frame import Box, Frame
from layers.paper.labels import draw_labels
from layers.paper.page import Page
from layers.paper.text import POINT, width
from tests.layers.paper.plates import CAMERA, TOWN, grid, plate_of, town_plate
from tests.layers.sample import HOSTILE

BOX = Box(10, 20, 210, 160)
CLOSE = (91_000, 451_500, 93_400, 453_300)


def placed(plate, ground=None):
    """Give the labels on a map: the words of each and their box, in RD metres; and the frame."""
    ground = ground or tuple(shapely.total_bounds(plate.division.polygons).tolist())
    frame = Frame.around(BOX, ground)
    page = Page()
    axes = page.map_axes(frame)
    draw_labels(page, axes, plate, frame)
    found = []
    for text in axes.texts:
        if text.get_gid():  # a halo
            continue
        rows, size = text.get_text().split("\n"), text.get_fontsize()
        x, y = text.get_position()
        half = max(width(row, size, bold=True) for row in rows) / 2 * frame.scale
        high = size * POINT * frame.scale
        box = shapely.box(x - half, y, x + half, y + (len(rows) - 1) * 1.2 * high + 0.7 * high)
        found.append(("".join(rows).replace(" ", ""), box))
    return found, frame


def labelled(plate, ground=None):
    found, frame = placed(plate, ground)
    return dict(found), frame


def test_close_by_areas_have_their_name_and_below_it_their_value():
    plate = town_plate()
    found, frame = placed(plate, CLOSE)
    numbers = {
        look.name.replace(" ", ""): look.label.split()[0] if look.value is not None else None
        for look in plate.choropleth.looks
    }
    names = [(words, box) for words, box in found if words in numbers]
    assert len(names) > 10
    with_a_number = 0
    for words, box in names:
        below = shapely.box(box.bounds[0], box.bounds[1] - 4 * frame.scale, *box.bounds[2:])
        under = [said for said, other in found if said.isdigit() and below.intersects(other)]
        assert under in ([], [numbers[words]])
        with_a_number += len(under)
    assert with_a_number > 5


def test_what_has_no_value_has_a_name_alone():
    labels, _ = labelled(plate_of(grid(["Noord", "Zuid"]), ["niet_gemeten", "afgeschermd"]))
    assert list(labels) == ["Noord", "Zuid"]


def test_no_label_lies_on_another_or_on_a_camera_and_none_leaves_the_map():
    # So few that each has a label, and so narrow that none fits: they have to make way.
    division = grid([f"Middellange naam {at}" for at in range(12)], columns=12)
    middle = to_wgs84(RdPoints([93_250.0], [450_250.0]))
    camera = replace(CAMERA, lon=float(middle.lon[0]), lat=float(middle.lat[0]))
    plate = plate_of(division, [1234] * 12, cameras=(camera,))
    found, frame = placed(plate)
    assert len(found) > 12
    boxes = [box for _, box in found]
    ((_, x, y),) = camera_places(plate)
    side = CAMERA_WIDE * frame.scale
    boxes.append(shapely.box(x - side / 2, y - side / 2, x + side / 2, y + side / 2))
    pairs = shapely.STRtree(boxes).query(boxes, predicate="intersects").T.tolist()
    assert [pair for pair in pairs if pair[0] < pair[1]] == []
    assert all(shapely.box(*frame.ground).contains(box) for box in boxes)


def test_where_areas_are_many_a_name_stays_within_its_own():
    plate = town_plate()
    found, frame = placed(plate)
    polygons = borders_of(plate.division, frame.scale).polygons
    own = {name.replace(" ", ""): at for at, name in enumerate(plate.division.names)}
    inside = [polygons[own[words]].contains(box) for words, box in found if words in own]
    assert len(inside) > 50
    assert all(inside)


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
