"""Files about months that are there already: told, or put in the place of what was there."""

from datetime import date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from ivbgeo.atlas import Atlas
from ivbgeo.errors import DataError
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.settings import ROOT
from ivbgeo.sources import Kind
from ivbgeo.store import datasets, schema
from ivbgeo.undoing import undo_import
from ivbgeo.viewer import Role, Viewer

OPTIONS = ReadOptions(today=date(2026, 11, 1))
REPLACE = ReadOptions(today=date(2026, 11, 1), replace=True)
HEAD = "categorie,datum,eind,x,y,wijkcode,jaar indeling\n"
PLACE = "92841,452000,,"


def months(*starts, place=PLACE):
    return HEAD + "".join(f"1.1.1,{start},,{place}\n" for start in starts)


@pytest.fixture
def bring(filled, tmp_path):
    def bring(text, name, options=OPTIONS, kind=Kind.INCIDENTS, **how):
        path = tmp_path / name
        path.write_text(text)
        return import_file(filled, Atlas(filled).edition(), path, kind, options, **how)

    return bring


@pytest.fixture
def imports(filled):
    def imports():
        with filled.reading() as connection:
            return [one.file for one in datasets.list_imports(connection)]

    return imports


def stored(store, *names):
    columns = [schema.incident.c[name] for name in names]
    with store.reading() as connection:
        query = select(*columns).order_by(schema.incident.c.import_id, schema.incident.c.line)
        return [tuple(row) for row in connection.execute(query)]


def test_months_in_common_are_told_and_nothing_is_refused(bring, filled):
    assert bring(months("2024-01-10", "2024-03-10"), "eerste.csv").overlaps == ()
    bring(months("2023-12-31"), "ervoor.csv")
    report = bring(months("2024-02-01", "2024-05-01"), "tweede.csv")
    (told,) = report.overlaps
    assert told.startswith("Let op: ‘eerste.csv’")
    assert "februari 2024 tot en met maart 2024" in told
    assert (report.rows_written, report.replaced) == (2, ())
    assert len(stored(filled, "id")) == 5


def test_other_kinds_have_no_months_in_common(bring):
    bring(months("2024-01-10"), "incidenten.csv")
    text = "tenure,begindatum,x,y\nkoop,2024-01-10,92841,452000\n"
    assert bring(text, "casussen.csv", kind=Kind.CASES).overlaps == ()


def test_a_trial_tells_it_too(bring):
    bring(months("2024-01-10"), "eerste.csv")
    assert len(bring(months("2024-01-11"), "tweede.csv", dry_run=True).overlaps) == 1
    trial = bring(months("2024-01-11"), "tweede.csv", REPLACE, dry_run=True)
    assert (trial.overlaps, trial.replaced) == ((), ("eerste.csv",))


def test_a_file_comes_in_the_place_of_those_within_its_months(bring, filled, imports):
    bring(months("2023-06-01"), "blijft.csv")
    bring(months("2024-01-10"), "januari.csv")
    bring(months("2024-02-10"), "februari.csv")
    report = bring(months("2024-01-05", "2024-02-05", "2024-03-05"), "alles.csv", REPLACE)
    assert (report.overlaps, report.replaced) == ((), ("januari.csv", "februari.csv"))
    assert imports() == ["blijft.csv", "alles.csv"]
    assert [month - 2024 * 12 for (month,) in stored(filled, "month")] == [-7, 0, 1, 2]
    assert report.data_version == filled.version


def test_the_hash_is_that_of_what_is_there(bring, filled, imports):
    def sha256():
        with filled.reading() as connection:
            (found,) = (d for d in datasets.list_datasets(connection) if d.kind == "incidents")
            return found.provenance.sha256

    bring(months("2023-06-01"), "blijft.csv")
    first = sha256()
    bring(months("2024-01-05"), "alles.csv")
    expected = sha256()
    with filled.reading() as connection:
        *_, last = datasets.list_imports(connection)
    undo_import(filled, Viewer(Role.BEHEER), last.id, ROOT / "data")
    assert sha256() == first
    bring(months("2024-01-06"), "januari.csv")
    bring(months("2024-01-05"), "alles.csv", REPLACE)
    assert imports() == ["blijft.csv", "alles.csv"]
    assert sha256() == expected


