"""What is expected of a month: season, trend and outbreaks are seen, odd series do no harm."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as made

from ivbgeo.signals import FEWEST, LEVEL, MONTHS, Judged, expect
from ivbgeo.signals.baseline import GUARD

MONTH = np.arange(72)
NUMBERS = ("mean", "variance", "limit", "p", "false_alarm")


def drawn(mean, seed=1, n=200):
    return np.random.default_rng(seed).poisson(mean, (n, len(mean))).astype(float)


def of(series):
    return expect(np.atleast_2d(np.asarray(series, dtype=float)))


@settings(max_examples=60, deadline=None)
@given(
    made.arrays(
        float,
        st.tuples(st.integers(1, 4), st.integers(1, 90)),
        elements=st.one_of(
            st.integers(0, 6).map(float),
            st.just(np.nan),
            st.integers(0, 10**9).map(float),
            st.just(1e9),
        ),
    )
)
def test_whatever_the_counts_there_is_a_state_or_all_numbers(counts):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = expect(counts)
    judged = found.state == Judged.JUDGED
    for name in NUMBERS:
        values = getattr(found, name)
        assert np.isfinite(values[judged]).all(), name
        assert np.isnan(values[~judged]).all(), name
    assert (found.limit[judged] >= FEWEST - 1).all()
    assert (found.false_alarm[judged] < LEVEL).all()
    assert not found.signal[~judged].any()
    # Above the limit and below the level are the same, but for counts that are too few.
    told = found.signal[judged]
    assert (told == ((found.p[judged] < LEVEL) & (found.count[judged] > found.limit[judged]))).all()
    for state in found.state:
        assert bool(Judged(state).reason) == (state != Judged.JUDGED)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_series_are_judged_each_by_itself(seed):
    counts = np.random.default_rng(seed).poisson(4.0, (5, 70)).astype(float)
    together = expect(counts)
    for row in range(5):
        alone = expect(counts[row : row + 1])
        assert alone.mean[0] == pytest.approx(together.mean[row], rel=1e-9)
        assert alone.limit[0] == together.limit[row]


def test_a_month_more_than_expected_is_a_signal_and_one_as_expected_is_not():
    counts = np.tile([10.0, 8.0, 12.0, 9.0, 11.0, 10.0], 12)[None].repeat(2, axis=0)
    counts[1, -1] = 40
    found = expect(counts)
    assert found.signal.tolist() == [False, True]
    assert found.mean == pytest.approx(10, rel=0.05)


def test_a_season_is_expected_where_it_comes_back():
    season = 20 * np.exp(0.6 * np.cos(2 * np.pi * MONTH / 12))
    summer, winter = expect(drawn(season[:61])), expect(drawn(season[:67]))
    assert summer.mean.mean() == pytest.approx(season[60], rel=0.05)
    assert winter.mean.mean() == pytest.approx(season[66], rel=0.05)


def test_a_trend_is_followed_but_never_beyond_what_was_counted():
    rising = 10 * 1.2 ** (MONTH / 12)
    counts = drawn(rising)
    found = expect(counts)
    assert found.mean.mean() == pytest.approx(rising[-1], rel=0.1)
    base = counts[:, -61 - GUARD : -1 - GUARD]
    assert (found.mean <= base.max(axis=1)).all()


def test_an_outbreak_of_the_past_does_not_become_usual():
    counts = drawn(np.full(72, 20.0))
    other = counts.copy()
    other[:, 30:33] += 60
    usual, after = expect(counts), expect(other)
    assert after.mean.mean() == pytest.approx(usual.mean.mean(), rel=0.03)
    assert after.limit.mean() < 1.25 * usual.limit.mean()


def test_dispersed_counts_get_a_higher_limit():
    chance = np.random.default_rng(3)
    poisson = chance.poisson(20.0, (300, 72)).astype(float)
    dispersed = chance.poisson(chance.gamma(20 / 3, 3.0, (300, 72))).astype(float)
    assert expect(dispersed).limit.mean() > 1.3 * expect(poisson).limit.mean()


def test_what_began_in_the_last_months_is_not_yet_usual():
    counts = drawn(np.full(72, 20.0))
    counts[:, -1 - GUARD :] *= 3
    assert expect(counts).signal.mean() > 0.9


@pytest.mark.parametrize(
    ("series", "state"),
    [
        ([4.0], Judged.SHORT),
        ([3.0] * (MONTHS + GUARD), Judged.SHORT),
        ([3.0] * (MONTHS + GUARD + 1), Judged.JUDGED),
        ([3.0] * 70 + [np.nan], Judged.UNKNOWN),
        ([3.0] * 60 + [np.nan] * 15 + [3.0] * 5, Judged.OLD),
    ],
)
def test_too_little_to_judge_by_is_a_state_with_a_reason(series, state):
    found = of(series)
    assert found.state[0] == state
    assert np.isnan(found.mean[0]) == (state != Judged.JUDGED)


def test_nothing_but_nul_expects_next_to_nothing():
    found = of([0.0] * 72)
    assert 0 < found.mean[0] < 0.02
    assert found.limit[0] == FEWEST - 1
    assert not found.signal[0]
    assert of([0.0] * 71 + [6.0]).signal[0]


def test_after_one_enormous_month_the_limit_is_not_lower():
    counts = drawn(np.full(72, 3.0), n=20)
    wild = counts.copy()
    wild[:, 40] = 1e9
    usual, after = expect(counts), expect(wild)
    assert (after.limit >= usual.limit - 3).all()
    assert (after.limit < 1e6).all()
    every = np.floor(10.0 ** np.random.default_rng(5).uniform(0, 9, (20, 72)))
    assert np.isfinite(expect(every).limit).all()


def test_unknown_months_take_no_part_and_are_not_nul():
    counts = drawn(np.full(72, 12.0), n=50)
    holes = counts.copy()
    holes[:, 20:40:2] = np.nan
    assert expect(holes).mean.mean() == pytest.approx(expect(counts).mean.mean(), rel=0.05)


def test_kin_steady_what_is_expected_of_chance_and_nothing_else():
    counts = drawn(np.full(72, 8.0))
    alone, together = expect(counts), expect(counts, np.zeros(200, dtype=int))
    assert together.mean == pytest.approx(alone.mean)
    # Not one of them is dispersed: together that is known, of one alone it is not.
    assert together.limit.mean() < alone.limit.mean() - 1
    assert together.limit.std() < alone.limit.std()
    few = expect(counts[:10], np.zeros(10, dtype=int))
    assert np.array_equal(few.limit, alone.limit[:10])


@pytest.mark.parametrize("wrong", [-1.0, np.inf])
def test_no_count_is_negative_or_without_end(wrong):
    with pytest.raises(ValueError, match="0 or more"):
        of([1.0] * 50 + [wrong])
