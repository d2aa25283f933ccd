"""Neighbours against PySAL's queen contiguity."""

import geopandas
import libpysal
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import Neighbours, read_division
from tests.geo.coverages import division, random_division, square

SOURCE = "tests/data/source/cbs_buurten_{}_zoetermeer_rd.geojson"


def near(found):
    return [
        found.other[a:b].tolist() for a, b in zip(found.start[:-1], found.start[1:], strict=True)
    ]


def theirs(polygons):
    frame = geopandas.GeoDataFrame(geometry=list(polygons))
    queen = libpysal.weights.Queen.from_dataframe(frame, use_index=False, silence_warnings=True)
    return [sorted(queen.neighbors[i]) for i in range(len(frame))]


@pytest.mark.parametrize("year", [2024, 2025])
def test_the_buurten_have_the_neighbours_that_pysal_finds(year):
    buurten = read_division(SOURCE.format(year))
    found = Neighbours.of(buurten)
    assert near(found) == theirs(buurten.polygons)
    assert found.number.sum() >= 5 * len(found)


@settings(max_examples=20)
@given(st.integers(1, 8), st.integers(0, 2**32 - 1), st.one_of(st.none(), st.integers(1, 12)))
def test_any_tessellation_has_the_neighbours_that_pysal_finds(cells, seed, groups):
    made = random_division(cells, seed, groups=groups)
    assert near(Neighbours.of(made)) == theirs(made.polygons)


def test_a_corner_is_enough_and_a_corner_on_the_middle_of_a_border_too():
    corner = division({"BU00000001": square(0, 0), "BU00000002": square(100, 100)})
    assert near(Neighbours.of(corner)) == [[1], [0]]
    # PySAL looks at corners alone: of these it says that they don't touch.
    middle = division(
        {"BU00000001": square(0, 0, 300, 100), "BU00000002": square(100, 100, 100, 100)}
    )
    assert near(Neighbours.of(middle)) == [[1], [0]]
    assert theirs(middle.polygons) == [[], []]


def test_an_island_is_kept_and_told():
    made = division(
        {
            "BU00000001": square(0, 0),
            "BU00000002": square(5000, 0),
            "BU00000003": square(100, 0),
        }
    )
    found = Neighbours.of(made)
    assert near(found) == [[2], [], [0]]
    assert found.islands.tolist() == [1]
    assert found.number.tolist() == [1, 0, 1]
    assert found.total(np.array([1.0, 2.0, 4.0])).tolist() == [4, 0, 1]


def test_what_is_left_out_is_nobodys_neighbour():
    row = {f"BU0000000{i}": square(100 * i, 0) for i in range(4)}
    found = Neighbours.of(division(row)).among(np.array([True, False, True, True]))
    assert near(found) == [[], [2], [1]]


@pytest.mark.parametrize(
    ("one", "other"), [([0], [1]), ([0, 0, 1], [0, 1, 0])], ids=["one way", "its own"]
)
def test_neighbours_are_each_others(one, other):
    with pytest.raises(ValueError, match="each other"):
        Neighbours.of_pairs(np.array(one), np.array(other), 2)


def test_ground_between_areas_parts_them():
    apart = {"BU00000001": square(0, 0), "BU00000002": square(102, 0)}
    assert Neighbours.of(division(apart)).islands.tolist() == [0, 1]
    assert shapely.distance(square(0, 0), square(102, 0)) == 2
