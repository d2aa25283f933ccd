from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import affinity

from geo import InvalidDivisionError, Level
from geo.coverage import union
from tests.geo.coverages import (
    BOTTOM,
    LEFT,
    coverages,
    division,
    divisions,
    jittered_cells,
    refused,
    square,
)


def named(caught, *codes):
    return all(code in str(caught.value) for code in codes)


@pytest.mark.parametrize("width", [0.02, 1.0, 40.0])
def test_an_overlap_is_refused_by_name_and_place(width):
    with refused(InvalidDivisionError, "geo.division.overlap") as caught:
        division({"BU1": square(0, 0), "BU2": square(100 - width, 0), "BU3": square(0, 100)})
    assert named(caught, "BU1", "BU2", "Naam BU1")
    assert not named(caught, "BU3")
    assert f"y {BOTTOM + 50:.1f}" in str(caught.value)


@pytest.mark.parametrize(
    "other", [square(0, 0), square(20, 20, 10), square(0, 20, 10), square(-50, -50, 300)]
)
def test_an_area_on_or_within_another_is_refused(other):
    with refused(InvalidDivisionError, "geo.division.overlap") as caught:
        division({"BU1": square(0, 0), "BU2": other})
    assert named(caught, "BU1", "BU2")


@pytest.mark.parametrize("width", [0.02, 0.3, 0.9])
def test_a_gap_between_neighbours_is_refused_by_name_and_place(width):
    with refused(InvalidDivisionError, "geo.division.gap") as caught:
        division({"BU1": square(0, 0), "BU2": square(100 + width, 0), "BU3": square(0, 100)})
    assert named(caught, "BU1", "BU2", f"x {LEFT + 100:.1f}"[:8])


def test_a_sliver_of_a_gap_is_refused():
    bent = shapely.Polygon(
        [
            (LEFT + x, BOTTOM + y)
            for x, y in [(100, 0), (200, 0), (200, 100), (100, 100), (100.4, 50)]
        ]
    )
    with refused(InvalidDivisionError, "geo.division.gap") as caught:
        division({"BU1": square(0, 0), "BU2": bent})
    assert named(caught, "BU1", "BU2")


def ring_of_squares():
    return {
        f"BU{x}{y}": square(100 * x, 100 * y)
        for x in range(3)
        for y in range(3)
        if (x, y) != (1, 1)
    }


def test_ground_that_areas_enclose_together_is_a_gap():
    with refused(InvalidDivisionError, "geo.division.gap") as caught:
        division(ring_of_squares())
    assert named(caught, "BU01", "BU10", f"x {LEFT + 150:.1f}, y {BOTTOM + 150:.1f}", "1e+04 m²")


def test_a_casewijk_may_enclose_ground_that_belongs_to_none():
    assert len(division(ring_of_squares(), level=Level.CASEWIJK)) == 8


def test_a_hole_of_one_area_may_stay_open_or_be_filled():
    donut = square(0, 0).difference(square(40, 40, 20))
    assert len(division({"BU1": donut})) == 1
    assert len(division({"BU1": donut, "BU2": square(40, 40, 20)})) == 2


def test_a_hole_that_is_filled_but_for_a_slit_is_refused():
    donut = square(0, 0).difference(square(40, 40, 20))
    with refused(InvalidDivisionError, "geo.division.gap"):
        division({"BU1": donut, "BU2": square(40.5, 40.5, 19)})


def test_a_slit_within_one_area_is_refused():
    slit = square(0, 0).difference(square(40, 40, 0.5, 20))
    with refused(InvalidDivisionError, "geo.division.gap") as caught:
        division({"BU1": slit})
    assert named(caught, "BU1")


def test_vertices_on_a_neighbours_edge_are_no_fault():
    three = division(
        {"BU1": square(0, 0, 200, 100), "BU2": square(0, 100), "BU3": square(100, 100)}
    )
    assert union(three.polygons).equals(square(0, 0, 200, 200))


