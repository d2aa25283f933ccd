"""Counts as an array: any sum of it is what counting the rows gives, in whatever order."""

import pickle
from collections import Counter
from dataclasses import replace
from functools import reduce
from itertools import pairwise
from operator import add

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import DivisionId, Level
from ivbgeo.cube import OUTSIDE, UNKNOWN, Axes, Cube, CubeBuilder
from ivbgeo.errors import DataError, UsageError
from ivbgeo.period import Period

FIRST = 2022 * 12 + 10  # November: periods cross a year
AXES = Axes(
    DivisionId(Level.BUURT, 2025),
    ("BU1", "BU2", "BU3", "BU4"),
    ("1.1.1", "1.4.6", "open"),
    FIRST,
    5,
    frozenset({"open"}),
)

rows = st.lists(
    st.tuples(st.integers(UNKNOWN, 3), st.integers(0, 2), st.integers(FIRST, FIRST + 4)),
    max_size=60,
)
periods = st.tuples(st.integers(0, 4), st.integers(0, 4)).map(
    lambda ends: Period.of_indices(FIRST + min(ends), FIRST + max(ends))
)
categories = st.sets(st.sampled_from(AXES.categories))


def counted(*batches, axes=AXES):
    builder = CubeBuilder(axes)
    for batch in batches:
        builder.add(*np.array(batch, dtype=np.int64).reshape(-1, 3).T)
    return builder.cube()


def chosen(told, wanted, period):
    """The areas of the rows of a selection; of what stands only the last month tells."""
    for area, category, month in told:
        code = AXES.categories[category]
        first = period.last_index if code in AXES.standing else period.first_index
        if code in wanted and first <= month <= period.last_index:
            yield area


def same(one, other):
    return one.axes == other.axes and (one.counts != other.counts).nnz == 0


@given(rows, categories, periods)
def test_a_sum_by_area_is_what_counting_gives(told, wanted, period):
    found = counted(told).by_area(wanted, period)
    expected = Counter(chosen(told, wanted, period))
    assert found.counts.tolist() == [expected[i] for i in range(4)]
    assert (found.outside, found.unknown) == (expected[OUTSIDE], expected[UNKNOWN])
    assert found.total == expected.total()


@given(rows, categories, periods, st.none() | st.sets(st.integers(0, 3)))
def test_a_sum_by_month_is_what_counting_gives(told, wanted, period, areas):
    months = range(period.first_index, period.last_index + 1)
    expected = [
        sum(
            areas is None or area in areas
            for area in chosen(told, wanted, Period.of_indices(month, month))
        )
        for month in months
    ]
    codes = None if areas is None else {AXES.areas[i] for i in areas}
    assert counted(told).by_month(wanted, period, codes).tolist() == expected


@given(rows, st.lists(st.integers(0, 60)), st.randoms())
def test_parts_make_the_whole_in_any_order_and_grouping(told, cuts, random):
    places = sorted({0, len(told), *(min(cut, len(told)) for cut in cuts)})
    parts = [counted(told[a:b]) for a, b in pairwise(places)] or [Cube.empty(AXES)]
    whole = counted(told)
    random.shuffle(parts)
    middle = random.randrange(len(parts) + 1)
    left, right = (reduce(add, half, Cube.empty(AXES)) for half in (parts[:middle], parts[middle:]))
    assert same(left + right, whole)
    assert same(counted(*(told[a:b] for a, b in pairwise(places))), whole)
    assert whole.total == len(told)


@given(rows)
def test_on_wider_axes_the_same_was_counted(told):
    wide = replace(
        AXES, categories=("0.0.0", *AXES.categories, "zz"), first_month=FIRST - 3, months=14
    )
    moved = [(area, category + 1, month) for area, category, month in told]
    assert same(counted(told).widened(wide), counted(moved, axes=wide))


@pytest.mark.parametrize(
    "axes",
    [
        replace(AXES, categories=("1.1.1", "open")),
        replace(AXES, months=4),
        replace(AXES, first_month=FIRST + 1),
        replace(AXES, areas=("BU1", "BU2", "BU3", "BU5")),
        replace(AXES, categories=("open", "1.4.6", "1.1.1")),
    ],
)
def test_axes_that_lack_something_are_not_wider(axes):
    with pytest.raises((DataError, UsageError)):
        counted([(0, 0, FIRST)]).widened(axes)


