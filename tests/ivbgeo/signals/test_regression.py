"""Many regressions at once give what statsmodels gives for each."""

import numpy as np
import pytest
import statsmodels.api as sm

from ivbgeo.signals.baseline import design
from ivbgeo.signals.regression import fit


@pytest.mark.parametrize("trend", [False, True])
def test_coefficients_errors_and_leverage_are_those_of_statsmodels(trend):
    chance = np.random.default_rng(1)
    terms = design(60, 4, trend=trend)[:-1]
    counts = chance.poisson(np.exp(chance.normal(1.0, 1.0, (6, 1)) + 0.3 * terms[:, 1]), (6, 60))
    weights = chance.choice([0.0, 0.2, 1.0], (6, 60), p=[0.1, 0.1, 0.8])
    found = fit(counts.astype(float), weights, terms)
    assert found.converged.all()
    for row in range(6):
        model = sm.GLM(
            counts[row], terms, family=sm.families.Poisson(), freq_weights=weights[row]
        ).fit(tol=1e-12)
        assert found.coefficients[row] == pytest.approx(model.params, abs=1e-6)
        assert found.covariance[row] == pytest.approx(model.cov_params(scale=1.0), abs=1e-6)
        assert found.expected[row] == pytest.approx(model.fittedvalues, rel=1e-6)
    assert found.leverage.sum(axis=1) == pytest.approx(terms.shape[1])


def test_what_has_no_weight_has_no_say():
    terms = design(40, 4, trend=False)[:-1]
    counts = np.random.default_rng(2).poisson(6.0, (1, 40)).astype(float)
    weights = np.ones((1, 40))
    weights[0, 7] = 0
    other = counts.copy()
    other[0, 7] = 10_000
    first, second = fit(counts, weights, terms), fit(other, weights, terms)
    assert first.coefficients == pytest.approx(second.coefficients, abs=1e-12)


def test_of_nothing_but_nul_there_is_no_answer_and_no_fault():
    terms = design(40, 4, trend=True)[:-1]
    found = fit(np.zeros((2, 40)), np.ones((2, 40)), terms)
    assert not found.converged.any()
    assert np.isfinite(found.expected).all()
    assert np.isfinite(found.covariance).all()


def test_all_counts_in_one_month_of_the_year_stay_finite():
    terms = design(48, 4, trend=False)[:-1]
    counts = np.zeros((1, 48))
    counts[0, ::12] = 40
    found = fit(counts, np.ones((1, 48)), terms)
    assert np.isfinite(found.expected).all()
    assert np.isfinite(found.leverage).all()
