"""Cameras from a real store: until when, and what they look over."""

from datetime import date

import pytest

from ivbgeo.camera import Camera
from ivbgeo.cameras import cameras_of
from ivbgeo.viewer import Viewer

PLANNER = Viewer.of("planner")
HEAD = "naam,soort,geldig vanaf,geldig tot,besluit,x,y,richting,kijkhoek,bereik\n"


def test_they_come_back_as_they_were_read_in(put):
    edition = put(
        "cameras",
        HEAD
        + "Stadshart,vast,2023-01-01,,B-1,93000.5,452000,ZW,90,60\n"
        + "Evenement,tijdelijk,2024-05-01,2024-05-31,B-2,93100,452100,360,70.5,40\n"
        + "Depot,vast,2023-01-01,,B-3,,,,,\n",
    )
    depot, event, centre = cameras_of(edition, PLANNER)
    assert depot == Camera("Depot", "vast", date(2023, 1, 1), None, "B-3")
    assert (centre.x, centre.y, centre.direction, centre.angle, centre.reach) == (
        93000.5, 452000, 225, 90, 60,
    )  # fmt: skip
    assert (event.direction, event.angle) == (0, 70.5)
    assert [camera.has_view for camera in (depot, event, centre)] == [False, True, True]


@pytest.mark.parametrize(
    ("day", "valid"),
    [
        (date(2024, 4, 30), False),
        (date(2024, 5, 1), True),
        (date(2024, 5, 31), True),
        (date(2024, 6, 1), False),
    ],
)
def test_the_first_and_the_last_day_count(day, valid):
    first, last = date(2024, 5, 1), date(2024, 5, 31)
    assert Camera("a", "tijdelijk", first, last, "B").is_valid_on(day) is valid


def test_who_has_no_last_day_goes_on():
    assert Camera("a", "vast", None, None, "B").is_valid_on(date(2099, 1, 1))


@pytest.mark.parametrize(
    ("aim", "known"),
    [
        ({}, False),
        ({"direction": 90.0, "angle": 60.0}, False),
        ({"angle": 60.0, "reach": 40.0}, False),
        ({"angle": 360.0, "reach": 40.0}, True),
        ({"direction": 0.0, "angle": 60.0, "reach": 40.0}, True),
    ],
)
def test_a_view_is_known_when_all_of_it_is(aim, known):
    assert Camera("a", "vast", None, None, "B", None, 1.0, 2.0, **aim).has_view is known
    assert not Camera("a", "vast", None, None, "B", **aim).has_view


def test_half_a_place_is_no_place():
    with pytest.raises(ValueError, match="both x and y"):
        Camera("a", "vast", None, None, "B", x=1.0)
