"""Chances and limits are those of SciPy's negative binomial, and Poisson's where that is due."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from ivbgeo.signals.predicting import chance, upper_limit

MEANS = st.floats(0.005, 1e6)
OVER = st.floats(1.0001, 50)
LEVEL = 0.002


def one(value):
    return np.array([value], dtype=float)


@given(st.integers(0, 5000), st.floats(0.005, 5000), OVER)
def test_a_chance_is_that_of_scipy(count, mean, over):
    size = mean / (over - 1)
    wanted = stats.nbinom.sf(count - 1, size, size / (size + mean))
    got = chance(one(count), one(mean), one(mean * over))[0]
    assert got == pytest.approx(wanted, rel=1e-6, abs=1e-12)


def test_without_more_variance_it_is_poisson():
    count = np.arange(0.0, 30.0)
    mean = np.full(30, 7.0)
    wanted = stats.poisson.sf(count - 1, 7.0)
    assert chance(count, mean, mean * (1 + 1e-9)) == pytest.approx(wanted, rel=1e-5)


def test_a_chance_is_right_where_nearly_all_is_nul():
    mean, variance = one(43.0), one(1e18)
    size = 43.0**2 / (1e18 - 43.0)
    assert chance(one(5), mean, variance)[0] == pytest.approx(
        stats.nbinom.sf(4, size, size / (size + 43.0)), rel=1e-3
    )
    assert chance(one(5), mean, variance)[0] < 1e-12


@given(MEANS, OVER)
def test_the_limit_is_the_last_count_that_is_probable_enough(mean, over):
    limit = upper_limit(one(mean), one(mean * over), LEVEL)
    assert limit[0] == int(limit[0])
    assert chance(limit, one(mean), one(mean * over))[0] >= LEVEL
    assert chance(limit + 1, one(mean), one(mean * over))[0] < LEVEL


@given(MEANS, OVER, st.integers(1, 10_000))
def test_more_is_less_probable(mean, over, count):
    few, many = chance(
        np.array([count, count + 1.0]), np.array([mean] * 2), np.array([mean * over] * 2)
    )
    assert 0 <= many <= few <= 1
