"""Figures of the police into the store: all of them or none, in small pieces, and honestly."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from sqlalchemy import select

from geo import Area, AreaId, Division, DivisionId, Level
from ivbgeo.answering import answer
from ivbgeo.atlas import Atlas
from ivbgeo.errors import DataError, UsageError
from ivbgeo.fetch.areas import fetch_areas
from ivbgeo.fetch.http import Client, FetchError
from ivbgeo.fetch.kept import Kept
from ivbgeo.fetch.police import Wanted, fetch_police
from ivbgeo.fetch.subject import OVERLAST, POLITIE
from ivbgeo.figure import State
from ivbgeo.period import Period
from ivbgeo.question import Question
from ivbgeo.store import Store, datasets, divisions, schema
from ivbgeo.viewer import PUBLIEK
from tests.replica.server import Replica

TODAY = date(2026, 3, 1)
DATA = "TypedDataSet"
CODES = ("0.0.0", "1.1.1", "1.4.5")
TABLES = ("47018NED", "47022NED", "47024NED")


def keep(replica, **kept):
    """Leave few rows in the dimensions of the replica's tables, so that a fetch takes no time."""
    for name in TABLES:
        table = replica.odata.tables[name]
        dimensions = tuple(
            replace(
                dimension,
                rows=tuple(
                    row
                    for row in dimension.rows
                    if kept.get(dimension.name, bool)(row["Key"].strip())
                ),
            )
            for dimension in table.dimensions
        )
        replica.odata.tables[name] = replace(table, dimensions=dimensions)


def keep_small(replica):
    """Leave three codes, two wijken with their buurten, and four years."""
    near = tuple(f"{replica.gemeente[2:]}{wijk}" for wijk in ("01", "05"))
    keep(
        replica,
        SoortMisdrijf=lambda key: key in CODES,
        WijkenEnBuurten=lambda key: key == replica.gemeente or key[2:].startswith(near),
        Perioden=lambda key: key >= "2022",
    )


@pytest.fixture
def replica(replica):
    keep_small(replica)
    return replica


@pytest.fixture
def fetch(replica, data_dir, tmp_path):
    """A function that fetches from the replica, without real pauses."""

    def fetch(store, *years, subject=POLITIE, source=replica, folder="kept", anew=False, **other):
        options = {name: other.pop(name) for name in ("progress",) if name in other}
        timeout, tries = other.pop("timeout", 20), other.pop("tries", 4)
        wanted = Wanted(
            other.pop("gemeente", source.gemeente),
            other.pop("today", TODAY),
            frozenset(years) or None,
            **other,
        )
        kept = Kept(tmp_path / folder, anew=anew)
        with Client(source.url, timeout=timeout, tries=tries, sleep=lambda _: None) as client:
            return fetch_police(
                store, subject, wanted, client=client, kept=kept, data_dir=data_dir, **options
            )

    return fetch


def cells(store, key="fetch/politie"):
    """What a store holds: (code, area, first month, last month) → count, provisional."""
    table, dataset = schema.area_count, schema.dataset
    with store.reading() as connection:
        rows = connection.execute(
            select(table, schema.division.c.year)
            .join(dataset, dataset.c.id == table.c.dataset_id)
            .join(schema.division, schema.division.c.id == table.c.division_id)
            .where(dataset.c.key == key)
        ).all()
    return {
        (r.category, r.area_code, r.first_month, r.last_month): (r.count, r.provisional)
        for r in rows
    }


def published(replica, years, tables=("47018NED", "47022NED")):
    """What the replica's tables hold of some years, in the same form."""
    found = {}
    for table in tables:
        for row in replica.rows(table):
            key, count = row["Perioden"], row["GeregistreerdeMisdrijven_1"]
            year = int(key[:4])
            if year not in years or count is None or row["WijkenEnBuurten"].startswith("NL"):
                continue
            first = year * 12 + (int(key[6:]) - 1 if "MM" in key else 0)
            last = first if "MM" in key else first + 11
            place = (row["SoortMisdrijf"].strip(), row["WijkenEnBuurten"].strip(), first, last)
            found[place] = (count, year >= 2024)
    return found


def provenance(store, key="fetch/politie"):
    with store.reading() as connection:
        found = [d for d in datasets.list_datasets(connection) if d.provenance.dataset == key]
    return found[0].provenance


def data_requests(replica):
    return [path for path in replica.requests if DATA in path]


