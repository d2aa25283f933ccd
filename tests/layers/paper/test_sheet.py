import io
import re
import threading
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
import shapely
from PIL import Image

from geo import Area, AreaId, Division, Level
from layers.palette import LOOKS, StateLook
from layers.paper import Plate, map_picture, map_pictures
from layers.view import ViewBounds
from tests.layers.paper.plates import CAMERA, grid, plate_of, texts, town_plate
from tests.layers.sample import HOSTILE, choropleth_of

DAY = date(2026, 11, 2)
VIEW = ViewBounds(4.43, 52.035, 4.47, 52.055)


def drawn(fmt="png", plate=None, dpi=60, **more):
    return map_picture(plate or town_plate(cameras=(CAMERA,)), fmt, dpi, made=DAY, **more)


def pixels(png):
    image = Image.open(io.BytesIO(png))
    return {tuple(pixel) for pixel in np.asarray(image).reshape(-1, 3).tolist()}


def share(png, colour):
    """Give the part of a picture that is of a colour, at the most half a step off."""
    image = np.asarray(Image.open(io.BytesIO(png))).astype(int)
    return float((np.abs(image - list(bytes.fromhex(colour[1:]))).max(axis=2) <= 1).mean())


def test_a_png_is_an_a4_with_every_class_and_state_on_it():
    plate = town_plate()
    png = drawn(plate=plate)
    assert Image.open(io.BytesIO(png)).size == (701, 496)
    used = {StateLook(look.state) for look in plate.choropleth.looks} - {StateLook.GEMETEN}
    colours = (*plate.choropleth.classes.colours, *(LOOKS[state].fill for state in used))
    assert {tuple(bytes.fromhex(colour[1:])) for colour in colours} <= pixels(png)


def test_a_sheet_says_what_it_shows():
    said = " ".join(texts(drawn("svg")))
    for words in (
        "Misdrijven per buurt", "heel 2024", "misdrijven", "afgeschermd", "niet gemeten",
        "CBS/politie, tabel 47018NED", "CBS/Kadaster", "CC BY 4.0", "Indeling: buurt 2025.",
        "Gemaakt op 2 november 2026.", "1 km", "cameragebied",
    ):  # fmt: skip
        assert words in said
    assert "N" in said.split()


def test_all_of_it_is_there_unless_a_part_is_in_view():
    names = ("Noord", "Oost", "Zuid", "West", "Centrum", "Rand")
    plate = plate_of(grid(names, columns=6, side=2000.0), [3, 4, 5, 6, 7, 8])
    far, near = texts(drawn("svg", plate)), texts(drawn("svg", plate, view=VIEW))
    assert set(names) <= set(far)
    assert {"Noord", "Oost", "3", "4"} <= set(near)
    assert not {"Zuid", "West", "Centrum", "Rand"} & set(near)
    assert ("2 km" in far, "400 m" in near) == (True, True)


def test_the_chosen_area_is_outlined_and_explained():
    plate = plate_of(grid(["Noord", "Zuid"]), [3, 4], selected="BU06370001")
    assert {"gekozen: Zuid", "4 misdrijven"} <= set(texts(drawn("svg", plate)))
    outlined, plain = (
        np.asarray(Image.open(io.BytesIO(drawn(plate=one))))[:, :500]  # without the legend
        for one in (plate, replace(plate, selected=None))
    )
    assert (outlined != plain).any()


def test_camera_areas_are_drawn():
    plate = plate_of(grid(["Noord", "Zuid"], side=4000.0), [3, 4])
    assert drawn(plate=plate) != drawn(plate=replace(plate, cameras=(CAMERA,)))


def test_a_hole_shows_what_lies_in_it():
    pond = shapely.box(89_500, 449_500, 90_500, 450_500)
    around = shapely.box(88_000, 448_000, 92_000, 452_000).difference(pond)
    division = Division.from_areas(
        Area(AreaId(f"BU0637000{at}", 2025, Level.BUURT), name, shape)
        for at, (name, shape) in enumerate((("Vijver", pond), ("Rand", around)))
    )
    plate = plate_of(division, [1, 100])
    light, dark = plate.choropleth.classes.colours
    png = drawn(plate=plate)
    assert share(png, light) > 0.01
    assert share(png, dark) > 5 * share(png, light)


def test_neighbours_leave_no_seam():
    plate = plate_of(grid(["", "", "", ""], columns=2), [5, 5, 5, 5])
    assert share(drawn(plate=plate, dpi=150), plate.choropleth.classes.colours[0]) > 0.35


def test_two_maps_stand_side_by_side_at_one_scale():
    left = town_plate(year=2023)
    right = town_plate(year=2024)
    shown = choropleth_of(right.division, "x", 2024, left.choropleth.classes)
    right = replace(right, choropleth=shown)
    said = texts(map_pictures(left, right, "svg", made=DAY, view=VIEW))
    assert said.count("misdrijven") == 1
    assert said.count("N") == 1
    assert {"heel 2023", "heel 2024", "heel 2023 en heel 2024"} <= set(said)
    assert sum("CBS/Kadaster" in text for text in said) == 1


