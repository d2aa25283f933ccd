from dataclasses import FrozenInstanceError

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.affinity import translate

import geo
from geo import Division, Level, simplified
from tests.geo.coverages import (
    BOTTOM,
    LEFT,
    coverages,
    division,
    divisions,
    jittered_cells,
    largest_division,
    square,
)


def casewijken(polygons):
    """Make a division that may leave ground, as coverages made at random do."""
    return division({str(i): each for i, each in enumerate(polygons)}, level=Level.CASEWIJK)


def rough(made):
    """Give a division more vertices, 8 m apart and off the line, the same for all who share one."""

    def move(xy):
        near = np.round(xy, 1)  # a point between two others differs in its last digit by direction
        return near + 0.8 * np.sin(near[:, ::-1] / 7.0)

    fine = shapely.transform(shapely.segmentize(made.polygons, 8.0), move)
    return division(dict(zip(made.codes, fine, strict=True)), level=made.level)


def rings(polygons):
    return [len(shapely.get_rings(shapely.get_parts(polygon))) for polygon in polygons]


def corners(polygon):
    return set(map(tuple, shapely.get_coordinates(polygon)))


def assert_all_there(fewer, polygons):
    assert shapely.coverage_is_valid(fewer)
    assert shapely.is_valid(fewer).all()
    assert not shapely.is_empty(fewer).any()
    assert (shapely.get_num_geometries(fewer) == shapely.get_num_geometries(polygons)).all()
    assert rings(fewer) == rings(polygons)


@given(coverages(), st.floats(0.1, 300.0))
def test_a_coverage_stays_a_coverage_with_all_that_it_has(polygons, tolerance):
    made = casewijken(polygons)
    borders = simplified(made, tolerance)
    assert (borders.id, borders.codes, borders.tolerance) == (made.id, made.codes, tolerance)
    assert_all_there(borders.polygons, made.polygons)


@given(coverages(), st.floats(0.1, 300.0))
def test_vertices_only_go_and_go_for_all_who_share_them(polygons, tolerance):
    made = casewijken(polygons)
    before = [corners(polygon) for polygon in made.polygons]
    after = [corners(polygon) for polygon in simplified(made, tolerance).polygons]
    left = set().union(*after)
    for was, now in zip(before, after, strict=True):
        assert now == was & left


@given(coverages(), st.floats(0.1, 40.0))
def test_borders_move_about_as_far_as_the_tolerance_says(polygons, tolerance):
    made = casewijken(polygons)
    moved = shapely.hausdorff_distance(made.polygons, simplified(made, tolerance).polygons)
    assert moved.max() <= 3 * tolerance


@given(coverages(), st.floats(0.1, 300.0))
def test_vertices_that_do_not_match_leave_no_gaps(polygons, tolerance):
    polygons[::2] = shapely.segmentize(polygons[::2], 17.0)
    made = casewijken(polygons)
    fewer = simplified(made, tolerance).polygons
    if fewer is not made.polygons:
        assert_all_there(fewer, polygons)


def test_a_corner_on_the_edge_of_a_neighbour_leaves_no_gap():
    tall = shapely.segmentize(square(0, 0, 100, 200), 7.0)
    fine = [tall, square(100, 0), square(100, 100)]
    # Corners that lie a hair beside the edge, as rounding leaves them.
    fine[1] = translate(fine[1], 0.004)
    made = casewijken(fine)
    assert not shapely.coverage_is_valid(made.polygons)
    borders = simplified(made, 2.0)
    assert shapely.coverage_is_valid(borders.polygons)
    assert shapely.get_num_coordinates(borders.polygons[0]) == 6
    assert shapely.area(shapely.union_all(borders.polygons)) == pytest.approx(40_000, abs=2)


@pytest.mark.parametrize("tolerance", [1.0, 100.0, 100_000.0])
def test_islands_enclaves_holes_and_crumbs_all_stay(tolerance):
    def disc(x, y, radius):
        return shapely.Point(LEFT + x, BOTTOM + y).buffer(radius)

    lake, enclave, island, crumb = (
        disc(250, 500, 90), disc(700, 500, 150), disc(700, 500, 30), disc(950, 950, 0.5),
    )  # fmt: skip
    around = shapely.difference(square(0, 0, 1000), shapely.union_all([lake, enclave, crumb]))
    far = disc(2000, 2000, 40)
    made = casewijken(
        [
            shapely.union_all([around, far]),
            shapely.difference(enclave, island),
            island,
            crumb,
            square(1000, 0, 500),
        ]
    )
    borders = simplified(made, tolerance)
    assert_all_there(borders.polygons, made.polygons)
    assert rings(borders.polygons) == [5, 2, 1, 1, 1]
    assert (shapely.area(borders.polygons) > 0).all()


@pytest.mark.parametrize("made", divisions(), ids=str)
def test_real_borders_are_already_simple(made):
    borders = simplified(made, 1.0)
    np.testing.assert_array_equal(borders.polygons, made.polygons)


def test_detailed_borders_lose_most_of_their_vertices():
    made = rough(largest_division())
    sizes, moved = [], []
    for tolerance in (0.0, 1.0, 2.0, 5.0, 10.0):
        polygons = simplified(made, tolerance).polygons
        assert_all_there(polygons, made.polygons)
        sizes.append(int(shapely.get_num_coordinates(polygons).sum()))
        moved.append(float(shapely.hausdorff_distance(polygons, made.polygons).max()))
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 4 * sizes[-1]
    assert moved[0] == 0.0
    assert all(far <= 2 * t for far, t in zip(moved, (0.0, 1.0, 2.0, 5.0, 10.0), strict=True))


def test_what_can_not_be_matched_is_given_as_it_is():
    # Half a centimetre across: making the vertices match would leave nothing of it.
    crumb = shapely.box(LEFT + 200, BOTTOM + 150, LEFT + 200.005, BOTTOM + 150.005)
    left = shapely.segmentize(square(0, 0, 100, 200), 7.0)
    made = casewijken([left, square(100, 0), square(100, 100), crumb])
    assert simplified(made, 5.0).polygons is made.polygons


def test_without_a_tolerance_borders_are_as_they_are():
    made = casewijken(jittered_cells(3, 3, 1))
    assert simplified(made, 0.0).polygons is made.polygons


@pytest.mark.parametrize("tolerance", [-1.0, np.nan, np.inf])
def test_a_tolerance_is_metres(tolerance):
    with pytest.raises(ValueError, match="0 metres or more"):
        simplified(casewijken([square(0, 0)]), tolerance)


def test_nothing_can_be_counted_with_them():
    borders = simplified(rough(casewijken(jittered_cells(3, 3, 1))), 5.0)
    assert not isinstance(borders, Division)
    public = {name for name in dir(borders) if not name.startswith("_")}
    assert public == {"id", "codes", "polygons", "tolerance"}
    with pytest.raises(FrozenInstanceError):
        borders.tolerance = 0.0
    with pytest.raises(ValueError, match="read-only"):
        borders.polygons[0] = square(0, 0)
    assert {"DisplayBorders", "simplified"} <= set(geo.__all__)
