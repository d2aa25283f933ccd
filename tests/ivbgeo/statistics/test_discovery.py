"""False discoveries against the paper's own example and SciPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from ivbgeo.statistics import adjusted, discoveries

# Benjamini and Hochberg (1995), section 4: 15 tests of a treatment of myocardial infarction.
PAPER = np.array(
    [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
     0.5719, 0.6528, 0.7590, 1.0000]
)  # fmt: skip


def test_of_the_papers_fifteen_tests_four_are_found():
    assert discoveries(PAPER).tolist() == [True] * 4 + [False] * 11


def test_adjusted_values_are_those_of_scipy():
    assert adjusted(PAPER) == pytest.approx(stats.false_discovery_control(PAPER), rel=1e-12)


@given(st.lists(st.one_of(st.just(np.nan), st.floats(0, 1)), max_size=60))
def test_what_was_not_tested_is_no_test_in_any_order(given_p):
    p = np.array(given_p)
    tested = ~np.isnan(p)
    ours = adjusted(p)
    assert np.isnan(ours).tolist() == np.isnan(p).tolist()
    if tested.any():
        assert ours[tested] == pytest.approx(stats.false_discovery_control(p[tested]), rel=1e-9)
    assert discoveries(p).tolist() == [bool(one <= 0.05) for one in ours]


def test_of_what_is_found_few_are_false():
    random = np.random.default_rng(5)
    shares = []
    for _ in range(400):
        z = random.normal(size=200)
        z[:40] += 3
        found = discoveries(2 * stats.norm.sf(np.abs(z)))
        shares.append(found[40:].sum() / max(1, found.sum()))
    assert np.mean(shares) < 0.05
