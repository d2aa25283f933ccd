"""Damage is found, and it is said exactly what it is."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
import shapely
from sqlalchemy import create_engine, delete, insert, select, text, update

from ivbgeo.check import check
from ivbgeo.demo import load_demo
from ivbgeo.errors import StoreError
from ivbgeo.store import Store, schema


def rules(findings):
    return {(finding.where, finding.rule) for finding in findings}


@pytest.fixture
def damaged_data(data_dir, tmp_path):
    return shutil.copytree(data_dir, tmp_path / "data")


def test_all_is_well_with_the_embedded_data(shared, data_dir):
    assert check(shared, data_dir) == []


def test_a_changed_byte_in_data_is_found(shared, damaged_data):
    path = damaged_data / "casework.csv"
    content = bytearray(path.read_bytes())
    content[-2] ^= 1
    path.write_bytes(content)
    findings = check(shared, damaged_data)
    assert ("data", "embedded.changed") in rules(findings)
    assert all("casework" in finding.message for finding in findings)


def test_a_missing_file_is_named(shared, damaged_data):
    (damaged_data / "measures.csv").unlink()
    (finding,) = check(shared, damaged_data)
    assert (finding.where, finding.rule) == ("data", "embedded.missing")
    assert "measures.csv ontbreekt" in finding.message


def test_an_empty_store_is_said_to_be_empty(store, data_dir):
    assert rules(check(store, data_dir)) == {("store", "check.empty")}


def _change(store, statement):
    """Write as no command of ours does: without the data version, as a hand in the database."""
    with store.engine.begin() as connection:
        if store.engine.dialect.name == "sqlite":
            connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        changed = connection.execute(statement).rowcount
    assert changed == 1 or statement.is_insert


MEERZICHT = schema.area_count.c.area_code == "CW063702"
CELL = schema.area_count.c.category == "woonoverlast.koop.lopend"
DAMAGE = {
    "a changed count": (
        update(schema.area_count).where(MEERZICHT, CELL).values(count=8),
        "check.changed",
        r"area_count.*CW063702, woonoverlast\.koop\.lopend.*count ‘8\.0’.*‘7\.0’",
    ),
    "a count that became unknown": (
        update(schema.area_count).where(MEERZICHT, CELL).values(count=None),
        "check.changed",
        "count ‘leeg’, maar in data/ staat ‘7.0’",
    ),
    "a lost count": (
        delete(schema.area_count).where(MEERZICHT, CELL),
        "check.lost",
        r"area_count ontbreekt .*CW063702, woonoverlast\.koop\.lopend",
    ),
    "a figure that is called definitive": (
        update(schema.area_count)
        .where(
            schema.area_count.c.provisional,
            schema.area_count.c.area_code == "GM0637",
            schema.area_count.c.first_month == 2025 * 12,
        )
        .values(provisional=False),
        "check.changed",
        "provisional ‘False’",
    ),
    "a renamed category": (
        update(schema.category).where(schema.category.c.code == "1.1.1").values(title="Iets"),
        "check.changed",
        "1.1.1 voor title ‘Iets’",
    ),
    "another member of a group": (
        update(schema.category).where(schema.category.c.code == "hic").values(members="1.1.1"),
        "check.changed",
        "hic voor members ‘1.1.1’",
    ),
    "a changed share of a crosswalk": (
        update(schema.crosswalk)
        .where(schema.crosswalk.c.id == select(schema.crosswalk.c.id).limit(1).scalar_subquery())
        .values(share_of_source=0.5),
        "check.changed",
        "crosswalk",
    ),
    "a new title of a speerpunt": (
        update(schema.speerpunt)
        .where(schema.speerpunt.c.id == select(schema.speerpunt.c.id).limit(1).scalar_subquery())
        .values(title="Iets"),
        "check.changed",
        "speerpunt",
    ),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_changed_row_is_named_and_demo_mends_it(filled, data_dir, damage):
    statement, rule, words = DAMAGE[damage]
    _change(filled, statement)
    (finding,) = check(filled, data_dir)
    assert (finding.where, finding.rule) == ("store", rule)
    assert re.search(words, finding.message), finding.message
    assert load_demo(filled, data_dir)
    assert check(filled, data_dir) == []


def test_an_area_code_that_does_not_exist_is_named(filled, data_dir):
    _change(filled, update(schema.area_count).where(MEERZICHT, CELL).values(area_code="CW069999"))
    (finding,) = check(filled, data_dir)
    assert finding.rule == "check.area"
    assert "CW069999" in finding.message
    assert "casewijk 2024" in finding.message


def _area(store, code, year):
    table = schema.area.join(schema.division)
    query = select(schema.area).select_from(table)
    with store.reading() as connection:
        return connection.execute(
            query.where(schema.area.c.code == code, schema.division.c.year == year)
        ).one()


def _redraw(store, row, polygon):
    _change(store, update(schema.area).where(schema.area.c.id == row.id).values(polygon=polygon))


def test_a_shifted_area_is_named(filled, data_dir):
    row = _area(filled, "CW063702", 2024)
    moved = shapely.transform(shapely.from_wkb(row.polygon), lambda xy: xy + 25)
    _redraw(filled, row, shapely.to_wkb(moved))
    (finding,) = check(filled, data_dir)
    assert finding.rule in {"geo.division.overlap", "geo.division.gap"}
    assert "CW063702" in finding.message
    assert load_demo(filled, data_dir)
    assert check(filled, data_dir) == []


def test_a_city_that_moved_as_a_whole_is_named(filled, data_dir):
    row = _area(filled, "GM0637", 2025)
    moved = shapely.transform(shapely.from_wkb(row.polygon), lambda xy: xy + 25)
    _redraw(filled, row, shapely.to_wkb(moved))
    (finding,) = check(filled, data_dir)
    assert finding.rule == "check.division"
    assert "gemeente-2025" in finding.message


def test_a_drawing_that_is_none_is_named(filled, data_dir):
    _redraw(filled, _area(filled, "GM0637", 2025), b"geen tekening")
    (finding,) = check(filled, data_dir)
    assert finding.rule == "check.geometry"
    assert "gemeente-2025" in finding.message


def test_a_lost_row_of_an_import_is_counted(put, filled, data_dir):
    put("incidents", "categorie,datum,x,y\n1.1.1,2024-01-10,,\n1.1.1,2024-01-11,,\n")
    assert check(filled, data_dir) == []
    _change(filled, delete(schema.incident).where(schema.incident.c.line == 3))
    (finding,) = check(filled, data_dir)
    assert finding.rule == "check.rows"
    assert "bestand.csv zijn 2 rijen ingelezen, maar er staan er 1" in finding.message


def test_a_store_with_older_data_is_said_to_be_so(filled, data_dir):
    _change(
        filled,
        update(schema.dataset).where(schema.dataset.c.key == "casework").values(sha256="0" * 64),
    )
    (finding,) = check(filled, data_dir)
    assert finding.rule == "check.outdated"
    assert "casework" in finding.message
    assert load_demo(filled, data_dir)
    assert check(filled, data_dir) == []


@pytest.fixture
def sqlite_file(databases):
    address = databases.address("sqlite", filled=True)
    return address.removeprefix("sqlite:///")


@pytest.mark.parametrize("part", [0.0001, 0.1, 0.5, 0.99])
def test_a_file_that_was_cut_off_is_said_to_be_damaged(sqlite_file, data_dir, tmp_path, part):
    content = Path(sqlite_file).read_bytes()
    path = tmp_path / "half.sqlite"
    path.write_bytes(content[: int(len(content) * part) + 1])
    try:
        store = Store.open(f"sqlite:///{path}")
        told = [finding.message for finding in check(store, data_dir)]
        store.close()
    except StoreError as error:
        told = [str(error)]
    assert any("is beschadigd" in one and "reservekopie" in one for one in told)


def test_a_row_whose_parent_is_gone_is_named(sqlite_file, data_dir):
    engine = create_engine(f"sqlite:///{sqlite_file}")
    with engine.begin() as connection:
        number = connection.execute(
            select(schema.dataset.c.id).where(schema.dataset.c.key == "speerpunten")
        ).scalar_one()
        connection.execute(delete(schema.dataset).where(schema.dataset.c.id == number))
    engine.dispose()
    store = Store.open(f"sqlite:///{sqlite_file}")
    findings = check(store, data_dir)
    store.close()
    assert {finding.rule for finding in findings} == {"check.orphan"}
    assert all("speerpunt" in f.message and "dataset" in f.message for f in findings)


def test_a_row_too_many_is_named(filled, data_dir):
    links = schema.speerpunt_correspondence
    with filled.reading() as connection:
        row = dict(connection.execute(select(links).limit(1)).mappings().one())
    _change(filled, insert(links).values(**row | {"id": 9999}))
    (finding,) = check(filled, data_dir)
    assert finding.rule == "check.extra"
    assert row["from_code"] in finding.message


def test_a_lost_inspanning_comes_back_and_a_lost_version_is_named(filled, data_dir):
    one = schema.measure.c.origin == "2019.hic.2"
    number = select(schema.measure.c.id).where(one).scalar_subquery()
    _change(
        filled,
        update(schema.measure_version)
        .where(schema.measure_version.c.measure_id == number)
        .values(version=2),
    )
    (finding,) = check(filled, data_dir)
    assert finding.rule == "check.versions"
    assert "versie 1 tot en met 2 bewaard te zijn, maar er zijn er 1" in finding.message
    _change(filled, delete(schema.measure).where(one))
    (finding,) = check(filled, data_dir)
    assert finding.rule == "check.lost"
    assert "2019.hic.2" in finding.message
    assert load_demo(filled, data_dir)
    assert check(filled, data_dir) == []


def test_new_data_comes_in_while_rows_with_codes_of_it_stay(put, filled, damaged_data, contents):
    """Files that were read lie in areas by their code; loading newer data leaves them be."""
    put("incidents", "categorie,datum,gebiedscode,jaar indeling\n1.1.1,2024-01-10,WK063705,2025\n")
    package = damaged_data / "datapackage.json"
    newer = re.sub(r'"hash": "sha256:\w{4}', '"hash": "sha256:0000', package.read_text(), count=2)
    package.write_text(newer)
    before = contents(filled)["incident"]
    assert load_demo(filled, damaged_data)
    assert contents(filled)["incident"] == before
    assert date(2024, 1, 10) in {row[5].date() for row in before}
    assert not load_demo(filled, damaged_data)
