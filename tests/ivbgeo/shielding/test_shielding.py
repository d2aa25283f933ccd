"""What is shown of intern rows gives no small count away, through the doors that people use."""

import itertools

import numpy as np

from geo import Level
from ivbgeo.atlas import Atlas
from ivbgeo.period import Period
from ivbgeo.settings import ROOT
from ivbgeo.shielding import shown
from ivbgeo.shielding.deciding import shield
from ivbgeo.shielding.outcome import How
from ivbgeo.store import datasets
from ivbgeo.undoing import undo_import
from ivbgeo.viewer import Role, Viewer
from tests.ivbgeo.shielding.attack import Attack, read
from tests.ivbgeo.shielding.conftest import (
    BUURTEN,
    GEMEENTE,
    KINDS,
    WIJKEN,
    YEAR,
)

LEVELS = (Level.BUURT, Level.WIJK, Level.GEMEENTE)
GROUPS = {"hic": KINDS, "hic.woninginbraak": ("1.1.1",), **{kind: (kind,) for kind in KINDS}}
MONTHS = tuple(Period.month(2024, month) for month in range(1, 13))
PERIODS = (*MONTHS, Period.year(2024))
BEHEER = Viewer(Role.BEHEER)
VIEWERS = (
    BEHEER,
    Viewer(Role.PUBLIEK, published=True),
    Viewer(Role.WAS, frozenset(WIJKEN), until=2026 * 12),
)
SHAPE = len(BUURTEN), len(KINDS), len(MONTHS)


def drawn(seed, mean=3.0):
    """Counts by buurt, kind and month, as uneven as those of a city."""
    chance = np.random.default_rng(seed)
    means = mean * chance.gamma(0.6, size=(SHAPE[0], 1, 1)) * chance.gamma(0.6, size=(1, 3, 1))
    counts = chance.poisson(means * 3, size=SHAPE)
    counts[0, :, 0] = np.maximum(counts[0, :, 0], 1)  # each kind is there
    counts[-1, 0, -1] = max(counts[-1, 0, -1], 1)  # and so is December
    return counts


def coded(counts, year=2024):
    """Lines of a file of these counts."""
    return [
        f"{KINDS[k]},{year}-{m + 1:02d}-10,{BUURTEN[b]},{YEAR}"
        for b, k, m in itertools.product(*map(range, counts.shape))
        for _ in range(counts[b, k, m])
    ]


def leaves_of(area, category, period):
    """Positions of the leaves of a cell, by what the village is like."""
    inside = [area in {GEMEENTE, buurt, f"WK{buurt[2:8]}"} for buurt in BUURTEN]
    kinds = [kind in GROUPS[category] for kind in KINDS]
    months = [period.contains(month) for month in MONTHS]
    mask = np.ix_(inside, kinds, months)
    chosen = np.zeros(SHAPE, dtype=bool)
    chosen[mask] = True
    return np.flatnonzero(chosen.ravel())


def attack(truth, told):
    made = Attack(truth)
    for version, cells in enumerate(told):
        for cell, count in cells.items():
            made.add(version, leaves_of(*cell), count)
    return made


def dataset_of(edition, key="import/incidents"):
    return next(n for n, one in edition.datasets.items() if one.provenance.dataset == key)


def test_nothing_is_shown_until_it_is_decided_and_then_no_small_count_can_be_worked_out(
    village, bring
):
    counts = drawn(1)
    edition = bring(village, "incidents", coded(counts))
    assert shown(edition, dataset_of(edition)) is None
    (outcome,) = shield(village, 5)
    assert (outcome.decided, outcome.division_year, outcome.apart) == (True, YEAR, False)
    edition = Atlas(village).edition()
    told = [read(edition, viewer, GROUPS, LEVELS, PERIODS) for viewer in VIEWERS]
    # All of them take the same cube.
    assert told[0] == told[1] == told[2]
    made = attack([counts], told[:1])
    assert made.withheld > 100
    assert sum(count is not None for count in told[0].values()) > 50
    assert min(count for count in told[0].values() if count is not None) >= 5
    assert made.broken(5) == []
    # Casewijken cross wijken: of incidents they are not shown.
    crossing = read(edition, BEHEER, GROUPS, [Level.CASEWIJK], PERIODS)
    assert set(crossing.values()) == {None}
    # Once more there is nothing to decide.
    version = village.version
    assert [one.decided for one in shield(village, 5)] == [False]
    assert village.version == version


