from __future__ import annotations

import math

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo import Certainty, Crosswalk, CrosswalkError, CrosswalkRow, DivisionId, Level, read_division
from tests.geo.coverages import (
    coverages,
    division,
    random_division,
    real_files,
    refused,
    square,
    two_years,
)

OLD, NEW = DivisionId(Level.BUURT, 2024), DivisionId(Level.BUURT, 2025)


def row(source, target, share, certainty=Certainty.HIGH):
    return CrosswalkRow(source, target, share, None, certainty)


def pairs_of_divisions():
    """Give pairs of divisions of one place: the real years by level, and a made pair."""
    real = {(each.level, each.year): each for each in map(read_division, real_files())}
    made = random_division(9, seed=1, groups=20), random_division(9, seed=2, year=2024)
    return [
        made,
        two_years(),
        *(
            (each, real[level, 2025])
            for (level, year), each in real.items()
            if year == 2024 and (level, 2025) in real
        ),
    ]


both_ways = pytest.mark.parametrize(
    ("source", "target"),
    [way for pair in pairs_of_divisions() for way in (pair, pair[::-1])],
    ids=lambda each: f"{each.id}-{len(each)}",
)


def test_a_half_goes_each_way():
    old = division({"BU1": square(0, 0, 200, 100)}, year=2024)
    new = division({"BU2": square(0, 0), "BU3": square(100, 0)})
    walk = Crosswalk.by_area(old, new)
    assert (walk.source, walk.target) == (OLD, NEW)
    assert walk.rows == (
        CrosswalkRow("BU1", "BU2", 0.5, 1.0, Certainty.LOW),
        CrosswalkRow("BU1", "BU3", 0.5, 1.0, Certainty.LOW),
    )
    back = Crosswalk.by_area(new, old)
    assert [(each.share_of_source, each.share_of_target) for each in back.rows] == [(1, 0.5)] * 2
    assert {each.certainty for each in back.rows} == {Certainty.HIGH}


@pytest.mark.parametrize(
    ("inside", "certainty"),
    [
        (100, Certainty.HIGH),
        (99, Certainty.HIGH),
        (98.9, Certainty.MEDIUM),
        (90, Certainty.MEDIUM),
        (89.9, Certainty.LOW),
    ],
)
def test_certainty_is_of_the_share_before_slivers_are_dropped(inside, certainty):
    old = division({"BU1": square(0, 0)}, year=2024)
    new = division({"BU2": square(inside - 100, 0), "BU3": square(inside, 0, 1000)})
    walk = Crosswalk.by_area(old, new, min_share=0.2)
    assert [(each.target_code, each.certainty) for each in walk.rows] == [("BU2", certainty)]
    assert walk.rows[0].share_of_source == 1.0
    assert walk.rows[0].share_of_target == pytest.approx(inside / 100)


def test_slivers_are_dropped_but_a_small_target_is_not():
    old = division({"BU1": square(0, 0, 1000, 100), "BU2": square(1000, 0, 1000, 100)}, year=2024)
    new = division(
        {
            "BU3": square(0, 0, 20, 100),
            "BU4": square(20, 0, 1000, 100),
            "BU5": square(1020, 0, 980, 100),
        }
    )
    walk = Crosswalk.by_area(old, new)
    shares = {(each.source_code, each.target_code): each.share_of_source for each in walk.rows}
    # 0.02 of BU1, but all of BU3; the 0.02 of BU2 that lies in BU4 is a sliver of both.
    assert set(shares) == {("BU1", "BU3"), ("BU1", "BU4"), ("BU2", "BU5")}
    assert shares["BU1", "BU3"] == pytest.approx(0.02)
    assert shares["BU2", "BU5"] == 1.0


@both_ways
def test_shares_are_those_of_an_overlay(source, target):
    def frame(each, name):
        return gpd.GeoDataFrame({name: each.codes}, geometry=list(each.polygons), crs=28992)

    overlay = gpd.overlay(
        frame(source, "source"), frame(target, "target"), how="intersection", keep_geom_type=True
    )
    surface = {
        (a, b): shape.area
        for a, b, shape in zip(overlay["source"], overlay["target"], overlay.geometry, strict=True)
    }
    rows = Crosswalk.by_area(source, target, min_share=0.0).rows
    found = {(each.source_code, each.target_code): each for each in rows}
    # Pairs that share less than a square millimetre are a matter of rounding.
    assert {pair for pair, size in surface.items() if size > 1e-6} <= set(found)
    for pair, each in found.items():
        whole = target.area(pair[1]).polygon.area
        assert each.share_of_target * whole == pytest.approx(surface.get(pair, 0.0), abs=1e-5)
        inside = sum(size for (a, _), size in surface.items() if a == pair[0])
        assert each.share_of_source * inside == pytest.approx(surface.get(pair, 0.0), abs=1e-5)


@both_ways
def test_the_shares_of_each_source_add_up_to_one(source, target):
    walk = Crosswalk.by_area(source, target)
    for code in source.codes:
        parts = [each.share_of_source for each in walk.rows if each.source_code == code]
        assert parts == [] or math.fsum(parts) == pytest.approx(1.0)
    counts = {code: float(i % 17) for i, code in enumerate(source.codes)}
    lost = set(source.codes) - {each.source_code for each in walk.rows}
    moved = walk.apply(counts, leave_out=lost)
    assert set(moved) <= set(target.codes)
    kept = sum(count for code, count in counts.items() if code not in lost)
    assert math.fsum(moved.values()) == pytest.approx(kept)


