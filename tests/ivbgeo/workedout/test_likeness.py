"""How alike two series are, and which areas together are most alike."""

from itertools import combinations

import numpy as np
import pytest

from ivbgeo.evaluation import Zone, Zones, weighted_difference
from ivbgeo.workedout.likeness import MOST, alike, most_alike


def test_a_series_is_like_itself_and_not_like_three_times_as_much():
    series = np.random.default_rng(1).poisson(8, 36).astype(float)
    same = alike(series, series)
    assert (same.difference, same.is_good, same.ratio) == (0, True, 1)
    other = alike(series, series * 3)
    assert not other.is_good
    assert other.ratio == 3


def test_another_course_with_as_many_in_all_is_not_alike():
    rising = np.linspace(5, 35, 36)
    assert alike(rising, rising[::-1].copy()).ratio == pytest.approx(1)
    assert not alike(rising, rising[::-1].copy()).is_good


@pytest.mark.parametrize("mean", [0.3, 2, 10, 60])
def test_the_difference_is_1_where_only_chance_differs(mean):
    chance = np.random.default_rng(3)
    pairs = chance.poisson(mean, (400, 2, 36)).astype(float)
    found = [alike(*pair) for pair in pairs]
    assert np.mean([one.difference for one in found]) == pytest.approx(1, abs=0.08)
    # As often as it should be: 95 of 100.
    assert np.mean([one.is_good for one in found]) == pytest.approx(0.95, abs=0.04)


def test_the_best_are_found_as_by_trying_all():
    chance = np.random.default_rng(5)
    for _ in range(30):
        areas = chance.poisson(chance.uniform(1, 6, (6, 1)), (6, 24)).astype(float)
        target = areas[[1, 4]].sum(axis=0)
        found = most_alike(target, areas, np.ones(6, dtype=bool))
        tried = {
            some: alike(target, areas[list(some)].sum(axis=0)).difference
            for size in range(1, 4)
            for some in combinations(range(6), size)
        }
        mine = alike(target, areas[list(found)].sum(axis=0)).difference
        single = min(value for some, value in tried.items() if len(some) == 1)
        # One by one is not always the best of all, but never worse than the best one.
        assert mine <= single
        if found == (1, 4):
            assert mine == min(tried.values()) == 0


def test_an_area_that_may_not_or_is_not_known_is_not_chosen():
    target, areas = np.full(24, 9.0), np.full((4, 24), 9.0)
    assert most_alike(target, areas, np.array([False, True, True, True])) == (1,)
    areas[1, 3] = np.nan
    assert most_alike(target, areas, np.array([False, True, True, True])) == (2,)
    assert most_alike(target, areas, np.zeros(4, dtype=bool)) == ()
    assert most_alike(np.zeros(24), areas, np.ones(4, dtype=bool)) == ()


def test_nothing_is_added_that_does_not_help():
    areas = np.zeros((5, 24))
    areas[2] = 9
    assert most_alike(np.full(24, 9.0), areas, np.ones(5, dtype=bool)) == (2,)


def test_there_are_not_more_than_the_most():
    assert len(most_alike(np.full(24, 90.0), np.full((40, 24), 1.0), np.ones(40, bool))) == MOST


def test_a_control_that_was_found_makes_chance_no_effect():
    """In cities where nothing was the matter, 95 of 100 should say so; it may not be far less."""
    chance = np.random.default_rng(11)
    wrong = 0
    for _ in range(400):
        areas = chance.poisson(chance.gamma(2, 2, (80, 1)), (80, 48)).astype(float)
        target = chance.poisson(8.0, 48).astype(float)
        found = list(most_alike(target[:24], areas[:, :24], np.ones(80, dtype=bool)))
        control = areas[found].sum(axis=0)
        zones = [Zone(one[:24].sum(), one[24:].sum()) for one in (target, control)]
        wrong += weighted_difference(Zones(*zones)).side != 0
    assert wrong / 400 <= 0.07
