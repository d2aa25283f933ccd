import numpy as np
import pytest
import shapely

from geo import Obstacles, Seen, SeenPlace, SightError, seen_in, visible_area
from tests.geo.coverages import refused
from tests.geo.sight.scenes import X, Y, box, sight

COURT = Obstacles([box(-20, -20, 20, 20).difference(box(-10, -10, 10, 10)), box(4, 4, 6, 6)])
FOUND = visible_area(sight(reach=100), COURT)


def test_what_was_not_told_is_not_nothing():
    assert seen_in(FOUND) == Seen(
        FOUND.area.area, None, None, pytest.approx(FOUND.frontage()), None, None
    )


def test_public_ground_counts_once():
    got = seen_in(FOUND, public=[box(-50, -50, 0, 50), box(-30, -50, -5, 50), box(50, 0, 60, 9)])
    assert got.public == pytest.approx(200)
    assert got.public + got.not_public == pytest.approx(got.area)
    none = seen_in(FOUND, public=[])
    assert (none.public, none.not_public) == (0, none.area)


def test_public_ground_that_is_broken_is_mended():
    bow = shapely.Polygon([(X - 9, Y - 9), (X - 1, Y - 1), (X - 1, Y - 9), (X - 9, Y - 1)])
    assert seen_in(FOUND, public=[bow]).public == pytest.approx(32)


def test_private_walls_are_told_apart():
    got = seen_in(FOUND, private=np.array([False, True]))
    assert got.private_frontage == pytest.approx(4)
    assert got.frontage == pytest.approx(80 - 2 * 10 * (1 - 2 / 3) + 4, abs=0.01)
    with refused(SightError, "geo.sight.private"):
        seen_in(FOUND, private=np.array([True]))


def test_places_are_told_with_how_much_of_them():
    yards = {
        "De Wal": box(-8, -8, -6, -6),
        "De Berg": box(-10, 0, -30, 4),
        "Ver weg": box(60, 60, 70, 70),
        "De Boog": box(-5, -5, -2, 5),
    }
    assert seen_in(FOUND, places=yards).places == (
        SeenPlace("De Boog", pytest.approx(30), pytest.approx(1)),
        SeenPlace("De Wal", pytest.approx(4), pytest.approx(1)),
    )
    assert seen_in(FOUND, places={}).places == ()


def test_a_place_in_part():
    yard = {"Plein": box(0, -20, 5, -5)}
    (place,) = seen_in(FOUND, places=yard).places
    assert place == SeenPlace("Plein", pytest.approx(25), pytest.approx(1 / 3))
