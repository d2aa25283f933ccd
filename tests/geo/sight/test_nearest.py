"""The envelope against asking every edge in every direction."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geo.sight.nearest import Pieces, envelopes, nearer

NONE = Pieces(np.empty(0, np.int64), np.empty(0), np.empty(0), np.empty(0, np.int64))


@given(st.integers(0, 2**32 - 1), st.integers(0, 40), st.integers(1, 3))
def test_in_every_direction_it_is_the_nearest(seed, number, eyes):
    """Of lines that cross each other in all ways."""
    chance = np.random.default_rng(seed)
    most = 1 << max(number - 1, 0).bit_length()
    eye, nth = np.divmod(np.arange(number * eyes), max(number, 1))
    start = chance.uniform(0, 5, eye.size)
    end = start + chance.uniform(0.01, 1.2, eye.size)
    distance, turn = chance.uniform(1, 9, eye.size), (start + end) / 2
    a, b = np.cos(turn) / distance, np.sin(turn) / distance
    found = envelopes(Pieces(eye * most + nth, start, end, np.arange(eye.size)), a, b, most)
    for i in range(eyes):
        for angle in chance.uniform(0, 6.2, 50):
            there = np.flatnonzero((eye == i) & (start < angle) & (angle < end))
            near = a[there] * np.cos(angle) + b[there] * np.sin(angle)
            here = (found.group == i) & (found.start < angle) & (angle < found.end)
            assert found.line[here].tolist() == there[near == near.max(initial=-1)].tolist()


def test_of_nothing_it_is_the_other():
    one = Pieces(np.array([0]), np.array([0.5]), np.array([1.5]), np.array([0]))
    a, b = np.array([1.0]), np.array([0.0])
    for found in (nearer(one, NONE, a, b), nearer(NONE, one, a, b)):
        assert (found.start.tolist(), found.end.tolist(), found.line.tolist()) == (
            [0.5],
            [1.5],
            [0],
        )
    assert nearer(NONE, NONE, a, b).line.size == 0


def test_of_two_that_are_the_same_it_is_the_first():
    both = Pieces(np.array([0, 1]), np.array([0.0, 0.0]), np.array([1.0, 1.0]), np.array([0, 1]))
    found = envelopes(both, np.array([0.1, 0.1 + 1e-17]), np.array([0.2, 0.2]), 2)
    assert found.line.tolist() == [0]
