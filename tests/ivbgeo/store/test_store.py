"""The store on SQLite and on PostgreSQL: the same tests on both."""

from __future__ import annotations

import traceback
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError

from geo import AreaId, Division, Level, read_division
from ivbgeo.errors import SettingsError, StoreError
from ivbgeo.figure import Classification, Provenance
from ivbgeo.period import Period
from ivbgeo.store import Store, counts, datasets, divisions, rows, schema
from ivbgeo.viewer import PUBLIEK, Viewer

SOURCE = Provenance(
    dataset="test",
    title="Proef",
    source="Proefbron",
    table="1",
    retrieved=date(2024, 1, 2),
    sha256="0" * 64,
    licence="CC0",
    classification=Classification.OPEN,
)


@pytest.fixture(scope="session")
def casewijken(data_dir):
    return read_division(data_dir / "casewijken.geojson")


def test_the_migrations_make_the_tables_of_the_schema(store):
    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []


def test_opening_again_changes_nothing(store, address):
    version = store.version
    again = Store.open(address)
    assert again.version == version == 0
    again.close()


def test_a_store_of_a_newer_version_is_refused(store, address):
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="nieuwere ivbgeo"):
        Store.open(address)


@pytest.mark.parametrize("value", ["", "nonsense", "mysql://host/db", "sqlite"])
def test_an_address_of_another_kind_is_refused(value):
    with pytest.raises(SettingsError, match="geen adres van een databank"):
        Store.open(value)


def test_a_database_that_is_away_is_named_without_its_password(tmp_path):
    address = f"postgresql://user:secret@/db?host={tmp_path}"
    with pytest.raises(StoreError, match="niet te bereiken") as caught:
        Store.open(address)
    assert "secret" not in str(caught.value)


def test_a_folder_is_no_sqlite_file(tmp_path):
    with pytest.raises(StoreError, match="niet te bereiken"):
        Store.open(f"sqlite:///{tmp_path}")


def test_a_transaction_that_fails_leaves_nothing(store):
    def write():
        with store.writing() as connection:
            datasets.add_dataset(connection, "embedded", SOURCE)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write()
    with store.reading() as connection:
        assert datasets.list_datasets(connection) == ()
    assert store.version == 0


def test_writers_queue(store):
    def write(number):
        with store.writing() as connection:
            name = Provenance(**{f: getattr(SOURCE, f) for f in SOURCE.__slots__} | {
                "dataset": f"test-{number}"
            })  # fmt: skip
            return datasets.add_dataset(connection, "embedded", name)

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(write, range(12)))) == 12
    assert store.version == 12


def test_provenance_comes_back_as_it_was_written(store):
    with store.writing() as connection:
        datasets.add_dataset(connection, "embedded", SOURCE)
    with store.reading() as connection:
        (found,) = datasets.list_datasets(connection)
    assert found.provenance == SOURCE


def test_a_division_comes_back_as_it_was_written(casewijken, store):
    division = casewijken
    with store.writing() as connection:
        number = divisions.add_division(
            connection, datasets.add_dataset(connection, "embedded", SOURCE), division
        )
    with store.reading() as connection:
        found = divisions.read_division(connection, number)
    assert found.content_hash == division.content_hash
    assert found.names == division.names


def test_water_comes_back_as_water(casewijken, store):
    wet = replace(casewijken.area(casewijken.codes[0]), water=True)
    division = Division.from_areas([wet, casewijken.area(casewijken.codes[1])])
    with store.writing() as connection:
        number = divisions.add_division(
            connection, datasets.add_dataset(connection, "embedded", SOURCE), division
        )
    with store.reading() as connection:
        found = divisions.read_division(connection, number)
    assert found.water == (True, False)
    assert found.content_hash == division.content_hash


def _with_counts(store, division, classification):
    source = Provenance(
        **{f: getattr(SOURCE, f) for f in SOURCE.__slots__} | {"classification": classification}
    )
    published = [
        counts.CountRow(AreaId("CW063701", 2024, Level.CASEWIJK), "a", Period.year(2023), 5),
        counts.CountRow(AreaId("CW063702", 2024, Level.CASEWIJK), "a", Period.year(2023), None),
        counts.CountRow(AreaId("CW063703", 2024, Level.CASEWIJK), "a", Period.year(2023), 0),
    ]
    with store.writing() as connection:
        number = datasets.add_dataset(connection, "embedded", source)
        divisions.add_division(connection, number, division)
        counts.add_counts(connection, number, published, divisions.division_numbers(connection))
    return number


def test_unknown_stays_unknown_and_nul_stays_nul(casewijken, store):
    number = _with_counts(store, casewijken, Classification.OPEN)
    with store.reading() as connection:
        frame = counts.read_counts(connection, PUBLIEK, number, {"a"}, Period.year(2023))
    found = frame.set_index("area_code")["count"]
    assert found["CW063701"] == 5
    assert found.isna()["CW063702"]
    assert found["CW063703"] == 0


@pytest.mark.parametrize(
    ("role", "classification", "rows"),
    [
        ("publiek", Classification.OPEN, 3),
        ("publiek", Classification.INTERN, 0),
        ("was", Classification.INTERN, 0),
        ("wijkregisseur", Classification.INTERN, 3),
        ("wijkregisseur", Classification.VERTROUWELIJK, 0),
        ("planner", Classification.VERTROUWELIJK, 0),
        ("beheer", Classification.VERTROUWELIJK, 3),
    ],
)
def test_the_database_gives_no_row_to_who_may_not_read_it(
    casewijken, store, role, classification, rows
):
    number = _with_counts(store, casewijken, classification)
    with store.reading() as connection:
        viewer = Viewer.of(role)
        frame = counts.read_counts(connection, viewer, number, {"a"}, Period.year(2023))
    assert len(frame) == rows


def test_a_negative_count_can_not_be_written(casewijken, store):
    number = _with_counts(store, casewijken, Classification.OPEN)
    row = counts.CountRow(AreaId("CW063704", 2024, Level.CASEWIJK), "a", Period.year(2023), -1)
    with pytest.raises(IntegrityError), store.writing() as connection:
        counts.add_counts(connection, number, [row], divisions.division_numbers(connection))


def test_an_area_code_without_its_division_can_not_be_written(filled):
    record = datasets.ImportRecord(
        dataset_id=1,
        kind="cases",
        file="x",
        sha256="1" * 64,
        imported_at=datetime(2024, 1, 1, tzinfo=UTC),
        rows_read=1,
        rows_written=1,
        unplaced=0,
        covers=None,
    )
    place = {"x": 1.0, "y": 1.0, "area_code": "BU06370101"}
    row = {"line": 2, "tenure": "koop", "opened": date(2023, 1, 1), **place}
    columns = {name: [value] for name, value in row.items()}
    with filled.writing() as connection:
        number = datasets.add_import(connection, record)
    with pytest.raises(IntegrityError), filled.writing() as connection:
        rows.add_rows(connection, "cases", 1, number, columns)


def test_what_the_database_refuses_is_told_without_the_rows(store):
    with pytest.raises(IntegrityError) as caught, store.writing() as connection:
        connection.execute(
            insert(schema.dataset), [{"key": "geheim", "kind": "x", "title": "Jan de Vries"}]
        )
    # Nor in what it came of.
    told = "".join(traceback.format_exception(caught.value))
    assert "Jan de Vries" not in told
    assert "dataset" in told
