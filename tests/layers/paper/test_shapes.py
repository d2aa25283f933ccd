"""Shapes on paper: what is drawn, what the legend says, and that small things have room around."""

from __future__ import annotations

import re

import pytest
import shapely

from geo import read_division
from layers.paper.shapes import shapes_picture
from layers.shape_looks import SHAPES, SPOTS
from layers.shapes import Shape, ShapeKind, Spot, SpotKind, shape_layer

X, Y = 93_500.0, 452_500.0


@pytest.fixture(scope="module")
def buurten():
    return read_division("data/buurten.geojson")


def words(picture):
    return re.findall(r"<text[^>]*>(.*?)</text>", picture.decode())


def test_the_legend_names_what_is_on_the_map_and_the_scale_is_there(buurten):
    layer = shape_layer(
        [Shape("g", ShapeKind.GEBIED, shapely.Point(X, Y).buffer(300))],
        [Spot("c", SpotKind.CAMERA, X, Y), Spot("7", SpotKind.GEKOZEN, X + 50, Y, label="7")],
    )
    found = words(shapes_picture(buurten, layer))
    assert {"camera", "gekozen plek", "7", "N"} <= set(found)
    assert " ".join(found).count("cameragebied") == 1
    assert any(text.endswith((" m", " km")) for text in found)


def test_areas_have_their_names_those_that_it_is_about_first(buurten):
    at = next(n for n, name in enumerate(buurten.names) if name == "Centrum-West")
    circle = buurten.polygons[at].representative_point().buffer(60)
    layer = shape_layer([Shape("g", ShapeKind.GEBIED, circle)])
    # So small and among so many others that there is no room within its border.
    found = " ".join(words(shapes_picture(buurten, layer, least=3000)))
    assert "Centrum- West" in found or "Centrum-West" in found
    near = shapes_picture(buurten, layer, least=150, around=1.0)
    far = shapes_picture(buurten, layer, least=150, around=8.0)
    assert len(words(far)) > len(words(near))


def test_all_kinds_together_fit_beside_the_map(buurten):
    layer = shape_layer(
        [Shape(kind, kind, shapely.box(X, Y, X + 90, Y + 90)) for kind in ShapeKind],
        [Spot(kind, kind, X, Y) for kind in SpotKind],
    )
    picture = shapes_picture(buurten, layer)
    told = " ".join(words(picture))
    for look in (*SHAPES.values(), *SPOTS.values()):
        assert look.words.split()[-1] in told
    places = [float(y) for y in re.findall(r"<text[^>]*y=\"([\d.]+)\"", picture.decode())]
    assert max(places, default=0) <= 100 / 25.4 * 72


def test_a_single_place_has_room_around_it_and_nothing_is_no_picture(buurten):
    found = words(shapes_picture(buurten, shape_layer(spots=[Spot("p", SpotKind.PLEK, X, Y)])))
    assert any(re.fullmatch(r"\d+ m", text) for text in found)
    with pytest.raises(ValueError, match="no shapes"):
        shapes_picture(buurten, shape_layer())
