"""A map within a document: what it is about, and nothing said twice."""

import re

import numpy as np
import shapely
from defusedxml.ElementTree import fromstring

from geo import Area, Division
from layers.paper import map_inset
from layers.paper.borders import borders_of
from tests.layers.paper.plates import CAMERA, SVG, TOWN, grid, plate_of, texts, town_plate

NAMES = [f"Buurt {n}" for n in range(12)]
VALUES = [10, 20, "afgeschermd", 0, 50, "niet_gemeten", 70, 80, 90, 10, 20, 30]


def part_of(codes, **more):
    division = grid(NAMES)
    return plate_of(division, VALUES, part=frozenset(division.codes[at] for at in codes), **more)


def test_only_what_the_map_is_about_has_a_name():
    said = texts(map_inset(part_of([0, 1, 4])).svg)
    assert {"Buurt 0", "Buurt 1", "Buurt 4", "10", "20", "50"} <= set(said)
    assert not {"Buurt 2", "Buurt 5", "Buurt 11"} & set(said)


def test_without_a_part_it_is_about_all():
    assert set(NAMES) <= set(texts(map_inset(plate_of(grid(NAMES), VALUES)).svg))


def test_the_part_fills_the_map_and_others_have_no_colour():
    shown = part_of([0])
    picture = fromstring(map_inset(shown, 170.0, 100.0).svg)
    paths = list(picture.iter(f"{SVG}path"))
    fills = [fill[1] for one in paths if (fill := re.search(r"fill: (#\w+)", one.get("style", "")))]
    own = shown.choropleth.looks[0].fill(shown.choropleth.classes)
    # Each class is in the legend, and only that of this area on the map too.
    assert {colour: fills.count(colour) for colour in shown.choropleth.classes.colours} == {
        colour: 1 + (colour == own) for colour in shown.choropleth.classes.colours
    }
    (outline,) = [one for one in paths if "stroke-width: 1.2" in one.get("style", "")]
    numbers = np.array(re.findall(r"-?[\d.]+", outline.get("d")), dtype=float).reshape(-1, 2)
    wide, high = np.ptp(numbers, axis=0) / 72 * 25.4
    assert abs(wide - high) < 0.1  # a square, all of it
    assert 90 < high < 100


def test_legend_scale_and_north_are_there_in_words():
    said = texts(map_inset(part_of([0, 1], cameras=(CAMERA,), unit="misdrijven per 1.000")).svg)
    assert "N" in said
    assert any(re.fullmatch(r"[\d,]+ k?m", text) for text in said)
    assert "misdrijven per 1.000" in " ".join(said)
    assert any("niet gemeten" in text for text in said)
    assert any("cameragebied" in text for text in said)


def test_no_text_is_there_twice_and_nothing_points_outside():
    picture = map_inset(part_of([0, 1])).svg
    said = texts(picture)
    assert said.count("Buurt 0") == 1
    assert b"DOCTYPE" not in picture
    assert not re.search(rb'(?:href|src)="(?!#)', picture)


def test_the_same_map_gives_the_same_bytes():
    assert map_inset(part_of([0, 1])) == map_inset(part_of([0, 1]))


def test_it_is_as_large_as_asked():
    svg = fromstring(map_inset(part_of([0]), 120.0, 80.0).svg)
    wide, high = (float(svg.get(side).removesuffix("pt")) for side in ("width", "height"))
    assert abs(wide / 72 * 25.4 - 120) < 0.1
    assert abs(high / 72 * 25.4 - 80) < 0.1


def test_the_line_around_a_part_is_around_all_of_it():
    plate = town_plate()
    borders = borders_of(plate.division, 30.0)
    mask = np.zeros(len(plate.division.codes), dtype=bool)
    mask[:5] = True
    path = borders.around(mask)
    parts = shapely.union_all(TOWN[plate.division.level].polygons[:5])
    assert np.allclose(path.get_extents().extents, parts.bounds, atol=2)
    assert borders.around(np.ones(len(mask), dtype=bool)) is borders.outline


def test_what_has_no_room_for_a_name_is_told():
    names = ["Groot", *("Hele lange naam van een buurt",) * 11]
    division = grid(names, side=40.0)
    wide = shapely.box(95_000, 450_000, 97_000, 451_000)
    areas = [division.area(code) for code in division.codes]
    made = Division.from_areas([Area(areas[0].id, "Groot", wide), *areas[1:]])
    shown = map_inset(plate_of(made, VALUES))
    assert set(shown.nameless) < set(made.codes)
    assert len(shown.nameless) >= 6
    said = " ".join(texts(shown.svg))
    assert "Groot" in said
    assert map_inset(part_of([0, 1])).nameless == ()
