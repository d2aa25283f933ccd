"""What is said of one camera: exact figures of scenes that can be worked out by hand."""

import json
import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import shapely

from benchmarks.sight import town
from geo import Obstacles, SightError
from ivbgeo.camera import Camera
from ivbgeo.errors import DataError
from ivbgeo.messages import sentence
from ivbgeo.plannerfiles.areas import Condition, KeptAreas
from ivbgeo.seeing import WITHOUT, Around, Look, figures, ring_rows, see, sentences

X, Y = 93_000.0, 452_000.0
FILES = ("panden", "openbaar", "scholen")


def box(left, low, right, top):
    return shapely.box(X + left, Y + low, X + right, Y + top)


def kept(*shapes, names=None, private=None):
    polygons = np.array(shapes, dtype=object)
    marks = None if private is None else np.array(private, dtype=np.int8)
    return KeptAreas(tuple(names or [""] * len(shapes)), polygons, marks, Condition())


def around(buildings=None, public=None, sensitive=None):
    standing = Obstacles() if buildings is None else Obstacles(buildings.polygons)
    given = (buildings, public, sensitive)
    files = tuple("" if one is None else name for one, name in zip(given, FILES, strict=True))
    return Around(buildings, public, sensitive, standing, files)


def look(direction=90.0, angle=90.0, reach=30.0, **more):
    return Look("Hoek", X, Y, direction, angle, reach, **more)


def text(seen):
    return " ".join(sentences(seen))


# A wall from corner to corner of a view to the east, 10 m away: what is seen is a triangle.
WALL = box(10, -20, 12, 20)


def test_a_wall_leaves_a_triangle_half_of_it_public():
    seen = see(
        look(),
        around(
            kept(WALL, private=[1]),
            kept(box(0, 0, 50, 50), box(0, 0, 20, 20)),
            kept(box(2, -1, 4, 1), box(20, -1, 25, 1), names=["Plein", "Erachter"]),
        ),
    )
    assert seen.square_metres == pytest.approx(100)
    assert seen.free == pytest.approx(math.pi * 30**2 / 4, rel=1e-4)
    assert (seen.public, seen.not_public) == pytest.approx((50, 50))
    assert (seen.frontage, seen.private_frontage, seen.unsaid_frontage) == pytest.approx(
        (20, 20, 0)
    )
    ((place),) = seen.places
    assert (place.name, place.area, place.share) == ("Plein", pytest.approx(4), pytest.approx(1))
    assert not seen.without_buildings
    assert not seen.on_wall
    assert seen.buildings == 1
    told = text(seen)
    assert "Berekend met 1 gebouw binnen het bereik, uit panden." in told
    assert "De camera ziet 100 m²: 14% van wat binnen zijn hoek en bereik ligt." in told
    assert "Daarvan is 50 m² openbaar (50%) en 50 m² niet, volgens openbaar." in told
    assert "20 meter gevel in beeld, waarvan 20 meter van woningen." in told
    assert "Gevoelig in beeld: Plein (4 m²)." in told
    assert ("Plein", "4 m² (100% ervan)") in figures(seen)


def test_homes_others_and_what_is_not_said_are_apart():
    walls = kept(box(10, 0, 12, 20), box(10, -4, 12, 0), box(10, -20, 12, -4), private=[1, 0, -1])
    seen = see(look(), around(walls))
    assert (seen.frontage, seen.private_frontage, seen.unsaid_frontage) == pytest.approx(
        (20, 10, 6)
    )
    assert "waarvan 10 meter van woningen; van 6 meter is dat niet bekend." in text(seen)
    assert ("Gevels waarvan het niet bekend is", "6 m") in figures(seen)
    bare = see(look(), around(kept(WALL)))
    assert (bare.frontage, bare.private_frontage) == (pytest.approx(20), None)
    assert "Welke gevels van woningen zijn, staat niet in panden." in text(bare)
    assert ("Gevels van woningen", "niet bekend") in figures(bare)


def test_without_buildings_it_says_so_and_knows_no_walls():
    seen = see(look(), around())
    assert seen.without_buildings
    assert sentences(seen)[0].startswith(WITHOUT)
    assert (seen.frontage, seen.private_frontage, seen.public, seen.places) == (None,) * 4
    assert "is zonder gebouwen niet te zeggen" in text(seen)
    assert "Welk deel openbaar is, is niet te zeggen." in text(seen)
    assert "is niet nagegaan" in text(seen)
    assert "0 m" not in " ".join(value for _, value in figures(seen))


