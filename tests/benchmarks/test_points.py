import numpy as np
import pytest
import shapely

from benchmarks.points import clustered

OUTLINE = shapely.Polygon([(0, 0), (1000, 0), (1000, 3000)])


@pytest.fixture(scope="module")
def points():
    return clustered(50_000, OUTLINE)


def test_points_lie_within_the_extent_and_mostly_within_the_outline(points):
    x, y = points
    assert x.dtype == y.dtype == np.float64
    assert x.shape == y.shape == (50_000,)
    assert shapely.intersects_xy(shapely.envelope(OUTLINE), x, y).all()
    assert 0.8 < shapely.contains_xy(OUTLINE, x, y).mean() < 1


def test_some_places_are_far_fuller_than_others(points):
    counts, _, _ = np.histogram2d(*points, bins=20)
    assert counts.max() > 5 * counts.mean()
    assert np.median(counts) < counts.mean()


def test_the_same_seed_gives_the_same_points(points):
    again, other = clustered(50_000, OUTLINE), clustered(50_000, OUTLINE, seed=2)
    assert np.array_equal(again, points)
    assert not np.isin(other[0], points[0]).any()
