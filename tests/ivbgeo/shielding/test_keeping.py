"""What was decided is kept whole, fits the data, and goes on where somebody stopped it."""

import itertools
import json
from datetime import date

import numpy as np
import pytest
from sqlalchemy import select, update

from geo import DivisionId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.check import check
from ivbgeo.errors import SettingsError
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.period import Period
from ivbgeo.settings import ROOT, Settings
from ivbgeo.shielding import naming, shown
from ivbgeo.shielding.checking import find_unfit, find_worries
from ivbgeo.shielding.cohorts import Cohorts
from ivbgeo.shielding.deciding import shield
from ivbgeo.shielding.ground import Ground
from ivbgeo.shielding.incidents import Incidents
from ivbgeo.shielding.naming import area_name
from ivbgeo.shielding.outcome import How
from ivbgeo.shielding.packing import unpack
from ivbgeo.sources import Kind
from ivbgeo.store import datasets, schema
from ivbgeo.undoing import forgets, undo_dataset, undo_import
from ivbgeo.viewer import COUNTING, Role, Viewer
from tests.ivbgeo.shielding.attack import read
from tests.ivbgeo.shielding.test_shielding import (
    GROUPS,
    LEVELS,
    PERIODS,
    attack,
    coded,
    dataset_of,
    drawn,
)

BEHEER = Viewer(Role.BEHEER)
GEMEENTE = DivisionId(Level.GEMEENTE, 2025)


@pytest.fixture
def put_in(town, tmp_path):
    """A function that imports text of a kind into the real city."""

    def put_in(kind, text):
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.csv"
        path.write_text(f"{text}\n")
        options = ReadOptions(today=date(2026, 11, 1))
        report = import_file(town, Atlas(town).edition(), path, Kind(kind), options)
        assert not report.refused, report.rejections
        return Atlas(town).edition()

    return put_in


@pytest.fixture
def decided(hamlet, bring):
    """A store of which is decided what is shown, and the counts."""
    counts = drawn(5)
    bring(hamlet, "incidents", coded(counts))
    shield(hamlet, 5)
    return hamlet, counts


def told(store, *, threshold="5", monkeypatch=None):
    if monkeypatch is not None:
        monkeypatch.setenv("IVBGEO_THRESHOLD", threshold)
    return read(Atlas(store).edition(), BEHEER, GROUPS, LEVELS, PERIODS)


def test_who_is_interrupted_loses_nothing_and_shows_nothing(hamlet, bring):
    for year in (2023, 2024):
        bring(hamlet, "incidents", coded(drawn(year), year), f"{year}.csv")

    def stop(span, _, total):
        assert total == 2
        if span == "2024":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        shield(hamlet, 5, stop)
    edition = Atlas(hamlet).edition()
    assert shown(edition, dataset_of(edition)) is None
    (outcome,) = shield(hamlet, 5)
    assert [(one.span, one.how) for one in outcome.spans] == [
        ("2023", How.RESUMED),
        ("2024", How.DECIDED),
    ]
    # Another year does not touch those that are there.
    bring(hamlet, "incidents", coded(drawn(9), 2025), "2025.csv")
    (outcome,) = shield(hamlet, 5)
    assert [one.how for one in outcome.spans] == [How.SAME, How.SAME, How.DECIDED]


def test_who_writes_meanwhile_is_waited_for(decided, bring):
    store, _ = decided
    bring(store, "incidents", coded(drawn(6), 2023), "een.csv")
    written = []

    def meanwhile(*_):
        if not written:
            written.append(True)
            with store.writing():
                pass

    (outcome,) = shield(store, 5, meanwhile)
    assert outcome.decided
    edition = Atlas(store).edition()
    assert shown(edition, dataset_of(edition)) is not None


