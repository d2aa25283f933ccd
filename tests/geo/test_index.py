from __future__ import annotations

import numpy as np
import pytest
import shapely

from geo.index import BLOCK, UNDECIDED, Index
from geo.placing import place
from tests.geo.coverages import BOTTOM, LEFT, largest_division, random_division, square


def test_a_strict_coverage_leaves_nothing_undecided():
    index = Index.over(largest_division().polygons)
    assert index.decides
    assert not (index.blocks == UNDECIDED).any()
    assert not (index.cells == UNDECIDED).any()


def test_what_does_not_match_is_undecided_along_its_borders_only():
    polygons = np.array([square(0, 0), square(100, 0, 100, 50), square(100, 50, 100, 50)])
    index = Index.over(polygons)
    assert not index.decides
    random = np.random.default_rng(1)
    x, y = LEFT + random.uniform(0, 200, 10_000), BOTTOM + random.uniform(0, 100, 10_000)
    out = np.empty(10_000, dtype=np.int32)
    place(index, x, y, out)
    undecided = out == UNDECIDED
    border = shapely.union_all(shapely.boundary(polygons))
    far = shapely.distance(shapely.points(x, y), border) > 2 / index.frame[2]
    assert 0 < undecided.mean() < 0.2
    assert not (undecided & far).any()


def test_the_frame_is_wider_than_the_areas_and_scaling_is_exact():
    index = Index.over(random_division(5).polygons)
    left, bottom, scale = index.frame
    low_x, low_y, high_x, high_y = shapely.total_bounds(random_division(5).polygons)
    rows, columns = (BLOCK * n / scale for n in index.blocks.shape)
    assert left < low_x
    assert bottom < low_y
    assert left + columns > high_x
    assert bottom + rows > high_y
    assert np.frexp(scale)[0] == 0.5


@pytest.mark.parametrize("times", [1e-6, 1.0, 1e6])
def test_areas_of_any_size_get_cells_that_fit(times):
    polygons = np.array([shapely.box(0, 0, times, times), shapely.box(times, 0, 2 * times, times)])
    index = Index.over(polygons)
    assert index.blocks.size < 2_000
    out = np.empty(3, dtype=np.int32)
    place(index, times * np.array([0.5, 1.5, 2.5]), times * np.array([0.5, 0.5, 0.5]), out)
    assert out.tolist() == [0, 1, -1]


def test_arrays_cannot_be_written():
    for array in Index.over(np.array([square(0, 0)])).arrays.values():
        with pytest.raises(ValueError, match="read-only"):
            array[:1] = array[:1]
