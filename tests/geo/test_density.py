"""The density against a direct sum, with the neighbours that another library finds."""

import math

import numpy as np
import pytest
import shapely
from scipy.integrate import quad
from sklearn.neighbors import KDTree

from benchmarks.points import clustered
from geo import RdPoints, density_of, peak

TOWN = RdPoints(*clustered(20_000, shapely.box(88_000, 449_000, 96_000, 457_000), seed=3))


def direct(points, places, bandwidth):
    """Sum the kernel over the points that scikit-learn finds within the bandwidth, per km²."""
    tree = KDTree(np.column_stack([points.x, points.y]))
    asked = np.column_stack([places.x, places.y])
    _, away = tree.query_radius(asked, bandwidth, return_distance=True)
    sums = [((1 - (near / bandwidth) ** 2) ** 2).sum() for near in away]
    return 1e6 * 3 / (math.pi * bandwidth**2) * np.array(sums)


@pytest.mark.parametrize("bandwidth", [100, 200, 400])
def test_it_is_the_direct_sum(bandwidth):
    chance = np.random.default_rng(1)
    some = chance.choice(len(TOWN), 300)
    places = RdPoints(
        np.concatenate([TOWN.x[some], chance.uniform(88_000, 96_000, 300)]),
        np.concatenate([TOWN.y[some], chance.uniform(449_000, 457_000, 300)]),
    )
    wanted = direct(TOWN, places, bandwidth)
    missed = np.abs(density_of(TOWN, bandwidth).at(places) - wanted)
    assert missed.max() < 0.02 * wanted.max()
    assert missed.mean() < 0.01 * wanted.mean()


@pytest.mark.parametrize("bandwidth", [100, 200, 400])
def test_no_point_is_lost(bandwidth):
    found = density_of(TOWN, bandwidth)
    assert found.values.min() >= 0
    assert found.values.sum() * found.step**2 / 1e6 == pytest.approx(len(TOWN), rel=1e-9)


def test_the_kernel_has_a_volume_of_one():
    volume, _ = quad(
        lambda r: peak(200) / 1e6 * (1 - (r / 200) ** 2) ** 2 * 2 * math.pi * r, 0, 200
    )
    assert volume == pytest.approx(1)


def test_a_point_alone_is_felt_as_far_as_is_said():
    found = density_of(RdPoints([93_000.0], [452_000.0]), 200)
    east = RdPoints([93_000.0, 93_100.0, 93_190.0, 93_220.0, 99_000.0], [452_000.0] * 5)
    top, half, little, none, far = found.at(east)
    assert top == pytest.approx(peak(200), rel=0.02)
    assert half == pytest.approx(peak(200) * 0.5625, rel=0.02)
    assert 0 < little < 0.02 * top
    assert none == pytest.approx(0, abs=1e-9)
    assert far == 0


def test_wide_ground_is_seen_more_coarsely_and_loses_nothing():
    found = density_of(RdPoints([10_000.0, 270_000.0], [400_000.0, 600_000.0]), 100)
    assert found.values.size < 6_000_000
    assert found.values.sum() * found.step**2 / 1e6 == pytest.approx(2)


@pytest.mark.parametrize("bandwidth", [0, -100, math.nan, math.inf])
def test_a_bandwidth_is_a_distance(bandwidth):
    with pytest.raises(ValueError, match="more than 0 metres"):
        density_of(TOWN, bandwidth)


@pytest.mark.parametrize("points", [RdPoints([], []), RdPoints([math.nan], [452_000.0])])
def test_of_nothing_there_is_no_density(points):
    with pytest.raises(ValueError, match="at least one point"):
        density_of(points, 100)
