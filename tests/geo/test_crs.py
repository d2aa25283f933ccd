from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo import (
    NETHERLANDS_BOUNDS,
    RD_BOUNDS,
    CoordinateError,
    CoordinateGuess,
    RdPoints,
    WgsPoints,
    crs,
    diagnose,
    polygons_to_rd,
    polygons_to_wgs84,
    to_rd,
    to_wgs84,
)
from tests.geo.coverages import ROOT, refused, square

# lat, lon (ETRS89), x, y (RD). Six check points on land, published with RDNAPTRANS2008: that of
# 2018 moved them by 4 mm at most. Then three of RDNAPTRANS2018's own: the worst two on land of the
# thousands published, and the one nearest to Zoetermeer.
CHECK_POINTS = {
    "Texel": (53.160753042, 4.824761912, 117380.12, 575040.34),
    "Noord-Groningen": (53.419482050, 6.776726674, 247380.56, 604580.78),
    "Amersfoort": (52.155172897, 5.387203657, 155000.0, 463000.0),
    "Zeeuws-Vlaanderen": (51.368607152, 3.397588595, 16460.91, 377380.23),
    "Zuid-Limburg": (50.792584916, 5.773795548, 182260.45, 311480.67),
    "Maasvlakte": (51.947393898, 4.072887101, 64640.89, 440700.01),
    "Oost-Groningen": (53.018210343, 7.187513271, 275803.8387, 560538.4555),
    "Dollard": (53.18552576, 7.211562023, 276946.129, 579194.6269),
    "Zoetermeer": (52.061520691, 4.545929519, 97308.2746, 452914.4799),
}
inside_rd = st.tuples(st.floats(RD_BOUNDS[0], RD_BOUNDS[2]), st.floats(RD_BOUNDS[1], RD_BOUNDS[3]))
inside_netherlands = st.tuples(
    st.floats(NETHERLANDS_BOUNDS[0], NETHERLANDS_BOUNDS[2]),
    st.floats(NETHERLANDS_BOUNDS[1], NETHERLANDS_BOUNDS[3]),
)


def test_amersfoort_is_where_it_is():
    rd = to_rd(WgsPoints([5.387206], [52.155174]))
    assert (rd.x[0], rd.y[0]) == (pytest.approx(155000, abs=1), pytest.approx(463000, abs=1))
    wgs = to_wgs84(RdPoints([155000.0], [463000.0]))
    assert wgs.lon[0] == pytest.approx(5.387206, abs=1e-5)
    assert wgs.lat[0] == pytest.approx(52.155174, abs=1e-5)


@pytest.mark.parametrize("place", CHECK_POINTS)
def test_the_error_against_rdnaptrans_is_what_is_said(place):
    lat, lon, x, y = CHECK_POINTS[place]
    rd = to_rd(WgsPoints([lon], [lat]))
    error = np.hypot(rd.x[0] - x, rd.y[0] - y)
    assert error < (0.04 if place == "Zoetermeer" else 0.25)


@given(inside_rd)
def test_there_and_back_is_exact_to_a_millimetre(point):
    # Corners of the RD rectangle lie outside the Netherlands: the geometry helper takes them.
    there = polygons_to_wgs84(np.array([shapely.Point(point)], dtype=object))
    back = polygons_to_rd(there)[0]
    assert np.hypot(back.x - point[0], back.y - point[1]) < 1e-3


@given(st.lists(inside_netherlands.filter(lambda p: 3.4 < p[0] < 7.2 and 50.8 < p[1] < 53.6)))
def test_bulk_gives_what_one_by_one_gives(points):
    lon, lat = [p[0] for p in points], [p[1] for p in points]
    bulk = to_rd(WgsPoints(lon, lat))
    assert len(bulk) == len(points)
    single = [to_rd(WgsPoints([a], [b])) for a, b in points]
    np.testing.assert_array_equal(bulk.x, [p.x[0] for p in single])
    np.testing.assert_array_equal(bulk.y, [p.y[0] for p in single])


def test_points_shared_out_over_threads_come_back_as_without(monkeypatch):
    random = np.random.default_rng(7)
    rd = RdPoints(random.uniform(20e3, 270e3, 2001), random.uniform(310e3, 610e3, 2001))
    rd.x[[3, 1500]] = np.nan
    whole = to_wgs84(rd)
    whole_back = to_rd(whole)
    monkeypatch.setattr(crs, "_CHUNK", 100)
    shared = to_wgs84(rd)
    np.testing.assert_array_equal(shared.lon, whole.lon)
    np.testing.assert_array_equal(shared.lat, whole.lat)
    np.testing.assert_array_equal(to_rd(shared).x, whole_back.x)
    np.testing.assert_array_equal(to_rd(shared).y, whole_back.y)


