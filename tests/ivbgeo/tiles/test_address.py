"""The address of a tile comes from a browser, so it may be anything."""

import pytest

from ivbgeo.tiles import Extent, TileAddress

ZOETERMEER = Extent(4.42, 52.02, 4.56, 52.1)


@pytest.mark.parametrize(
    "parts",
    [
        ("", "0", "0"),
        ("-1", "0", "0"),
        ("1", "-1", "0"),
        ("1", "2", "0"),
        ("1", "0", "2"),
        ("23", "0", "0"),
        ("99999999", "0", "0"),
        ("5", "9" * 5000, "0"),
        ("5", "1", "1.png"),
        ("5", "1", "../../etc/passwd"),
        ("5", "01", "1"),
        ("5", "+1", "1"),
        ("5", "1e1", "1"),
        ("5", " 1", "1"),
        ("5", "1\n", "1"),
        ("٣", "1", "1"),  # digits, but of another script
        ("5", "1", "²"),
    ],
)
def test_what_is_no_tile_is_none(parts):
    assert TileAddress.parse(*parts) is None


def test_a_tile_is_read():
    assert TileAddress.parse("0", "0", "0") == TileAddress(0, 0, 0)
    assert TileAddress.parse("22", "4194303", "4194303") == TileAddress(22, 4194303, 4194303)


def test_a_tile_that_can_not_be_does_not_exist():
    with pytest.raises(ValueError, match="no tile: 3/8/0"):
        TileAddress(3, 8, 0)


def test_the_tile_of_the_town_hall_is_near_and_amsterdam_is_not():
    assert ZOETERMEER.near(TileAddress(14, 8397, 5408), around=8)
    assert not ZOETERMEER.near(TileAddress(14, 8414, 5384), around=8)
    assert not ZOETERMEER.near(TileAddress(18, 0, 0), around=8)


def test_far_away_tiles_are_near_where_they_are_large():
    # At the smallest zoom a screen shows some tiles around the one with the town.
    assert ZOETERMEER.near(TileAddress(8, 131, 84), around=8)
    assert ZOETERMEER.near(TileAddress(8, 131 + 8, 84 - 8), around=8)
    assert not ZOETERMEER.near(TileAddress(8, 131 + 10, 84), around=8)
    assert ZOETERMEER.near(TileAddress(0, 0, 0), around=8)


def test_at_the_zoom_of_a_street_the_town_and_as_much_around_it_is_near():
    columns = [x for x in range(30_000, 37_000) if ZOETERMEER.near(TileAddress(16, x, 21_633), 8)]
    rows = [y for y in range(18_000, 25_000) if ZOETERMEER.near(TileAddress(16, 33_588, y), 8)]
    assert 3_500 < len(columns) * len(rows) < 9_000


@pytest.mark.parametrize(
    "sides",
    [
        (5, 52, 4, 53),
        (4, 53, 5, 52),
        (4, 52, 4, 53),
        (-181, 52, 4, 53),
        (4, 52, 5, 91),
        (float("nan"), 52, 5, 53),
    ],
)
def test_what_is_no_extent_does_not_exist(sides):
    with pytest.raises(ValueError, match="no extent"):
        Extent(*sides)


def test_the_poles_are_no_trouble():
    assert Extent(-180, -90, 180, 90).near(TileAddress(3, 7, 7), around=0)
