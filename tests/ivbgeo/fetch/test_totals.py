"""Whether parts add up to their totals: what is known is compared, and nothing else."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivbgeo.fetch.announced import Span
from ivbgeo.fetch.grid import Axes
from ivbgeo.fetch.totals import Totals
from ivbgeo.period import Period

BUURTEN = ("BU00010101", "BU00010102", "BU00010201")
AREAS = (*BUURTEN, "GM0001", "WK000101", "WK000102", "WK000103")
SPANS = tuple(
    Span(str(period), period, provisional=False, complete=True)
    for period in (Period.year(2025), *(Period.month(2025, month) for month in range(1, 13)))
)
AXES = Axes(AREAS, SPANS)
TOTAL, PARTS = "0.0.0", ("1.1.1", "1.1.2")


def grids(rng):
    """A grid of each code in which all adds up; of the third wijk nothing is known."""
    found = {}
    for code in PARTS:
        grid = AXES.empty()
        grid[:3, 1:] = rng.integers(0, 9, (3, 12))
        grid[4] = grid[0] + grid[1]
        grid[5] = grid[2]
        grid[3] = grid[4] + grid[5]
        grid[:6, 0] = grid[:6, 1:].sum(axis=1)
        found[code] = grid
    return found | {TOTAL: found[PARTS[0]] + found[PARTS[1]]}


def checks(found, axes=AXES):
    totals = Totals(axes, TOTAL)
    for code, grid in found.items():
        totals.add(code, grid)
    return {check.what.partition(" ")[0]: check for check in totals.checks()}


@pytest.fixture
def found():
    return grids(np.random.default_rng(4))


def test_where_all_adds_up_nothing_differs(found):
    told = checks(found)
    assert {what: check.differing for what, check in told.items()} == {
        "soorten": 0, "buurten": 0, "wijken": 0, "maanden": 0,
    }  # fmt: skip
    # Six areas in thirteen spans; two wijken in three codes; no gemeente, for one wijk is unknown.
    assert told["soorten"].compared == 6 * 13
    assert told["buurten"].compared == 2 * 13 * 3
    assert told["wijken"].compared == 0
    assert told["maanden"].compared == 6 * 3


def test_a_wijk_without_buurten_has_no_sum(found):
    for grid in found.values():
        grid[6] = 3
    assert checks(found)["buurten"].differing == 0


def test_one_that_differs_is_named_in_every_sum_that_it_is_part_of(found):
    for grid in found.values():
        grid[6] = 0
    found["1.1.1"][0, 3] += 5
    told = checks(found)
    assert {what: check.differing for what, check in told.items()} == {
        "soorten": 1, "buurten": 1, "wijken": 0, "maanden": 1,
    }  # fmt: skip
    (named,) = told["buurten"].first
    assert (named.area, named.category, named.period) == ("WK000101", "1.1.1", "maart 2025")
    assert named.sum == named.published + 5
    assert str(named).startswith("WK000101, 1.1.1, maart 2025: de delen zijn samen ")


@given(
    st.integers(0, 99),
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 5), st.integers(0, 12))),
)
def test_what_was_not_published_never_makes_a_difference(seed, holes):
    found = grids(np.random.default_rng(seed))
    before = checks({code: grid.copy() for code, grid in found.items()})
    for code, row, column in holes:
        found[(*PARTS, TOTAL)[code]][row, column] = np.nan
    told = checks(found)
    assert [check.differing for check in told.values()] == [0] * 4
    assert all(told[what].compared <= check.compared for what, check in before.items())


def test_a_year_without_all_its_months_is_not_compared(found):
    axes = Axes(AREAS, SPANS[:-1])
    assert "maanden" not in checks({code: grid[:, :-1] for code, grid in found.items()}, axes)


def test_a_long_list_of_differences_is_counted_and_not_all_named(found):
    for grid in found.values():
        grid[6] = 0
    found[TOTAL] += 1
    told = checks(found)
    assert told["soorten"].differing == 7 * 13
    many = Axes(AREAS, SPANS * 40)
    wide = {code: np.tile(grid, 40) for code, grid in found.items()}
    totals = Totals(many, TOTAL)
    for code, grid in wide.items():
        totals.add(code, grid)
    (kinds, *_) = totals.checks()
    assert (kinds.differing, len(kinds.first)) == (7 * 13 * 40, 100)
