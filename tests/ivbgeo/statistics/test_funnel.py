"""The funnel against SciPy's Poisson."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from ivbgeo.statistics import compare, funnel_limits, funnel_p

# Dwellings with woonoverlast by casewijk, 2023, and inhabitants, 2024 (the embedded figures).
COUNT = np.array([37, 55, 65, 16, 45, 19, 15, 32], dtype=float)
PEOPLE = np.array([21685, 15915, 10580, 9410, 16390, 8320, 20725, 23735], dtype=float)


def test_an_area_stands_out_only_outside_the_exact_limits():
    rate = COUNT.sum() / PEOPLE.sum()
    low, high = stats.poisson.ppf([0.001, 0.999], rate * PEOPLE[2])
    people = np.full(4, PEOPLE[2])
    count = np.array([low - 1, low, high, high + 1])
    assert compare(count, people, rate).tolist() == [-1, 0, 0, 1]


def test_buytenwegh_has_more_woonoverlast_than_the_city():
    side = compare(COUNT, PEOPLE, COUNT.sum() / PEOPLE.sum())
    assert side[2] == 1
    assert side[0] == 0


@given(st.integers(0, 400), st.floats(0, 1e5), st.floats(1e-6, 0.1))
def test_the_funnel_is_that_of_scipys_poisson(count, people, rate):
    (side,) = compare(np.array([float(count)]), np.array([people]), rate)
    expected = stats.poisson(people * rate)
    above = people > 0 and expected.sf(count - 1) < 0.001
    below = people > 0 and expected.cdf(count) < 0.001
    assert side == int(above) - int(below)


@given(st.integers(0, 400), st.floats(0, 1e5), st.floats(1e-6, 0.1))
def test_the_chance_is_twice_the_smaller_tail(count, people, rate):
    (p,) = funnel_p(np.array([float(count)]), np.array([people]), rate)
    if people == 0:
        assert np.isnan(p)
        return
    expected = stats.poisson(people * rate)
    exact = min(1.0, 2 * min(expected.sf(count - 1), expected.cdf(count)))
    assert p == pytest.approx(exact, rel=1e-9, abs=1e-300)


def test_the_chance_of_what_is_not_known_is_not_known():
    p = funnel_p(np.array([np.nan, 3.0, 3.0]), np.array([10.0, np.nan, 10.0]), 0.1)
    assert np.isnan(p).tolist() == [True, True, False]


@given(
    st.integers(0, 400), st.floats(0.01, 1e5), st.floats(1e-6, 0.1), st.sampled_from([0.95, 0.998])
)
def test_a_dot_lies_outside_the_drawn_limits_where_the_area_stands_out(count, people, rate, level):
    population = np.array([people])
    (side,) = compare(np.array([float(count)]), population, rate, level)
    low, high = funnel_limits(population, rate, level)
    # As a count: that the limit and a dot fall together to the last bit is a matter of rounding.
    assert count > high[0] * people - 1e-9 or side < 1
    assert count < high[0] * people + 1e-9 or side == 1
    assert count < low[0] * people + 1e-9 or side > -1
    assert count > low[0] * people - 1e-9 or side == -1


def test_the_drawn_limits_lie_between_the_whole_numbers_of_the_exact_ones():
    expected = np.linspace(0.5, 300, 200)
    low, high = funnel_limits(expected, 1.0)
    last_inside = stats.poisson.ppf(0.999, expected)
    first_inside = stats.poisson.ppf(0.001, expected)
    counts = expected * high
    assert ((last_inside <= counts) & (counts < last_inside + 1)).all()
    counts = expected * low
    assert ((first_inside - 1 < counts) & (counts <= first_inside)).all()


def test_the_funnel_narrows_and_never_passes_the_rate_of_the_city():
    people = np.linspace(10, 50_000, 500)
    for level in (0.95, 0.998):
        low, high = funnel_limits(people, 0.004, level)
        assert (low >= 0).all()
        assert (np.diff(high) < 0).all()
        assert (low < 0.004).all()
        assert (high > 0.004).all()


def test_without_people_there_are_no_limits_and_of_nothing_any_count_is_more():
    low, high = funnel_limits(np.array([np.nan, 0.0, 100.0]), 0.0)
    assert np.isnan(low).tolist() == np.isnan(high).tolist() == [True, True, False]
    assert low[2] == 0
    assert high[2] == pytest.approx(0, abs=1e-12)
    assert compare(np.array([1.0]), np.array([100.0]), 0.0).tolist() == [1]
