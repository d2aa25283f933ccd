"""The choice against all subsets of small cases, and against spopt's MCLP."""

import itertools

import numpy as np
import pulp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.spatial.distance import cdist
from spopt.locate import MCLP

from ivbgeo.errors import DataError
from ivbgeo.planning import (
    Aim,
    Limits,
    Sites,
    choose,
    choose_greedily,
    cost_over,
    curve,
    hottest,
    within_reach,
)

NOTHING_LEFT = {
    "plan.too_many", "plan.poor", "plan.forbidden", "plan.frontage", "plan.frontage_few",
    "plan.unseen", "plan.impossible",
}  # fmt: skip


def drawn(seed):
    """A small question of any kind."""
    chance = np.random.default_rng(seed)
    m, n, years = (int(chance.integers(*ends)) for ends in ((1, 9), (1, 30), (1, 4)))
    places = chance.random((m, 2)) * 100
    cover = within_reach(places, chance.random((n, 2)) * 100, chance.uniform(5, 50))
    weight = chance.integers(1, 5, (years, n)).astype(float)
    if chance.random() < 0.5:
        weight = chance.random((years, n)) + 0.01
    # Of each year its own, or of all years the same.
    of = weight if chance.random() < 0.5 else weight.min(axis=0)
    second = of * chance.choice([0, 0.5, 1.0], n) * (chance.random() < 0.5)
    sites = Sites(
        cover,
        weight,
        existing=chance.random(m) < 0.2,
        forbidden=chance.random(m) < 0.2,
        cost=chance.integers(1, 6, m),
        frontage=chance.integers(0, 10, m),
        second=second,
        must=(np.arange(n) == chance.integers(n)) & (chance.random() < 0.3),
        places=places,
    )
    limits = Limits(
        number=int(chance.integers(1, m + 1)),
        budget=chance.choice([None, float(chance.integers(1, 12))]),
        apart=chance.choice([0, chance.uniform(5, 40)]),
        most_frontage=chance.choice([np.inf, float(chance.integers(0, 10))]),
        frontage_price=chance.choice([0, chance.uniform(0, 0.5)]),
        aim=chance.choice([Aim.WORST, Aim.MEAN]),
    )
    return sites, limits


def best_of_all(sites, limits):
    """Try every set of sites; minus infinity if none may be."""
    seen, exist = sites.cover.toarray(), np.flatnonzero(sites.existing)
    free = np.flatnonzero(
        ~sites.existing & ~sites.forbidden & (sites.frontage <= limits.most_frontage)
    )
    far = np.hypot(*(sites.places[:, None] - sites.places[None]).transpose(2, 0, 1))
    near = (far < limits.apart) & ~np.eye(len(far), dtype=bool)
    totals = sites.weight.sum(axis=1, keepdims=True)
    scale = totals.mean() / totals
    best = -np.inf
    for size in range(min(limits.number, len(free)) + 1):
        for chosen in map(list, itertools.combinations(free, size)):
            views = seen[[*chosen, *exist]].sum(axis=0)
            if (
                (limits.budget is not None and sites.cost[chosen].sum() > limits.budget)
                or near[chosen][:, [*chosen, *exist]].any()
                or (sites.must & (views == 0)).any()
            ):
                continue
            each = (sites.weight * scale) @ (views > 0) + (sites.second * scale) @ (views > 1)
            worth = each.min() if limits.aim is Aim.WORST else each.mean()
            best = max(best, worth - limits.frontage_price * sites.frontage[chosen].sum())
    return best


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_no_subset_is_better(seed):
    sites, limits = drawn(seed)
    best = best_of_all(sites, limits)
    try:
        found = choose(sites, limits)
    except DataError as error:
        refused = error.rule
    else:
        refused = ""
    if refused:
        assert refused in NOTHING_LEFT
        assert best == -np.inf or refused != "plan.impossible"
        return
    assert found.worth == pytest.approx(best, rel=1e-7, abs=1e-7)
    assert found.proven
    assert found.gap == 0
    assert len(found.chosen) <= limits.number
    assert not sites.existing[found.chosen].any()
    assert not sites.forbidden[found.chosen].any()


def clustered(m, n, seed=3):
    chance = np.random.default_rng(seed)
    centres = chance.uniform(0, 2000, (12, 2))
    at = [
        centres[chance.integers(12, size=size)] + chance.normal(0, 80, (size, 2)) for size in (m, n)
    ]
    return within_reach(at[0], at[1], 60), chance.integers(1, 4, n).astype(float), at


@pytest.mark.filterwarnings("ignore")  # spopt's own
@pytest.mark.parametrize("p", [1, 5, 12])
def test_spopt_has_the_same_optimum(p):
    cover, weight, at = clustered(120, 500)
    peer = MCLP.from_cost_matrix(cdist(at[1], at[0]), weight, 60.0, p_facilities=p)
    peer.solve(pulp.PULP_CBC_CMD(msg=False))
    found = choose(Sites(cover, weight), Limits(p))
    assert found.proven
    assert found.worth == pytest.approx(peer.problem.objective.value())


