"""RD New on a web map, by way of WGS84 and by the polynomial that a browser gets."""

import numpy as np
import pytest
from pyproj import Transformer

from geo import (
    CoordinateError,
    LocalMercator,
    MercatorPoints,
    RdPoints,
    from_mercator,
    to_mercator,
    to_wgs84,
)


def scattered(bounds, number=2_000):
    chance = np.random.default_rng(5)
    return RdPoints(
        chance.uniform(bounds[0], bounds[2], number), chance.uniform(bounds[1], bounds[3], number)
    )


def test_it_is_the_mercator_of_others():
    points = scattered((20_000, 320_000, 270_000, 600_000))
    world = to_wgs84(points)
    x, y = Transformer.from_crs(4326, 3857, always_xy=True).transform(world.lon, world.lat)
    found = to_mercator(points)
    assert np.abs(found.x - x).max() < 1e-6
    assert np.abs(found.y - y).max() < 1e-6


def test_there_and_back_is_where_it_was():
    points = scattered((20_000, 320_000, 270_000, 600_000))
    back = from_mercator(to_mercator(points))
    assert np.abs(back.x - points.x).max() < 1e-3
    assert np.abs(back.y - points.y).max() < 1e-3


@pytest.mark.parametrize(
    ("bounds", "error"),
    [
        ((88_000, 449_000, 98_200, 456_500), 1e-6),  # Zoetermeer
        ((120_000, 440_000, 160_000, 480_000), 1e-5),
        ((20_000, 330_000, 270_000, 590_000), 0.06),  # the country
        ((93_000, 452_000, 93_000, 456_000), 1e-6),
        ((93_000, 452_000, 93_000, 452_000), 1e-6),
    ],
)
def test_the_polynomial_is_as_right_as_is_said(bounds, error):
    local = LocalMercator.over(bounds)
    points = scattered(bounds)
    found, wanted = local.to_mercator(points), to_mercator(points)
    assert np.hypot(found.x - wanted.x, found.y - wanted.y).max() < error
    assert local.coefficients.shape == (2, 15)


def test_what_is_no_place_in_the_netherlands_is_refused():
    with pytest.raises(CoordinateError):
        LocalMercator.over((0, 0, 10, 10))
    with pytest.raises(CoordinateError):
        from_mercator(MercatorPoints(np.array([0.0]), np.array([0.0])))