def test_another_threshold_shows_nothing_until_it_is_decided_anew(decided, monkeypatch):
    store, counts = decided
    by_five = told(store)
    version = store.version
    monkeypatch.setenv("IVBGEO_THRESHOLD", "8")
    edition = Atlas(store).edition()
    assert shown(edition, dataset_of(edition)) is None
    assert [rule for rule, _ in find_unfit(store, 8)] == ["shielding.undecided"]
    assert list(find_unfit(store, 5)) == []
    shield(store, 8)
    assert store.version > version
    by_eight = told(store)
    assert min(count for count in by_eight.values() if count is not None) >= 8
    # Who remembers what was shown by five knows no more for having both.
    both = {cell: by_five[cell] if by_eight[cell] is None else by_eight[cell] for cell in by_eight}
    assert attack([counts], [both]).broken(5) == []
    # And back: what was only hidden by eight may be seen again.
    monkeypatch.setenv("IVBGEO_THRESHOLD", "5")
    shield(store, 5)
    again = told(store)
    assert sum(one is not None for one in again.values()) > sum(
        one is not None for one in by_eight.values()
    )


@pytest.mark.parametrize("column", ["told", "kept", "told_hash"])
def test_what_is_damaged_is_not_shown_and_is_found(decided, column):
    store, _ = decided
    part = schema.shield_part
    with store.writing(figures=False) as connection:
        held = connection.execute(select(part.c[column])).scalar_one()
        half = len(held) // 2
        bad = held[:half] + (b"\x00\x01" if isinstance(held, bytes) else "00") + held[half + 2 :]
        connection.execute(update(part).values({column: bad}))
    edition = Atlas(store).edition()
    if column == "kept":
        # What may be read is whole; only the next version can't be held to it.
        assert shown(edition, dataset_of(edition)) is not None
    else:
        assert shown(edition, dataset_of(edition)) is None
    assert [rule for rule, _ in find_unfit(store, 5)] == ["shielding.damaged"]
    assert "beschadigd" in " ".join(finding.message for finding in check(store, ROOT / "data"))


def test_a_head_that_says_something_else_shows_nothing(decided):
    store, _ = decided
    head = schema.shield_head
    for values in ({"parts": "{"}, {"parts": json.dumps({"2024": "0" * 64})}, {"threshold": 4}):
        with store.writing(figures=False) as connection:
            before = connection.execute(select(head)).mappings().one()
            connection.execute(update(head).values(values))
        edition = Atlas(store).edition()
        assert shown(edition, dataset_of(edition)) is None
        with store.writing(figures=False) as connection:
            connection.execute(update(head).values(dict(before)))
    edition = Atlas(store).edition()
    assert shown(edition, dataset_of(edition)) is not None


def test_what_may_be_read_holds_no_small_count_at_all(decided):
    store, _ = decided
    with store.reading() as connection:
        content = connection.execute(select(schema.shield_part.c.told)).scalar_one()
    about, arrays = unpack(content)
    (counts,) = arrays.values()
    assert [len(about[side]) for side in ("areas", "categories", "periods")] == [9, 5, 13]
    assert set(counts[counts < 5].tolist()) == {-1}


def test_it_goes_with_its_dataset(decided):
    store, _ = decided
    assert forgets(store, "import/incidents") == "Incidenten uit eigen bestanden"
    undo_dataset(store, BEHEER, "import/incidents", ROOT / "data")
    with store.reading() as connection:
        for table in (schema.shield_part, schema.shield_head):
            assert connection.execute(select(table)).all() == []
    assert list(find_unfit(store, 5)) == []


def test_that_something_was_shown_is_told_when_all_of_it_went(decided, bring):
    store, counts = decided
    bring(store, "incidents", coded(drawn(6), 2023), "2023.csv")
    (outcome,) = shield(store, 5)
    assert not outcome.forgotten
    with store.reading() as connection:
        first, second = datasets.list_imports(connection)
    # One of two: the other keeps what is remembered.
    assert forgets(store, second.id) is None
    undo_import(store, BEHEER, second.id, ROOT / "data")
    assert forgets(store, first.id) == "Incidenten uit eigen bestanden"
    undo_import(store, BEHEER, first.id, ROOT / "data")
    assert forgets(store, first.id) is None
    bring(store, "incidents", coded(counts + 1), "beter.csv")
    (outcome,) = shield(store, 5)
    assert outcome.forgotten
    assert [rule for rule, _ in find_worries(Atlas(store).edition())] == ["shielding.forgotten"]
    assert list(find_unfit(store, 5)) == []


