from __future__ import annotations

import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import CoordinateError, Level, Locator, RdPoints, compiled
from geo.index import Index
from geo.locator import Engine, engine
from tests.geo.coverages import (
    BOTTOM,
    LEFT,
    ROOT,
    coverages,
    division,
    divisions,
    largest_division,
    lattices,
    random_division,
    refused,
    rough_coverages,
    square,
)
from tests.soak import LONG

MANY = 1_000_000 if LONG else 200_000


def by_shapely(polygons, x, y):
    """Give the first polygon that intersects each point, asked one polygon at a time."""
    answer = np.full(len(x), -1)
    for i in reversed(range(len(polygons))):
        answer[shapely.intersects_xy(polygons[i], x, y)] = i
    return answer


def by_fractions(polygons, x, y):
    """Decide in exact arithmetic whether a point lies in or on a polygon; the first wins."""

    def touches(polygon, px, py):
        inside = False
        for ring in shapely.get_rings(shapely.get_parts(polygon)):
            corners = [(Fraction(a), Fraction(b)) for a, b in shapely.get_coordinates(ring)]
            for (ax, ay), (bx, by) in pairwise(corners):
                side = (bx - ax) * (py - ay) - (by - ay) * (px - ax)
                between = min(ax, bx) <= px <= max(ax, bx) and min(ay, by) <= py <= max(ay, by)
                if side == 0 and between:
                    return True
                if (ay > py) != (by > py) and (side > 0) == (by > ay):
                    inside = not inside
        return inside

    points = [(Fraction(a), Fraction(b)) for a, b in zip(x, y, strict=True)]
    return [
        next((i for i, polygon in enumerate(polygons) if touches(polygon, *point)), -1)
        for point in points
    ]


def delicate_points(polygons, random):
    """Give vertices, midpoints and points along edges, all of them one ULP beside too."""
    rings = shapely.get_rings(shapely.get_parts(polygons))
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    start = np.flatnonzero(ring[1:] == ring[:-1])
    a, b = xy[start], xy[start + 1]
    on = np.concatenate([xy, (a + b) / 2, a + random.uniform(0, 1, (len(a), 1)) * (b - a)])
    moved = [on]
    for column in (0, 1):
        for way in (-np.inf, np.inf):
            beside = on.copy()
            beside[:, column] = np.nextafter(beside[:, column], way)
            moved.append(beside)
    low, high = on.min(axis=0) - 50, on.max(axis=0) + 50
    every = np.concatenate([*moved, random.uniform(low, high, (200, 2))])
    return every[:, 0].copy(), every[:, 1].copy()


def indexed(polygons, by=Engine.NUMBA):
    """Make a locator that has its index already, as after a large number of points."""
    locator = Locator(polygons, by=by)
    locator._index = Index.over(locator._polygons)
    return locator


def located(polygons, x, y):
    """Place points in every way there is, which must agree."""
    answer = Locator(polygons).locate(x, y)
    for by in Engine:
        np.testing.assert_array_equal(indexed(polygons, by).locate(x, y), answer)
    return answer


@given(st.one_of(coverages(), lattices(), rough_coverages()), st.integers(0, 2**32 - 1))
def test_each_point_belongs_to_the_first_area_that_touches_it(polygons, seed):
    x, y = delicate_points(polygons, np.random.default_rng(seed))
    np.testing.assert_array_equal(located(polygons, x, y), by_shapely(polygons, x, y))


@settings(max_examples=60)
@given(st.one_of(coverages(), lattices(), rough_coverages()), st.integers(0, 2**32 - 1))
def test_the_answer_is_that_of_exact_arithmetic(polygons, seed):
    random = np.random.default_rng(seed)
    x, y = delicate_points(polygons, random)
    some = random.choice(x.size, 60, replace=False)
    np.testing.assert_array_equal(
        located(polygons, x[some], y[some]), by_fractions(polygons, x[some], y[some])
    )


@pytest.mark.parametrize("each", divisions(), ids=lambda each: f"{each.id}-{len(each)}")
def test_borders_of_real_divisions_have_one_owner(each):
    x, y = delicate_points(each.polygons, np.random.default_rng(7))
    np.testing.assert_array_equal(located(each.polygons, x, y), by_shapely(each.polygons, x, y))


