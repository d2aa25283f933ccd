"""What cameras look over: geometry in metres, words, and what goes to the frame."""

import json
from datetime import date

import numpy as np
import pytest
import shapely

from geo import WgsPoints, to_rd
from ivbgeo.camera import Camera
from layers.camera_views import camera_views, camera_words, wedge
from tests.layers.sample import HOSTILE

TODAY = date(2026, 11, 1)


def camera(name="Stadshart", first=date(2024, 1, 1), last=None, **aim):
    place = {"x": 93_000.0, "y": 452_000.0}
    return Camera(name, "vast", first, last, "B-1", **(place | aim))


def shape(one):
    corners = wedge(one)
    return shapely.Polygon(np.column_stack([corners.x, corners.y]))


@pytest.mark.parametrize(
    ("direction", "towards"), [(0, (0, 1)), (90, (1, 0)), (225, (-0.7071, -0.7071))]
)
def test_a_wedge_lies_where_the_camera_looks(direction, towards):
    found = shape(camera(direction=direction, angle=60.0, reach=100.0))
    middle = shapely.Point(93_000 + 99 * towards[0], 452_000 + 99 * towards[1])
    assert found.contains(middle)
    assert not found.contains(shapely.Point(93_000 - towards[0], 452_000 - towards[1]))
    assert found.boundary.distance(shapely.Point(93_000, 452_000)) == 0


@pytest.mark.parametrize("angle", [1, 60, 180, 270, 359.9])
def test_its_surface_and_its_sides_are_those_of_a_sector(angle):
    found = shape(camera(direction=330.0, angle=float(angle), reach=80.0))
    assert found.is_valid
    assert found.area == pytest.approx(angle / 360 * np.pi * 80**2, rel=0.003)
    corners = np.array(found.exterior.coords)[:-1]
    away = np.hypot(*(corners - (93_000, 452_000)).T)
    assert sorted(set(away.round(6).tolist())) == [0, 80]
    bearing = np.degrees(np.arctan2(*(corners[:-1] - (93_000, 452_000)).T))
    turned = (bearing - 330 + 180) % 360 - 180
    assert turned.min() == pytest.approx(-angle / 2)
    assert turned.max() == pytest.approx(angle / 2)


def test_all_around_is_a_circle_without_a_direction():
    found = shape(camera(angle=360.0, reach=50.0))
    assert found.area == pytest.approx(np.pi * 50**2, rel=0.003)
    assert found.contains(shapely.Point(93_000, 452_000))


def test_what_is_not_known_is_not_drawn_and_said():
    unknown = camera(direction=90.0, angle=60.0)
    assert wedge(unknown) is None
    (drawn,) = json.loads(camera_views([unknown], TODAY).kept.data)["cameras"]
    assert drawn[-1] == []
    assert camera_words(camera(), TODAY)[2] == "niet bekend waarnaar"
    assert camera_words(unknown, TODAY)[2] == "naar het oosten (90°), 60° breed"


def test_words():
    aimed = camera(direction=225.0, angle=90.5, reach=60.0)
    assert camera_words(aimed, TODAY) == (
        "Stadshart",
        "vast, vanaf 1 januari 2024",
        "naar het zuidwesten (225°), 90,5° breed, tot 60 meter",
        "op de kaart",
        "B-1",
    )
    assert camera_words(camera(angle=360.0, reach=50.0), TODAY)[2] == "rondom, tot 50 meter"
    assert camera_words(camera(direction=350.0), TODAY)[2].startswith("naar het noorden")


@pytest.mark.parametrize(
    ("first", "last", "state", "shown"),
    [
        (date(2026, 11, 1), None, "op de kaart", 1),
        (date(2026, 11, 2), None, "nog niet in gebruik", 0),
        (date(2024, 1, 1), date(2026, 11, 1), "op de kaart", 1),
        (date(2024, 1, 1), date(2026, 10, 31), "niet meer in gebruik", 0),
        (None, None, "op de kaart", 1),
    ],
)
def test_a_camera_is_on_the_map_on_its_days(first, last, state, shown):
    one = camera(first=first, last=last)
    assert camera_words(one, TODAY)[3] == state
    views = camera_views([one], TODAY)
    assert views.shown == shown
    assert (views.command() is None) == (not shown)


def test_without_a_place_it_is_in_the_list_alone():
    nowhere = camera(x=None, y=None)
    assert camera_views([nowhere], TODAY).kept is None
    assert camera_words(nowhere, TODAY)[3] == "in gebruik, zonder plaats"


def test_what_goes_to_the_frame_is_degrees_and_safe_text():
    views = camera_views([camera(HOSTILE, direction=0.0, angle=90.0, reach=100.0)], TODAY)
    assert "<" not in views.kept.data
    assert "{{" not in views.kept.data
    ((name, _, valid, place, outline),) = json.loads(views.kept.data)["cameras"]
    assert (name, valid) == (HOSTILE, "vast, vanaf 1 januari 2024")
    lat, lon = np.array([place, *outline]).T
    back = to_rd(WgsPoints(lon, lat))
    assert (back.x[0], back.y[0]) == pytest.approx((93_000, 452_000), abs=0.1)
    away = np.hypot(back.x[1:] - back.x[0], back.y[1:] - back.y[0])
    assert away[:-1] == pytest.approx(100, abs=0.2)
    assert away[-1] == pytest.approx(0, abs=0.2)


def test_a_hundred_cameras_are_a_small_message():
    many = [camera(f"Camera {n}", direction=3.0 * n, angle=90.0, reach=60.0) for n in range(100)]
    assert len(camera_views(many, TODAY).kept.data) < 60_000