def test_what_is_exposed_is_told_for_as_long_as_it_is_shown(decided):
    store, _ = decided
    assert list(find_worries(Atlas(store).edition())) == []
    # Hidden well enough by five, with what was shown then.
    (outcome,) = shield(store, 10)
    assert outcome.exposed
    assert list(find_worries(Atlas(store).edition())) == [
        ("shielding.exposed", {"span": "2024", "value": outcome.exposed})
    ]


def scattered(edition, count):
    """Points all over the city, as x and y, from a fixed seed."""
    chance = np.random.default_rng(1)
    x, y = chance.uniform(90_500, 95_500, count), chance.uniform(449_500, 455_500, count)
    x, y = np.round(x), np.round(y)
    inside = edition.division(GEMEENTE).locator().locate(x, y) >= 0
    return [f"{a:.0f},{b:.0f}" for a, b in zip(x[inside], y[inside], strict=True)]


def held(edition, number, ground, table, kinds, periods):
    """Hold cells to what is counted for those who may see it exactly; gives how many there are."""
    cells, seen = table.counts(), 0
    for division in ground.divisions:
        cube = edition.cube(COUNTING, number, division)
        rows = [
            table.areas.names.index(area_name(division, code))
            for code in edition.division(division).codes
        ]
        for kind, period in itertools.product(kinds, periods):
            ((_, category, name),) = naming.cells(edition.datasets[number].kind, kind, period)
            at = table.categories.names.index(category), table.periods.names.index(name)
            exact = cube.by_area(edition.taxonomy.leaves(kind), period).counts
            assert np.array_equal(cells[rows, *at], exact)
            seen += int(exact.sum())
    return seen


def test_cells_of_incidents_are_what_is_counted_for_who_may_see_it_exactly(town, put_in):
    """In a real city: points, codes of buurten and wijken, of another year, and no place at all."""
    points = scattered(Atlas(town).edition(), 300)
    pointed = [f"1.1.1,2024-{n % 12 + 1:02d}-10,{point}" for n, point in enumerate(points)]
    put_in("incidents", "\n".join(["categorie,datum,x,y", *pointed, "1.1.1,2024-12-31,,"]))
    codes = ["BU06370501,2025", "BU06370502,2025", "WK063705,2025", "GM0637,2025", "WK063705,2024"]
    lines = [f"1.4.6,2024-0{n + 1}-05,{code}" for n, code in enumerate(codes) for _ in range(3)]
    edition = put_in("incidents", "\n".join(["categorie,datum,gebiedscode,jaar indeling", *lines]))
    number = dataset_of(edition)
    ground = Ground(edition, 2025, "incidents")
    table = Incidents(edition, ground, number).subject("2024").table
    months = [Period.month(2024, month) for month in range(1, 13)]
    assert held(edition, number, ground, table, ["1.1.1"], [*months, Period.year(2024)]) > 1000
    assert held(edition, number, ground, table, ["1.4.6"], months[:5]) == 3 * (3 + 3 + 2 + 1)


def test_cells_of_cases_are_what_is_counted_for_who_may_see_it_exactly(town, put_in):
    """Of casewijken too, that cross wijken; by points, as exact counts are."""
    lines = [
        f"{('koop', 'corporatie', 'particulier')[n % 3]},{2023 + n % 2}-0{n % 9 + 1}-05,"
        f"{'' if n % 5 == 0 else f'{2024 + n % 2}-12-{n % 28 + 1:02d}'},{point}"
        for n, point in enumerate(scattered(Atlas(town).edition(), 300))
    ]
    lines.append("koop,2023-01-02,2025-12-30,,")
    edition = put_in("cases", "\n".join(["eigendom,geopend,afgesloten,x,y", *lines]))
    number = dataset_of(edition, "import/cases")
    ground = Ground(edition, 2025, "cases")
    table = Cohorts(edition, ground, number).subject("alle").table
    kinds = [one.code for one in edition.taxonomy if one.code.startswith("woonoverlast")]
    years = [Period.year(year) for year in (2023, 2024, 2025)]
    assert {one.level for one in ground.divisions} == set(Level)
    assert held(edition, number, ground, table, kinds, years) > 1000


@pytest.mark.parametrize("value", ["1", "11", "5.5", "vijf", "", "-5"])
def test_a_threshold_that_can_not_be_is_refused(value):
    with pytest.raises(SettingsError, match="threshold"):
        _ = Settings(threshold=value).least_count
