"""The embedded data into the store: all of it or nothing, and nothing twice."""

import csv
import shutil

import pytest
from sqlalchemy import func, select

from geo import AreaId, Level
from ivbgeo.demo import find_damage, load_demo
from ivbgeo.errors import DataError
from ivbgeo.store import schema
from ivbgeo.store.postcodes import read_postcodes


def test_an_empty_store_gets_it_all_and_a_full_one_nothing(store, data_dir, contents):
    assert load_demo(store, data_dir)
    assert store.version == 1
    before = contents(store)
    assert len(before["area_count"]) > 500
    assert not load_demo(store, data_dir)
    assert contents(store) == before
    assert find_damage(store, data_dir) == []


def test_data_that_is_not_whole_leaves_the_store_as_it_was(store, data_dir, tmp_path, contents):
    damaged = shutil.copytree(data_dir, tmp_path / "data")
    (damaged / "speerpunten.csv").unlink()
    before = contents(store)
    with pytest.raises(DataError, match=r"speerpunten\.csv ontbreekt"):
        load_demo(store, damaged)
    assert contents(store) == before


@pytest.mark.parametrize(
    ("file", "columns", "table", "column"),
    [
        ("indicators.csv", ["value"], schema.indicator, "value"),
        ("population.csv", ["inhabitants", "households", "land_ha"], schema.area_count, "count"),
    ],
)
def test_what_data_leaves_open_is_open_in_the_store(shared, data_dir, file, columns, table, column):
    with (data_dir / file).open(encoding="utf-8", newline="") as stream:
        open_cells = sum(row[name] == "" for row in csv.DictReader(stream) for name in columns)
    with shared.reading() as connection:
        unknown = connection.execute(
            select(func.count()).select_from(table).where(table.c[column].is_(None))
        ).scalar_one()
    assert unknown == open_cells > 0


def test_the_store_knows_the_area_of_a_postcode(shared):
    with shared.reading() as connection:
        placed = read_postcodes(connection)
    assert len(placed) == 9
    assert placed["2725"] == AreaId("BU06370201", 2024, Level.BUURT)
    assert "2712" not in placed
