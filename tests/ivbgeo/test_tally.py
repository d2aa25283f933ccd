"""Rows counted by area: each in exactly one, or counted as without place."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import read_division
from ivbgeo.cube import Axes
from ivbgeo.period import Period
from ivbgeo.settings import ROOT
from ivbgeo.store.rows import Rows
from ivbgeo.tally import RowCounter, RowPlacer

FIRST = 2023 * 12
CASEWIJKEN = read_division(ROOT / "data" / "casewijken.geojson")
BUURTEN = read_division(ROOT / "data" / "buurten.geojson")
DIVISIONS = pytest.mark.parametrize("division", [CASEWIJKEN, BUURTEN], ids=["casewijk", "buurt"])


def rows(points=(), codes=(), nowhere=0, months=(FIRST, FIRST)):
    """Rows with a point, then rows with (division number, code), then rows with neither."""
    k = len(points) + len(codes) + nowhere
    empty = [(np.nan, np.nan)] * (k - len(points))
    x, y = np.array([*points, *empty], dtype=np.float64).reshape(-1, 2).T
    named = [(0, None)] * len(points) + [*codes] + [(0, None)] * nowhere
    return Rows(
        x,
        y,
        np.array([number for number, _ in named], dtype=np.int64),
        tuple(code for _, code in named),
        ("1.1.1",) * k,
        np.full(k, months[0]),
        np.full(k, months[1]),
    )


def tally(batch, division, up):
    """All that was counted in the first month."""
    counter = RowCounter(axes(division), RowPlacer(division, up))
    counter.add(batch)
    return counter.cube().by_area(["1.1.1"], Period.of_indices(FIRST, FIRST))


def axes(division):
    return Axes(division.id, division.codes, ("1.1.1",), FIRST, 3)


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


def test_a_point_tells_where_a_code_does_not():
    """Of a code of another division, and of one that lies in none of these areas."""
    up = {1: {"BU1": "CW063701"}}
    place = shapely.point_on_surface(CASEWIJKEN.polygons[4])
    told = rows(points=[(place.x, place.y)] * 4)
    # The first lies elsewhere by its point: the code goes before it.
    told.division[:] = (1, 1, 2, 0)
    told = replace(told, area_code=("BU1", "BU9", "BU1", None))
    assert tally(told, CASEWIJKEN, up).counts.tolist() == [1, 0, 0, 0, 3, 0, 0, 0]


def test_rows_without_place_are_counted_as_such_and_nowhere_else():
    told = tally(rows(points=[(0.0, 0.0)], nowhere=1), CASEWIJKEN, {})
    assert (told.counts.sum(), told.outside, told.unknown) == (0, 1, 1)


def test_a_row_counts_in_each_of_its_months():
    counter = RowCounter(axes(CASEWIJKEN), RowPlacer(CASEWIJKEN, {1: {"BU1": "CW063702"}}))
    for months in ((FIRST, FIRST + 1), (FIRST + 1, FIRST + 1), (FIRST, FIRST + 2)):
        counter.add(rows(codes=[(1, "BU1")], months=months))
    cube = counter.cube()
    assert cube.by_month(["1.1.1"], cube.axes.period, ["CW063702"]).tolist() == [2, 3, 1]
    assert cube.total == 6


def test_no_rows_are_no_counts():
    told = tally(rows(), CASEWIJKEN, {})
    assert (told.counts.tolist(), told.outside, told.unknown) == ([0] * 8, 0, 0)
