"""More in one month of the year: found where it is, and not where chance explains it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from ivbgeo.statistics import FEWEST_COUNTED, FEWEST_YEARS, season_of

DAYS = np.array([31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])


def drawn(seed, series=400, years=5, mean=15.0, *, size=None, november=1.0, yearly=1.0):
    """Months from November in which as much happens each day, more spread than Poisson with size.

    Each year there is ``yearly`` times as much as in the one before, bit by bit.
    """
    chance = np.random.default_rng(seed)
    at = np.arange(12 * years)
    expected = mean * DAYS[(at + 10) % 12] / 30 * yearly ** ((at - at.mean()) / 12)
    expected[::12] *= november
    expected = np.broadcast_to(expected, (series, len(at)))
    if size is not None:
        expected = expected * chance.gamma(size, 1 / size, expected.shape)
    return chance.poisson(expected).astype(float)


@pytest.mark.parametrize("size", [None, 5])
def test_without_a_season_it_is_seldom_found(size):
    found = [season_of(counts, 11, 11) for counts in drawn(1, size=size)]
    p = np.array([one.p for one in found])
    often = int((p < 0.05).sum())
    # 1% as simulated at length, for the chance is the largest of those without a year: no more
    # often than that says with 99.9% chance.
    assert often <= stats.binom.isf(0.001, len(p), 0.012)
    assert np.mean([one.low <= 1 <= one.high for one in found]) > 0.92


@pytest.mark.parametrize(("yearly", "month"), [(0.6, 11), (0.8, 11), (1.2, 10), (1.4, 10)])
def test_what_falls_or_rises_is_no_season(yearly, month):
    # Of years that end with the newest month the first is highest in a fall, the last in a rise.
    found = [season_of(counts, 11, month) for counts in drawn(3, 200, 5, 150.0, yearly=yearly)]
    p = np.array([one.p for one in found])
    assert (p < 0.05).sum() <= stats.binom.isf(0.001, len(p), 0.012)
    assert np.mean([one.ratio for one in found]) == pytest.approx(1, abs=0.025)


@pytest.mark.parametrize("yearly", [0.7, 1.3])
def test_a_season_is_found_in_what_falls_or_rises(yearly):
    series = drawn(4, 100, 6, 50.0, november=1.5, yearly=yearly)
    found = [season_of(counts, 11, 11) for counts in series]
    assert np.mean([one.p < 0.01 for one in found]) > 0.8
    true = 1.5 / ((335.25 + 1.5 * 30) / 365.25)
    assert np.median([one.ratio for one in found]) == pytest.approx(true, abs=0.06)


def test_a_season_is_found_and_measured():
    series = drawn(2, years=6, mean=30.0, size=20, november=1.8)
    found = [season_of(counts, 11, 11) for counts in series]
    assert np.mean([one.p < 0.01 for one in found]) > 0.85
    # Beside a mean month with that one in it.
    true = 1.8 / ((335.25 + 1.8 * 30) / 365.25)
    # What spreads as its mean does, spreads more in a month that has more.
    assert np.mean([one.low <= true <= one.high for one in found]) > 0.88
    assert np.median([season_of(counts, 11, 5).p for counts in series]) > 0.5


def test_without_more_spread_than_chance_it_is_nearly_the_exact_answer():
    # The same each year: given the sum, the count of a month is binomial.
    counts = np.resize(10.0 * DAYS / 30, 61)
    counts[6::12] = 13
    found = season_of(counts, 1, 7)
    total = counts[:60].sum()
    exact = stats.binomtest(65, round(total), 31 / 365.25).proportion_ci(0.95, "exact")
    assert found.low == pytest.approx(exact.low / (31 / 365.25), rel=0.05)
    assert found.high == pytest.approx(exact.high / (31 / 365.25), rel=0.05)
    assert (found.years, found.start) == (5, 0)


@pytest.mark.parametrize(
    ("months", "years", "start"),
    [(36, None, None), (37, 3, 0), (48, 3, 0), (49, 4, 0), (60, 4, 0), (61, 5, 0), (85, 5, 24)],
)
def test_the_newest_years_around_that_month_are_counted(months, years, start):
    # From January: in July stand the first and the last that have half a year beside them.
    found = season_of(np.full(months, 20.0), 1, 7)
    assert (found and found.years, found and found.start) == (years, start)
    # Half of what is beside the years counts in them: a month that is not there counts nowhere.
    if found is not None and months == 49:
        assert season_of(np.append(np.full(11, 900.0), np.full(49, 20.0)), 2, 7).start == 11


@given(
    counts=st.lists(st.integers(0, 60), min_size=37, max_size=37),
    first=st.integers(1, 12),
    turn=st.integers(1, 11),
)
def test_which_month_it_is_called_does_not_matter(counts, first, turn):
    counts = np.array(counts, dtype=float)
    month = (first + 5) % 12 + 1
    found = season_of(counts, first, month)
    turned = season_of(counts, (first + turn - 1) % 12 + 1, (month + turn - 1) % 12 + 1)
    assert (found is None) == (turned is None)
    if found is None:
        around = counts[:36].sum() - counts[0] / 2 + counts[36] / 2
        assert around < FEWEST_COUNTED or counts[6::12].sum() in {0, around}
    else:
        days = DAYS[[month - 1, (month + turn - 1) % 12]]
        assert found.ratio * days[0] == pytest.approx(turned.ratio * days[1])
        assert found.low <= found.ratio <= found.high
        assert (found.years, found.start) == (FEWEST_YEARS, 0)


def test_one_month_that_ran_wild_is_no_season():
    counts = np.full(61, 20.0)
    counts[30] = 90
    assert season_of(counts, 5, 11).p > 0.01
    # The same in each year is one.
    counts[6::12] = 34
    assert season_of(counts, 5, 11).p < 0.01


@pytest.mark.parametrize(
    "counts",
    [
        np.full(36, 50.0),
        np.full(49, 2.0),
        np.tile(np.where(np.arange(12) == 6, 0.0, 30.0), 5),
        np.tile(np.where(np.arange(12) == 6, 30.0, 0.0), 5),
        np.array([]),
    ],
)
def test_of_too_little_nothing_is_said(counts):
    assert season_of(counts, 1, 7) is None


@pytest.mark.parametrize(
    ("counts", "first", "month"),
    [
        (np.ones((3, 12)), 1, 1), (np.ones(37), 1, 0), (np.ones(37), 1, 13), (np.ones(37), 0, 1),
        (np.ones(37), 13, 1), (np.full(37, np.nan), 1, 1), (np.full(37, -1.0), 1, 1),
        (np.full(37, np.inf), 1, 1),
    ],
)  # fmt: skip
def test_what_is_no_row_of_months_is_refused(counts, first, month):
    with pytest.raises(ValueError, match=r"months in a row|counts are known"):
        season_of(counts, first, month)
