"""Near repeats against counting pair by pair, and on what is known beforehand."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import RdPoints
from ivbgeo.errors import UsageError
from ivbgeo.statistics import FEWEST_EVENTS, FEWEST_PAIRS, near_repeat
from ivbgeo.statistics.knox import SAME_PLACE


def pair_by_pair(xy, day, distances, days, spans):
    counts = np.zeros((len(distances) + 1, spans), dtype=int)
    for a, b in combinations(range(len(day)), 2):
        distance, lag = np.hypot(*(xy[a] - xy[b])), abs(int(day[a]) - int(day[b])) // days
        if distance > distances[-1] or lag >= spans:
            continue
        place = 0 if distance < SAME_PLACE else 1 + sum(distance > edge for edge in distances)
        counts[place, lag] += 1
    return counts


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 2**32 - 1),
    st.integers(FEWEST_EVENTS, 90),
    st.lists(st.integers(2, 400), min_size=1, max_size=4, unique=True).map(sorted),
    st.integers(1, 14),
    st.integers(1, 5),
)
def test_pairs_are_those_counted_one_by_one(seed, events, distances, days, spans):
    random = np.random.default_rng(seed)
    # Whole metres: also pairs on the very bound of a band, and at the same place.
    xy = random.integers(0, 600, (events, 2)).astype(float)
    day = random.integers(-40, 60, events)
    found = near_repeat(RdPoints(*xy.T), day, distances, days, spans, permutations=3)
    assert found.observed.tolist() == pair_by_pair(xy, day, distances, days, spans).tolist()


def burglaries(random, events=1500):
    xy = random.uniform(0, 3000, (events, 2))
    return xy, random.integers(0, 365, events)


def test_expected_is_what_the_days_alone_would_give():
    xy, day = burglaries(np.random.default_rng(1))
    found = near_repeat(RdPoints(*xy.T), day)
    # Of all pairs of days this share is so far apart; so is it of the pairs in each band.
    lag = np.abs(np.subtract.outer(day, day))[np.triu_indices(day.size, 1)] // 7
    share = np.array([(lag == span).mean() for span in range(4)])
    apart = np.hypot(*(xy[:, None] - xy[None]).T)[np.triu_indices(day.size, 1)]
    number = np.histogram(apart, [SAME_PLACE, 100, 200, 300, 400])[0]
    told = ~np.isnan(found.ratio[1:])
    assert found.expected[1:][told] == pytest.approx(np.outer(number, share)[told], rel=0.02)


def test_a_burglary_that_is_followed_nearby_within_a_week_is_seen():
    random = np.random.default_rng(2)
    xy, day = burglaries(random)
    again = random.random(day.size) < 0.05
    xy = np.vstack([xy, xy[again] + random.uniform(-60, 60, (again.sum(), 2))])
    day = np.concatenate([day, day[again] + random.integers(0, 7, again.sum())])
    found = near_repeat(RdPoints(*xy.T), day)
    assert found.ratio[1, 0] > 1.2
    assert found.p[1, 0] == 0.001
    assert found.found[1, 0]
    assert found.found.sum() == 1


def test_days_that_have_nothing_to_do_with_places_are_hardly_ever_taken_for_it():
    alarms = 0
    for seed in range(30):
        xy, day = burglaries(np.random.default_rng(100 + seed), 400)
        found = near_repeat(RdPoints(*xy.T), day, (100.0, 200.0), 14, 2, permutations=199)
        alarms += bool(found.found.any())
    assert alarms <= 5


def test_where_chance_brings_few_pairs_nothing_is_said():
    xy, day = burglaries(np.random.default_rng(3), 300)
    found = near_repeat(RdPoints(*xy.T), day)
    few = found.expected < FEWEST_PAIRS
    assert few.any()
    assert (np.isnan(found.ratio) == few).all()
    assert (np.isnan(found.p) == few).all()
    assert not found.found[few].any()


def test_the_same_is_answered_every_time_and_where_the_count_of_days_starts_is_no_matter():
    xy, day = burglaries(np.random.default_rng(4), 200)
    one, other = (near_repeat(RdPoints(*xy.T), each, permutations=99) for each in (day, day - 9999))
    assert one.observed.tolist() == other.observed.tolist()
    assert one.expected.tolist() == other.expected.tolist()


def test_what_has_no_place_takes_no_part_and_too_few_are_refused_with_their_number():
    xy, day = burglaries(np.random.default_rng(5), FEWEST_EVENTS)
    assert near_repeat(RdPoints(*xy.T), day, permutations=9).events == FEWEST_EVENTS
    xy[0, 1] = np.nan
    with pytest.raises(UsageError, match=r"vanaf 50 voorvallen.*Hier zijn het er 49"):
        near_repeat(RdPoints(*xy.T), day)


@pytest.mark.parametrize("distances", [(), (100.0, 100.0), (200.0, 100.0), (0.5,)])
def test_bands_have_to_rise(distances):
    xy, day = burglaries(np.random.default_rng(6), 60)
    with pytest.raises(ValueError, match="rise"):
        near_repeat(RdPoints(*xy.T), day, distances)
