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


def _kinds(of_all, first, last):
    """The kinds of prevention, which are together on a map, or all the others."""
    everything = list(of_all)
    begin, end = everything.index(first), everything.index(last) + 1
    return everything[begin:end], everything[:begin] + everything[end:]


@pytest.mark.parametrize("which", [0, 1], ids=["prevention", "cameras"])
def test_all_kinds_of_a_map_fit_beside_it(buurten, which):
    shapes = _kinds(ShapeKind, ShapeKind.VUURWERK, ShapeKind.STRAAL)[which]
    spots = _kinds(SpotKind, SpotKind.AVOND, SpotKind.BEIDE)[which]
    layer = shape_layer(
        [Shape(kind, kind, shapely.box(X, Y, X + 90, Y + 90)) for kind in shapes],
        [Spot(kind, kind, X, Y) for kind in spots],
    )
    picture = shapes_picture(buurten, layer)
    told = " ".join(words(picture))
    for look in (*(SHAPES[kind] for kind in shapes), *(SPOTS[kind] for kind in spots)):
        assert look.words.split()[-1] in told
    places = [float(y) for y in re.findall(r"<text[^>]*y=\"([\d.]+)\"", picture.decode())]
    assert max(places, default=0) <= 100 / 25.4 * 72