def test_the_operation_does_not_depend_on_what_the_machine_has():
    # PROJ_NETWORK=ON would let a search for the best operation fetch the correction grid.
    program = (
        "from geo import *; from pyproj import network;"
        "p = to_wgs84(RdPoints([94106.0], [452432.0]));"
        "print(p.lon[0].hex(), p.lat[0].hex(), network.is_network_enabled())"
    )
    here = to_wgs84(RdPoints([94106.0], [452432.0]))
    answer = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PROJ_NETWORK": "ON", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert answer.stdout.split() == [here.lon[0].hex(), here.lat[0].hex(), "False"]


def test_missing_coordinates_stay_missing():
    wgs = to_wgs84(RdPoints([155000.0, np.nan, 94000.0], [463000.0, 452000.0, np.nan]))
    assert np.isnan(wgs.lon).tolist() == np.isnan(wgs.lat).tolist() == [False, True, True]


def test_coordinates_outside_the_bounds_are_refused_and_named():
    with refused(CoordinateError, "geo.coordinates.outside_rd") as caught:
        to_wgs84(RdPoints([94106.0, 452432.0], [452432.0, 94106.0]))
    assert "number 1" in str(caught.value)
    assert "452432" in str(caught.value)
    with refused(CoordinateError, "geo.coordinates.outside_netherlands") as caught:
        to_rd(WgsPoints([52.05], [4.49]))
    assert caught.value.values["guess"] == "wgs84_swapped"


@pytest.mark.parametrize("infinite", [np.inf, -np.inf])
def test_infinite_coordinates_are_refused(infinite):
    with refused(CoordinateError, "geo.coordinates.outside_rd"):
        to_wgs84(RdPoints([infinite], [452432.0]))


@pytest.mark.parametrize("kind", [RdPoints, WgsPoints])
def test_points_are_two_columns_of_numbers_of_one_length(kind):
    with refused(CoordinateError, "geo.coordinates.shape"):
        kind([1.0, 2.0], [1.0])
    with refused(CoordinateError, "geo.coordinates.shape"):
        kind(1.0, 1.0)
    with refused(CoordinateError, "geo.coordinates.numbers"):
        kind(["oost"], [1.0])
    points = kind([1.0], [2.0])
    with pytest.raises(AttributeError):
        setattr(points, kind.__slots__[0], np.array([3.0]))


def test_degrees_beyond_the_globe_are_refused():
    with refused(CoordinateError, "geo.coordinates.degrees"):
        WgsPoints([94106.0], [452432.0])
    with refused(CoordinateError, "geo.coordinates.degrees"):
        WgsPoints([4.0], [-90.1])
    with refused(CoordinateError, "geo.coordinates.degrees"):
        WgsPoints([-180.1], [52.0])


@given(inside_rd)
def test_rd_is_told_from_rd_swapped(point):
    x, y = point
    assert diagnose([x], [y]) is CoordinateGuess.RD
    assert diagnose([y], [x]) is CoordinateGuess.RD_SWAPPED


@given(inside_netherlands)
def test_wgs84_is_told_from_wgs84_swapped(point):
    lon, lat = point
    assert diagnose([lon], [lat]) is CoordinateGuess.WGS84
    assert diagnose([lat], [lon]) is CoordinateGuess.WGS84_SWAPPED


def test_what_fits_no_form_is_unknown():
    assert diagnose([], []) is CoordinateGuess.UNKNOWN
    assert diagnose([np.nan, np.inf], [1.0, 1.0]) is CoordinateGuess.UNKNOWN
    assert diagnose([500_000.0], [6_800_000.0]) is CoordinateGuess.UNKNOWN
    mixed = [94106.0] * 5 + [4.49] * 5, [452432.0] * 5 + [52.05] * 5
    assert diagnose(*mixed) is CoordinateGuess.UNKNOWN


def test_a_few_stray_rows_do_not_hide_the_form():
    x, y = [94106.0] * 19 + [0.0, np.nan], [452432.0] * 19 + [0.0, np.nan]
    assert diagnose(x, y) is CoordinateGuess.RD


def test_polygons_keep_shared_vertices_shared():
    left, right = square(0, 0), square(100, 0)
    wgs = polygons_to_wgs84(np.array([left, right], dtype=object))
    shared = set(map(tuple, shapely.get_coordinates(wgs[0]))) & set(
        map(tuple, shapely.get_coordinates(wgs[1]))
    )
    assert len(shared) == 2
    assert 3.2 < wgs[0].centroid.x < 7.3
    assert 50.7 < wgs[0].centroid.y < 53.7
