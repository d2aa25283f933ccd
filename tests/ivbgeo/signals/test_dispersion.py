"""Dispersions of kin steady each other as far as they are alike."""

import numpy as np
import pytest

from ivbgeo.signals.dispersion import cautious

FREEDOM = np.full(200, 50.0)
KIN = np.zeros(200, dtype=int)


def estimated(true, seed=1):
    """Draw estimates of dispersions as normal counts would give them."""
    return true * np.random.default_rng(seed).chisquare(50, 200) / 50


def test_kin_that_are_alike_get_about_the_same():
    found = cautious(estimated(2.0), FREEDOM, KIN)
    assert found.std() < 0.1 * estimated(2.0).std() + 0.15
    assert found.mean() == pytest.approx(2.0 * (1 + 1.5 * np.sqrt(2 / 350)), rel=0.05)


def test_kin_that_differ_keep_their_own():
    true = np.where(np.arange(200) < 100, 1.0, 4.0)
    found = cautious(estimated(true), FREEDOM, KIN)
    assert found[:100].mean() < 1.8
    assert found[100:].mean() > 4.0


def test_alone_it_is_the_own_estimate_on_the_safe_side():
    own = np.array([0.5, 1.0, 3.0])
    found = cautious(own, np.full(3, 50.0), np.full(3, -1))
    assert found == pytest.approx(np.array([1.0, 1.0, 3.0]) * 1.3)


def test_it_is_never_less_than_that_of_poisson():
    assert (cautious(estimated(0.6), FREEDOM, KIN) > 1).all()
