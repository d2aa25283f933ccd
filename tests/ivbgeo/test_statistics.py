"""Statistics against what others compute: SciPy and PySAL's esda."""

import numpy as np
import pytest
from esda.smoothing import Empirical_Bayes
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from ivbgeo.statistics import changed, compare, empirical_bayes, garwood

# Dwellings with woonoverlast by casewijk, 2023, and inhabitants, 2024 (the embedded figures).
COUNT = np.array([37, 55, 65, 16, 45, 19, 15, 32], dtype=float)
PEOPLE = np.array([21685, 15915, 10580, 9410, 16390, 8320, 20725, 23735], dtype=float)


@given(st.integers(0, 5000))
def test_garwood_is_the_interval_that_a_poisson_test_would_not_reject(count):
    low, high = garwood(np.array([float(count)]))
    if count:
        assert stats.poisson.sf(count - 1, low[0]) == pytest.approx(0.025, rel=1e-9)
    else:
        assert low[0] == 0
    assert stats.poisson.cdf(count, high[0]) == pytest.approx(0.025, rel=1e-9)


def test_garwood_of_the_unknown_is_unknown():
    low, high = garwood(np.array([np.nan, 3.0]))
    assert np.isnan([low[0], high[0]]).all()
    assert not np.isnan([low[1], high[1]]).any()


def test_empirical_bayes_agrees_with_pysal():
    theirs = np.asarray(Empirical_Bayes(COUNT, PEOPLE).r).ravel()
    assert empirical_bayes(COUNT, PEOPLE) == pytest.approx(theirs, rel=1e-9)


def test_empirical_bayes_differs_from_pysal_on_purpose_where_the_variance_is_negative():
    # Rates that differ less than chance would make them: the city's rate is the best guess for all.
    count, people = np.array([10.0, 10.0, 10.0]), np.array([1000.0, 1000.0, 1000.0])
    assert empirical_bayes(count, people) == pytest.approx(0.01)


def test_empirical_bayes_without_people_is_unknown():
    rate = empirical_bayes(np.array([3.0, 5.0, np.nan, 0.0]), np.array([0.0, 100.0, 50.0, 70.0]))
    assert np.isnan(rate).tolist() == [True, False, True, False]


def test_nothing_known_gives_nothing():
    assert np.isnan(empirical_bayes(np.array([np.nan]), np.array([10.0]))).all()


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


@given(st.integers(0, 200), st.integers(0, 200), st.floats(1, 1e5), st.floats(1, 1e5))
def test_a_change_is_told_where_scipys_binomial_test_would(before, after, people, later_people):
    told = changed(*(np.array([float(n)]) for n in (before, after, people, later_people)))
    share = later_people / (people + later_people)
    if before + after == 0:
        assert told[0] == 0
        return
    rose = stats.binomtest(after, before + after, share, alternative="greater").pvalue < 0.001
    fell = stats.binomtest(after, before + after, share, alternative="less").pvalue < 0.001
    assert told[0] == int(rose) - int(fell)


def test_nothing_is_told_of_a_change_that_is_not_known():
    nan, one = np.array([np.nan, 3.0, 3.0]), np.ones(3)
    assert changed(nan, np.full(3, 90.0), one, np.array([1.0, 1.0, 0.0])).tolist() == [0, 1, 0]
