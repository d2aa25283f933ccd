"""Changes against SciPy's binomial test."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from ivbgeo.statistics import change_p, changed


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


@given(st.integers(0, 200), st.integers(0, 200), st.floats(1, 1e5), st.floats(1, 1e5))
def test_the_chance_is_twice_the_smaller_tail_of_scipys_binomial(before, after, people, later):
    (p,) = change_p(*(np.array([float(n)]) for n in (before, after, people, later)))
    share = later / (people + later)
    if before + after == 0:
        assert p == 1
        return
    test = [
        stats.binomtest(after, before + after, share, alternative=side).pvalue
        for side in ("greater", "less")
    ]
    assert p == pytest.approx(min(1.0, 2 * min(test)), rel=1e-9, abs=1e-300)


def test_the_chance_of_a_change_that_is_not_known_is_not_known():
    nan, one = np.array([np.nan, 3.0, 3.0]), np.ones(3)
    p = change_p(nan, np.full(3, 90.0), one, np.array([1.0, 1.0, 0.0]))
    assert np.isnan(p).tolist() == [True, False, True]
