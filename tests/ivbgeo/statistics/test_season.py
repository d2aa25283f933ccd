"""More in one month of the year: found where it is, and not where chance explains it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from ivbgeo.statistics import FEWEST_COUNTED, FEWEST_YEARS, season_of

DAYS = np.array([31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])


def drawn(seed, tables=400, years=5, mean=15.0, size=None, november=1.0):
    """Tables of months in which as much happens each day, more spread than Poisson with size."""
    chance = np.random.default_rng(seed)
    expected = np.broadcast_to(mean * DAYS / 30, (tables, years, 12))
    # Years differ, and say nothing of the months in them.
    expected = expected * chance.gamma(20, 1 / 20, (tables, years, 1))
    expected[:, :, 10] *= november
    if size is not None:
        expected = expected * chance.gamma(size, 1 / size, expected.shape)
    return chance.poisson(expected).astype(float)


@pytest.mark.parametrize("size", [None, 5])
def test_without_a_season_it_is_seldom_found(size):
    found = [season_of(table, 11) for table in drawn(1, size=size)]
    p = np.array([one.p for one in found])
    often = int((p < 0.05).sum())
    # 1% as simulated at length, for the chance is the largest of those without a year: no more
    # often than that says with 99.9% chance.
    assert often <= stats.binom.isf(0.001, len(p), 0.012)
    assert np.mean([one.low <= 1 <= one.high for one in found]) > 0.92


def test_a_season_is_found_and_measured():
    tables = drawn(2, mean=30.0, size=20, november=1.8)
    found = [season_of(table, 11) for table in tables]
    assert np.mean([one.p < 0.01 for one in found]) > 0.85
    # Beside a mean month with that one in it.
    true = 1.8 / ((335.25 + 1.8 * 30) / 365.25)
    # What spreads as its mean does, spreads more in a month that has more.
    assert np.mean([one.low <= true <= one.high for one in found]) > 0.88
    assert np.median([season_of(table, 5).p for table in tables]) > 0.5


def test_without_more_spread_than_chance_it_is_nearly_the_exact_answer():
    # The same each year: given the sum, the count of a month is binomial.
    table = np.full((4, 12), 10.0) * DAYS / 30
    table[:, 6] = 13
    found = season_of(table, 7)
    exact = stats.binomtest(52, round(table.sum()), 31 / 365.25).proportion_ci(0.95, "exact")
    assert found.low == pytest.approx(exact.low / (31 / 365.25), rel=0.05)
    assert found.high == pytest.approx(exact.high / (31 / 365.25), rel=0.05)
    assert found.years == 4


@given(
    counts=st.lists(st.integers(0, 60), min_size=36, max_size=36),
    month=st.integers(1, 12),
    year=st.permutations(range(3)),
)
def test_the_order_of_years_does_not_matter(counts, month, year):
    table = np.array(counts, dtype=float).reshape(3, 12)
    found, turned = season_of(table, month), season_of(table[list(year)], month)
    if found is None:
        assert turned is None
        of_month = table[:, month - 1].sum()
        assert table.sum() < FEWEST_COUNTED or of_month in {0, table.sum()}
    else:
        assert found.p == pytest.approx(turned.p)
        assert found.low <= found.ratio <= found.high
        assert found.years == FEWEST_YEARS


def test_one_month_that_ran_wild_is_no_season():
    table = np.full((5, 12), 20.0)
    table[2, 10] = 90
    assert season_of(table, 11).p > 0.01
    # The same in each year is one.
    table[:, 10] = 34
    assert season_of(table, 11).p < 0.01


@pytest.mark.parametrize(
    "table",
    [
        np.full((2, 12), 50.0),
        np.full((4, 12), 2.0),
        np.tile(np.where(np.arange(12) == 0, 0.0, 30.0), (4, 1)),
    ],
)
def test_of_too_little_nothing_is_said(table):
    assert season_of(table, 1) is None


@pytest.mark.parametrize(
    ("table", "month"),
    [
        (np.ones((3, 11)), 1), (np.ones(36), 1), (np.ones((3, 12)), 0), (np.ones((3, 12)), 13),
        (np.full((3, 12), np.nan), 1), (np.full((3, 12), -1.0), 1), (np.full((3, 12), np.inf), 1),
    ],
)  # fmt: skip
def test_what_is_no_table_of_years_is_refused(table, month):
    with pytest.raises(ValueError, match=r"years of months|counts are known"):
        season_of(table, month)
