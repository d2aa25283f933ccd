"""Which places something can have that is known between two ends."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ivbgeo.prevention.wanting import places_of


def test_what_overlaps_can_not_be_told_apart():
    best, worst = places_of(np.array([5.0, 2.0, 0.0]), np.array([9.0, 6.0, 1.0]))
    assert (best.tolist(), worst.tolist()) == ([1, 1, 3], [2, 2, 3])
    alike = np.full(4, 3.0)
    best, worst = places_of(alike, alike)
    assert (set(best), set(worst)) == ({1}, {4})
    assert [len(one) for one in places_of(np.array([]), np.array([]))] == [0, 0]


@settings(max_examples=50)
@given(arrays(np.float64, st.tuples(st.integers(1, 12), st.just(2)), elements=st.floats(0, 9)))
def test_one_comes_after_all_that_lie_above_it_and_before_all_below(ends):
    low, high = ends.min(axis=1), ends.max(axis=1)
    best, worst = places_of(low, high)
    for i in range(len(low)):
        assert best[i] == 1 + sum(low > high[i])
        assert worst[i] == len(low) - sum(high < low[i])
    order = np.argsort(-low, kind="stable")
    places = np.empty(len(low), dtype=int)
    places[order] = np.arange(1, len(low) + 1)
    assert ((best <= places) & (places <= worst)).all()
