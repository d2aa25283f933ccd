"""The map of a round: each plek is found on it, however close they lie."""

from itertools import combinations
from math import hypot

import shapely
from hypothesis import given
from hypothesis import strategies as st

from layers.paper.frame import Box, Frame
from layers.roundsheet.drawn import _SYMBOL, WIDE, _apart, _room, blank, round_map, useful_height
from layers.shape_looks import SpotKind
from layers.shapes import Spot, shape_layer
from tests.preventing import OWN, place

SCALE = 20.0  # metres in a millimetre
NEAR = st.floats(0, 400)


@given(st.lists(st.tuples(NEAR, NEAR), max_size=9))
def test_symbols_do_not_lie_over_each_other_and_stay_near_their_place(places):
    spots = [Spot(f"Plek {at}", SpotKind.STIL, x, y) for at, (x, y) in enumerate(places)]
    moved = _apart(spots, SCALE, shapely.box(-1e4, -1e4, 1e4, 1e4))
    wide = _SYMBOL * SCALE
    assert [one.name for one in moved] == [one.name for one in spots]
    for one, was in zip(moved, spots, strict=True):
        assert hypot(one.x - was.x, one.y - was.y) <= 3 * wide + 1e-6
    for one, other in combinations(moved, 2):
        assert hypot(one.x - other.x, one.y - other.y) >= wide - 1e-6
    # The first keeps its place, and what lies apart does.
    assert moved[:1] == tuple(spots[:1])


def test_a_symbol_is_whole_on_the_map_and_not_under_the_scale():
    frame = Frame.around(Box(10, 10, 100, 80), (0, 0, 2_000, 1_600))
    corner = Box(10, 10, 47, 13)
    (left, bottom, right, top), half = frame.ground, _SYMBOL / 2 * frame.scale
    under = (left + 23 * frame.scale, bottom + 6 * frame.scale)
    at = [under, (left, bottom), (right, bottom), (right, top), (left + 800, top)]
    spots = [Spot(f"Plek {one}", SpotKind.STIL, *place) for one, place in enumerate(at)]
    for one in _apart(spots, frame.scale, _room(frame, corner)):
        assert left + half <= one.x <= right - half
        assert bottom + half <= one.y <= top - half
        assert one.x >= left + 47 * frame.scale + half or one.y >= bottom + 13 * frame.scale + half


def test_a_plek_that_was_moved_has_a_line_to_its_place(quiet_town):
    x, y = place(quiet_town, OWN)
    one, two = (Spot(f"Plek {at}", SpotKind.STIL, x + at, y, label=str(at)) for at in (1, 2))
    apart = Spot("Plek 2", SpotKind.STIL, x + 900, y, label="2")
    lines = [
        round_map(quiet_town, OWN, shape_layer((), spots), 100.0).svg.count(b'id="line2d')
        for spots in ((one, two), (one, apart))
    ]
    assert lines[0] == lines[1] + 2


def test_it_is_as_large_as_was_said_and_no_higher_than_of_use(quiet_town):
    layer = shape_layer((), ())
    high = useful_height(quiet_town, OWN, layer)
    assert 70 < high < 140
    made = round_map(quiet_town, OWN, layer, high)
    assert (made.attribution, made.complete) == ("", True)
    size = f'width="{WIDE * 72 / 25.4:.6g}'[:11].encode()
    assert size in made.svg
    assert size in blank(high)
