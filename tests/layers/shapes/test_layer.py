"""Shapes and spots: what goes to the frame, in which order, and what has to be in view."""

from __future__ import annotations

import json

import numpy as np
import pytest
import shapely

from geo import RdPoints, to_wgs84
from layers.shapes import Shape, ShapeKind, Spot, SpotKind, shape_layer

SQUARE = shapely.box(93_000, 452_000, 93_100, 452_200)
HOLED = SQUARE.difference(shapely.box(93_020, 452_020, 93_040, 452_040))


def sent(layer):
    return json.loads(layer.kept.data)


def test_what_lies_lowest_comes_first_whatever_the_order_in_which_it_was_given():
    layer = shape_layer(
        [Shape("z", ShapeKind.ZICHT, SQUARE), Shape("g", ShapeKind.GEBIED, SQUARE)],
        [
            Spot("c", SpotKind.CAMERA, 93_000, 452_000),
            Spot("k", SpotKind.KANDIDAAT, 93_010, 452_010),
        ],
    )
    assert [row[2] for row in sent(layer)["shapes"]] == ["g", "z"]
    assert [row[0] for row in sent(layer)["spots"]] == ["kandidaat", "camera"]


def test_corners_and_places_are_degrees_latitude_first():
    layer = shape_layer(
        [Shape("g", ShapeKind.GEBIED, HOLED)], [Spot("c", SpotKind.CAMERA, 93_050.0, 452_100.0)]
    )
    found = to_wgs84(RdPoints(np.array([93_050.0]), np.array([452_100.0])))
    ((*_, place),) = sent(layer)["spots"]
    assert place == pytest.approx([found.lat[0], found.lon[0]], abs=2e-6)
    ((*_, parts),) = sent(layer)["shapes"]
    assert [len(rings) for rings in parts] == [2]  # with its hole
    west, south, east, north = layer.bounds
    for lat, lon in (corner for rings in parts for ring in rings for corner in ring):
        assert south <= lat <= north
        assert west <= lon <= east


def test_all_of_it_is_in_view_with_room_around_a_single_spot():
    alone = shape_layer(spots=[Spot("c", SpotKind.PLEK, 93_000.0, 452_000.0)])
    assert alone.ground == (92_850.0, 451_850.0, 93_150.0, 452_150.0)
    both = shape_layer([Shape("g", ShapeKind.GEBIED, SQUARE)], alone.spots)
    assert both.ground == SQUARE.bounds


def test_what_has_no_surface_is_left_out_and_nothing_is_nowhere():
    layer = shape_layer([Shape("leeg", ShapeKind.ZICHT, shapely.Polygon())])
    assert (layer.shapes, layer.bounds, layer.ground) == ((), None, None)
    assert sent(layer)["shapes"] == []


def test_the_legend_tells_of_what_is_there_only():
    layer = shape_layer(
        [Shape("a", ShapeKind.CONTROLE, SQUARE), Shape("b", ShapeKind.CONTROLE, HOLED)],
        [Spot("1", SpotKind.GEKOZEN, 93_000, 452_000, label="1")],
    )
    legend = layer.legend("Zones", "2024")
    assert (legend["unit"], legend["period"]) == ("Zones", "2024")
    (control, chosen) = legend["entries"]
    assert control[:2] == ["url(#ivb-vlak-controle)", "controlegebied, om mee te vergelijken"]
    assert control[2]["dashArray"] == "2 4"
    assert (chosen[1], len(chosen[2]["parts"])) == ("gekozen plek", 1)


def test_what_is_the_same_is_sent_once():
    layers = [shape_layer([Shape("g", ShapeKind.GEBIED, SQUARE)]) for _ in range(2)]
    assert layers[0].kept.hash == layers[1].kept.hash
    assert layers[0].kept.hash != shape_layer([Shape("h", ShapeKind.GEBIED, SQUARE)]).kept.hash
