"""Before and after, against others' figures and in simulation."""

from datetime import date

import numpy as np
import pytest
from scipy.stats import chi2
from scipy.stats.contingency import odds_ratio

from ivbgeo.measures.effect import (
    Comparison,
    Obstacle,
    Windows,
    _interval,
    compare_change,
    windows,
)

FIRST = 2021 * 12  # January 2021
TWO_YEARS = Windows(slice(0, 12), slice(12, 24))


def known(months=60, *, without=()):
    there = np.ones(months, dtype=bool)
    there[list(without)] = False
    return there


@pytest.mark.parametrize(
    ("starts", "ends", "before", "after"),
    [
        # Two whole years on each side; the newest months are left out, for their season.
        (date(2023, 1, 1), None, (0, 24), (24, 48)),
        (date(2023, 3, 1), None, (2, 26), (26, 50)),
        # The month in which it began belongs to neither.
        (date(2023, 3, 2), None, (2, 26), (27, 51)),
        # A year before is all that there is.
        (date(2022, 1, 1), None, (0, 12), (12, 24)),
        # It ended, the last month half.
        (date(2023, 1, 1), date(2024, 2, 15), (12, 24), (24, 36)),
        # Less than a year after: the same months of the year before.
        (date(2025, 7, 1), None, (42, 48), (54, 60)),
        (date(2025, 7, 2), None, (43, 48), (55, 60)),
        (date(2024, 6, 1), date(2024, 8, 31), (29, 32), (41, 44)),
        # Less than a year before: a season of it.
        (date(2021, 11, 1), None, None, None),
    ],
)
def test_as_many_months_before_as_after_of_the_same_season(starts, ends, before, after):
    found = windows(known(), FIRST, starts, ends)
    if before is None:
        assert found is Obstacle.NO_BEFORE
        return
    assert (found.before, found.after) == (slice(*before), slice(*after))
    assert found.months == before[1] - before[0]
    months = [{m % 12 for m in range(w.start, w.stop)} for w in (found.before, found.after)]
    assert months[0] == months[1]


@pytest.mark.parametrize(
    ("measured", "starts", "ends", "why"),
    [
        (known(), date(2026, 2, 1), None, Obstacle.NOT_STARTED),
        (known(), date(2025, 12, 5), None, Obstacle.TOO_RECENT),
        (known(), date(2025, 11, 1), None, Obstacle.TOO_RECENT),
        (known(), date(2023, 1, 1), date(2023, 2, 28), Obstacle.TOO_SHORT),
        (known(), date(2021, 1, 1), None, Obstacle.NO_BEFORE),
        (known(), date(2019, 1, 1), None, Obstacle.NO_BEFORE),
        (known(), date(2021, 6, 1), None, Obstacle.NO_BEFORE),
        (known(without=range(60)), date(2023, 1, 1), None, Obstacle.NOT_MEASURED),
        (known(without=[25]), date(2023, 1, 1), None, Obstacle.NOT_MEASURED),
        (known(without=[22]), date(2023, 1, 1), date(2023, 6, 30), Windows),
        (known(without=[12]), date(2023, 1, 1), date(2023, 6, 30), Obstacle.NO_BEFORE),
    ],
)
def test_what_can_not_be_compared_says_why(measured, starts, ends, why):
    found = windows(measured, FIRST, starts, ends)
    assert found is why or (isinstance(why, type) and isinstance(found, why))


def test_a_month_that_was_not_measured_is_in_neither_window():
    found = windows(known(without=[5]), FIRST, date(2023, 1, 1))
    assert (found.before, found.after) == (slice(12, 24), slice(24, 36))


def _deviance(cells, ratio):
    """Fit the margins with the ratio of ratios held, by iterative proportional fitting."""
    table = np.array(cells, dtype=float).reshape(2, 2)
    fitted = np.array([[1.0, ratio], [1.0, 1.0]])
    for _ in range(2000):
        fitted *= (table.sum(axis=1) / fitted.sum(axis=1))[:, None]
        fitted *= table.sum(axis=0) / fitted.sum(axis=0)
    return 2 * (table * np.log(table / fitted)).sum()


