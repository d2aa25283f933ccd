"""Rows counted by area: each in exactly one, or counted as without place."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import read_division
from ivbgeo.settings import ROOT
from ivbgeo.tally import tally

CASEWIJKEN = read_division(ROOT / "data" / "casewijken.geojson")
BUURTEN = read_division(ROOT / "data" / "buurten.geojson")
DIVISIONS = pytest.mark.parametrize("division", [CASEWIJKEN, BUURTEN], ids=["casewijk", "buurt"])


def rows(points=(), codes=()):
    """Rows with a point, then rows with (division number, code)."""
    n = len(codes)
    frame = pd.DataFrame(
        {
            "x": [x for x, _ in points] + [np.nan] * n,
            "y": [y for _, y in points] + [np.nan] * n,
            "division_id": [pd.NA] * len(points) + [number for number, _ in codes],
            "area_code": [None] * len(points) + [code for _, code in codes],
        }
    )
    return frame.astype({"x": "float64", "y": "float64", "division_id": "Int64"})


def joined(points, division):
    """What GeoPandas counts, which gives a point on a border to more than one area."""
    areas = gpd.GeoDataFrame({"code": division.codes}, geometry=list(division.polygons), crs=28992)
    xs, ys = zip(*points, strict=True)
    places = gpd.GeoDataFrame(geometry=gpd.points_from_xy(xs, ys), crs=28992)
    found = gpd.sjoin(places, areas, predicate="intersects")
    first = found.groupby(level=0)["code"].min()
    return first.value_counts().reindex(list(division.codes), fill_value=0).tolist()


coordinates = st.tuples(st.floats(88_000, 98_500), st.floats(447_500, 456_000))


@DIVISIONS
@settings(max_examples=25, deadline=None)
@given(st.lists(coordinates, min_size=1, max_size=60))
def test_random_points_are_counted_as_geopandas_joins_them(division, points):
    told = tally(rows(points), division, {})
    assert told.counts.tolist() == joined(points, division)
    assert told.counts.sum() + told.outside == len(points)


@DIVISIONS
def test_a_corner_of_areas_is_of_exactly_one_of_them(division):
    corners = np.unique(np.concatenate([p.exterior.coords for p in division.polygons]), axis=0)
    points = [tuple(corner) for corner in corners.tolist()]
    told = tally(rows(points), division, {})
    assert (told.outside, told.unknown) == (0, 0)
    assert told.counts.tolist() == joined(points, division)


def test_a_code_counts_in_the_area_around_it_of_its_own_division_only():
    up = {1: {"BU1": "CW063701", "BU2": "CW063701", "BU3": "CW063702"}}
    codes = [(1, "BU1"), (1, "BU2"), (1, "BU3"), (2, "BU1"), (1, "BU9")]
    told = tally(rows(codes=codes), CASEWIJKEN, up)
    assert told.counts.tolist() == [2, 1, 0, 0, 0, 0, 0, 0]
    # BU9 lies in none of these areas; of the other division's BU1 nothing can be told.
    assert (told.outside, told.unknown) == (1, 1)


def test_rows_without_place_are_counted_as_such_and_nowhere_else():
    frame = rows(points=[(0.0, 0.0)])
    frame.loc[1] = [np.nan, np.nan, pd.NA, None]
    told = tally(frame, CASEWIJKEN, {})
    assert (told.counts.sum(), told.outside, told.unknown) == (0, 1, 1)


def test_no_rows_are_no_counts():
    told = tally(rows(), CASEWIJKEN, {})
    assert (told.counts.tolist(), told.outside, told.unknown) == ([0] * 8, 0, 0)
