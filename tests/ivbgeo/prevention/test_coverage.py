"""Which part of a buurt groups cover: whatever they overlap, wherever they lie, however many."""

from dataclasses import replace
from datetime import date

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.affinity import rotate, translate

from geo import Area, AreaId, Division, Level
from ivbgeo.prevention.coverage import BuurtCoverage, Coverage, Groups, covered_in
from ivbgeo.prevention.dwellings import FEWEST_HOMES, Basis, Dwellings
from ivbgeo.question import Per

SIDE, LEFT, BOTTOM = 100.0, 93_000.0, 452_000.0
ON = date(2026, 11, 27)


def buurten(dx=0.0, dy=0.0, water=()):
    """Four squares of a hectare: two from west to east, two from south to north."""
    return Division.from_areas(
        Area(
            AreaId(f"BU0637000{n}", 2025, Level.BUURT),
            f"Buurt {n}",
            translate(shapely.box(0, 0, SIDE, SIDE), LEFT + dx + n % 2 * SIDE,
                      BOTTOM + dy + n // 2 * SIDE),
            water=n in water,
        )
        for n in range(4)
    )  # fmt: skip


def living(division=None, dwellings=(100.0, 200.0, 300.0, np.nan), homes=None):
    division = division or buurten()
    inside = None
    if homes is not None:
        homes = np.array(homes, dtype=np.float64) + np.array([LEFT, BOTTOM])
        inside = division.locator().locate(homes[:, 0].copy(), homes[:, 1].copy()).astype(np.intp)
    there = np.array(dwellings)
    return Dwellings(
        division, there, 2 * there, np.zeros(4, bool), homes=homes, inside=inside, file="x"
    )


def box(x, y, width, height=None):
    return translate(shapely.box(0, 0, width, width if height is None else height),
                     LEFT + x, BOTTOM + y)  # fmt: skip


NONE = np.zeros(4, dtype=int)
boxes = st.lists(
    st.builds(
        box,
        st.floats(-150, 250),
        st.floats(-150, 250),
        st.floats(1, 300),
        st.floats(1, 300),
    ),
    max_size=5,
)


def shares(rows):
    return [one.share for one in rows]


def test_what_lies_in_two_groups_counts_once_and_parts_of_one_count_together():
    parts = shapely.MultiPolygon([box(0, 0, 25, 100), box(75, 0, 25, 100)])
    rows = covered_in(living(), [box(0, 0, 50, 100), parts, box(20, 0, 20, 100)], NONE)
    assert shares(rows) == pytest.approx([0.75, 0, 0, 0])
    assert [one.groups for one in rows] == [3, 0, 0, 0]
    assert {one.basis for one in rows} == {Basis.OPPERVLAKTE}
    first, *_, last = rows
    assert (first.covered_dwellings, first.covered_inhabitants) == pytest.approx((75, 150))
    assert last.dwellings is None
    assert last.covered_dwellings is None


def test_where_homes_have_a_place_it_goes_by_them_and_where_they_are_few_by_surface():
    west = [(x, 50) for x in range(1, 50, 5)]  # ten of them, all in the west half of the first
    few = [(110 + x, 50) for x in range(FEWEST_HOMES - 1)]
    rows = covered_in(living(homes=west + few), [box(0, 0, 25, 100), box(100, 0, 50, 100)], NONE)
    assert shares(rows) == pytest.approx([0.5, 0.5, 0, 0])
    assert [one.basis for one in rows[:2]] == [Basis.WONINGEN, Basis.OPPERVLAKTE]


def test_where_nobody_lives_there_is_no_share_and_a_group_without_border_is_no_share():
    nobody = living(buurten(water={1}), dwellings=(0.0, np.nan, 300.0, np.nan))
    rows = covered_in(nobody, [], np.array([0, 0, 2, 0]))
    assert shares(rows) == [None, None, 0, 0]
    assert [one.unbordered for one in rows] == [0, 0, 2, 0]
    # Nul dwellings may be two: where nothing is known of inhabitants, somebody may live there.
    unsure = replace(nobody, inhabitants=np.full(4, np.nan))
    assert shares(covered_in(unsure, [], NONE)) == [0, None, 0, 0]


def test_what_only_touches_a_buurt_is_not_a_group_of_it():
    rows = covered_in(living(), [box(0, 0, 100, 100)], NONE)
    assert [one.groups for one in rows] == [1, 0, 0, 0]


def test_all_together_leaves_out_what_is_not_known():
    rows = covered_in(living(), [box(0, 0, 200, 100)], NONE)
    whole = Coverage(buurten(), rows, Groups(ON), Per.WONINGEN, 2025, "", ())
    assert whole.share == pytest.approx(300 / 600)
    assert whole.inhabitants_share == pytest.approx(0.5)
    nothing = covered_in(living(dwellings=[np.nan] * 4), [], NONE)
    assert Coverage(buurten(), nothing, Groups(ON), Per.WONINGEN, None, "", ()).share is None


@settings(max_examples=15)
@given(boxes)
def test_it_is_what_an_overlay_says_whoever_makes_it(groups):
    division = buurten()
    found = shares(covered_in(living(division), groups, NONE))
    here = gpd.GeoDataFrame({"code": division.codes}, geometry=division.polygons, crs=28992)
    drawn = gpd.GeoDataFrame(geometry=list(groups), crs=28992)
    expected = np.zeros(4)
    if groups:
        both = gpd.overlay(here, drawn.dissolve(), how="intersection", keep_geom_type=True)
        for code, surface in zip(both["code"], both.area, strict=True):
            expected[division.codes.index(code)] += surface / SIDE**2
    assert found == pytest.approx(expected, abs=2e-6)


@settings(max_examples=40)
@given(boxes, st.booleans())
def test_a_share_lies_in_nul_to_one_and_is_no_more_than_all_shares_together(groups, by_homes):
    homes = [(x, y) for x in range(2, 200, 20) for y in range(2, 200, 20)] if by_homes else None
    there = living(homes=homes)
    together = np.array(shares(covered_in(there, groups, NONE)))
    apart = [np.array(shares(covered_in(there, [one], NONE))) for one in groups]
    assert ((together >= 0) & (together <= 1)).all()
    assert (together <= sum(apart, np.zeros(4)) + 2e-6).all()
    assert all((together >= one - 2e-6).all() for one in apart)


@settings(max_examples=30)
@given(boxes, st.integers(-9_000, 9_000), st.integers(-9_000, 9_000))
def test_it_does_not_matter_where_the_city_lies(groups, dx, dy):
    here = shares(covered_in(living(), groups, NONE))
    moved = [translate(one, dx, dy) for one in groups]
    there = shares(covered_in(living(buurten(dx, dy)), moved, NONE))
    assert there == pytest.approx(here, abs=4e-6)


def test_the_border_of_a_buurt_itself_is_all_of_it_and_nothing_of_its_neighbour():
    turned = rotate(shapely.union_all([box(0, 0, 100), box(100, 0, 1e-7, 100)]), 1e-9)
    assert shares(covered_in(living(), [turned], NONE)) == [1, 0, 0, 0]


def test_a_share_of_more_than_all_can_not_be_said():
    area = AreaId("BU06370000", 2025, Level.BUURT)
    with pytest.raises(ValueError, match="does not lie in 0 to 1"):
        BuurtCoverage(area, "x", 1.01, Basis.WONINGEN, 1.0, 1.0, False, 0, 0)
