"""What an incident weighs, beside minute by minute counting."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivbgeo.category import Category, Taxonomy
from ivbgeo.errors import DataError
from ivbgeo.scenario.weighing import hour_share, leaf_weights, recency

NAT = np.datetime64("NaT")


def minute_by_minute(start, minutes, hours):
    """Count the minutes of an incident that fall in the hours."""
    at = (start + np.arange(minutes)) % (24 * 60) // 60
    first, last = hours
    inside = (at >= first) & (at < last) if first < last else (at >= first) | (at < last)
    return inside.mean()


@settings(max_examples=80, deadline=None)
@given(
    st.integers(0, 60 * 24 * 400),
    st.integers(1, 60 * 24 * 3),
    st.tuples(st.integers(0, 24), st.integers(0, 24)).filter(lambda hours: hours[0] != hours[1]),
)
def test_the_share_of_an_incident_that_falls_in_hours(start, minutes, hours):
    begun = np.array([np.datetime64("2023-01-01T00:00:00") + np.timedelta64(start, "m")])
    ended = begun + np.timedelta64(minutes, "m")
    share = hour_share(begun, ended, np.array([True]), hours)
    assert share[0] == pytest.approx(minute_by_minute(start, minutes, hours))


def test_a_known_moment_is_in_one_hour_and_an_unknown_hour_in_all():
    at = np.array(["2024-03-01T22:59:59", "2024-03-01T23:00:00", "2024-03-01"], "datetime64[s]")
    share = hour_share(at, np.array([NAT] * 3), np.array([True, True, False]), (18, 23))
    assert share.tolist() == [1, 0, pytest.approx(5 / 24)]


def test_what_is_older_weighs_less():
    months = np.array([24, 12, 0])
    assert recency(months, 24, 12.0).tolist() == [1, 0.5, 0.25]
    assert recency(months, 24, None).tolist() == [1, 1, 1]


def test_no_kind_counts_twice():
    taxonomy = Taxonomy(
        [
            Category("hic", "HIC", "groep", ("a", "b")),
            Category("a", "A", "politie"),
            Category("b", "B", "politie"),
        ]
    )
    assert leaf_weights(taxonomy, [("hic", 2.0)]) == {"a": 2, "b": 2}
    with pytest.raises(DataError) as caught:
        leaf_weights(taxonomy, [("hic", 1.0), ("a", 2.0)])
    assert caught.value.rule == "scenario.kinds_overlap"
