"""Each part of the choice by itself, against all subsets of small cases."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivbgeo.planning import Aim, Limits, Sites, within_reach
from ivbgeo.planning.bound import _Search, bound_of
from ivbgeo.planning.exact import solve
from ivbgeo.planning.greedy import by_gain, swapped
from ivbgeo.planning.problem import problem_of

SEEDS = st.integers(0, 2**32)


def drawn(seed):
    """A small question with sites that clash, cost, see much of the same, of one year or more."""
    chance = np.random.default_rng(seed)
    m, n, years = (int(chance.integers(*ends)) for ends in ((3, 10), (5, 40), (1, 3)))
    places = chance.random((m, 2)) * 100
    cover = within_reach(places, chance.random((n, 2)) * 100, chance.uniform(25, 60))
    weight = chance.integers(1, 9, (years, n)).astype(float)
    sites = Sites(
        cover, weight, cost=chance.integers(1, 6, m), places=places,
        second=weight.min(axis=0) * chance.choice([0, 0.5]),
    )  # fmt: skip
    limits = Limits(
        int(chance.integers(1, 5)) if m > 4 else 2,
        budget=chance.choice([None, 9.0]),
        apart=chance.choice([0, 30.0]),
        aim=chance.choice([Aim.WORST, Aim.MEAN]),
    )
    return problem_of(sites, limits)


def all_of(problem):
    """Give every choice that may be, with its worth."""
    m = len(problem.sites)
    for size in range(min(problem.number, m) + 1):
        for chosen in itertools.combinations(range(m), size):
            choice = np.array(chosen, dtype=np.intp)
            if problem.allowed(choice):
                yield set(chosen), problem.worth(choice)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_the_solver_alone_finds_the_best(seed):
    problem = drawn(seed)
    best = max(worth for _, worth in all_of(problem))
    chosen, upper = solve(problem, None, seconds=60)
    assert problem.allowed(chosen)
    assert problem.worth(chosen) == pytest.approx(best)
    assert upper == pytest.approx(best)


@settings(max_examples=120, deadline=None)
@given(SEEDS, st.integers(1, 6))
def test_the_bound_holds_and_what_it_leaves_out_is_in_no_better_choice(seed, place):
    problem = drawn(seed)
    choices = list(all_of(problem))
    best = max(worth for _, worth in choices)
    # A choice that is not the best, and nothing that makes it better: so much can be missed.
    order = sorted(choices, key=lambda each: -each[1])
    known, least = order[min(place, len(order) - 1)]
    search = _Search(problem, np.array(sorted(known), dtype=np.intp))
    for _ in range(60):
        picked = search.look()
        assert search.value >= best - 1e-6
        if not search.move(picked):
            break
    out, needed = (set(np.flatnonzero(each).tolist()) for each in (search.out, search.needed))
    for chosen, worth in choices:
        if chosen & out or needed - chosen:
            assert worth <= least + 1e-6
    found = bound_of(problem, np.array([], dtype=np.intp), until=np.inf)
    assert found.worth - 1e-6 <= best <= found.upper + 1e-6


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_greed_and_exchanges_keep_to_the_bounds(seed):
    problem = drawn(seed)
    greedy = by_gain(problem)
    better = swapped(problem, greedy)
    for chosen in (greedy, better, by_gain(problem, per_euro=True)):
        assert problem.allowed(chosen)
        assert len(set(chosen.tolist())) == len(chosen)
    if len(problem.first) == 1:
        assert problem.worth(better) >= problem.worth(greedy) - 1e-9
