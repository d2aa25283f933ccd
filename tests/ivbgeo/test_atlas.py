"""The newest edition of the store, read once and shared."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import numpy as np
import pytest
from sqlalchemy import event, update

from geo import DivisionId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.demo import load_demo
from ivbgeo.errors import DataError, StoreError, UsageError
from ivbgeo.figure import Classification, Provenance
from ivbgeo.period import Period
from ivbgeo.policy import Indicator
from ivbgeo.store import Store, datasets, rows, schema
from ivbgeo.viewer import COUNTING, PUBLIEK

BUURT, WIJK = DivisionId(Level.BUURT, 2025), DivisionId(Level.WIJK, 2025)
FIRST, MONTHS = 2021 * 12 + 9, 18
WHOLE = Period.of_indices(FIRST, FIRST + MONTHS - 1)
CODES = ("1.1.1", "1.4.6", "2.2.1")
TENURES = ("koop", "corporatie", "particulier")


def test_an_edition_is_read_once_until_the_data_changes(filled):
    atlas = Atlas(filled)
    first = atlas.edition()
    assert atlas.edition() is first
    with filled.writing():
        pass
    assert atlas.edition() is not first
    assert atlas.edition().version == first.version + 1


def test_the_newest_division_of_a_level_comes_first(edition):
    assert edition.division_ids(Level.BUURT) == (
        DivisionId(Level.BUURT, 2025),
        DivisionId(Level.BUURT, 2024),
    )
    assert edition.division_id(Level.BUURT, 2024).year == 2024


def test_a_division_that_is_not_there_is_named_with_those_that_are(edition):
    with pytest.raises(UsageError, match=r"‘buurt 1999’.*buurt-2024, buurt-2025"):
        edition.division_id(Level.BUURT, 1999)


@pytest.mark.parametrize("year", [2024, 2025])
def test_every_buurt_lies_in_the_wijk_that_it_names_as_its_parent(edition, year):
    up = edition.up(DivisionId(Level.WIJK, year))
    buurten = edition.division(DivisionId(Level.BUURT, year))
    found = up[edition.numbers[buurten.id]]
    assert found == dict(zip(buurten.codes, buurten.parents, strict=True))


def test_years_never_nest_in_each_other(edition):
    for target in edition.numbers:
        years = {number: d.year for d, number in edition.numbers.items()}
        assert {years[number] for number in edition.up(target)} == {target.year}


def test_an_empty_store_has_an_edition_with_nothing_in_it(store):
    edition = Atlas(store).edition()
    assert len(edition.taxonomy) == 0
    with pytest.raises(UsageError, match="Er zijn: geen"):
        edition.division_id(Level.BUURT)


def test_loading_the_same_data_again_is_no_new_edition(filled, data_dir):
    version = Atlas(filled).edition().version
    assert not load_demo(filled, data_dir)
    assert Atlas(filled).edition().version == version


# --- counts of rows, by area, category and month -----------------------------------------------


def places(edition, rng, k):
    """Places of every kind: a point, a code of a buurt or wijk of either year, both or neither."""
    buurt, wijk = edition.division(BUURT), edition.division(WIJK)
    for _ in range(k):
        kind = rng.integers(5)
        x, y = (
            rng.uniform((88_000, 447_500), (98_500, 456_000)).round() if kind < 2 else (None,) * 2
        )
        division = rng.choice([buurt, wijk])
        year = int(rng.choice([2024, 2025]))
        number = edition.numbers[DivisionId(division.level, year)]
        code = str(rng.choice(edition.division(DivisionId(division.level, year)).codes))
        coded = kind in {1, 2, 3}
        yield {
            "x": x,
            "y": y,
            "division_id": number if coded else None,
            "area_code": code if coded else None,
        }


def incident(rng, line, place):
    month = FIRST + int(rng.integers(MONTHS))
    starts = datetime(month // 12, month % 12 + 1, int(rng.integers(1, 29)))  # noqa: DTZ001 - as stored
    category = str(rng.choice(CODES))
    return {**place, "line": line, "category": category, "starts": starts, "ends": None,
            "month": month}  # fmt: skip


def case(rng, line, place):
    opened = date(2021, 10, 1) + timedelta(days=int(rng.integers(500)))
    closed = opened + timedelta(days=int(rng.integers(200)))
    open_still = closed > date(2023, 3, 31) or rng.random() < 0.2
    return {**place, "line": line, "tenure": str(rng.choice(TENURES)), "opened": opened,
            "closed": None if open_still else closed}  # fmt: skip


MAKE = {"incidents": incident, "cases": case}


@pytest.fixture
def put_rows(filled):
    """Write random rows of a kind; gives them, the edition that came of it, and the dataset."""

    def put_rows(kind, k=600, covers=WHOLE):
        edition, rng = Atlas(filled).edition(), np.random.default_rng(7)
        made = [MAKE[kind](rng, i, place) for i, place in enumerate(places(edition, rng, k))]
        source = Provenance(
            f"proef/{kind}", "Proef", "Proef", "1", date(2024, 1, 1), "0" * 64, "geen",
            Classification.INTERN,
        )  # fmt: skip
        with filled.writing() as connection:
            dataset = datasets.add_dataset(connection, kind, source)
            record = datasets.ImportRecord(
                dataset, kind, "proef.csv", "0" * 64, datetime.now(UTC), k, k, 0, covers
            )
            number = datasets.add_import(connection, record)
            columns = {name: [row[name] for row in made] for name in made[0]}
            rows.add_rows(connection, kind, dataset, number, columns)
        return made, Atlas(filled).edition(), dataset

    return put_rows


def told_by(edition, wanted, row):
    """In which area a row is counted, or why in none."""
    up = edition.up(wanted)
    area = up.get(row["division_id"], {}).get(row["area_code"])
    if area is None and row["x"] is not None:
        division = edition.division(wanted)
        (position,) = division.locator().locate(np.array([row["x"]]), np.array([row["y"]]))
        return division.codes[position] if position >= 0 else "outside"
    return area or ("outside" if row["division_id"] in up else "unknown")


def same(found, division, expected):
    counts = dict(zip(division.codes, found.counts.tolist(), strict=True))
    counts |= {"outside": found.outside, "unknown": found.unknown}
    return {code: count for code, count in counts.items() if count} == expected


PERIODS = [
    WHOLE,
    Period.year(2022),
    Period.month(2022, 2),
    Period.parse("2022-11", "2023-03"),
]


def test_incidents_are_counted_as_one_by_one(put_rows):
    made, edition, dataset = put_rows("incidents")
    for wanted in edition.numbers:
        cube = edition.cube(COUNTING, dataset, wanted)
        where = [told_by(edition, wanted, row) for row in made]
        for period in PERIODS:
            for codes in ({"1.1.1"}, {"1.4.6", "2.2.1"}):
                expected = Counter(
                    area
                    for area, row in zip(where, made, strict=True)
                    if row["category"] in codes
                    and period.first_index <= row["month"] <= period.last_index
                )
                assert same(cube.by_area(codes, period), edition.division(wanted), expected)


def test_cases_are_counted_as_one_by_one(put_rows):
    """Closed within the period is afgerond, open on its last day is lopend."""
    made, edition, dataset = put_rows("cases")
    for wanted in (BUURT, WIJK, DivisionId(Level.GEMEENTE, 2025)):
        cube = edition.cube(COUNTING, dataset, wanted)
        where = [told_by(edition, wanted, row) for row in made]
        for period in PERIODS:
            first, last = period.first_day, period.last_day
            for tenures in (("koop",), TENURES):
                mine = [
                    (area, row["opened"], row["closed"])
                    for area, row in zip(where, made, strict=True)
                    if row["tenure"] in tenures
                ]
                done = Counter(a for a, _, closed in mine if closed and first <= closed <= last)
                going = Counter(
                    a for a, opened, closed in mine if opened <= last < (closed or date.max)
                )
                for status, expected in (("afgerond", done), ("lopend", going)):
                    codes = {f"woonoverlast.{tenure}.{status}" for tenure in tenures}
                    assert same(cube.by_area(codes, period), edition.division(wanted), expected)
                both = cube.by_area(edition.taxonomy.leaves("woonoverlast"), period).total
                assert tenures != TENURES or both == (done + going).total()


def test_rows_are_read_in_batches(put_rows, monkeypatch):
    _, edition, dataset = put_rows("incidents")
    whole = edition.cube(COUNTING, dataset, BUURT)
    monkeypatch.setattr(rows, "_BATCH", 100)
    with edition.store.reading() as connection:
        sizes = [len(batch.x) for batch in rows.read_incidents(connection, COUNTING, dataset)]
    assert sizes == [100] * 6
    again = Atlas(edition.store).edition().cube(COUNTING, dataset, BUURT)
    assert (again.counts != whole.counts).nnz == 0


@pytest.mark.parametrize("kind", ["incidents", "cases"])
def test_who_may_not_read_gets_no_counts_even_if_they_are_there(put_rows, kind):
    _, edition, dataset = put_rows(kind, 50)
    assert edition.cube(COUNTING, dataset, BUURT).total > 0
    assert edition.cube(PUBLIEK, dataset, BUURT) is None
    with edition.store.reading() as connection:
        assert [*rows.read_incidents(connection, PUBLIEK, dataset)] == []
        assert [*rows.read_cases(connection, PUBLIEK, dataset, FIRST)] == []


def test_a_row_of_a_month_that_no_file_covers_is_said_and_not_left_out(put_rows, monkeypatch):
    monkeypatch.setattr(rows, "_BATCH", 20)
    _, edition, dataset = put_rows("incidents", 100, Period.month(2022, 1))
    with pytest.raises(DataError, match="wordt geteld over januari 2022"):
        edition.cube(COUNTING, dataset, BUURT)


def test_a_dataset_without_rows_has_no_counts(edition):
    assert {edition.cube(COUNTING, dataset, BUURT) for dataset in edition.datasets} == {None}


def reads_of(store, table, seen):
    """Note each query of a table; ``seen`` may do something first."""

    def note(_connection, _cursor, statement, *_more):
        if f"FROM {table}" in statement:
            seen()

    event.listen(store.engine, "before_cursor_execute", note)


def test_sessions_that_ask_at_once_read_the_rows_once(put_rows):
    _, edition, dataset = put_rows("incidents", 300)
    reads, together = [], Barrier(6)
    reads_of(edition.store, "incident", lambda: reads.append(1))

    def ask(i):
        together.wait()
        return edition.cube(COUNTING, dataset, (BUURT, WIJK)[i % 2])

    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(ask, range(6)))
    assert len(reads) == 1
    assert len({id(cube) for cube in found}) == 2
    assert {cube.total for cube in found} == {300}


def test_an_edition_never_reads_what_came_after_it(put_rows):
    _, edition, dataset = put_rows("incidents", 50)
    edition.division(BUURT)
    with edition.store.writing():
        pass
    asks = (
        lambda: edition.cube(COUNTING, dataset, BUURT),
        lambda: edition.published(COUNTING, 1, "0.0.0"),
        lambda: edition.policy(COUNTING, Indicator),
    )
    for ask in asks:
        with pytest.raises(StoreError, match="intussen vernieuwd"):
            ask()
    assert Atlas(edition.store).edition().cube(COUNTING, dataset, BUURT).total == 50


def test_a_write_while_the_rows_are_read_is_not_in_the_counts(put_rows):
    made, edition, dataset = put_rows("incidents", 50)
    other = Store.open(edition.store.engine.url.render_as_string(hide_password=False))

    def write():
        table = schema.incident
        with other.writing() as connection:
            connection.execute(update(table).values(category="9.9.9"))

    reads_of(edition.store, "incident", write)
    assert edition.cube(COUNTING, dataset, BUURT).by_area(CODES, WHOLE).total == len(made)
    other.close()


def test_of_a_division_only_its_own_change_makes_it_old(filled):
    edition = Atlas(filled).edition()
    with filled.writing():
        pass
    assert edition.division(WIJK).id == WIJK
    with filled.writing() as connection:
        connection.execute(update(schema.division).values(content_hash="0" * 64))
    with pytest.raises(StoreError, match="intussen vernieuwd"):
        edition.division(BUURT)


def test_of_answers_only_the_latest_are_kept(edition):
    first = edition.once("first", object)
    assert edition.once("first", object) is first
    for i in range(600):
        edition.once(("other", i), object)
    assert edition.once("first", object) is not first
    assert edition.division(BUURT) is edition.division(BUURT)
