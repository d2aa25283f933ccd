"""Hours of the week, against a count that goes minute by minute."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivbgeo.aoristic import hours_of_week

MONDAY = np.datetime64("2024-01-01T00:00", "s")
WEEK = 7 * 24 * 60


def told(*pairs):
    starts = np.array([start for start, _ in pairs], dtype="datetime64[s]")
    ends = np.array([end or "NaT" for _, end in pairs], dtype="datetime64[s]")
    return hours_of_week(starts, ends)


def by_minute(start, end):
    """Each minute of the interval in turn: slow, and plain to see."""
    weights = np.zeros(7 * 24)
    for minute in range(start, max(end, start + 1)):
        weights[minute % WEEK // 60] += 1
    return (weights / weights.sum()).reshape(7, 24)


def test_a_known_moment_is_one_hour():
    counts = told(("2024-01-06T23:59:59", None), ("2024-01-07T00:00:00", "2024-01-07T00:00:00"))
    assert counts[5, 23] == counts[6, 0] == 1
    assert counts.sum() == 2


def test_an_hour_that_ends_on_the_hour_is_that_hour():
    assert told(("2024-01-01T22:00", "2024-01-01T23:00"))[0, 22] == 1


def test_more_than_a_week_covers_every_hour():
    counts = told(("2024-01-01T00:00", "2024-01-15T12:00"))
    assert (counts > 0).all()
    # Two whole weeks, and Monday till noon once more.
    assert counts[0, 0] == pytest.approx(3 / (14.5 * 24))
    assert counts[0, 12] == pytest.approx(2 / (14.5 * 24))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 2 * WEEK),
            st.one_of(st.integers(0, 300), st.integers(0, 3 * WEEK)),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_parts_are_those_of_a_count_by_the_minute(given_):
    starts = MONDAY + np.array([start for start, _ in given_]) * np.timedelta64(60, "s")
    ends = starts + np.array([long for _, long in given_]) * np.timedelta64(60, "s")
    found = hours_of_week(starts, ends)
    wanted = sum(by_minute(start, start + long) for start, long in given_)
    assert found == pytest.approx(wanted, abs=1e-9)
    assert found.sum() == pytest.approx(len(given_))


def test_batches_add_up():
    rng = np.random.default_rng(4)
    starts = MONDAY + rng.integers(0, 10**7, 50_000).astype("timedelta64[s]")
    ends = starts + rng.integers(0, 10**6, 50_000).astype("timedelta64[s]")
    ends[::3] = np.datetime64("NaT")
    halves = hours_of_week(starts[:7], ends[:7]) + hours_of_week(starts[7:], ends[7:])
    assert hours_of_week(starts, ends) == pytest.approx(halves)


def test_an_end_before_its_start_is_refused():
    with pytest.raises(ValueError, match="before it starts"):
        told(("2024-01-02T00:00", "2024-01-01T00:00"))
