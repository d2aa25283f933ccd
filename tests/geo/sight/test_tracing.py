"""What only rounding makes: corners that are one, and borders that cross themselves."""

import numpy as np
import pytest
import shapely

from geo.sight.tracing import _polygons

SQUARE = [(0.0, 0.0), (0.0, 9.0), (9.0, 9.0), (9.0, 0.0)]


def made(corners, *, wedge=False):
    ends = np.array(corners).reshape(-1, 2, 2)
    eyes = np.array([[4.0, -1.0]])
    return _polygons(np.zeros(len(ends), np.int64), ends, eyes, np.array([wedge]))[0]


def test_corners_that_are_all_but_one_are_one():
    doubled = [(x + off, y) for x, y in SQUARE for off in (0, 5e-10)]
    assert shapely.get_num_coordinates(made(doubled)) == 5
    assert made(doubled).area == pytest.approx(81)


def test_the_eye_is_a_corner_of_a_wedge():
    assert made(SQUARE, wedge=True).area == pytest.approx(81 + 4.5)


def test_a_border_that_crosses_itself_is_mended_without_crumbs():
    """A way out and back along one line, of which the two cross by a nanometre."""
    spike = [(0.0, 0.0), (0.0, 9.0), (9.0, 9.0), (9.0, 4.0), (15.0, 4.0 - 1e-9), (15.0, 4.0 + 1e-9)]
    found = made([*spike, (9.0, 4.0 - 1e-9), (9.0, 0.0)])
    assert found.is_valid
    assert found.geom_type == "Polygon"
    assert found.area == pytest.approx(81)
