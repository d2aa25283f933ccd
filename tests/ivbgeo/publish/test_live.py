"""What is in the store is what is served: at once, and whole while it is being renewed."""

import threading
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import update

from ivbgeo.atlas import Atlas
from ivbgeo.figure import Classification
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.sources import Kind
from ivbgeo.store import Store, datasets, schema

WRITES = 6


@pytest.fixture
def own(databases, serve, tmp_path):
    """A publication of a store of one's own, on PostgreSQL; the other tests have SQLite."""
    with serve(databases.address("postgresql", filled=True), tmp_path) as served:
        yield served


def test_what_came_in_is_there_and_what_was_closed_is_gone(own, tmp_path):
    asked = {"area_code": "BU06370101"}
    (before,) = own.items("bevolking-buurt", **asked)["features"]
    assert before["properties"]["from"] == "2024-01"
    mark = own.get("/collections").headers["ETag"]
    path = tmp_path / "bevolking.csv"
    path.write_text("gebiedscode;jaar;inwoners\nBU06370101;2025;4321\n")
    with closing(Store.open(own.address)) as store:
        options = ReadOptions(
            today=date(2026, 11, 1), division_year=2025, classification=Classification.OPEN
        )
        report = import_file(store, Atlas(store).edition(), path, Kind.POPULATION, options)
        assert not report.refused
        (after,) = own.items("bevolking-buurt", **asked)["features"]
        assert (after["properties"]["count"], after["id"]) == (
            4321, "buurt-2025-BU06370101-inwoners-2025",
        )  # fmt: skip
        assert "bevolking.csv" in own.get("/collections/bevolking-buurt").json()["attribution"]
        assert own.get("/collections", headers={"If-None-Match": mark}).status_code == 200
        interval = own.get("/collections/bevolking-buurt").json()["extent"]["temporal"]["interval"]
        assert interval[0][1].startswith("2025-12-31")
        with store.writing() as connection:
            for each in datasets.list_datasets(connection):
                if each.provenance.dataset == "police_counts":
                    shut = replace(each.provenance, classification=Classification.INTERN)
                    datasets.change_dataset(connection, each.id, shut)
    assert own.get("/collections/misdrijven-buurt").status_code == 404
    assert own.get("/collections/misdrijven-buurt/items").status_code == 404
    assert "misdrijven" not in own.get("/catalog.jsonld").text
    _served_whole_while_it_is_written(own)


def _served_whole_while_it_is_written(own):
    """Every number of an answer is of one moment: they are all changed in one transaction."""
    table, ended = schema.area_count, threading.Event()
    answered, more = [], threading.Condition()

    def write():
        with closing(Store.open(own.address)) as store:
            for number in range(1000, 1000 + WRITES):
                with more:
                    # When two more answers have come: so in the middle of the next one.
                    since = len(answered)
                    more.wait_for(lambda: len(answered) >= since + 2, timeout=60)  # noqa: B023
                with store.writing() as connection:
                    connection.execute(
                        update(table).where(table.c.category == "inwoners").values(count=number)
                    )
        ended.set()

    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    while not ended.is_set():
        found = own.items("bevolking-wijk", jaar=2024)["features"]
        with more:
            answered.append({feature["properties"]["count"] for feature in found})
            more.notify()
    writer.join()
    # At first every wijk has its own number; from the first change on they all have the same.
    assert len(answered[0]) == 15
    changed = [told for told in answered if told != answered[0]]
    assert all(len(told) == 1 for told in changed), changed
    assert len({number for told in changed for number in told}) > 2