@pytest.mark.parametrize("gap", [-1, 0, 10, 1_000])
def test_what_is_skipped_between_chosen_rows_makes_no_difference(monkeypatch, gap):
    told = np.random.default_rng(1).integers((-2, 0, FIRST), (4, 3, FIRST + 5), (500, 3)).tolist()
    period, wanted = Period.of_indices(FIRST + 1, FIRST + 3), {"1.1.1", "open"}
    monkeypatch.setattr("ivbgeo.cube._GAP", gap)
    cube, expected = counted(told), Counter(chosen(told, wanted, period))
    assert cube.by_area(wanted, period).counts.tolist() == [expected[i] for i in range(4)]
    assert (
        cube.by_month({"1.1.1"}, period).sum() == Counter(chosen(told, {"1.1.1"}, period)).total()
    )


def test_many_batches_are_folded_together(monkeypatch):
    monkeypatch.setattr("ivbgeo.cube._WAITING", 7)
    told = np.random.default_rng(1).integers((-2, 0, FIRST), (4, 3, FIRST + 5), (500, 3))
    assert same(counted(*np.array_split(told, 90)), reduce(add, map(counted, told)))


def test_a_nation_is_more_cells_than_fit_in_memory_and_than_32_bits_tell():
    areas = tuple(f"BU{i:08d}" for i in range(14_500))
    axes = Axes(AXES.division, areas, tuple(map(str, range(1_000))), FIRST, 168)
    assert np.prod(axes.shape) > np.iinfo(np.int32).max
    last = (14_499, 999, FIRST + 167)
    cube = counted([last, last, (OUTSIDE, 0, FIRST)], axes=axes)
    assert cube.by_area(["999"], axes.period).counts[14_499] == 2
    assert cube.by_area(["0"], axes.period).outside == 1
    assert cube.counts.nnz == 2


def test_a_cube_is_small_and_the_same_after_a_journey():
    told = np.random.default_rng(1).integers((-2, 0, FIRST), (4, 3, FIRST + 5), (10_000, 3))
    cube = counted(told)
    sent = pickle.dumps(cube)
    assert len(sent) < 5_000
    assert same(pickle.loads(sent), cube)  # noqa: S301 - of our own


def test_what_is_shared_can_not_be_written_to():
    cube = counted([(0, 0, FIRST)])
    with pytest.raises(ValueError, match="read-only"):
        cube.counts.data[0] = 5


@pytest.mark.parametrize("month", [FIRST - 1, FIRST + 5])
def test_a_row_of_another_month_is_refused_and_nothing_is_lost(month):
    builder = CubeBuilder(AXES)
    with pytest.raises(DataError, match=r"Een regel is van .*november 2022 tot en met maart 2023"):
        builder.add(np.array([0, 1]), np.array([0, 0]), np.array([FIRST, month]))
    assert builder.cube().total == 0


@pytest.mark.parametrize(("area", "category"), [(4, 0), (-3, 0), (0, 3), (0, -1)])
def test_a_position_that_is_none_is_refused(area, category):
    with pytest.raises(ValueError, match=r"area 4 of 4|invalid entry"):
        counted([(area, category, FIRST)])


def test_a_category_is_found_by_its_code_or_refused():
    assert AXES.positions(["open", "1.1.1", "open"]).tolist() == [2, 0, 2]
    with pytest.raises(DataError, match=r"‘1\.1\.2’ is hier niet geteld"):
        AXES.positions(["1.1.1", "1.1.2"])


@pytest.mark.parametrize("period", [Period.year(2023), Period.month(2022, 10)])
def test_months_that_were_not_counted_are_no_zero(period):
    cube = Cube.empty(AXES)
    for ask in (cube.by_area, cube.by_month):
        with pytest.raises(UsageError, match="niet helemaal geteld"):
            ask(["1.1.1"], period)


def test_an_area_that_is_not_there_can_not_be_asked():
    with pytest.raises(UsageError, match="‘BU9’ staat niet in de indeling buurt-2025"):
        Cube.empty(AXES).by_month(["1.1.1"], AXES.period, ["BU9"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"areas": ("BU1", "BU1")},
        {"categories": ("a", "a")},
        {"months": 0},
        {"standing": frozenset({"b"})},
    ],
)
def test_axes_that_can_not_be_are_refused(wrong):
    right = {"areas": ("BU1",), "categories": ("a",), "first_month": FIRST, "months": 1}
    with pytest.raises(UsageError, match="De telling over buurt-2025 klopt niet"):
        Axes(AXES.division, **{**right, **wrong})


def test_a_cube_has_the_shape_of_its_axes():
    shorter = Axes(AXES.division, AXES.areas, AXES.categories, FIRST, 4)
    with pytest.raises(UsageError, match="klopt niet"):
        Cube(shorter, Cube.empty(AXES).counts)
    with pytest.raises(UsageError, match="andere gebieden, soorten of maanden"):
        Cube.empty(shorter) + Cube.empty(AXES)
