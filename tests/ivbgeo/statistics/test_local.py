"""Local Moran and Gi* against PySAL's esda, on its example and on what is known beforehand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from geo import Neighbours
from ivbgeo.errors import UsageError
from ivbgeo.statistics import (
    FEWEST_AREAS,
    Pattern,
    discoveries,
    hot_spots,
    local_moran,
    standardised,
)
from tests.pysal import esda, libpysal, neighbours_of, quietly, sids

ALONG = 12


def grid(along=ALONG):
    """Give the neighbours in a square of squares, corners too."""
    return neighbours_of(libpysal.weights.lat2W(along, along, rook=False))


def rate_pair(permutations=0):
    deaths, births, weights = sids()
    theirs = quietly(
        esda.moran.Moran_Local_Rate,
        deaths,
        births,
        weights,
        permutations=permutations,
        seed=7,
        n_jobs=1,
    )
    return local_moran(standardised(deaths, births), neighbours_of(weights)), theirs


def test_local_moran_for_rates_is_that_of_pysal():
    ours, theirs = rate_pair()
    assert ours.statistic == pytest.approx(theirs.Is, rel=1e-9, abs=1e-12)
    assert ours.neighbours.tolist() == list(theirs.w.cardinalities.values())


def test_the_chance_of_local_moran_is_that_of_pysal_but_for_the_draw():
    ours, theirs = rate_pair(9999)
    # PySAL gives the nearer side alone; both sides are twice as much.
    p = np.minimum(1, 2 * theirs.p_sim)
    error = 2 * np.sqrt(p / 2 * (1 - p / 2) / 9999)
    assert (np.abs(ours.p - p) < 4.5 * error + 1e-3).all()


def test_quadrants_are_those_of_pysal_where_something_is_found():
    value = np.add.outer(np.arange(ALONG), np.arange(ALONG)).ravel().astype(float)
    value[0] = 30
    weights = libpysal.weights.lat2W(ALONG, ALONG, rook=False)
    theirs = quietly(esda.moran.Moran_Local, value, weights, permutations=0)
    ours = local_moran(value, neighbours_of(weights))
    names = [
        Pattern.HIGH_AMONG_HIGH, Pattern.LOW_AMONG_HIGH, Pattern.LOW_AMONG_LOW,
        Pattern.HIGH_AMONG_LOW,
    ]  # fmt: skip
    found = discoveries(ours.p)
    expected = [
        names[q - 1] if sure else Pattern.NONE for q, sure in zip(theirs.q, found, strict=True)
    ]
    assert list(ours.patterns) == expected
    assert set(ours.patterns) == {
        Pattern.HIGH_AMONG_HIGH, Pattern.LOW_AMONG_LOW, Pattern.HIGH_AMONG_LOW, Pattern.NONE
    }  # fmt: skip


def star_pair(permutations=0):
    deaths, births, weights = sids()
    theirs = quietly(
        esda.getisord.G_Local,
        deaths / births,
        weights,
        transform="B",
        star=True,
        permutations=permutations,
        seed=7,
        n_jobs=1,
    )
    _, _, weights = sids()  # theirs changed them
    return deaths / births, neighbours_of(weights), theirs


def test_gi_star_is_that_of_pysal():
    rate, near, theirs = star_pair()
    assert hot_spots(rate, near).statistic == pytest.approx(theirs.Zs, rel=1e-9, abs=1e-12)


def test_gi_star_of_standardised_values_is_the_same_as_of_the_values():
    rate, near, _ = star_pair()
    scaled = (rate - rate.mean()) / rate.std() + 3
    assert hot_spots(scaled, near).statistic == pytest.approx(
        hot_spots(rate, near).statistic, rel=1e-9, abs=1e-12
    )


def both_sides(theirs):
    """Give the two-sided chance by what PySAL drew, with its error."""
    above = (theirs.sim >= theirs.Gs - 1e-12).sum(axis=0)
    below = (theirs.sim <= theirs.Gs + 1e-12).sum(axis=0)
    p = np.minimum(1, 2 * (np.minimum(above, below) + 1) / 10_000)
    return p, 2 * np.sqrt(p / 2 * (1 - p / 2) / 9999)


def test_the_chance_of_gi_star_differs_from_pysal_on_purpose():
    rate, near, theirs = star_pair(9999)
    p, error = both_sides(theirs)
    # PySAL's draw keeps the area's own value: it is the chance of local Moran of the same values.
    assert (np.abs(local_moran(rate, near).p - p) < 4.5 * error + 1e-3).all()
    ours = hot_spots(rate, near).p
    assert np.abs(ours - p).max() > 0.3
    # Ours draws that too, as the moments of Ord and Getis do: near to their normal chance.
    assert np.abs(ours - 2 * theirs.p_norm).mean() < 0.03


def test_as_low_as_observed_counts_as_low_where_pysal_wants_lower():
    rate, near, theirs = star_pair(9999)
    (lowest,) = np.flatnonzero(near.total(rate) == 0)
    p, error = both_sides(theirs)
    # Of all draws some have nothing but zeros too: it can't be rarer than that.
    assert 2 * theirs.p_sim[lowest] == pytest.approx(0.0002)
    assert p[lowest] > 0.005
    assert local_moran(rate, near).p[lowest] == pytest.approx(p[lowest], abs=5 * error[lowest])


def brute(value, near, i, own, draws=4000):
    """Lay values out anew, one by one."""
    random = np.random.default_rng(i)
    mine = near.other[near.start[i] : near.start[i + 1]]
    others = value if own else np.delete(value, i)
    size = mine.size + own
    sums = np.array([random.permutation(others)[:size].sum() for _ in range(draws)])
    seen = value[mine].sum() + own * value[i]
    return min(1.0, 2 * min((sums >= seen - 1e-9).mean(), (sums <= seen + 1e-9).mean()))


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_chances_are_those_of_laying_values_out_one_by_one(seed):
    random = np.random.default_rng(seed)
    value, near = random.gamma(0.7, size=36), grid(6)
    for function, own in ((local_moran, False), (hot_spots, True)):
        p = function(value, near).p
        for i in (0, 17, 35):
            slow = brute(value, near, i, own)
            error = 2 * np.sqrt(max(slow, 0.01) / 2 / 4000)
            assert abs(p[i] - slow) < 5 * error


def test_sorting_the_draws_changes_nothing(monkeypatch):
    value, near = np.random.default_rng(8).gamma(0.5, size=ALONG**2), grid()
    for function in (local_moran, hot_spots):
        found = []
        for few in (0, ALONG**2):
            monkeypatch.setattr("ivbgeo.statistics.local._FEW", few)
            found.append(function(value, near).p.tolist())
        assert found[0] == found[1]


def test_a_hot_corner_and_a_cold_one_are_found_and_their_neighbours_are_counted():
    random = np.random.default_rng(2)
    value = random.normal(size=(ALONG, ALONG))
    value[:3, :3] += 6
    value[-3:, -3:] -= 6
    found = hot_spots(value.ravel(), grid())
    patterns = np.array(found.patterns).reshape(ALONG, ALONG)
    assert patterns[1, 1] == Pattern.HOT
    assert patterns[-2, -2] == Pattern.COLD
    assert (patterns[4:8, 4:8] == Pattern.NONE).mean() > 0.9
    assert found.neighbours.reshape(ALONG, ALONG)[0, :2].tolist() == [3, 5]


def test_without_a_pattern_hardly_any_map_has_one():
    random, near = np.random.default_rng(11), grid()
    maps = [random.gamma(1.0, size=ALONG**2) for _ in range(40)]
    for function in (local_moran, hot_spots):
        claimed = sum(any(p != Pattern.NONE for p in function(one, near).patterns) for one in maps)
        # Where nothing is true, a false discovery rate of 5% is 5% of the maps.
        assert claimed <= stats.binom.ppf(0.999, 40, 0.05)


def test_the_same_is_answered_every_time():
    value = np.random.default_rng(3).normal(size=ALONG**2)
    first, second = local_moran(value, grid()), local_moran(value.copy(), grid())
    assert first.p.tolist() == second.p.tolist()


def test_what_is_not_known_takes_no_part():
    value = np.random.default_rng(4).normal(size=ALONG**2)
    value[:ALONG] = np.nan
    for function in (local_moran, hot_spots):
        found = function(value, grid())
        left = neighbours_of(libpysal.weights.lat2W(ALONG - 1, ALONG, rook=False))
        rest = function(value[ALONG:], left)
        assert found.statistic[ALONG:] == pytest.approx(rest.statistic, rel=1e-12)
        assert found.p[ALONG:].tolist() == rest.p.tolist()
        assert found.patterns[:ALONG] == (None,) * ALONG
        assert np.isnan(found.p[:ALONG]).all()
        assert found.neighbours[:ALONG].tolist() == [0] * ALONG
        assert found.neighbours[ALONG] == 3


def test_of_an_island_nothing_is_said_where_pysal_says_nought():
    near = Neighbours.of_pairs(
        np.repeat(np.arange(1, 40), 2)[1:-1],
        np.ravel([[i + 1, i] for i in range(1, 39)]),
        40,
    )
    value = np.random.default_rng(6).normal(size=40)
    for function in (local_moran, hot_spots):
        found = function(value, near)
        assert np.isnan([found.statistic[0], found.p[0]]).all()
        assert found.patterns[0] is None
        assert found.neighbours[0] == 0
        assert np.isfinite(found.p[1:]).all()


def test_where_everything_is_the_same_nothing_is_found():
    for function in (local_moran, hot_spots):
        found = function(np.full(ALONG**2, 3.0), grid())
        assert set(found.patterns) == {Pattern.NONE}
        assert found.p.tolist() == [1.0] * ALONG**2


def test_too_few_areas_are_refused_with_their_number():
    value = np.full(ALONG**2, np.nan)
    value[: FEWEST_AREAS - 1] = np.arange(FEWEST_AREAS - 1.0)
    for function in (local_moran, hot_spots):
        with pytest.raises(UsageError, match=r"vanaf 30 gebieden.*Hier zijn het er 29"):
            function(value, grid())
    value[FEWEST_AREAS] = 5
    assert local_moran(value, grid()).patterns[FEWEST_AREAS] is not None