def test_showing_all_that_is_large_would_be_worked_out():
    """The attacker is one: of what was only left out for being small it finds much."""
    counts = drawn(1)
    cells = {
        (area, category, period): int(counts.ravel()[leaves_of(area, category, period)].sum())
        for area in (*BUURTEN, *WIJKEN, GEMEENTE)
        for category in GROUPS
        for period in PERIODS
    }
    made = attack([counts], [{cell: n if n >= 5 else None for cell, n in cells.items()}])
    assert len(made.broken(5)) > 5


def test_two_versions_and_the_way_back_give_nothing_away(hamlet, bring):
    first = drawn(2)
    extra = np.zeros_like(first)
    extra[1, 0, 2] = 3
    extra[4, 2, 5] = 1
    extra[2, 1, 11] = 6
    edition = bring(hamlet, "incidents", coded(first), "een.csv")
    shield(hamlet, 5)
    before = read(Atlas(hamlet).edition(), BEHEER, GROUPS, LEVELS, PERIODS)
    edition = bring(hamlet, "incidents", coded(extra), "twee.csv")
    assert shown(edition, dataset_of(edition)) is None
    shield(hamlet, 5)
    edition = Atlas(hamlet).edition()
    after = read(edition, BEHEER, GROUPS, LEVELS, PERIODS)
    made = attack([first, first + extra], [before, after])
    assert made.broken(5) == []
    # The second file is taken back: so is what was shown of it, and what is shown is as it was.
    with hamlet.reading() as connection:
        newest = datasets.list_imports(connection)[-1]
    undo_import(hamlet, BEHEER, newest.id, ROOT / "data")
    assert shown(Atlas(hamlet).edition(), dataset_of(edition)) is None
    (outcome,) = shield(hamlet, 5)
    assert [one.how for one in outcome.spans] == [How.BACK]
    assert read(Atlas(hamlet).edition(), BEHEER, GROUPS, LEVELS, PERIODS) == before


def test_a_wrong_file_that_was_taken_back_is_not_forgotten(hamlet, bring):
    """What people saw last with December in it was the wrong file."""
    first = drawn(2)
    wrong = np.zeros_like(first)
    wrong[:, :, 11] = drawn(52)[:, :, 11]
    right = wrong.copy()
    right[1, 0, 11] += 2
    right[3, 1, 11] += 1
    right[5, 2, 11] = max(0, right[5, 2, 11] - 1)
    told = []
    for extra in (None, wrong, right):
        if extra is None:
            bring(hamlet, "incidents", coded(first), "een.csv")
        else:
            bring(hamlet, "incidents", coded(extra), f"{len(told)}.csv")
        shield(hamlet, 5)
        told.append(read(Atlas(hamlet).edition(), BEHEER, GROUPS, LEVELS, PERIODS))
        if extra is wrong:
            with hamlet.reading() as connection:
                newest = datasets.list_imports(connection)[-1]
            undo_import(hamlet, BEHEER, newest.id, ROOT / "data")
            (outcome,) = shield(hamlet, 5)
            assert [one.how for one in outcome.spans] == [How.BACK]
    assert attack([first, first + wrong, first + right], told).broken(5) == []


def test_what_was_shown_under_a_lower_threshold_is_known_two_thresholds_later(
    hamlet, bring, monkeypatch
):
    counts = drawn(1)
    bring(hamlet, "incidents", coded(counts))
    seen = {}
    for threshold in (5, 10, 7):
        monkeypatch.setenv("IVBGEO_THRESHOLD", str(threshold))
        shield(hamlet, threshold)
        told = read(Atlas(hamlet).edition(), BEHEER, GROUPS, LEVELS, PERIODS)
        seen = {cell: n if n is not None else seen.get(cell) for cell, n in told.items()}
    assert attack([counts], [seen]).broken(5) == []
