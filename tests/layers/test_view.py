import pytest

from geo import WgsPoints, to_rd
from layers.view import ViewBounds


def test_a_view_is_a_box_in_rd_that_holds_it():
    view = ViewBounds.parse("4.47, 52.04,4.52,52.07")
    assert (view.west, view.south, view.east, view.north) == (4.47, 52.04, 4.52, 52.07)
    left, bottom, right, top = view.rd
    inside = to_rd(WgsPoints([4.47, 4.52, 4.47, 4.52], [52.04, 52.04, 52.07, 52.07]))
    assert left <= min(inside.x) < max(inside.x) <= right
    assert bottom <= min(inside.y) < max(inside.y) <= top
    assert right - left == pytest.approx(3430, abs=60)


def test_a_view_may_reach_over_the_border():
    left, *_, top = ViewBounds(2.0, 52.0, 4.0, 60.0).rd
    assert left == pytest.approx(2_350, abs=3_000)
    assert top < 640_000


@pytest.mark.parametrize(
    "text",
    [
        "52.04,4.47,52.07,4.52",  # latitude first
        "4.52,52.04,4.47,52.07",  # east of itself
        "4.47,52.07,4.52,52.04",
        "4.47,52.04,4.47,52.07",  # no width
        "nan,52.04,4.52,52.07",
        "4.47,52.04,inf,52.07",
        "4.47,52.04,4.52",
        "hier",
        "",
    ],
)
def test_what_is_no_view_is_refused(text):
    with pytest.raises(ValueError, match=r"view|numbers|float"):
        ViewBounds.parse(text)
