"""The simulated series are what they say they are."""

import numpy as np
import pytest

from benchmarks.series import AFTER, SCENARIOS, Scenario
from benchmarks.signals import ALARMS, by_spreadsheet, simulated


def test_series_have_the_mean_and_the_dispersion_that_they_name():
    same, doubled = Scenario(5, 20, "", dispersion=2.0).draw(4000, np.random.default_rng(1))
    assert same.shape == doubled.shape == (4000, 60 + AFTER)
    assert same.mean() == pytest.approx(20, rel=0.01)
    assert same.var() / same.mean() == pytest.approx(2, rel=0.03)
    assert doubled[:, -AFTER:].mean() == pytest.approx(40, rel=0.01)
    assert np.array_equal(same[:, :-AFTER], doubled[:, :-AFTER])


def test_a_season_keeps_the_mean_of_the_year_and_a_trend_ends_at_the_expected():
    same, _ = Scenario(5, 20, "", season=0.4).draw(4000, np.random.default_rng(1))
    assert same.mean() == pytest.approx(20, rel=0.01)
    same, _ = Scenario(10, 20, "", trend=0.07).draw(4000, np.random.default_rng(1))
    assert same[:, -AFTER].mean() == pytest.approx(20, rel=0.02)
    assert same[:, 0].mean() == pytest.approx(20 / 1.07**10, rel=0.02)


def test_every_scenario_is_measured_and_few_series_raise_few_alarms():
    assert len({str(scenario) for scenario in SCENARIOS}) == 3 * 3 * 8
    same, _ = Scenario(5, 5, "").draw(400, np.random.default_rng(1))
    assert by_spreadsheet(same).mean() > 0.005


def test_some_are_dispersed_and_the_others_are_not():
    same, _ = Scenario(5, 20, "", dispersion=2.0, some=True).draw(4000, np.random.default_rng(1))
    assert (same[::2].var() / same[::2].mean()) == pytest.approx(2, rel=0.03)
    assert (same[1::2].var() / same[1::2].mean()) == pytest.approx(1, rel=0.03)


def test_the_simulation_keeps_false_alarms_within_their_bound():
    overall = [
        found
        for found in simulated(20, SCENARIOS[::9])
        if found.subject == "all scenarios" and found.what.startswith(ALARMS)
    ]
    assert [found.met for found in overall] == [True, True, None]