def test_a_touch_in_one_corner_and_islands_are_no_fault():
    assert len(division({"BU1": square(0, 0), "BU2": square(100, 100), "BU3": square(900, 0)})) == 3


def test_less_than_a_centimetre_is_rounding():
    assert len(division({"BU1": square(0, 0), "BU2": square(100.004, 0)})) == 2
    assert len(division({"BU1": square(0, 0), "BU2": square(99.996, 0)})) == 2


@pytest.mark.parametrize(
    ("shape", "rule"),
    [
        (None, "geo.division.empty_geometry"),
        (shapely.Polygon(), "geo.division.empty_geometry"),
        (shapely.Point(LEFT, BOTTOM), "geo.division.not_polygon"),
        (square(100, 0).exterior, "geo.division.not_polygon"),
        (shapely.GeometryCollection([square(100, 0)]), "geo.division.not_polygon"),
        (
            shapely.Polygon([(LEFT + x, BOTTOM) for x in (100, 200, 150)]),
            "geo.division.ring",
        ),
    ],
)
def test_what_is_no_sound_polygon_is_refused_by_name(shape, rule):
    with refused(InvalidDivisionError, rule) as caught:
        division({"BU1": square(0, 0), "BU2": shape})
    assert named(caught, "BU2")
    assert not named(caught, "BU1")


def test_a_ring_that_crosses_itself_is_refused_with_the_place():
    bow = shapely.Polygon(
        [(LEFT + x, BOTTOM + y) for x, y in [(100, 0), (200, 100), (200, 0), (100, 100)]]
    )
    with refused(InvalidDivisionError, "geo.division.ring") as caught:
        division({"BU1": square(0, 0), "BU2": bow})
    assert named(caught, "BU2", f"{LEFT + 150:.0f} {BOTTOM + 50:.0f}")


def test_many_faulty_areas_are_counted_rather_than_listed():
    with refused(InvalidDivisionError, "geo.division.empty_geometry") as caught:
        division({f"BU{i}": None for i in range(9)})
    assert named(caught, "BU0", "BU4", "(+4)")
    assert not named(caught, "BU5")


@given(coverages())
def test_whatever_is_cut_along_shared_borders_is_valid(polygons):
    made = division({f"CW{i}": p for i, p in enumerate(polygons)}, level=Level.CASEWIJK)
    assert shapely.area(made.polygons).sum() == pytest.approx(shapely.area(polygons).sum())


@given(st.integers(0, 2**32 - 1), st.floats(0.05, 20), st.floats(0, 2 * np.pi))
def test_a_cell_that_is_moved_is_refused(seed, distance, angle):
    cells = jittered_cells(3, 3, seed)
    cells[4] = affinity.translate(cells[4], distance * np.cos(angle), distance * np.sin(angle))
    with pytest.raises(InvalidDivisionError) as caught:
        division({f"BU{i}": cell for i, cell in enumerate(cells)})
    assert caught.value.rule in ("geo.division.overlap", "geo.division.gap")
    assert named(caught, "BU4")


@pytest.mark.parametrize(
    "each",
    [each for each in divisions() if each.level is not Level.CASEWIJK],
    ids=lambda each: f"{each.id}-{len(each)}",
)
def test_dropping_an_enclosed_area_of_a_real_division_is_noticed(each):
    whole = union(each.polygons)
    inner = [
        i
        for i, polygon in enumerate(each.polygons)
        if not polygon.intersects(whole.boundary) and polygon.geom_type == "Polygon"
    ]
    for i in inner[:3]:
        rest = {code: each.polygons[k] for k, code in enumerate(each.codes) if k != i}
        with refused(InvalidDivisionError, "geo.division.gap"):
            division(rest, level=each.level, year=each.year)
    assert inner or each.level in (Level.WIJK, Level.GEMEENTE)
