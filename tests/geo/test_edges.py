from __future__ import annotations

from itertools import pairwise

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.edges import Edges, sorting
from tests.geo.coverages import coverages, lattices, square


def pieces(polygons):
    """Give every straight piece of border as a pair of corners, each pair once."""
    found = set()
    for polygon in polygons:
        for ring in shapely.get_rings(shapely.get_parts(polygon)):
            xy = [tuple(corner) for corner in shapely.get_coordinates(ring).tolist()]
            found |= {tuple(sorted(pair)) for pair in pairwise(xy)}
    return found


@given(st.one_of(coverages(), lattices()))
def test_every_piece_of_border_is_there_once(polygons):
    records = Edges.of(polygons).records
    ends = [tuple(sorted([(x0, y0), (x1, y1)])) for x0, y0, x1, y1, _, _ in records.tolist()]
    assert len(ends) == len(set(ends))
    assert set(ends) == pieces(polygons)


@settings(max_examples=50)
@given(st.one_of(coverages(), lattices()))
def test_an_edge_knows_what_lies_on_either_side(polygons):
    edges = Edges.of(polygons)
    for (x0, y0, x1, y1, step, touch), cover in zip(
        edges.records.tolist(), edges.cover.tolist(), strict=True
    ):
        assert (y0, x0) < (y1, x1)
        middle, across = np.array([(x0 + x1) / 2, (y0 + y1) / 2]), np.array([y1 - y0, x0 - x1])
        sides = []
        for way in (1, -1):
            beside = shapely.Point(middle + way * 1e-8 * across / np.hypot(*across))
            inside = [i for i, polygon in enumerate(polygons) if polygon.intersects(beside)]
            sides.append(inside)
        right, left = sides
        assert step == sum(i + 1 for i in right) - sum(i + 1 for i in left)
        assert cover == len(right) - len(left)
        assert touch == min(right + left)


def test_corners_that_stand_twice_and_minus_zero_make_no_edge_of_their_own():
    ring = [(0.0, 0.0), (1.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (-0.0, 0.0)]
    neighbour = shapely.Polygon([(-1, 0), (-0.0, -0.0), (0, 1), (-1, 1)])
    edges = Edges.of(np.array([shapely.Polygon(ring), neighbour]))
    assert len(edges.records) == 7
    assert np.count_nonzero(edges.cover == 0) == 1


def test_holes_lie_on_the_other_side():
    polygons = np.array([square(0, 0).difference(square(40, 40, 20))])
    edges = Edges.of(polygons)
    level = edges.records["y0"] == edges.records["y1"]
    up = edges.records[~level]
    order = np.argsort(up["x0"])
    assert up["step"][order].tolist() == [1, -1, 1, -1]


@given(st.lists(st.integers(0, 2**62)))
def test_sorting_is_a_stable_argsort(keys):
    key = np.array(keys, dtype=np.intp)
    np.testing.assert_array_equal(sorting(key), np.argsort(key, kind="stable"))
    few = key % 7
    np.testing.assert_array_equal(sorting(few), np.argsort(few, kind="stable"))