def test_the_same_question_has_the_same_answer():
    cover, weight, _ = clustered(400, 2000)
    one, other = (choose(Sites(cover, weight), Limits(15)) for _ in range(2))
    assert one.chosen.tolist() == other.chosen.tolist()
    assert (one.worth, one.bound) == (other.worth, other.bound)


def test_greedy_stands_beside_it_and_is_never_better():
    cover = csr_array(np.array([[1, 1, 1, 1, 0, 0], [1, 1, 0, 0, 1, 0], [0, 0, 1, 1, 0, 1]]))
    sites, limits = Sites(cover, np.ones(6)), Limits(2)
    assert choose_greedily(sites, limits).worth == 5
    assert choose(sites, limits).worth == 6


def test_a_curve_is_the_best_of_each_number_and_never_falls():
    cover, weight, _ = clustered(60, 300)
    sites = Sites(cover, weight)
    steps = curve(sites, Limits(6))
    assert [step.number for step in steps] == [1, 2, 3, 4, 5, 6]
    for step in steps:
        assert step.choice.proven
        assert step.choice.worth == choose(sites, Limits(step.number)).worth
        assert step.gain >= 0
    assert sum(step.gain for step in steps) == steps[-1].choice.worth


def test_what_no_camera_adds_to_is_not_chosen():
    cover = csr_array(np.array([[1, 1], [1, 0], [0, 1]]))
    assert choose(Sites(cover, np.ones(2)), Limits(3)).chosen.tolist() == [0]


def test_out_of_time_the_gap_is_told():
    cover, weight, _ = clustered(800, 4000)
    found = choose(Sites(cover, weight + 0.01 * np.arange(4000) % 0.07), Limits(25), seconds=0.0)
    assert 0 <= found.gap < 1
    assert found.bound >= found.worth > 0


def test_what_is_told_can_stop_it():
    def stop():
        raise KeyboardInterrupt

    cover, weight, _ = clustered(400, 2000)
    with pytest.raises(KeyboardInterrupt):
        choose(Sites(cover, weight * np.pi), Limits(40), tell=stop)


def test_a_camera_costs_its_years_and_its_coming_and_going():
    assert cost_over(6, np.array([1000.0]), np.array([250.0]), np.array([100.0])) == [850.0]


def test_hottest_is_the_cells_with_most():
    at = np.array([[0.0, 0], [1, 0], [2, 0], [500, 0]])
    assert hottest(at, np.ones(4), 5, 0.5).tolist() == [True, True, True, False]


@pytest.mark.parametrize(
    ("rule", "make"),
    [
        ("plan.number", lambda _: Limits(0)),
        ("plan.budget", lambda _: Limits(budget=0)),
        ("plan.no_bound", lambda _: Limits()),
        ("plan.value", lambda _: Limits(1, apart=-1)),
        ("plan.too_many", lambda s: choose(s, Limits(3))),
        ("plan.forbidden", lambda s: choose(Sites(s.cover, s.weight, forbidden=True), Limits(1))),
        (
            "plan.frontage",
            lambda s: choose(Sites(s.cover, s.weight, frontage=9), Limits(1, most_frontage=8)),
        ),
        ("plan.poor", lambda s: choose(Sites(s.cover, s.weight, cost=9), Limits(budget=8))),
        ("plan.no_demand", lambda s: Sites(s.cover, [0, 0])),
        ("plan.no_candidates", lambda s: Sites(s.cover[:0], [1, 1])),
        ("plan.value", lambda s: Sites(s.cover, [1, np.nan])),
        ("plan.second", lambda s: Sites(s.cover, [1, 1], second=2)),
        ("plan.unseen", lambda s: choose(Sites(s.cover * False, [1, 1], must=True), Limits(1))),
        ("plan.curve", lambda s: curve(s, Limits(budget=1))),
        ("plan.months", lambda _: cost_over(0, *np.ones((3, 1)))),
        ("plan.no_place", lambda _: within_reach(np.array([[np.nan, 0]]), np.zeros((1, 2)), 5)),
        ("plan.radius", lambda _: within_reach(np.zeros((1, 2)), np.zeros((1, 2)), 0)),
        ("plan.impossible", lambda s: choose(Sites(s.cover, [1, 1], must=True), Limits(1))),
    ],
)  # fmt: skip
def test_bad_input_is_a_sentence(rule, make):
    with pytest.raises(DataError) as caught:
        make(Sites(csr_array(np.eye(2, dtype=bool)), [1.0, 1.0]))
    assert caught.value.rule == rule
    assert str(caught.value)