def test_a_file_of_buildings_elsewhere_is_no_buildings():
    far = see(look(), around(kept(box(200, 200, 210, 210), private=[1])))
    assert far.without_buildings
    assert far.frontage is None
    assert "In panden staat geen gebouw binnen het bereik." in sentences(far)[0]
    # One behind the camera is looked at, and is not in the way.
    behind = see(look(), around(kept(box(-20, -5, -10, 5), private=[1])))
    assert not behind.without_buildings
    assert behind.frontage == 0


def test_rings_by_pixels_lens_and_height():
    seen = see(look(pixels=2000, lens=90, height=6.5), around(kept(WALL)))
    assert [ring.per_metre for ring in seen.rings] == [25, 62, 125, 250]
    # Of 8 m along the line of sight, from 5 m above a face.
    assert seen.rings[2].distance == pytest.approx(math.sqrt(8**2 - 5**2))
    assert seen.rings[3].distance == 0
    assert seen.rings[0].limited
    told = text(seen)
    assert told.count("Een onbekende identificeren kan nergens") == 1
    assert "een bekende herkennen kan tot 6,2 meter" in told
    assert "iemand waarnemen kan tot 30 meter (het bereik)" in told
    assert "Gerekend is tot een gezicht op 1,5 meter hoogte." in told
    rows = ring_rows(seen)
    assert rows[0] == ("Een onbekende identificeren", "250", "nergens", "0 m²")
    assert rows[-1] == ("Iemand waarnemen", "25", "30 meter (het bereik)", "100 m²")
    flat = see(look(pixels=2000, lens=90), around())
    assert flat.rings[3].distance == pytest.approx(4)
    assert "De hoogte is niet bekend en telt niet mee" in text(flat)
    taken = see(look(pixels=2000), around())
    assert taken.rings[3].distance == pytest.approx(4)
    assert "De kijkhoek is gelezen als de hoek van één beeld." in text(taken)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, "hoeveel beeldpunten"),
        ({"lens": 60.0}, "hoeveel beeldpunten"),
        ({"pixels": 1920.0, "angle": 360.0}, "hoeveel graden één beeld"),
    ],
)
def test_what_is_not_known_gives_no_rings_and_is_said(given, why):
    seen = see(look(**given), around())
    assert seen.rings == ()
    assert ring_rows(seen) == ()
    assert f"het is niet bekend {why}" in text(seen)
    assert "Daarom staan er geen ringen." in text(seen)


def test_on_a_wall_it_looks_from_before_it_and_inside_it_is_refused():
    seen = see(look(), around(kept(box(-10, -5, 0, 5))))
    assert seen.on_wall
    assert "De camera hangt aan een gevel" in text(seen)
    with pytest.raises(SightError) as caught:
        see(look(), around(kept(box(-10, -5, 5, 5))))
    told = sentence(caught.value.rule, **caught.value.values)
    assert "staat in een gebouw" in told
    assert "Zet de camera op de gevel of ervoor." in told


def test_overlapping_and_broken_buildings_are_one_wall():
    bow_tie = shapely.Polygon(
        [(X + 10, Y - 20), (X + 12, Y + 20), (X + 12, Y - 20), (X + 10, Y + 20)]
    )
    many = kept(WALL, box(10, -20, 14, 20), bow_tie, private=[1, 1, 1])
    seen = see(look(), around(many))
    assert seen.square_metres == pytest.approx(100)
    assert seen.frontage == pytest.approx(20)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"angle": 0.0}, "De kijkhoek 0 kan niet. Kies 1 tot en met 360"),
        ({"angle": 361.0}, "kijkhoek 361"),
        ({"reach": 0.0}, "Het bereik 0 kan niet"),
        ({"reach": 2001.0}, "1 tot en met 2000 meter"),
        ({"direction": -1.0}, "De richting -1 kan niet"),
        ({"pixels": 0.0}, "Kies meer dan 0"),
        ({"lens": 180.0}, "De beeldhoek 180 kan niet"),
        ({"height": 0.0}, "Hoogte (meter) 0"),
        ({"height": math.nan}, "Hoogte"),
    ],
)
def test_what_can_not_be_is_refused_in_a_sentence(given, said):
    with pytest.raises((SightError, DataError)) as caught:
        look(**given)
    assert said in sentence(caught.value.rule, **caught.value.values)


