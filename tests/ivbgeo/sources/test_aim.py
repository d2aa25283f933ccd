"""Where a camera looks, how far, from how high and how finely, as people write it."""

import pytest

from ivbgeo.sources import Kind
from ivbgeo.sources.aim import (
    read_angle,
    read_direction,
    read_height,
    read_lens,
    read_pixels,
    read_reach,
)
from ivbgeo.sources.fault import ValueRefusedError

HEAD = "naam;soort;vanaf;besluit;{};{};{}\n"
ROW = "a;vast;1-1-2023;B;{};{};{}\n"


@pytest.mark.parametrize(
    ("cell", "degrees"),
    [
        (0, 0), ("360", 0), ("359,5", 359.5), ("225°", 225), (" 90 ", 90), (45.5, 45.5),
        ("N", 0), ("no", 45), ("Oost", 90), ("zuid-oost", 135), ("Z", 180), ("ZW", 225),
        ("W", 270), ("nw", 315), ("NE", 45), ("South", 180),
    ],
)  # fmt: skip
def test_a_direction(cell, degrees):
    assert read_direction(cell) == degrees


@pytest.mark.parametrize("cell", [-1, 361, "400", "", "rechtdoor", None, True, "NNO"])
def test_what_is_no_direction(cell):
    with pytest.raises(ValueRefusedError, match=r"camera\.direction"):
        read_direction(cell)


@pytest.mark.parametrize(("cell", "value"), [("90°", 90), (360, 360), ("0,5", 0.5)])
def test_an_angle(cell, value):
    assert read_angle(cell) == value


@pytest.mark.parametrize("cell", [0, -5, 361, "wijd", ""])
def test_what_is_no_angle(cell):
    with pytest.raises(ValueRefusedError, match=r"camera\.angle"):
        read_angle(cell)


@pytest.mark.parametrize(("cell", "value"), [("60 m", 60), (2000, 2000), ("12,5", 12.5)])
def test_a_reach(cell, value):
    assert read_reach(cell) == value


@pytest.mark.parametrize("cell", [0, -5, 2001, "ver", "60 km"])
def test_what_is_no_reach(cell):
    with pytest.raises(ValueRefusedError, match=r"camera\.reach"):
        read_reach(cell)


@pytest.mark.parametrize(
    "names",
    [
        ("richting", "kijkhoek", "bereik"),
        ("Kijkrichting", "Openingshoek", "Bereik (m)"),
        ("direction", "angle", "range"),
        ("Azimuth", "FOV", "reach"),
    ],
)
def test_the_names_of_columns_in_use(read, names):
    (row,) = read(HEAD.format(*names) + ROW.format("NO", "90", "60"), Kind.CAMERAS).rows
    assert (row.direction, row.angle, row.reach) == (45, 90, 60)


def test_they_may_be_left_out_and_left_empty(read):
    (row,) = read("naam;soort;vanaf;besluit;kijkhoek\na;vast;1-1-2023;B;\n", Kind.CAMERAS).rows
    assert (row.direction, row.angle, row.reach) == (None, None, None)


def test_a_wrong_one_is_told_with_its_line_and_column(read):
    text = HEAD.format("richting", "kijkhoek", "bereik") + ROW.format("400", "0", "5000")
    told = read(text, Kind.CAMERAS).rejections
    assert [(one.line, one.column) for one in told] == [
        (2, "richting"), (2, "kijkhoek"), (2, "bereik"),
    ]  # fmt: skip
    assert "0 tot en met 360" in told[0].message
    assert "hoogstens 2000" in told[2].message


@pytest.mark.parametrize(
    ("reader", "cell", "value"),
    [
        (read_height, "4,5 m", 4.5), (read_height, 100, 100),
        (read_pixels, "1920x1080", 1920), (read_pixels, "3840 × 2160", 3840),
        (read_pixels, "2560 px", 2560), (read_pixels, 1280, 1280), (read_pixels, "Full-HD", 1920),
        (read_lens, "62,5°", 62.5), (read_lens, 179, 179),
    ],
)  # fmt: skip
def test_height_pixels_and_lens(reader, cell, value):
    assert reader(cell) == value


@pytest.mark.parametrize(
    ("reader", "cell", "rule"),
    [
        (read_height, 0, "camera.height"), (read_height, "hoog", "camera.height"),
        (read_height, 101, "camera.height"), (read_pixels, "4K", "camera.pixels"),
        (read_pixels, 0, "camera.pixels"), (read_lens, 180, "camera.lens"),
        (read_lens, "", "camera.lens"),
    ],
)  # fmt: skip
def test_what_is_none_of_these(reader, cell, rule):
    with pytest.raises(ValueRefusedError, match=rule.replace(".", r"\.")):
        reader(cell)


def test_the_columns_of_a_camera_that_is_planned_with(read):
    text = (
        "cameranaam;soort;vanaf;besluit;hoogte;resolutie;lens;kosten plaatsing;verwijderkosten;"
        "cameragebied\n"
        "a;vast;1-1-2023;B;4,5;1920x1080;62;€ 2.500;750;Stadhuisplein\n"
    )
    (row,) = read(text, Kind.CAMERAS).rows
    assert (row.height, row.pixels, row.lens) == (4.5, 1920, 62)
    assert (row.installation, row.removal, row.designation) == (2500, 750, "Stadhuisplein")