def test_what_the_tables_hold_is_in_the_store_and_nothing_else(filled, fetch, replica):
    report = fetch(filled, 2024, 2025)
    wanted = published(replica, {2024, 2025})
    assert cells(filled) == wanted
    assert report.counts == report.counts_written == len(wanted)
    assert {count for count, _ in wanted.values()} >= {0, 1}
    told = provenance(filled)
    assert (told.table, told.licence) == ("47018NED en 47022NED", "CC BY 4.0")
    assert told.retrieved == TODAY
    assert told.url.startswith(replica.url)
    # Whatever the database, the same content has the same hash.
    lines = sorted(
        (code, f"2025 {code} {area} {first} {last} {count} {provisional:d}\n")
        for (code, area, first, last), (count, provisional) in wanted.items()
    )
    assert told.sha256 == sha256("".join(line for _, line in lines).encode()).hexdigest()


def test_a_figure_is_answered_with_it_and_not_published_is_not_nul(town, fetch, replica):
    replica.unpublish("47022NED", "1.1.1", "BU06370102", "2024MM03")
    replica.unpublish("47022NED", "1.1.1", "BU06370101", "2024MM03", absent=True)
    replica.change("47022NED", "1.1.1", "BU06370103", "2024MM03", value=0)
    replica.change("47022NED", "1.1.1", "BU06370104", "2024MM03", value=7)
    fetch(town, 2024)
    asked = Question("1.1.1", Level.BUURT, Period.month(2024, 3), division_year=2025)
    told = {f.area.code: f for f in answer(Atlas(town).edition(), asked, PUBLIEK).figures}
    assert told["BU06370101"].state is State.NIET_GEMETEN
    assert told["BU06370102"].state is State.NIET_GEMETEN
    assert told["BU06370103"].state is State.NUL
    assert told["BU06370104"].count == 7
    assert told["BU06370104"].provisional
    assert told["BU06370104"].provenance.dataset == "fetch/politie"


def test_of_nuisance_the_codes_come_under_their_own_name(filled, fetch, replica):
    report = fetch(filled, 2025, subject=OVERLAST)
    taxonomy = Atlas(filled).edition().taxonomy
    assert {c.code for c in taxonomy if c.kind == "overlast"} == {
        "overlast",
        *(f"overlast.e{number}" for number in (12, 13, 14, 33, 35, 38)),
    }
    assert taxonomy["overlast"].title == "Totaal overlast"
    assert len(report.new_categories) == 7
    found = cells(filled, "fetch/overlast")
    (row,) = replica.rows("47024NED", Overlast="TOT", WijkenEnBuurten="GM0637", Perioden="2025MM03")
    month = 2025 * 12 + 2
    assert found["overlast", "GM0637", month, month] == (row["GeregistreerdeOverlast_1"], True)
    # Whole years are sums of months.
    year = Question("overlast.e38", Level.GEMEENTE, Period.year(2025))
    (figure,) = answer(Atlas(filled).edition(), year, PUBLIEK).figures
    rows = replica.rows("47024NED", Overlast="E38", WijkenEnBuurten="GM0637")
    in_2025 = [r for r in rows if r["Perioden"].startswith("2025")]
    assert figure.count == sum(r["GeregistreerdeOverlast_1"] for r in in_2025)


def test_the_second_time_nothing_but_metadata_is_asked_and_nothing_is_written(
    filled, fetch, replica, contents
):
    fetch(filled, 2024, 2025)
    before = contents(filled)
    replica.requests.clear()
    report = fetch(filled, 2024, 2025, today=date(2026, 3, 2))
    assert data_requests(replica) == []
    assert contents(filled) == before
    assert report.sentences[-1] == "Er is niets veranderd."
    assert not report.changed


def test_of_a_table_that_changed_only_what_is_provisional_is_asked(town, fetch, replica):
    fetch(town, 2023, 2024)
    replica.requests.clear()
    replica.republish("47022NED")
    replica.change("47022NED", "1.1.1", "BU06370101", "2024MM03", value=40)
    report = fetch(town, 2023, 2024)
    asked = data_requests(replica)
    # Three codes; buurten, wijken and the gemeente.
    assert len(asked) == 9
    assert all("47022NED" in path and "startswith(Perioden,'2024MM')" in path for path in asked)
    march = 2024 * 12 + 2
    assert cells(town)["1.1.1", "BU06370101", march, march] == (40, True)
    # Of that code that year was written again, and no other.
    months = [key for key in published(replica, {2024}) if key[0] == "1.1.1"]
    assert report.counts_written == len(months)