@pytest.mark.soak
@pytest.mark.parametrize("by", Engine)
def test_many_points_get_one_area_or_none_as_a_spatial_join_says(by):
    each = largest_division()
    left, bottom, right, top = shapely.total_bounds(each.polygons)
    random = np.random.default_rng(2025)
    x = random.uniform(left - 500, right + 500, MANY)
    y = random.uniform(bottom - 500, top + 500, MANY)
    found = Locator(each.polygons, by=by).locate(x, y)
    assert found.shape == (MANY,)
    assert found.dtype == np.int32
    assert found.min() >= -1
    assert found.max() < len(each)
    areas = gpd.GeoDataFrame({"code": each.codes}, geometry=list(each.polygons), crs=28992)
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(x, y), crs=28992)
    joined = gpd.sjoin(points, areas, predicate="intersects")
    code = joined.groupby(level=0)["code"].min().reindex(points.index)
    expected = pd.Index(each.codes).get_indexer(code)
    np.testing.assert_array_equal(found, expected)


def test_the_compiled_way_is_there_and_many_points_go_by_it():
    assert engine() is Engine.NUMBA
    locator = indexed(np.array([square(0, 0)]), by=None)
    ways = {number: locator._search(number).__module__ for number in (1, 10_000, 100_000)}
    assert ways == {1: "geo.placing", 10_000: "geo.placing", 100_000: "geo.compiled"}


def test_what_many_points_need_can_be_made_ready():
    locator = Locator(np.array([square(0, 0)]))
    locator.prepare(10)
    assert locator._index is None
    locator.prepare(100_000)
    assert locator.decides
    assert compiled._place.signatures
    assert locator.locate(np.array([LEFT + 5]), np.array([BOTTOM + 5])).tolist() == [0]


