import pytest

from layers.paper.frame import Box, Frame

BOX = Box(10, 20, 200, 100)


def test_a_frame_is_true_to_scale_and_holds_what_is_asked():
    frame = Frame.around(BOX, (90_000, 450_000, 95_000, 455_000), margin=0)
    left, bottom, right, top = frame.ground
    assert frame.scale == 50
    assert (right - left, top - bottom) == (10_000, 5_000)
    assert left <= 90_000
    assert right >= 95_000
    assert (bottom, top) == (450_000, 455_000)


def test_a_place_without_extent_has_a_frame():
    frame = Frame.around(BOX, (90_000, 450_000, 90_000, 450_000))
    assert frame.scale > 0
    assert frame.ground[0] < 90_000 < frame.ground[2]


def test_a_box_knows_its_sides():
    assert (BOX.right, BOX.top) == pytest.approx((210, 120))