def test_what_becomes_definitive_is_so_in_the_store_though_no_number_changed(town, fetch, replica):
    fetch(town, 2024)
    for name in TABLES:
        table = replica.odata.tables[name]
        *others, periods = table.dimensions
        rows = tuple({**row, "Status": "Definitief"} for row in periods.rows)
        dimensions = (*others, replace(periods, rows=rows))
        replica.odata.tables[name] = replace(table, dimensions=dimensions)
    report = fetch(town, 2024)
    assert report.changed
    assert report.provisional_from is None
    assert {provisional for _, provisional in cells(town).values()} == {False}


def test_opnieuw_asks_everything_again(town, fetch, replica):
    fetch(town, 2024, 2025)
    first = data_requests(replica)
    replica.requests.clear()
    report = fetch(town, 2024, 2025, anew=True)
    assert data_requests(replica) == first
    assert not report.changed


class _StopAfter:
    """A progress that stops the fetch as Ctrl+C does, after so many steps."""

    def __init__(self, what, steps):
        self.what, self.steps = what, steps

    def __call__(self, what, done, _total):
        if what.endswith(self.what) and done == self.steps:
            raise KeyboardInterrupt


def _stop_and_go_on(store, fetch, replica, contents, stop):
    undisturbed = published(replica, {2024, 2025})
    before = contents(store)
    with pytest.raises(KeyboardInterrupt):
        fetch(store, 2024, 2025, progress=stop)
    assert contents(store) == before
    fetch(store, 2024, 2025)
    assert cells(store) == undisturbed
    asked = data_requests(replica)
    assert len(asked) == len(set(asked)), "nothing is asked twice"


@pytest.mark.parametrize("stop", [("ophalen", 4), ("ophalen", 11), ("Nakijken", 1)])
def test_an_interrupted_fetch_goes_on_where_it_stopped(town, fetch, replica, contents, stop):
    _stop_and_go_on(town, fetch, replica, contents, _StopAfter(*stop))


def test_interrupted_while_it_writes_nothing_is_written(filled, fetch, replica, contents):
    _stop_and_go_on(filled, fetch, replica, contents, _StopAfter("Opslaan", 2))


