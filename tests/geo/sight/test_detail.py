import math
from itertools import pairwise

import pytest
import shapely

from geo import Detail, Obstacles, SightError, detail_distance, detail_rings, visible_area
from tests.geo.coverages import refused
from tests.geo.sight.scenes import box, sight


def test_the_levels_are_those_of_the_standard():
    assert {level.name: int(level) for level in Detail} == {
        "DETECT": 25, "OBSERVE": 62, "RECOGNISE": 125, "IDENTIFY": 250,
    }  # fmt: skip


def test_at_a_right_angle_the_picture_is_twice_as_wide_as_it_is_far():
    assert detail_distance(Detail.IDENTIFY, 2000, 90) == pytest.approx(4)
    assert detail_distance(Detail.RECOGNISE, 2000, 90) == pytest.approx(8)
    assert detail_distance(Detail.DETECT, 2000, 90) == pytest.approx(40)
    # Full HD through a lens of 60 degrees.
    assert detail_distance(Detail.OBSERVE, 1920, 60) == pytest.approx(26.82, abs=0.01)


@pytest.mark.parametrize("pixels", [0, -1920, math.nan, math.inf])
def test_a_picture_has_pixels(pixels):
    with refused(SightError, "geo.sight.pixels"):
        detail_distance(Detail.DETECT, pixels, 60)


@pytest.mark.parametrize("lens", [0, -1, 180, 360, math.nan])
def test_one_picture_spans_less_than_half_a_turn(lens):
    with refused(SightError, "geo.sight.lens"):
        detail_distance(Detail.DETECT, 1920, lens)


def test_rings_lie_in_each_other_and_in_what_is_seen():
    found = visible_area(sight(90, 90, 30), Obstacles([box(6, -2, 8, 2)]))
    rings = detail_rings(found, 2000)
    assert [ring.detail for ring in rings] == list(Detail)
    assert [ring.distance for ring in rings] == pytest.approx([30, 2000 / 124, 8, 4])
    assert [ring.limited for ring in rings] == [True, False, False, False]
    assert rings[0].area is found.area
    for coarse, fine in pairwise(rings):
        assert fine.area.difference(coarse.area).area < 1e-9
    # What is nearer than the wall is a quarter of a circle.
    assert rings[3].area.area == pytest.approx(math.pi * 4**2 / 4, rel=1e-4)
    assert rings[2].area.area < math.pi * 8**2 / 4 - 4


def test_a_ring_is_what_a_shorter_reach_would_see():
    standing = Obstacles([box(6, -2, 8, 2), box(-9, 3, -5, 9)])
    found = visible_area(sight(reach=40), standing)
    ring = detail_rings(found, 2000, lens=90)[2]
    assert ring.area.symmetric_difference(visible_area(sight(reach=8), standing).area).area < 1e-6


def test_all_around_needs_the_angle_of_one_picture():
    found = visible_area(sight(), Obstacles())
    with refused(SightError, "geo.sight.lens"):
        detail_rings(found, 1920)
    assert shapely.area(detail_rings(found, 1920, 60)[0].area) == found.area.area


def test_who_hangs_high_is_further_from_a_face():
    found = visible_area(sight(90, 90, 30), Obstacles())
    rings = detail_rings(found, 2000, above=5)
    flat = detail_rings(found, 2000)
    # Recognise up to 8 m along the line of sight, so up to the other side of a triangle.
    assert rings[2].distance == pytest.approx(math.sqrt(8**2 - 5**2))
    assert rings[2].area.difference(flat[2].area).area < 1e-9
    # Nothing is identified within 4 m by who hangs 5 m above it.
    assert rings[3].distance == 0
    assert rings[3].area.is_empty
    assert not rings[3].limited