def test_a_camera_of_the_register():
    aim = {"x": X, "y": Y, "direction": 90.0, "angle": 90.0, "reach": 30.0}
    camera = Camera("Plein", "vast", None, None, "", **aim, height=5.0, pixels=1920.0, lens=60.0)
    assert Look.of(camera) == Look("Plein", X, Y, 90, 90, 30, 5, 1920, 60)
    around_all = Camera(
        "Rond", "vast", None, None, "", **(aim | {"angle": 360.0, "direction": None})
    )
    assert Look.of(around_all).sight.all_around
    half = Camera("Half", "vast", None, None, "", x=X, y=Y, angle=60.0)
    with pytest.raises(DataError, match="Er ontbreekt: het bereik en de richting"):
        Look.of(half)


def test_the_record_is_plain_and_null_is_not_nought():
    seen = see(look(pixels=1920.0), around(kept(WALL)))
    told = json.loads(json.dumps(seen.record()))
    assert told["square_metres"] == pytest.approx(100)
    assert (told["public"], told["private_frontage"], told["places"]) == (None, None, None)
    assert told["sources"] == ["panden"]
    assert next(ring["use"] for ring in told["rings"]) == "waarnemen"
    assert see(look(), around()).record()["frontage"] is None


def test_the_parts_of_a_town_add_up():
    houses = town(200, seed=3)
    marks = np.random.default_rng(4).integers(-1, 2, len(houses)).astype(np.int8)
    left, low, right, top = shapely.total_bounds(houses)
    streets = shapely.box(
        left, np.arange(low - 20, top, 32.0), right, np.arange(low - 7, top + 13, 32.0)
    )
    homes = KeptAreas(("",) * len(houses), houses, marks, Condition())
    ground = KeptAreas(("",) * len(streets), streets, None, Condition())
    known = Around(homes, ground, None, Obstacles(houses), FILES)
    chance, looked = np.random.default_rng(5), 0
    for x, y in chance.uniform((left, low), (right, top), (30, 2)).tolist():
        turned = float(chance.uniform(0, 360))
        try:
            seen = see(Look("", x, y, turned, 120, 60, 4, 3840, 90), known)
        except SightError:
            continue
        looked += 1
        assert seen.public + seen.not_public == pytest.approx(seen.square_metres)
        assert seen.public == pytest.approx(
            shapely.union_all(streets).intersection(seen.area).area, abs=1e-6
        )
        assert seen.square_metres <= seen.free
        shops = see(Look("", x, y, turned, 120, 60), replaced(known, 1 - 2 * (marks == 0)))
        parts = seen.private_frontage + seen.unsaid_frontage + shops.unsaid_frontage
        assert parts == pytest.approx(seen.frontage)
        for coarse, fine in pairwise(seen.rings):
            assert fine.area.difference(coarse.area).area < 1e-6
    assert looked > 10


def replaced(known, marks):
    """The same town, with other marks on its houses."""
    homes = KeptAreas(
        known.buildings.names, known.buildings.polygons, marks.astype(np.int8), Condition()
    )
    return Around(homes, None, None, known.obstacles, FILES)


def test_what_it_sees_outside_the_designated_area_is_told():
    half = box(-50, 0, 50, 50)
    seen = see(look(), replace(around(), designated=half))
    assert seen.outside == pytest.approx(seen.square_metres / 2, rel=1e-6)
    assert "(50%) buiten de aangewezen cameragebieden." in text(seen)
    assert ("Buiten de aangewezen cameragebieden", f"{round(seen.outside)} m²") in figures(seen)
    within = see(look(), replace(around(), designated=box(-50, -50, 50, 50)))
    assert within.outside == pytest.approx(0, abs=1e-9)
    assert "Alles wat hij ziet, ligt in een aangewezen cameragebied." in text(within)
    # Of an area without a border it is not known where it ends: that is not nought.
    assert see(look(), around()).outside is None
    assert "is niet te zeggen: van geen enkel cameragebied is de grens bekend" in text(
        see(look(), around())
    )
