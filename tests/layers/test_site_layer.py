"""A scenario's answer on the map: what is drawn, in which order, and what it is called."""

from dataclasses import replace

import shapely

from ivbgeo.scenario import Option, Place, ScenarioAnswer
from layers.shape_looks import ShapeKind, SpotKind
from layers.site_layer import site_layer

X, Y = 94_500, 452_700
SEEN = shapely.box(X, Y, X + 30, Y + 30)


def place(name, dx, alone, ground=""):
    return Place(name, X + dx, Y, "Palenstein-West", 10.0, alone, ground=ground)


ANSWER = ScenarioAnswer(
    chosen=Option((place("a", 0, 2.0), place("b", 200, 8.0, shapely.to_wkt(SEEN))), 18.0, 18.0),
    greedy=Option((place("a", 0, 2.0),), 10.0, 10.0),
    cameras=(place("nu", 400, 1.0),),
    today=5.0, total=100.0, reachable=60.0, hot=None, hot_once=None, hot_twice=None, curve=(),
    hindsight=(), tested_on="", tested_total=0.0, years=(), free=3,
    candidates=((X, Y), (X + 200, Y), (X + 300, Y)), obstacles=True, cautions=(), notes=(),
    sources=(), data_version=1, made_on="2026-11-27",
)  # fmt: skip


def test_chosen_places_are_numbered_by_what_they_add_and_drawn_with_what_they_see():
    layer = site_layer(ANSWER, 60.0, greedy=False)
    numbered = [(one.label, one.name) for one in layer.spots if one.kind is SpotKind.GEKOZEN]
    assert numbered == [("1", "1. b"), ("2", "2. a")]
    seen = {one.name: one.polygon for one in layer.shapes}
    assert seen["1. b"].equals(SEEN)
    # Where nothing is known to stand in the way it is a circle.
    assert abs(seen["2. a"].area - 3.14159 * 60**2) < 60
    assert [one.kind for one in layer.spots].count(SpotKind.CAMERA) == 1
    assert "10,0% in beeld" in layer.spots[0].text
    assert "zonder gebouwen" not in layer.spots[0].text


def test_a_place_around_which_no_building_is_known_says_so():
    bare = replace(ANSWER.chosen.places[0], bare=True)
    answer = replace(ANSWER, chosen=replace(ANSWER.chosen, places=(bare,)))
    (text,) = (one.text for one in site_layer(answer, 60.0).spots if one.kind is SpotKind.GEKOZEN)
    assert text.endswith("zonder gebouwen berekend")


def test_what_else_is_drawn_where_it_is_asked():
    area = shapely.box(X - 500, Y - 500, X + 500, Y + 500)
    layer = site_layer(
        ANSWER, 60.0, around=[("Palenstein", area)], barred=[("Park", SEEN)],
        buildings=shapely.box(X + 50, Y, X + 60, Y + 10), candidates=True,
    )  # fmt: skip
    assert set(layer.kinds) == {
        ShapeKind.ZOEKGEBIED, ShapeKind.VERBODEN, ShapeKind.GEBOUW, ShapeKind.ZICHT,
    }  # fmt: skip
    kinds = [one.kind for one in layer.spots]
    assert (kinds.count(SpotKind.KANDIDAAT), kinds.count(SpotKind.GULZIG)) == (3, 1)