def test_without_numba_numpy_gives_the_answers(tmp_path):
    """In a process of its own, where Numba can't be imported."""
    (tmp_path / "numba.py").write_text("raise ImportError('not here')\n")
    program = """
import numpy as np, shapely
from geo.locator import Locator, engine
x, y = np.random.default_rng(0).uniform(0, 200, (2, 60_000))
found = Locator(np.array([shapely.box(0, 0, 100, 100), shapely.box(100, 0, 200, 100)])).locate(x, y)
print(engine(), bool((found == np.where(y > 100, -1, np.where(x > 100, 1, 0))).all()))
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["numpy", "True"]


def test_threads_share_a_locator():
    made = random_division(8, groups=9)
    x, y = np.random.default_rng(3).uniform([[LEFT], [BOTTOM]], [[LEFT + 800], [BOTTOM + 800]],
                                            (2, 200_000))  # fmt: skip
    expected = by_shapely(made.polygons, x, y)
    locator = Locator(made.polygons)
    with ThreadPoolExecutor(4) as pool:
        for found in pool.map(lambda _: locator.locate(x, y), range(8)):
            np.testing.assert_array_equal(found, expected)


def test_a_thread_that_sees_no_index_is_answered_by_the_polygons():
    """Another one makes the index right after it looked."""

    class Late(Locator):
        def _index_for(self, points):
            seen = super()._index_for(points)
            self._index = self._build()
            return seen

    late = Late(np.array([square(0, 0)]))
    point = np.array([LEFT + 5.0]), np.array([BOTTOM + 5.0])
    assert late.locate(*point).tolist() == [0]
    assert late.decides


def test_polygons_that_are_asked_by_several_threads_give_one_answer():
    shapes = np.array([square(0, 0), square(50, 50), square(100, 0, 100, 30)])
    x, y = np.random.default_rng(8).uniform([[LEFT], [BOTTOM]], [[LEFT + 250], [BOTTOM + 200]],
                                            (2, 40_000))  # fmt: skip
    expected = by_shapely(shapes, x, y)
    locator = indexed(shapes, by=None)
    assert not locator.decides
    with ThreadPoolExecutor(4) as pool:
        for found in pool.map(lambda _: locator.locate(x, y), range(8)):
            np.testing.assert_array_equal(found, expected)


def test_ground_that_overlaps_is_the_first_ones_also_where_no_border_is_near():
    polygons = np.array([square(0, 0, 400), square(100, 100, 200), square(399.995, 0, 400)])
    random = np.random.default_rng(5)
    x, y = LEFT + random.uniform(-50, 850, 20_000), BOTTOM + random.uniform(-50, 450, 20_000)
    for order in ([0, 1, 2], [2, 1, 0]):
        shapes = polygons[order]
        np.testing.assert_array_equal(located(shapes, x, y), by_shapely(shapes, x, y))


def test_the_smallest_code_wins_whatever_the_order():
    made = division({"BU2": square(0, 0), "BU1": square(100, 0), "BU0": square(50, 100)})
    assert made.codes == ("BU0", "BU1", "BU2")
    x = LEFT + np.array([100.0, 75.0, 100.0, 100.0, 50.0, 0.0])
    y = BOTTOM + np.array([50.0, 100.0, 100.0, 0.0, 50.0, 0.0])
    assert made.locator().locate(x, y).tolist() == [1, 0, 0, 1, 2, 2]


def test_holes_enclaves_and_parts():
    donut = shapely.union(
        square(0, 0).difference(square(40, 40, 20)).difference(square(80, 80, 10)),
        square(300, 0),
    )
    made = division({"BU1": square(40, 40, 20), "BU2": donut})
    x = LEFT + np.array([50.0, 85.0, 10.0, 350.0, 200.0, 40.0, 80.0])
    y = BOTTOM + np.array([50.0, 85.0, 10.0, 50.0, 50.0, 50.0, 80.0])
    expected = [0, -1, 1, 1, -1, 0, 1]
    assert located(made.polygons, x, y).tolist() == expected


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_missing_and_infinite_coordinates_lie_nowhere(bad):
    made = division({"BU1": square(0, 0)})
    x = np.array([bad, LEFT + 50, bad, LEFT + 50])
    y = np.array([BOTTOM + 50, bad, bad, BOTTOM + 50])
    assert located(made.polygons, x, y).tolist() == [-1, -1, -1, 0]


def test_no_points_is_no_answer():
    empty = np.array([], dtype=np.float64)
    found = division({"BU1": square(0, 0)}).locator().locate(empty, empty)
    assert (found.size, found.dtype) == (0, np.int32)


def test_points_with_a_type_and_other_columns():
    made = division({"BU1": square(0, 0)})
    points = RdPoints([LEFT + 50, LEFT - 50], [BOTTOM + 50, BOTTOM + 50])
    assert made.locator().locate_points(points).tolist() == [0, -1]
    columns = np.array([[LEFT + 50, BOTTOM + 50], [LEFT - 1, BOTTOM]])
    assert made.locator().locate(columns[:, 0], columns[:, 1]).tolist() == [0, -1]
    with refused(CoordinateError, "geo.coordinates.shape"):
        made.locator().locate(np.zeros(2), np.zeros(3))


def test_the_outermost_corners_belong_to_the_index():
    random = np.random.default_rng(17)
    for left, bottom, width, height in random.uniform(1e4, 3e5, (300, 4)):
        box = shapely.box(left, bottom, left + width, bottom + height)
        x, y = shapely.get_coordinates(box).T
        assert indexed(np.array([box])).locate(x, y).tolist() == [0] * 5


def test_many_small_questions_get_an_index_too():
    made = random_division(8, groups=9, level=Level.CASEWIJK)
    locator = made.locator()
    x, y = np.array([LEFT + 50.0] * 1000), np.array([BOTTOM + 50.0] * 1000)
    answers = {tuple(locator.locate(x, y)) for _ in range(9)}
    assert locator._index is not None
    assert len(answers) == 1


def test_the_copy_of_a_worker_agrees_and_leaves_the_polygons_behind():
    made = random_division(8, groups=9, level=Level.CASEWIJK)
    locator = made.locator()
    random = np.random.default_rng(3)
    x, y = (
        random.uniform(LEFT - 99, LEFT + 899, 150_001),
        random.uniform(BOTTOM, BOTTOM + 800, 150_001),
    )
    found = locator.locate(x, y)
    assert locator._index is not None
    np.testing.assert_array_equal(found, by_shapely(made.polygons, x, y))
    copy = pickle.loads(pickle.dumps(locator))  # noqa: S301 - our own bytes
    assert copy._polygons.size == 0
    np.testing.assert_array_equal(copy.locate(x, y), found)
