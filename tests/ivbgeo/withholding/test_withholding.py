"""No withheld count can be worked out: by linear programmes, and by trying all whole numbers."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ivbgeo.withholding import Axis, Published, State, Table, withhold
from tests.ivbgeo.withholding.attacker import broken, enumerated

# Six buurten in two wijken; kinds with groups that overlap; two months of a year.
AREAS = Axis(
    ("b1", "b2", "b3", "b4", "b5", "w1", "w2", "gemeente"),
    {"w1": ("b1", "b2", "b3"), "w2": ("b4", "b5"), "gemeente": ("w1", "w2")},
)
KINDS = Axis(
    ("k1", "k2", "k3", "hic", "other", "all"),
    {"hic": ("k1", "k2"), "other": ("k2", "k3"), "all": ("k1", "k2", "k3")},
)
MONTHS = Axis(("m1", "m2", "year"), {"year": ("m1", "m2")})
ONE = Axis(("2025",), {})
KIND = Axis(("kind",), {})


def drawn(seed, mean=4.0):
    chance = np.random.default_rng(seed)
    shape = (5, 3, 2)
    return chance.poisson(chance.gamma(0.6, mean / 0.6, shape)).astype(float)


def made(leaves):
    return Table(AREAS, KINDS, MONTHS, leaves)


def naive(table, threshold=5):
    """Withhold only what is under the threshold."""
    counts = table.counts()
    states = np.where(counts >= threshold, State.SHOWN, State.SMALL).astype(np.uint8)
    return Published(table, states, threshold, np.zeros(table.shape, dtype=bool))


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([2, 3, 5, 10]), st.sampled_from([1.0, 4.0, 12.0]))
def test_a_linear_programme_finds_no_withheld_count(seed, threshold, mean):
    table = made(drawn(seed, mean))
    found = withhold(table, threshold)
    assert not found.exposed.any()
    assert (table.counts()[found.shown] >= threshold).all()
    assert not broken(found)


def test_withholding_only_what_is_small_is_broken():
    tables = [made(drawn(seed)) for seed in range(3)]
    assert all(broken(naive(table)) for table in tables)


def test_what_is_withheld_is_all_that_is_small_and_little_more():
    lost = []
    for seed in range(5):
        found = withhold(made(drawn(seed, 12.0)))
        assert (found.shown | (found.table.counts() < 5) | (found.states == State.ALONG)).all()
        lost.append(found.lost())
    assert np.mean(lost) < 0.5


TWO = Axis(("a", "b", "all"), {"all": ("a", "b")})


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 7), min_size=6, max_size=6), st.sampled_from([2, 3]))
def test_all_whole_numbers_leave_every_withheld_count_open(counts, threshold):
    three = Axis(("x", "y", "z", "hic", "all"), {"hic": ("x", "y"), "all": ("x", "y", "z")})
    table = Table(TWO, three, ONE, np.array(counts, dtype=float).reshape(2, 3, 1))
    found = withhold(table, threshold)
    for possible in enumerated(found):
        wide = max(possible) - min(possible) >= threshold
        assert wide or set(range(threshold)) <= possible
