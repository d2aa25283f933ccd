"""Borders are mended only where they break a rule, by no more than half a metre, and it is said."""

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import InvalidDivisionError
from ivbgeo.fetch.repair import SEAM, mended
from tests.geo.coverages import BOTTOM, LEFT, area, square


def _row(gap):
    """Three areas; between the first two is a gap (or, negative, an overlap) of some metres."""
    return [
        area("BU1", square(0, 0, 100 - gap, 100)),
        area("BU2", square(100, 0)),
        area("BU3", square(0, 100, 200, 100)),
    ]


def test_what_is_right_stays_as_it_is():
    areas = _row(0)
    division, repairs = mended(areas)
    assert repairs == ()
    for code, drawn in zip(division.codes, areas, strict=True):
        assert shapely.equals_exact(division.area(code).polygon, drawn.polygon)


@pytest.mark.parametrize("gap", [0.05, 0.3, 0.48, -0.05, -0.3, -0.48])
def test_a_seam_is_closed_and_told_with_its_square_metres(gap):
    division, repairs = mended(_row(gap))
    (repair,) = repairs
    assert repair.code in {"BU1", "BU2"}
    assert repair.square_metres == pytest.approx(100 * abs(gap), abs=0.2)
    assert "naad met een buur gesloten" in str(repair)
    assert shapely.coverage_is_valid(division.polygons)
    assert shapely.area(division.polygons).sum() == pytest.approx(40_000, abs=0.2)
    assert division.area("BU3").polygon.equals(_row(gap)[2].polygon)


@pytest.mark.parametrize("gap", [SEAM + 0.05, 0.9, -SEAM - 0.05, -30])
def test_what_is_wider_is_refused_with_its_place(gap):
    with pytest.raises(InvalidDivisionError) as caught:
        mended(_row(gap))
    assert caught.value.rule == f"geo.division.{'gap' if gap > 0 else 'overlap'}"
    assert all(name in str(caught.value) for name in ("BU1", "BU2", "x 88"))


def test_an_area_that_lies_on_another_is_refused():
    with pytest.raises(InvalidDivisionError) as caught:
        mended([area("BU1", square(0, 0)), area("BU2", square(0, 0))])
    assert caught.value.rule == "geo.division.overlap"


def test_a_ring_that_crosses_itself_is_rebuilt_and_told():
    corners = [(0, 0), (100, 0), (100, 100), (50, -5), (0, 100)]
    crossed = shapely.Polygon([(LEFT + x, BOTTOM + y) for x, y in corners])
    division, repairs = mended([area("BU1", crossed), area("BU2", square(100, 0))])
    (repair,) = repairs
    assert repair.code == "BU1"
    assert repair.what == "grens hersteld"
    assert repair.square_metres > 0
    assert "grens hersteld" in str(repair)
    assert all(shapely.is_valid(division.polygons))


def test_what_is_no_area_even_then_is_refused():
    flat = shapely.Polygon([(LEFT, BOTTOM), (LEFT + 10, BOTTOM), (LEFT, BOTTOM)])
    with pytest.raises(InvalidDivisionError) as caught:
        mended([area("BU1", flat), area("BU2", square(100, 0))])
    assert caught.value.rule == "geo.division.ring"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(-0.4, 0.4), min_size=9, max_size=9), st.floats(0, 0.2))
def test_what_comes_out_is_whole_and_nowhere_farther_than_a_seam(shifts, grow):
    """Nine squares, each moved and grown a little: overlaps, gaps, both, or refused."""
    drawn = [
        area(
            f"BU{i}",
            shapely.box(
                LEFT + 100 * (i % 3) + shift - grow,
                BOTTOM + 100 * (i // 3) - grow,
                LEFT + 100 * (i % 3) + shift + 100 + grow,
                BOTTOM + 100 * (i // 3) + 100 + grow,
            ),
        )
        for i, shift in enumerate(shifts)
    ]
    try:
        division, repairs = mended(drawn)
    except InvalidDivisionError:
        return
    # A division can't exist that is no coverage; what is left is how far anything moved.
    for code, before in zip(division.codes, drawn, strict=True):
        moved = shapely.symmetric_difference(division.area(code).polygon, before.polygon)
        assert shapely.is_empty(shapely.buffer(moved, -SEAM / 2 - 0.002))
        if shapely.area(moved) > 0.02:
            assert code in {repair.code for repair in repairs}