def test_two_themes_have_a_legend_each():
    right = town_plate(Level.WIJK, title="Overlast per wijk", unit="meldingen")
    said = texts(map_pictures(town_plate(), right, "svg", made=DAY))
    assert {"misdrijven", "meldingen", "Misdrijven per buurt en Overlast per wijk"} <= set(said)
    assert "Overlast per wijk, heel 2024" in said
    assert any("Indeling: buurt 2025 en wijk 2025." in text for text in said)


@pytest.mark.parametrize("title", ["$x_1^2$ \\frac", "T" * 300, "", HOSTILE, "حي الشمال 日本"])
def test_any_words_can_be_written(title):
    division = grid([title] * 2)
    plate = plate_of(
        division, [3, 4], title=title, period=title, sources=(title,) * 40, unit=title,
        selected=division.codes[0],
    )  # fmt: skip
    assert drawn(plate=plate).startswith(b"\x89PNG")
    assert "<script" not in drawn("svg", plate).decode()


@pytest.mark.parametrize(
    "values",
    [
        ["niet_gemeten"] * 6, [3] * 6, [0] * 6, [1, 1, 1, 1, 1, 10**9],
        ["afgeschermd", "niet_gemeten", 0, 1, 2, 3],
    ],
    ids=["missing", "alike", "nul", "one-enormous", "mixed"],
)  # fmt: skip
def test_any_values_make_a_map(values):
    plate = plate_of(grid([f"Buurt {at}" for at in range(6)]), values)
    said = texts(drawn("svg", plate))
    assert all(f"Buurt {at}" in said for at in range(6))


def test_one_area_and_no_looks_at_all_make_a_map():
    plate = plate_of(grid(["Enige"]), [7])
    assert {"Enige", "7", "meer dan 0"} <= set(texts(drawn("svg", plate)))
    plate = replace(plate, choropleth=replace(plate.choropleth, looks=()))
    assert "Enige" in texts(drawn("svg", plate))


def test_areas_of_three_and_of_many_vertices_make_a_map():
    angle = np.linspace(0, 2 * np.pi, 50_000, endpoint=False)
    radius = 3_000 + 900 * np.sin(7 * angle)
    blob = shapely.Polygon(
        np.column_stack([93_000 + radius * np.cos(angle), 452_000 + radius * np.sin(angle)])
    )
    triangle = shapely.Polygon([(97_000, 452_000), (99_000, 452_000), (98_000, 454_000)])
    division = Division.from_areas(
        Area(AreaId(f"BU0637000{at}", 2025, Level.BUURT), name, shape)
        for at, (name, shape) in enumerate((("Bloem", blob), ("Driehoek", triangle)))
    )
    assert {"Bloem", "Driehoek"} <= set(texts(drawn("svg", plate_of(division, [5, 9]))))


def test_in_grey_every_look_differs_from_every_other():
    plate = town_plate()
    looks = {look.fill(plate.choropleth.classes): look for look in plate.choropleth.looks}
    assert len(looks) == 9
    tiles = [_grey_tile(plate.choropleth, look) for look in looks.values()]
    for at, (mean, spread) in enumerate(tiles):
        for other_mean, other_spread in tiles[at + 1 :]:
            # Lighter or darker, or with a pattern of another weight.
            assert abs(mean - other_mean) > 4 or abs(spread - other_spread) > 4


def _grey_tile(shown, look):
    """Give lightness and contrast in the middle of a square with a look, in grey."""
    division = grid([""])
    (code,) = division.codes
    alone = replace(shown, division=division.id, looks=(replace(look, code=code, label=""),))
    png = drawn(plate=Plate(division, alone, "", "", ()), dpi=100)
    grey = np.asarray(Image.open(io.BytesIO(png)).convert("L")).astype(float)
    tile = grey[300:500, 300:500]
    return tile.mean(), tile.std()


def test_pictures_can_be_made_on_several_threads():
    made = []
    plate = plate_of(grid(["Noord", "Zuid"]), [3, "niet_gemeten"])
    threads = [threading.Thread(target=lambda: made.append(drawn(plate=plate))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 3
    assert len(set(made)) == 1


@pytest.mark.parametrize("fmt", ["png", "pdf", "svg"])
def test_the_same_sheet_is_the_same_file(fmt):
    plate = plate_of(grid(["Noord", "Zuid"]), [3, 4])
    assert drawn(fmt, plate) == drawn(fmt, plate)


def test_an_unknown_format_is_refused():
    with pytest.raises(ValueError, match="gif"):
        drawn("gif")
    with pytest.raises(ValueError, match="gif"):
        map_pictures(town_plate(), town_plate(), "gif")


def test_an_svg_asks_for_nothing():
    svg = drawn("svg").decode()
    assert not re.findall(r'(?:href|src)="(?!#|data:)[^"]*"', svg)
    assert "DOCTYPE" not in svg
