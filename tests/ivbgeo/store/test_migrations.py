"""A store of an earlier version is brought up to date, with what it holds."""

from datetime import UTC, date, datetime

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError

from ivbgeo.measure import Measure
from ivbgeo.store import Store, schema
from ivbgeo.store.engine import make_engine
from ivbgeo.store.measures import read_measures
from ivbgeo.store.store import _MIGRATIONS
from ivbgeo.viewer import PUBLIEK

DATASET = """INSERT INTO dataset (id, key, kind, title, source, source_table, url, licence, remark,
    retrieved, sha256, classification)
    VALUES (1, 'categories', 'embedded', '', '', '', '', '', '', '2024-01-01', '', 'open')"""
CATEGORY = "INSERT INTO category (code, title, kind, members) VALUES ('1.1.1', 'Inbraak', 'x', '')"
RECORD = """INSERT INTO import_record (id, dataset_id, kind, file, sha256, imported_at, rows_read,
    rows_written, unplaced, data_version)
    VALUES (1, 1, 'incidents', 'a.csv', 'a', '2024-01-01 00:00:00', 3, 3, 3, 1)"""
INCIDENT = """INSERT INTO incident (dataset_id, import_id, line, category, starts, ends, month)
    VALUES (1, 1, :line, '1.1.1', :starts, :ends, 24288)"""
DIVISION = "INSERT INTO division (id, dataset_id, level, year, content_hash) VALUES (1, 1, 'wijk', 2024, '')"  # noqa: E501
AREA = "INSERT INTO area (division_id, code, name, polygon) VALUES (1, 'WK1', 'Een', :polygon)"


@pytest.fixture
def old(tmp_path, databases):
    """Give a function that makes a store as version 0001 made it, of either kind."""

    def old(kind):
        address = f"sqlite:///{tmp_path / 'old.sqlite'}" if kind == "sqlite" else databases._new("")
        engine = make_engine(address)
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS))
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "0001")
            connection.execute(text("INSERT INTO data_version (id, version) VALUES (1, 5)"))
            for statement in (DATASET, CATEGORY, RECORD, DIVISION):
                connection.execute(text(statement))
            connection.execute(text(AREA), {"polygon": b"x"})
            for line, starts, ends in (
                (2, "2024-01-10 00:00:00.000000", None),
                (3, "2024-01-10 22:30:00.000000", None),
                (4, "2024-01-10 22:30:00.000000", "2024-01-11 00:00:00.000000"),
            ):
                connection.execute(text(INCIDENT), {"line": line, "starts": starts, "ends": ends})
        engine.dispose()
        return address

    return old


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_an_old_store_is_brought_up_to_date(old, kind):
    store = Store.open(old(kind))
    with store.reading() as connection:
        rows = connection.execute(text("SELECT line, timed FROM incident ORDER BY line")).all()
        assert [(line, bool(timed)) for line, timed in rows] == [(2, False), (3, True), (4, False)]
        assert connection.execute(text("SELECT dataset_id, code FROM category")).all() == [
            (1, "1.1.1")
        ]
        assert not connection.execute(text("SELECT water FROM area")).scalar_one()
        assert store.version_in(connection) == 5
    store.close()


CROSS = """INSERT INTO measure (dataset_id, speerpunt_code, number, measure, partner, source,
    remark) VALUES (1, '2019.hic', :number, :measure, :partner, 'Nota', '')"""


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_crosses_of_an_old_store_become_inspanningen(old, kind):
    address = old(kind)
    engine = make_engine(address)
    with engine.begin() as connection:
        for number, measure, partner in (
            (1, "Voorlichting", "Gemeente"),
            (2, "Nazorg", "Politie"),
            (1, "Voorlichting", "Politie"),
        ):
            told = {"number": number, "measure": measure, "partner": partner}
            connection.execute(text(CROSS), told)
    engine.dispose()
    store = Store.open(address)
    with store.reading() as connection:
        found = read_measures(connection, PUBLIEK)
    store.close()
    assert [(one.origin, one.version, one.changed_by) for one in found] == [
        ("2019.hic.1", 1, "bron"),
        ("2019.hic.2", 1, "bron"),
    ]
    assert found[0].measure == Measure(
        title="Voorlichting",
        partners=("Gemeente", "Politie"),
        speerpunt_code="2019.hic",
        source="Nota",
    )


CAMERA_AREA = """INSERT INTO camera_area (dataset_id, code, name, kind, since, until, decision,
    evaluation, area_code, level, division_year, place_name, lon, lat, precision, source, remark)
    VALUES (1, 'camera.plein', 'Plein', 'vast', '2014-08', '2026-12-31', 'Verlengd',
    'elke vier jaar', 'WK1', 'wijk', 2024, '', 4.5, 52.0, 'Ongeveer', 'Nota', '')"""
CAMERA = """INSERT INTO camera (dataset_id, import_id, line, name, kind, decision)
    VALUES (1, 1, 2, 'Hoek', 'vast', 'B-1')"""


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_cameras_and_camera_areas_of_an_old_store_stay(old, kind):
    address = old(kind)
    engine = make_engine(address)
    with engine.begin() as connection:
        for statement in (CAMERA_AREA, CAMERA):
            connection.execute(text(statement))
    engine.dispose()
    store = Store.open(address)
    with store.reading() as connection:
        area = connection.execute(select(schema.camera_area)).one()
        camera = connection.execute(select(schema.camera)).one()
    store.close()
    assert (area.code, area.name, area.starts, area.ends) == (
        "camera.plein",
        "Plein",
        "2014-08",
        date(2026, 12, 31),
    )
    assert (area.order, area.evaluation_every, area.classification) == (
        "Verlengd",
        "elke vier jaar",
        "open",
    )
    assert (area.border, area.evaluation, area.import_id, area.bylaw) == (None, None, None, "")
    assert (camera.name, camera.height, camera.designation) == ("Hoek", None, None)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_versions_of_the_register_only_come(old, kind):
    """Of two who write the same version the second is refused by the database itself."""
    store = Store.open(old(kind))
    said = {
        "version": 1,
        "changed_at": datetime(2026, 1, 1, tzinfo=UTC),
        "changed_by": "planner",
        "withdrawn": False,
        "name": "Hoek",
        "kind": "vast",
        "decision": "B-1",
        "remark": "",
    }
    with store.writing(figures=False) as connection:
        number = connection.execute(insert(schema.camera_entry)).inserted_primary_key[0]
        said["camera_entry_id"] = number
        connection.execute(insert(schema.camera_version), said)
    with pytest.raises(IntegrityError), store.writing(figures=False) as connection:
        connection.execute(insert(schema.camera_version), said)
    turned = {"version": 2, "valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)}
    with pytest.raises(IntegrityError, match=r"(?i)dates|check"), store.writing() as connection:
        connection.execute(insert(schema.camera_version), said | turned)
    store.close()