def test_no_month_is_lost_by_it(bring, contents, filled):
    bring(months("2024-01-10", "2024-04-10"), "lang.csv")
    before = contents(filled)
    for dry_run in (True, False):
        with pytest.raises(DataError) as caught:
            bring(months("2024-01-05", "2024-03-05"), "kort.csv", REPLACE, dry_run=dry_run)
        assert caught.value.rule == "import.partly"
        assert "‘lang.csv’ gaat over januari 2024 tot en met april 2024" in str(caught.value)
    assert contents(filled) == before


def test_what_is_of_no_months_replaces_nothing(bring, contents, filled):
    text = "naam,soort,vanaf,besluit,x,y\nPlein,vast,2023-01-01,B1,92841,452000\n"
    bring(text, "oud.csv", kind=Kind.CAMERAS)
    before = contents(filled)
    with pytest.raises(DataError, match="gaat niet over maanden"):
        bring(text.replace("Plein", "Markt"), "nieuw.csv", REPLACE, Kind.CAMERAS)
    assert contents(filled) == before


@pytest.mark.parametrize(("share", "options"), [(0.1, OPTIONS), (0.7, REPLACE)])
def test_who_stops_it_halfway_finds_it_as_it_was(bring, filled, contents, share, options):
    bring(months("2024-01-10"), "eerste.csv")
    before, version = contents(filled), filled.version
    seen = []

    def stop(done, total):
        seen.append(done / total)
        if done > share * total:
            raise KeyboardInterrupt

    many = months(*["2024-01-02 10:00"] * 25_000)
    with pytest.raises(KeyboardInterrupt):
        bring(many, "groot.csv", options, progress=stop)
    assert seen[-1] < 1
    assert contents(filled) == before
    assert filled.version == version


def test_how_far_it_is_goes_up_to_the_end(bring):
    seen = []
    bring(
        months(*["2024-01-02 10:00"] * 25_000),
        "groot.csv",
        progress=lambda *done: seen.append(done),
    )
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1][0] == seen[-1][1]
    assert len(seen) > 3


def test_two_at_once_read_a_file_once(filled, tmp_path):
    path = tmp_path / "zelfde.csv"
    path.write_text(months("2024-01-10", "2024-01-11"))
    edition, together, outcomes = Atlas(filled).edition(), Barrier(2), []

    def run():
        together.wait()
        try:
            report = import_file(filled, edition, path, Kind.INCIDENTS, OPTIONS)
        except DataError as error:
            outcomes.append(error.rule)
        else:
            outcomes.append(report.rows_written)

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count(2) == 1
    assert outcomes.count(0) + outcomes.count("import.meanwhile") == 1
    assert len(stored(filled, "id")) == 2
    assert filled.version == edition.version + 1


def test_what_is_written_is_what_was_read(bring, filled):
    text = HEAD + (
        "1.1.1,2024-01-10 09:30,2024-01-10 10:00:05,92841,452000,,\n"
        "Straatroof,2024-02-29,2024-03-01 10:00,,,WK063705,2024\n"
        "1.4.7,31-12-2023 23:59,1-1-2024,,,WK063705,2025\n"
        "1.4.7,2023-12-31,,,,,\n"
    )
    report = bring(text, "alles.csv")
    assert (report.rejections, report.unplaced) == ((), 1)
    numbers = {d.year: n for d, n in Atlas(filled).edition().numbers.items() if d.level == "wijk"}
    names = ("line", "category", "starts", "ends", "timed", "month", "x", "y", "area_code")
    start = datetime(2024, 1, 10, 9, 30)  # noqa: DTZ001 - local, as all of them
    assert stored(filled, *names, "division_id") == [
        (2, "1.1.1", start, start + timedelta(minutes=30, seconds=5), True, 24288, 92841.0,
         452000.0, None, None),
        (3, "1.4.6", datetime(2024, 2, 29), datetime(2024, 3, 1, 10), False, 24289, None, None,  # noqa: DTZ001
         "WK063705", numbers[2024]),
        (4, "1.4.7", datetime(2023, 12, 31, 23, 59), datetime(2024, 1, 1), False, 24287, None,  # noqa: DTZ001
         None, "WK063705", numbers[2025]),
        (5, "1.4.7", datetime(2023, 12, 31), None, False, 24287, None, None, None, None),  # noqa: DTZ001
    ]  # fmt: skip
