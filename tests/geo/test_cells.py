"""Points in squares and hexagons: each in one, on a border too, and none is lost."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from geo import Cells, CellShape, CoordinateError, RdPoints

SQUARES = Cells(CellShape.SQUARE, 100)
HEXAGONS = Cells(CellShape.HEXAGON, 200)
BOTH = pytest.mark.parametrize("cells", [SQUARES, HEXAGONS], ids=["squares", "hexagons"])
# On lines, half lines and just beside them as often as anywhere.
AXIS = st.one_of(
    st.floats(88_000, 98_000),
    st.integers(880, 980).map(lambda line: line * 100.0),
    st.integers(880, 980).map(lambda line: float(np.nextafter(line * 100.0, 0))),
    st.integers(1760, 1960).map(lambda line: line * 50.0),
)
POINTS = arrays.arrays(float, st.tuples(st.integers(0, 60), st.just(2)), elements=AXIS)


@BOTH
@given(points=POINTS)
def test_no_point_is_lost_and_none_counts_twice(cells, points):
    counted = cells.count(RdPoints(*points.T))
    assert counted.total == len(points)
    assert (counted.count > 0).all()
    cells = list(zip(counted.row.tolist(), counted.column.tolist(), strict=True))
    assert cells == sorted(set(cells))


@BOTH
@given(points=POINTS)
def test_a_point_lies_in_the_cell_that_it_is_counted_in(cells, points):
    column, row = cells.of(RdPoints(*points.T))
    shapes = shapely.polygons(cells.corners(column, row))
    assert (shapely.distance(shapes, shapely.points(points)) < 1e-6).all()


@given(points=POINTS)
def test_the_west_and_south_sides_are_of_a_square(points):
    column, row = SQUARES.of(RdPoints(*points.T))
    for place, cell in zip(points.T, (column, row), strict=True):
        assert (cell * 100 <= place).all()
        assert (place < (cell + 1) * 100).all()


def test_squares_are_those_of_the_office_of_statistics():
    # The vierkant E0930N4530 of CBS goes from 93,000 and 453,000.
    column, row = SQUARES.of(RdPoints([93_000.0, 93_099.999, 92_999.999], [453_000.0] * 3))
    assert column.tolist() == [930, 930, 929]
    assert row.tolist() == [4530] * 3


def test_what_is_as_near_to_two_hexagons_goes_by_the_rule():
    middle = HEXAGONS.middles(np.array([465]), np.array([2600]))
    side = RdPoints([middle.x[0] + 100], [middle.y[0]])
    assert [part.tolist() for part in HEXAGONS.of(side)] == [[466], [2600]]
    # All along the side between an even row and the odd one in the north-east of it; far from the
    # origin, no number lies on it to the last digit.
    along = np.linspace(0, 1, 5_000)
    edge = RdPoints(100 * along, HEXAGONS.height * (1 - along / 2) * 2 / 3)
    tied = HEXAGONS._nearest(edge, 0)[2] == HEXAGONS._nearest(edge, 1)[2]
    assert tied.sum() > 100
    assert (HEXAGONS.of(edge)[1][tied] == 0).all()


@BOTH
@given(place=st.tuples(AXIS, AXIS))
def test_the_same_place_is_always_in_the_same_cell(cells, place):
    alone = cells.of(RdPoints([place[0]], [place[1]]))
    among = cells.of(RdPoints([90_000.0, place[0], 1e5], [450_000.0, place[1], 1e5]))
    assert [part[0] for part in alone] == [part[1] for part in among]


@BOTH
def test_cells_fill_the_plane_without_overlap(cells):
    column, row = (grid.ravel() for grid in np.meshgrid(np.arange(-3, 4), np.arange(-3, 4)))
    shapes = shapely.polygons(cells.corners(column, row))
    assert shapely.is_ccw(shapely.get_exterior_ring(shapes)).all()
    surface = cells.width * cells.height
    assert shapely.area(shapes) == pytest.approx(surface)
    assert shapely.area(shapely.union_all(shapes)) == pytest.approx(len(shapes) * surface)
    middles = cells.middles(column, row)
    assert shapely.contains_xy(shapes, middles.x, middles.y).all()
    assert [part.tolist() for part in cells.of(middles)] == [column.tolist(), row.tolist()]


def test_nothing_is_in_no_cell():
    counted = SQUARES.count(RdPoints([], []))
    assert (counted.total, len(counted.middles)) == (0, 0)


@pytest.mark.parametrize("width", [0, -1, np.nan, np.inf])
def test_a_cell_has_a_width(width):
    with pytest.raises(ValueError, match="wider than 0"):
        Cells(CellShape.SQUARE, width)


@BOTH
@pytest.mark.parametrize("place", [np.nan, np.inf])
def test_a_point_without_a_place_is_refused(cells, place):
    with pytest.raises(CoordinateError, match="Point number 1"):
        cells.count(RdPoints([93_000.0, place], [453_000.0, 453_000.0]))