@given(coverages(), coverages(), st.floats(0, 0.4), st.data())
def test_what_goes_in_comes_out(source, target, min_share, data):
    old = division({f"CW{i}": p for i, p in enumerate(source)}, level=Level.CASEWIJK, year=2024)
    new = division({f"CW{i}": p for i, p in enumerate(target)}, level=Level.CASEWIJK)
    walk = Crosswalk.by_area(old, new, min_share)
    mapped = sorted({each.source_code for each in walk.rows})
    counts = data.draw(st.fixed_dictionaries({code: st.floats(0, 1e6) for code in mapped}))
    moved = walk.apply(counts)
    assert math.fsum(moved.values()) == pytest.approx(math.fsum(counts.values()), rel=1e-9)
    assert all(count >= 0 for count in moved.values())


def test_unknown_is_not_zero():
    walk = Crosswalk(
        OLD,
        NEW,
        (
            row("BU1", "BU8", 0.5),
            row("BU1", "BU9", 0.5),
            row("BU2", "BU9", 1),
            row("BU3", "BU7", 1),
        ),
    )
    assert walk.apply({"BU1": 4, "BU2": None, "BU3": 0}) == {"BU7": 0, "BU8": 2, "BU9": None}
    # A source without an entry is as unknown as one with None.
    assert walk.apply({"BU1": 4, "BU3": 0}) == {"BU7": 0, "BU8": 2, "BU9": None}
    assert walk.apply({}) == {"BU7": None, "BU8": None, "BU9": None}


def test_no_count_is_lost_in_silence():
    walk = Crosswalk(OLD, NEW, (row("BU1", "BU9", 1),))
    with refused(CrosswalkError, "geo.crosswalk.unmapped") as caught:
        walk.apply({"BU1": 4, "BU2": 3})
    assert "BU2" in str(caught.value)
    assert walk.apply({"BU1": 4, "BU2": 3}, leave_out=["BU2"]) == {"BU9": 4}
    assert walk.apply({"BU1": 4, "BU2": 0, "BU3": None}) == {"BU9": 4}
    with refused(CrosswalkError, "geo.crosswalk.nan"):
        walk.apply({"BU1": math.nan})


def test_a_crosswalk_cannot_be_wrong():
    with refused(CrosswalkError, "geo.crosswalk.sum") as caught:
        Crosswalk(OLD, NEW, (row("BU1", "BU8", 0.5), row("BU1", "BU9", 0.4)))
    assert "0.9" in str(caught.value)
    with refused(CrosswalkError, "geo.crosswalk.doubled"):
        Crosswalk(OLD, NEW, (row("BU1", "BU9", 0.5), row("BU1", "BU9", 0.5)))
    for share in (0.0, -0.1, 1.1, math.nan):
        with refused(CrosswalkError, "geo.crosswalk.share"):
            row("BU1", "BU9", share)
    for min_share in (-0.1, 1.0, math.nan):
        with refused(CrosswalkError, "geo.crosswalk.min_share"):
            Crosswalk.by_area(*two_years(), min_share=min_share)


def test_a_source_outside_all_targets_has_no_row():
    old = division({"BU1": square(0, 0), "BU2": square(900, 0)}, year=2024)
    walk = Crosswalk.by_area(old, division({"BU9": square(0, 0)}))
    assert [each.source_code for each in walk.rows] == ["BU1"]


def test_a_recycled_code_goes_to_the_other_place():
    """Counts of Rokkeveen 2024, WK063705, may not turn up in Meerzicht 2025, WK063705."""
    old, new = two_years()
    walk = Crosswalk.by_area(old, new)
    shares = {(each.source_code, each.target_code): each.share_of_source for each in walk.rows}
    assert ("WK063705", "WK063705") not in shares
    meerzicht = next(
        code for code, name in zip(old.codes, old.names, strict=True) if name == "Meerzicht"
    )
    assert shares[meerzicht, "WK063705"] > 0.8
    counts = dict.fromkeys(old.codes, 0.0) | {"WK063705": 100.0}
    moved = walk.apply(counts)
    assert moved["WK063705"] == 0
    assert sum(moved.values()) == pytest.approx(100)


def test_points_agree_with_surfaces():
    """Points strewn evenly over a source land in its targets as the shares say."""
    source, target = two_years()
    random = np.random.default_rng(11)
    left, bottom, right, top = shapely.total_bounds(source.polygons)
    x, y = random.uniform(left, right, 200_000), random.uniform(bottom, top, 200_000)
    a, b = source.locator().locate(x, y), target.locator().locate(x, y)
    for each in Crosswalk.by_area(source, target, min_share=0.0).rows:
        i, j = source.codes.index(each.source_code), target.codes.index(each.target_code)
        inside = np.count_nonzero((a == i) & (b >= 0))
        share = np.count_nonzero((a == i) & (b == j)) / inside if inside else 0.0
        assert share == pytest.approx(each.share_of_source, abs=0.03)
