import math
from dataclasses import FrozenInstanceError, replace

import pytest

from geo import Sight, SightError
from tests.geo.coverages import refused
from tests.geo.sight.scenes import sight

ONE = sight(90.0, 60.0, 40.0)


@pytest.mark.parametrize("value", [-0.1, 360.1, 720, math.nan, math.inf])
def test_a_direction_is_on_the_compass(value):
    with refused(SightError, "geo.sight.direction"):
        replace(ONE, direction=value)


@pytest.mark.parametrize("value", [0, -60, 0.9, 361, math.nan, math.inf])
def test_an_angle_is_some_of_a_turn(value):
    with refused(SightError, "geo.sight.angle"):
        replace(ONE, angle=value)


@pytest.mark.parametrize("value", [0, -1, 0.9, 2001, math.nan, math.inf])
def test_a_reach_is_some_distance(value):
    with refused(SightError, "geo.sight.reach") as caught:
        replace(ONE, reach=value)
    assert caught.value.values["most"] == "2000"


@pytest.mark.parametrize("place", [(4.49, 52.06), (math.nan, 452_000), (452_000, 93_000)])
def test_a_place_is_in_rd(place):
    with refused(SightError, "geo.sight.place"):
        replace(ONE, x=place[0], y=place[1])


def test_the_bounds_are_allowed():
    assert Sight(93_000, 452_000, 360, 360, 2_000).all_around
    assert Sight(93_000, 452_000, 0, 1, 1).left == -0.5
    assert not ONE.all_around
    assert ONE.left == 60


def test_it_stays_as_it_is():
    with pytest.raises(FrozenInstanceError):
        ONE.reach = 5
