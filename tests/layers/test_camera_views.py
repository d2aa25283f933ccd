"""What cameras look over: geometry in metres, words, and what goes to the frame."""

import json
from datetime import date

import numpy as np
import pytest
import shapely

from geo import Obstacles, WgsPoints, to_rd
from geo.crs import polygons_to_rd
from ivbgeo.camera import Camera
from ivbgeo.plannerfiles.areas import Condition, KeptAreas
from ivbgeo.seeing import Around
from layers.camera_views import camera_views, camera_words
from tests.layers.sample import HOSTILE

TODAY = date(2026, 11, 1)


def camera(name="Stadshart", first=date(2024, 1, 1), last=None, **aim):
    place = {"x": 93_000.0, "y": 452_000.0}
    return Camera(name, "vast", first, last, "B-1", **(place | aim))


def drawn(*cameras, around=None):
    """What goes to the frame, each with its shape in metres."""
    views = camera_views(cameras, TODAY, around)
    return views, [
        (name, seen, shape(outline))
        for name, seen, _, _, outline in json.loads(views.kept.data)["cameras"]
    ]


def shape(outline):
    parts = [shapely.Polygon(rings[0], rings[1:]) for rings in outline]
    turned = shapely.transform(shapely.union_all(parts), lambda xy: xy[:, ::-1])
    return polygons_to_rd(np.array([turned]))[0]


def standing(*houses):
    polygons = np.array(houses, dtype=object)
    kept = KeptAreas(("",) * len(houses), polygons, None, Condition())
    return Around(kept, obstacles=Obstacles(polygons), files=("panden", "", ""))


AIM = {"direction": 90.0, "angle": 90.0, "reach": 50.0}
WALL = shapely.box(93_010, 451_960, 93_012, 452_040)


@pytest.mark.parametrize(
    ("direction", "towards"), [(0, (0, 1)), (90, (1, 0)), (225, (-0.7071, -0.7071))]
)
def test_what_is_seen_lies_where_the_camera_looks(direction, towards):
    _, ((_, _, found),) = drawn(camera(direction=direction, angle=60.0, reach=100.0))
    assert found.contains(shapely.Point(93_000 + 98 * towards[0], 452_000 + 98 * towards[1]))
    assert not found.contains(shapely.Point(93_000 - towards[0], 452_000 - towards[1]))


@pytest.mark.parametrize("angle", [1, 60, 180, 270, 359.9, 360])
def test_without_buildings_it_is_a_sector(angle):
    views, ((_, seen, found),) = drawn(camera(direction=330.0, angle=float(angle), reach=80.0))
    assert found.area == pytest.approx(angle / 360 * np.pi * 80**2, rel=0.01, abs=3)
    assert "zonder gebouwen berekend" in seen
    (told,) = views.told
    assert told.startswith("Zonder gebouwen berekend: in werkelijkheid")


def test_a_building_hides_what_is_behind_it():
    views, ((_, seen, found),) = drawn(camera(**AIM), around=standing(WALL))
    assert found.area == pytest.approx(100, rel=0.01)
    assert "zonder gebouwen" not in seen
    assert views.told == ("Wat een camera ziet, is berekend met de gebouwen uit panden.",)


def test_of_each_camera_it_is_said_how_it_was_computed():
    far = camera("Ver", x=94_000.0, **AIM)
    hidden = camera("Binnen", x=93_011.0, y=451_970.0, **AIM)
    seen = standing(WALL.buffer(3))
    views, found = drawn(camera("Hier", **AIM), far, hidden, around=seen)
    assert [("zonder gebouwen" in words, shape.is_empty) for _, words, shape in found] == [
        (False, False), (True, False), (False, True),
    ]  # fmt: skip
    assert "van Ver; in panden staan daar geen gebouwen" in views.told[1]
    assert views.told[2].startswith("Volgens panden in een gebouw: Binnen.")


def test_what_is_not_known_is_not_drawn_and_said():
    for unknown in (
        camera(direction=90.0, angle=60.0),
        camera(direction=1.0, angle=0.5, reach=9.0),
    ):
        (one,) = json.loads(camera_views([unknown], TODAY).kept.data)["cameras"]
        assert one[-1] == []
        assert camera_views([unknown], TODAY).told == ()
    assert camera_words(camera(), TODAY)[2] == "niet bekend waarnaar"
    half = camera(direction=90.0, angle=60.0)
    assert camera_words(half, TODAY)[2] == "naar het oosten (90°), 60° breed"


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
    ((ring,),) = outline
    lat, lon = np.array([place, *ring]).T
    back = to_rd(WgsPoints(lon, lat))
    assert (back.x[0], back.y[0]) == pytest.approx((93_000, 452_000), abs=0.1)
    away = np.hypot(back.x[1:] - back.x[0], back.y[1:] - back.y[0])
    assert sorted(set(away.round().tolist())) == [0, 100]


def test_a_hundred_cameras_are_a_small_message():
    many = [camera(f"Camera {n}", direction=3.0 * n, angle=90.0, reach=60.0) for n in range(100)]
    assert len(camera_views(many, TODAY).kept.data) < 60_000
