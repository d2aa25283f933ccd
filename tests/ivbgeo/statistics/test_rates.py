"""Rates against what others compute: SciPy and PySAL's esda."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from ivbgeo.statistics import empirical_bayes, empirical_bayes_interval, garwood, standardised
from tests.pysal import esda, sids

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
    theirs = np.asarray(esda.smoothing.Empirical_Bayes(COUNT, PEOPLE).r).ravel()
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


def test_empirical_bayes_of_a_published_example_agrees_with_pysal():
    deaths, births, _ = sids()
    theirs = np.asarray(esda.smoothing.Empirical_Bayes(deaths, births).r).ravel()
    assert empirical_bayes(deaths, births) == pytest.approx(theirs, rel=1e-9)


def test_the_empirical_bayes_rate_is_the_mean_of_the_posterior_of_its_interval():
    deaths, births, _ = sids()
    low, high = empirical_bayes_interval(deaths, births)
    rate = empirical_bayes(deaths, births)
    assert (low < rate).all()
    assert (rate < high).all()
    # The posterior is a Gamma: of its mean and one quantile the other follows.
    mean = deaths.sum() / births.sum()
    crude = deaths / births
    variance = (births * (crude - mean) ** 2).sum() / births.sum() - mean / births.mean()
    posterior = stats.gamma(mean**2 / variance + deaths, scale=1 / (mean / variance + births))
    assert posterior.mean() == pytest.approx(rate, rel=1e-9)
    assert posterior.ppf(0.025) == pytest.approx(low, rel=1e-9)
    assert posterior.ppf(0.975) == pytest.approx(high, rel=1e-9)


def test_an_interval_holds_the_true_rate_as_often_as_it_says():
    random = np.random.default_rng(1)
    births = random.integers(100, 20_000, 400).astype(float)
    rate = random.gamma(4, 0.0005, (50, 400))
    held = []
    for true in rate:
        low, high = empirical_bayes_interval(random.poisson(true * births).astype(float), births)
        held.append((low <= true) & (true <= high))
    assert np.mean(held) == pytest.approx(0.95, abs=0.01)


def test_where_nearly_all_was_counted_in_one_place_the_interval_still_holds_the_rate():
    count, people = np.zeros(146), np.full(146, 900.0)
    count[0], people[1] = 500, 5
    low, high = empirical_bayes_interval(count, people)
    rate = empirical_bayes(count, people)
    assert (low <= rate * (1 + 1e-12)).all()
    assert (rate <= high * (1 + 1e-12)).all()
    assert stats.gamma(0.004).ppf(0.975) < 0.004  # why that is not a matter of course


def test_where_rates_differ_no_more_than_by_chance_the_interval_has_no_width():
    low, high = empirical_bayes_interval(np.array([10.0, 10.0, np.nan]), np.full(3, 1000.0))
    assert low[:2].tolist() == high[:2].tolist() == [0.01, 0.01]
    assert np.isnan([low[2], high[2]]).all()


@given(
    st.lists(
        st.tuples(
            st.one_of(st.just(np.nan), st.integers(0, 500)),
            st.one_of(st.just(np.nan), st.integers(0, 40_000)),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_no_input_makes_a_number_that_is_none(rows):
    count, people = np.array(rows, dtype=float).T
    known = ~np.isnan(count) & (people > 0)
    rate = empirical_bayes(count, people)
    low, high = empirical_bayes_interval(count, people)
    for each in (rate, low, high):
        assert (np.isfinite(each) == known).all()
    assert (low[known] <= high[known]).all()
    deviate = standardised(count, people)
    assert (np.isfinite(deviate) == (known & bool(count[known].sum() > 0))).all()


def test_standardised_rates_agree_with_pysal():
    deaths, births, _ = sids()
    theirs = esda.smoothing.assuncao_rate(deaths, births)
    assert standardised(deaths, births) == pytest.approx(theirs, rel=1e-9)


def test_standardised_rates_differ_from_pysal_on_purpose_where_the_variance_is_negative():
    # Rates differ less than chance makes them. PySAL takes that off the variance of chance where
    # something is left of it: few people count for more, many do not.
    count, people = np.array([99.0, 101.0, 100.0, 12.0]), np.array([1000.0, 1000.0, 1000.0, 100.0])
    ours, theirs = standardised(count, people), esda.smoothing.assuncao_rate(count, people)
    mean = count.sum() / people.sum()
    assert ours == pytest.approx((count / people - mean) / np.sqrt(mean / people), rel=1e-9)
    assert theirs[:3] == pytest.approx(ours[:3], rel=1e-9)
    assert theirs[3] > ours[3] * 1.05


def test_an_area_without_people_has_no_standardised_rate_and_changes_no_other():
    count, people = np.array([3.0, 9.0, 4.0]), np.array([100.0, 200.0, 150.0])
    ours = standardised(np.append(count, 1.0), np.append(people, 0.0))
    assert ours[:3] == pytest.approx(standardised(count, people), rel=1e-12)
    assert np.isnan(ours[3])
    with np.errstate(divide="ignore", invalid="ignore"):
        theirs = esda.smoothing.assuncao_rate(np.append(count, 1.0), np.append(people, 0.0))
    assert not np.isfinite(theirs).any()