FAULTS = {
    "503": lambda faults, **when: faults.status(503, **when),
    "429": lambda faults, **when: faults.status(429, retry_after=9999, **when),
    "html": lambda faults, **when: faults.html(**when),
    "truncated": lambda faults, **when: faults.truncated(**when),
    "disconnect": lambda faults, **when: faults.disconnect(**when),
    "refuse": lambda faults, **when: faults.refuse(**when),
    "stall": lambda faults, **when: faults.stall(**when),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_passes_makes_no_difference(town, fetch, replica, fault):
    FAULTS[fault](replica.faults, path=DATA, times=2, after=3)
    FAULTS[fault](replica.faults, path="Perioden?", times=1)
    fetch(town, 2025, timeout=0.3)
    assert cells(town) == published(replica, {2025})


@pytest.mark.parametrize("fault", ["503", "html", "truncated"])
def test_what_does_not_pass_leaves_the_store_as_it_was(town, fetch, replica, contents, fault):
    before = contents(town)
    FAULTS[fault](replica.faults, path=DATA, times=None, after=5)
    with pytest.raises(FetchError):
        fetch(town, 2025, tries=2)
    assert contents(town) == before
    replica.faults.clear()
    replica.requests.clear()
    fetch(town, 2025)
    assert cells(town) == published(replica, {2025})
    assert len(data_requests(replica)) == 18 - 5


def test_a_column_that_was_renamed_is_refused_with_what_was_found(town, fetch, replica, contents):
    before = contents(town)
    replica.faults.renamed("GeregistreerdeMisdrijven_1", "AantalMisdrijven_1")
    with pytest.raises(DataError, match=r"‘GeregistreerdeMisdrijven’.*AantalMisdrijven_1"):
        fetch(town, 2025)
    assert contents(town) == before


def test_a_column_with_another_number_is_the_same_column(town, fetch, replica):
    replica.faults.renamed("GeregistreerdeMisdrijven_1", "GeregistreerdeMisdrijven_4")
    fetch(town, 2025)
    assert cells(town) == published(replica, {2025})


@pytest.mark.parametrize(
    "renamed",
    [
        ("GeregistreerdeMisdrijven_1", "Aantal_1", "Aantal_1"),
        ("BU06370102", "BU06370101", r"BU06370101, .* twee keer"),
        ("BU06370102", "BU19160000", r"BU19160000, .* niet om gevraagd"),
        ("2025MM02", "2024MM02", r"2024MM02, en daar is niet om gevraagd"),
        ("1.1.1 ", "1.1.2 ", r"1\.1\.2, .* niet om gevraagd"),
    ],
)
def test_what_was_not_asked_is_refused(town, fetch, replica, contents, renamed):
    old, new, said = renamed
    before = contents(town)
    replica.faults.renamed(old, new, path=DATA)
    with pytest.raises(DataError, match=said):
        fetch(town, 2025)
    assert contents(town) == before


@pytest.mark.parametrize("value", [-1, 1.5, "3", True, float("inf")])
def test_what_is_no_count_is_refused(town, fetch, replica, contents, value):
    before = contents(town)
    replica.change("47022NED", "1.1.1", "BU06370101", "2025MM03", value=value)
    with pytest.raises(DataError, match=r"geheel getal vanaf nul|beschadigd"):
        fetch(town, 2025)
    assert contents(town) == before


def test_a_table_that_changes_while_it_is_fetched_is_refused(town, fetch, replica, contents):
    before = contents(town)

    def progress(_what, done, _total):
        if done == 6:
            replica.republish("47022NED")

    with pytest.raises(DataError, match="47022NED is vernieuwd tijdens het ophalen"):
        fetch(town, 2025, progress=progress)
    assert contents(town) == before


def test_codes_of_another_division_year_are_refused_though_they_exist(town, fetch, contents):
    before = contents(town)
    said = r"Vergeleken met 2024: .*BU06370101 heet er ‘Meerzicht-Oost’, in de tabel ‘Dorpsstraat’"
    with pytest.raises(DataError, match=said) as caught:
        fetch(town, 2025, division_year=2024)
    assert "opnieuw gebruikt" in str(caught.value)
    assert "ivbgeo fetch areas --gemeente GM0637" in str(caught.value)
    with pytest.raises(DataError, match="geen indeling ‘2019’"):
        fetch(town, 2025, division_year=2019)
    assert contents(town) == before


def test_a_new_division_year_takes_all_figures_with_it(town, fetch, replica):
    fetch(town, 2024, 2025)
    with town.writing() as connection:
        numbers = divisions.division_numbers(connection)
        owner = next(iter(divisions.division_datasets(connection).values()))
        for level in (Level.BUURT, Level.WIJK, Level.GEMEENTE):
            old = divisions.read_division(connection, numbers[DivisionId(level, 2025)])
            told = zip(old.codes, old.names, old.polygons, old.parents, strict=True)
            areas = [Area(AreaId(code, 2026, level), *rest) for code, *rest in told]
            divisions.add_division(connection, owner, Division.from_areas(areas))
    report = fetch(town, 2025)
    assert report.division_year == 2026
    # Of 2024 nothing was asked, and what was there is on other borders.
    assert cells(town) == published(replica, {2025})
    with town.reading() as connection:
        table, division = schema.area_count, schema.division
        years = set(
            connection.execute(
                select(division.c.year)
                .join(table, table.c.division_id == division.c.id)
                .where(table.c.category == "1.1.1")
            ).scalars()
        )
    assert years == {2026}


def test_years_that_were_fetched_before_stay(town, fetch, replica, databases):
    fetch(town, 2024)
    fetch(town, 2025)
    assert cells(town) == published(replica, {2024, 2025})
    other = Store.open(databases.address("sqlite", filled=True))
    fetch(other, 2024, 2025, folder="other")
    assert provenance(other).sha256 == provenance(town).sha256
    other.close()


def test_a_store_without_areas_or_of_another_gemeente_is_refused(town, fetch, databases):
    empty = Store.open(databases.address("sqlite", filled=False))
    with pytest.raises(DataError, match=r"nog geen gebieden van GM0637.*fetch areas"):
        fetch(empty, 2025)
    empty.close()
    with pytest.raises(DataError, match=r"IVBGEO_DATABASE_URL"):
        fetch(town, 2025, gemeente="GM0344")
    with pytest.raises(UsageError, match="geen code van een gemeente"):
        fetch(town, 2025, gemeente="Zoetermeer")


def test_another_gemeente_comes_into_a_store_of_its_own(databases, fetch, data_dir):
    store = Store.open(databases.address("sqlite", filled=False))
    with Replica("GM0344") as replica:
        with Client(replica.url) as client:
            fetch_areas(
                store, "GM0344", [2025], client=client, wfs_client=client, data_dir=data_dir
            )
        keep_small(replica)
        fetch(store, 2025, source=replica)
        assert cells(store) == published(replica, {2025})
        assert {code[2:6] for _, code, *_ in cells(store)} == {"0344"}
    assert "hic" in Atlas(store).edition().taxonomy
    store.close()


def test_the_newest_month_is_not_taken_over_until_it_is_complete(town, fetch):
    with Replica(newest="2026MM10") as replica:
        keep_small(replica)
        report = fetch(town, 2026, source=replica, today=date(2026, 11, 25))
        assert "Oktober 2026 is nog niet compleet en is niet overgenomen." in report.sentences
        october, september = 2026 * 12 + 9, 2026 * 12 + 8
        assert {last for *_, last in cells(town)} == set(range(2026 * 12, october))
        assert cells(town)["0.0.0", "GM0637", september, september][1], "voorlopig"
        replica.requests.clear()
        report = fetch(town, 2026, source=replica, today=date(2026, 12, 12))
        assert data_requests(replica) == []
        assert report.incomplete == ()
        assert ("0.0.0", "GM0637", october, october) in cells(town)


@pytest.mark.parametrize(
    ("day", "complete"), [(date(2026, 2, 10), False), (date(2026, 2, 11), True)]
)
def test_six_weeks_after_its_end_a_month_is_complete(town, fetch, day, complete):
    fetch(town, 2025, today=day)
    december = 2025 * 12 + 11
    found = {(first, last) for _, _, first, last in cells(town)}
    assert ((december, december) in found) is complete
    assert ((2025 * 12, december) in found) is complete, "the year ends with it"


def test_a_table_that_was_made_too_early_does_not_make_its_newest_month_complete(
    town, fetch, replica
):
    # Long ago by now, but made fifteen days after the month: more was to come.
    for table in TABLES:
        replica.modified[table] = "2026-01-15T02:00:00"
    report = fetch(town, 2025, today=date(2026, 8, 1))
    december = 2025 * 12 + 11
    assert "December 2025 is nog niet compleet en is niet overgenomen." in report.sentences
    assert december not in {last for *_, last in cells(town)}


def test_an_answer_without_any_row_is_not_kept_for_ever(town, fetch, replica):
    replica.faults.changed(lambda told: told.update(value=[]), "SoortMisdrijf eq '1.1.1 '")
    fetch(town, 2022)
    assert not any(category == "1.1.1" for category, *_ in cells(town))
    replica.faults.clear()
    for table in TABLES:
        replica.republish(table)
    fetch(town, 2022)
    assert any(category == "1.1.1" for category, *_ in cells(town))


def test_without_a_status_figures_are_definitive_after_two_years(town, fetch, replica):
    for table in TABLES:
        kept = replica.odata.tables[table]
        *others, periods = kept.dimensions
        rows = tuple({k: v for k, v in row.items() if k != "Status"} for row in periods.rows)
        replica.odata.tables[table] = replace(
            kept, dimensions=(*others, replace(periods, rows=rows))
        )
    fetch(town, 2023, 2024, today=date(2026, 3, 1))
    provisional = {
        first for (*_, first, last), (_, p) in cells(town).items() if p and first == last
    }
    assert min(provisional) == 2024 * 12 + 2
    assert max(provisional) == 2024 * 12 + 11


def test_years_that_the_tables_do_not_have_are_said(town, fetch):
    report = fetch(town, 2021, 2025)
    assert "Van 2021 heeft de politie niets; dat is niet nul." in report.sentences
    assert report.years == (2025,)
    with pytest.raises(DataError, match=r"niets van 2019-2020\. Wel van: 2022-2025"):
        fetch(town, 2019, 2020)


def test_without_years_all_that_there_is_comes(town, fetch, replica):
    fetch(town)
    assert cells(town) == published(replica, {2022, 2023, 2024, 2025})


def test_where_parts_do_not_add_up_it_is_said_and_nothing_is_refused(town, fetch, replica):
    exact = fetch(town, 2025, subject=OVERLAST)
    # Of the wijken there are two here, which are not the gemeente.
    checks = {check.what: check.differing for check in exact.checks}
    assert checks["soorten samen het totaal"] == checks["buurten samen een wijk"] == 0
    replica.change("47024NED", "E38", "WK063701", "2025MM03", value=99_999)
    replica.republish("47024NED")
    report = fetch(town, 2025, subject=OVERLAST)
    checks = {check.what: check for check in report.checks}
    assert checks["soorten samen het totaal"].differing == 1
    (named,) = checks["soorten samen het totaal"].first
    assert (named.area, named.category, named.period) == ("WK063701", "overlast", "maart 2025")
    (named,) = checks["buurten samen een wijk"].first
    assert (named.area, named.category, named.published) == ("WK063701", "overlast.e38", 99_999)
    assert any("99.999" in sentence for sentence in report.sentences)
    march = 2025 * 12 + 2
    assert cells(town, "fetch/overlast")["overlast.e38", "WK063701", march, march][0] == 99_999


def test_with_a_part_unpublished_a_sum_is_not_compared(town, fetch, replica):
    before = {c.what: c for c in fetch(town, 2025, subject=OVERLAST).checks}
    compared = before["soorten samen het totaal"].compared
    replica.unpublish("47024NED", "E38", "WK063701", "2025MM03")
    replica.republish("47024NED")
    report = fetch(town, 2025, subject=OVERLAST)
    check = next(c for c in report.checks if c.what == "soorten samen het totaal")
    assert (check.compared, check.differing) == (compared - 1, 0)


def test_a_code_that_is_gone_goes_with_its_figures_of_these_years(town, fetch, replica):
    fetch(town, 2024, 2025)
    keep(replica, SoortMisdrijf=lambda key: key != "1.4.5")
    replica.republish("47018NED")
    replica.republish("47022NED")
    fetch(town, 2025)
    assert {(code, first // 12) for code, _, first, _ in cells(town)} == {
        ("0.0.0", 2024), ("1.1.1", 2024), ("1.4.5", 2024), ("0.0.0", 2025), ("1.1.1", 2025),
    }  # fmt: skip


def test_a_code_that_is_new_gets_its_own_category(town, fetch, replica):
    for table in TABLES[:2]:
        kept = replica.odata.tables[table]
        kinds, *others = kept.dimensions
        rows = (
            *kinds.rows[:2],
            {**kinds.rows[2], "Key": "9.9.9 ", "Title": "Iets  nieuws "},
        )
        replica.odata.tables[table] = replace(
            kept,
            dimensions=(replace(kinds, rows=rows), *others),
            values=lambda keys, known=kept.values: known(
                tuple("1.4.5 " if key == "9.9.9 " else key for key in keys)
            ),
        )
    report = fetch(town, 2025)
    assert report.new_categories == ("9.9.9 (Iets nieuws)",)
    category = Atlas(town).edition().taxonomy["9.9.9"]
    assert (category.title, category.kind) == ("Iets nieuws", "politie")
    assert any(code == "9.9.9" for code, *_ in cells(town))


def test_when_the_service_gives_less_at_a_time_smaller_pieces_are_asked(
    town, fetch, replica, monkeypatch
):
    # The replica's own limit, as if the service had lowered it.
    monkeypatch.setattr("tests.replica.odata.MOST", 20)
    fetch(town, 2024, 2025, tries=1)
    assert cells(town) == published(replica, {2024, 2025})
    asked = [path for path in data_requests(replica) if "'BU0637'" in path and "47022" in path]
    assert any("Perioden eq '2025MM03'" in path for path in asked)
    # What was too much once is not tried for every code.
    assert len([path for path in asked if "Perioden" not in path]) == 1


def test_keys_are_asked_with_their_blanks_in_a_form_that_is_known_to_work(town, fetch, replica):
    fetch(town, 2025)
    assert (
        "/ODataApi/OData/47022NED/TypedDataSet?$format=json&$filter="
        "startswith(WijkenEnBuurten,'BU0637') and startswith(Perioden,'2025MM') "
        "and SoortMisdrijf eq '1.1.1 '"
    ) in replica.requests
    # The whole of some years at once, where it is not too much.
    replica.requests.clear()
    fetch(town, 2023, 2024)
    assert (
        "/ODataApi/OData/47022NED/TypedDataSet?$format=json&$filter="
        "startswith(WijkenEnBuurten,'GM0637') and SoortMisdrijf eq '1.1.1 '"
    ) in replica.requests