@pytest.mark.parametrize(
    "cells", [(48, 27, 500, 480), (20, 60, 900, 880), (2000, 1500, 9000, 9500)]
)
def test_the_interval_is_that_of_the_profile_likelihood(cells):
    allowed = chi2.ppf(0.95, 1)
    for end in _interval(*cells, allowed):
        assert _deviance(cells, end) == pytest.approx(allowed, abs=1e-6)


@pytest.mark.parametrize("cells", [(148, 127, 500, 480), (420, 260, 3900, 3880)])
def test_with_many_it_is_near_the_exact_conditional_one(cells):
    before, after, other_before, other_after = cells
    exact = odds_ratio([[after, before], [other_after, other_before]], kind="conditional")
    low, high = exact.confidence_interval(0.95)
    assert _interval(*cells, chi2.ppf(0.95, 1)) == pytest.approx((low, high), rel=0.02)


def test_none_after_has_no_lower_end():
    area = np.array([2.0] * 12 + [0.0] * 12)
    found = compare_change(area, np.full(24, 30.0), TWO_YEARS)
    assert (found.ratio, found.low) == (0, 0)
    assert 0 < found.high < 0.5
    assert found.side == -1


def test_more_where_there_was_less_elsewhere_is_told_apart():
    area = np.array([10.0] * 12 + [12.0] * 12)
    found = compare_change(area, np.array([400.0] * 12 + [200.0] * 12), TWO_YEARS)
    assert found.ratio == pytest.approx(2.4)
    assert found.side == 1


def test_a_change_that_the_city_had_as_well_is_none():
    found = compare_change(
        np.array([10.0] * 12 + [5.0] * 12), np.array([100.0] * 12 + [50.0] * 12), TWO_YEARS
    )
    assert (found.ratio, found.side, found.dispersion) == (1, 0, 1)


@pytest.mark.parametrize(
    ("area", "elsewhere", "why"),
    [
        (1.5, 40.0, Obstacle.FEW_BEFORE),
        (0.0, 40.0, Obstacle.FEW_BEFORE),
        (9.0, 1.5, Obstacle.FEW_ELSEWHERE),
    ],
)
def test_under_twenty_before_nothing_is_said(area, elsewhere, why):
    assert compare_change(np.full(24, area), np.full(24, elsewhere), TWO_YEARS) is why


def test_months_that_vary_more_than_chance_widen_the_interval():
    calm = np.array([10.0] * 12 + [6.0] * 12)
    wild = np.array([2.0, 18.0] * 6 + [1.0, 11.0] * 6)
    elsewhere = np.full(24, 200.0)
    narrow, wide = (compare_change(x, elsewhere, TWO_YEARS) for x in (calm, wild))
    assert (narrow.before, narrow.after) == (wide.before, wide.after)
    assert wide.dispersion > 4
    assert wide.low < narrow.low < narrow.high < 1 < wide.high


@pytest.mark.parametrize("dispersion", [1, 2])
def test_where_nothing_changed_few_are_told_apart(dispersion):
    """Counts with a season and a falling city, 400 times: at most 1 in 20 should be told apart."""
    random = np.random.default_rng(20261127)
    level = 6 * (1 + 0.3 * np.sin(np.arange(24) * np.pi / 6)) * np.linspace(1, 0.8, 24)

    def draw(mean):
        if dispersion == 1:
            return random.poisson(mean).astype(float)
        return random.poisson(random.gamma(mean / (dispersion - 1), dispersion - 1)).astype(float)

    found = [compare_change(draw(level), draw(10 * level), TWO_YEARS) for _ in range(400)]
    sides = [one.side for one in found if isinstance(one, Comparison)]
    assert len(sides) > 390
    # Of 400 with a chance of 1 in 20 there are 30 or fewer, but for once in a hundred times.
    assert sum(side != 0 for side in sides) <= 30
