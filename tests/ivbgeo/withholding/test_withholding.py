"""No withheld count can be worked out: by linear programmes, and by trying all whole numbers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivbgeo.errors import DataError
from ivbgeo.withholding import (
    Axis,
    Published,
    State,
    Table,
    large_slices,
    mending,
    proving,
    withhold,
)
from ivbgeo.withholding.pools import Pools
from ivbgeo.withholding.puzzle import pose
from tests.ivbgeo.withholding.attacker import broken, enumerated, intervals

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


@settings(max_examples=8, deadline=None)
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


def later(before, seed):
    """A few counts more, and one less."""
    chance = np.random.default_rng(seed)
    changed = before + (chance.random(before.shape) < 0.15) * chance.integers(1, 3, before.shape)
    changed.ravel()[chance.integers(changed.size)] = 0
    return changed


@settings(max_examples=4, deadline=None)
@given(st.integers(0, 10**6))
def test_two_versions_together_give_nothing_away(seed):
    first = withhold(made(drawn(seed, 8.0)))
    second = withhold(made(later(first.table.leaves, seed)), earlier=[first])
    assert not broken(first, second)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_version_is_held_to_several_that_were_shown(seed):
    first = withhold(made(drawn(seed, 8.0)))
    wrong = withhold(made(later(first.table.leaves, seed)), earlier=[first])
    right = withhold(made(later(first.table.leaves, seed + 100)), earlier=[wrong, first])
    assert not broken(first, wrong, right)
    assert not right.exposed.any()


def test_what_was_shown_once_is_not_forgotten_where_it_is_not_offered_any_more():
    first = withhold(made(drawn(3, 12.0)))
    offered = np.ones(first.table.shape, dtype=bool)
    offered[:5] = False
    again = withhold(made(drawn(3, 12.0)), 10, offered=offered, earlier=[first])
    assert first.shown[:5].any()
    assert again.shown[first.shown].all()
    assert not (again.shown & ~first.shown)[:5].any()


def test_a_version_on_its_own_gives_away_what_the_one_before_withheld():
    def table(*counts):
        areas = Axis(("a", "b", "c", "all"), {"all": ("a", "b", "c")})
        return Table(areas, KIND, ONE, np.array(counts, dtype=float).reshape(3, 1, 1))

    first = withhold(table(4, 6, 20))
    assert first.shown.ravel().tolist() == [False, False, True, True]
    alone = withhold(table(5, 6, 20))
    assert alone.shown.all()
    # One more in all, so a was 4 or 5.
    assert broken(first, alone)
    after = withhold(table(5, 6, 20), earlier=[first])
    assert not broken(first, after)
    assert not after.shown.ravel()[:2].any()


def test_what_did_not_change_is_shown_as_before():
    first = withhold(made(drawn(3)), 5)
    again = withhold(made(drawn(3)), 5, earlier=[first])
    np.testing.assert_array_equal(again.states, first.states)


def test_what_was_shown_of_a_count_that_fell_is_reckoned_with():
    areas = Axis(("a", "b", "c", "all"), {"all": ("a", "b", "c")})
    first = withhold(Table(areas, KIND, ONE, np.array([6.0, 9, 12]).reshape(3, 1, 1)))
    second = withhold(
        Table(areas, KIND, ONE, np.array([3.0, 9, 12]).reshape(3, 1, 1)), earlier=[first]
    )
    assert first.shown.all()
    # b and c were shown and are what they were; what is left of a can only be hidden with the sum.
    assert second.shown.ravel().tolist() == [False, True, True, False]
    assert not broken(first, second)


def test_years_are_decided_apart_and_a_new_month_joins_its_year():
    names = ("2024-1", "2024-2", "2025-1", "2024", "2025")
    first = Axis(names, {"2024": names[:2], "2025": names[2:3]})
    more = (*names[:3], "2025-2", *names[3:])
    second = Axis(more, {"2024": names[:2], "2025": ("2025-1", "2025-2")})
    chance = np.random.default_rng(4)
    leaves = chance.poisson(4.0, (5, 3, 4)).astype(float)
    before = withhold(Table(AREAS, KINDS, first, leaves[:, :, :3]))
    after = withhold(Table(AREAS, KINDS, second, leaves), earlier=[before])
    np.testing.assert_array_equal(after.states[:, :, [0, 1, 4]], before.states[:, :, [0, 1, 3]])
    assert not broken(before, after)


def test_unknown_is_not_shown_and_neither_is_what_it_is_part_of():
    leaves = drawn(5, 20.0)
    leaves[0, 0, 0] = np.nan
    found = withhold(made(leaves))
    unknown = np.argwhere(found.states == State.UNKNOWN)
    assert {(AREAS.names[a], KINDS.names[k], MONTHS.names[m]) for a, k, m in unknown} == {
        (area, kind, month)
        for area in ("b1", "w1", "gemeente")
        for kind in ("k1", "hic", "all")
        for month in ("m1", "year")
    }
    assert not broken(found)


def test_two_names_for_the_same_are_shown_alike():
    kinds = Axis(
        ("k1", "k2", "k3", "woning", "all"), {"woning": ("k1",), "all": ("k1", "k2", "k3")}
    )
    found = withhold(Table(AREAS, kinds, ONE, drawn(6)[:, :, :1]))
    np.testing.assert_array_equal(found.states[:, 0], found.states[:, 3])
    assert found.states[:, 0].min() == State.SHOWN


def test_a_slice_of_which_little_would_be_left_is_not_offered():
    table = made(drawn(7, 3.0))
    offered = large_slices(table, 5, share=0.3)
    assert not offered[:5, :3, :2].any()
    assert offered[7, 5].all()
    found = withhold(table, offered=offered)
    assert (found.states[~offered] == State.LEFT_OUT).all()
    assert np.isnan(found.counts()[~offered]).all()
    assert not broken(found)


def test_of_what_is_shown_the_smallest_goes_along():
    areas = Axis(("a", "b", "c", "all"), {"all": ("a", "b", "c")})
    found = withhold(Table(areas, KIND, ONE, np.array([3.0, 12, 20]).reshape(3, 1, 1)))
    np.testing.assert_array_equal(found.counts().ravel(), [np.nan, np.nan, 20, 35])
    assert found.lost() == pytest.approx(1 / 3)
    assert [sorted(ends) for ends in intervals([found])] == [[0, 15], [0, 15]]


@pytest.mark.parametrize(
    ("names", "parts"),
    [
        (("a", "a"), {}),
        ((), {}),
        (("a",), {"b": ("a",)}),
        (("a", "b"), {"b": ("c",)}),
        (("a", "b"), {"a": ("b",), "b": ("a",)}),
        (("a", "b", "c"), {"b": ("a",), "c": ("a", "b")}),
    ],
)
def test_a_side_that_counts_wrongly_is_refused(names, parts):
    with pytest.raises(DataError) as caught:
        Axis(names, parts)
    assert caught.value.rule == "withholding.axis"
    assert str(caught.value)


def test_what_is_no_table_of_counts_is_refused():
    leaves = drawn(0)
    for wrong, rule in (
        (lambda: made(leaves[:4]), "withholding.shape"),
        (lambda: made(leaves - 1), "withholding.count"),
        (lambda: made(leaves + 0.5), "withholding.count"),
        (lambda: withhold(made(leaves), 1), "withholding.threshold"),
        (lambda: withhold(made(leaves), 11), "withholding.threshold"),
    ):
        with pytest.raises(DataError) as caught:
            wrong()
        assert caught.value.rule == rule
        assert str(caught.value)
    first = withhold(made(leaves))
    fewer = Axis(("m1",), {})
    with pytest.raises(DataError) as caught:
        withhold(Table(AREAS, KINDS, fewer, leaves[:, :, :1]), earlier=[first])
    assert caught.value.rule == "withholding.gone"


def test_the_attacker_finds_what_was_published_of_an_example():
    """Geurts (1992), table 10, in the Handbook on Statistical Disclosure Control, example 3.

    Of two by two withheld cells under sums of 7, 3, 6 and 4 the first is 3 to 6.
    """
    rows = Axis(("1", "2", "3", "all"), {"all": ("1", "2", "3")})
    columns = Axis(("1", "2", "all"), {"all": ("1", "2")})
    table = Table(rows, columns, ONE, np.array([[4.0, 3], [2, 1], [3, 3]])[:, :, None])
    assert table.counts()[:, 2, 0].tolist() == [7, 3, 6, 16]
    states = np.full(table.shape, State.SHOWN, dtype=np.uint8)
    states[:2, :2] = State.SMALL
    printed = Published(table, states, 3, np.zeros(table.shape, dtype=bool))
    ends = {tuple(np.round(each, 6)) for each in intervals([printed])}
    assert ends == {(3, 6), (1, 4), (0, 3)}
    # Wide enough where counts under 3 are withheld; not where counts under 5 are.
    assert not broken(printed)
    assert broken(Published(table, states, 5, printed.exposed))
    assert not broken(withhold(table, 5))


def test_many_cells_at_once_are_proven_as_well_as_one_by_one(monkeypatch):
    monkeypatch.setattr(mending, "_FEW", 0)
    monkeypatch.setattr(proving, "_FEWEST", 1)
    leaves = np.random.default_rng(8).poisson(4.0, (2, 3, 2)).astype(float)
    found = withhold(Table(TWO, KINDS, MONTHS, leaves))
    assert found.withheld.any()
    assert found.shown.any()
    assert not broken(found)


@pytest.mark.parametrize("seed", range(4))
def test_who_knows_that_counts_are_whole_knows_no_more(seed):
    three = Axis(("x", "y", "z", "hic", "all"), {"hic": ("x", "y"), "all": ("x", "y", "z")})
    leaves = np.random.default_rng(seed).poisson(3.0, (2, 3, 2)).astype(float)
    found = withhold(Table(TWO, three, MONTHS, leaves), 3)
    assert found.withheld.any()
    assert not broken(found, whole=True)


def test_pieces_that_no_shown_sum_tells_apart_are_one_pool():
    areas = Axis(("a", "b", "c", "ab", "all"), {"ab": ("a", "b"), "all": ("ab", "c")})
    table = Table(areas, KIND, ONE, np.array([1.0, 2, 9]).reshape(3, 1, 1))
    shown = np.array([False, False, True, False, True]).reshape(table.shape)
    pools = Pools(pose(table, shown, np.ones_like(shown)), np.random.default_rng(0))
    assert sorted(zip(pools.stock.tolist(), pools.size.tolist(), strict=True)) == [(3, 2), (9, 1)]
    # At least and at most, of each cell: a and b share the 3.
    assert (pools.whole @ pools.stock).tolist() == [0, 0, 9, 3, 12]
    assert (pools.some @ pools.stock).tolist() == [3, 3, 9, 3, 12]
    assert pools.within().sum(axis=1).tolist() == [1, 1, 2, 1, 1]
