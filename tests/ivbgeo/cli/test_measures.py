"""``ivbgeo measures``: what is done, for a role, as CSV and JSON."""

import csv
import io
import json
import sys
from datetime import date

import pytest

from geo import AreaId, Level
from ivbgeo.cli import main
from ivbgeo.figure import Classification
from ivbgeo.measure import Measure
from ivbgeo.store import Store, measures


@pytest.fixture
def run(monkeypatch, capfdbinary, databases):
    """Run the command line here, on a store with one inspanning of a wijk, intern."""
    address = databases.address("sqlite", filled=True)
    monkeypatch.setenv("IVBGEO_DATABASE_URL", address)
    store = Store.open(address)
    intern = Measure(
        title="=1+1",
        partners=("Politie", "Inwoners"),
        area=AreaId("WK063705", 2025, Level.WIJK),
        starts=date(2024, 1, 1),
        classification=Classification.INTERN,
    )
    with store.writing(figures=False) as connection:
        measures.add_measure(connection, intern, "beheer")
    store.close()

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["ivbgeo", "measures", *map(str, arguments)])
        with pytest.raises(SystemExit) as caught:
            main()
        out, err = capfdbinary.readouterr()
        return caught.value.code or 0, out.decode(), err.decode()

    return run


def test_csv_and_json_say_the_same(run, tmp_path):
    status, text, _ = run("--as", "beheer")
    assert status == 0
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 33
    # What a spreadsheet would work out is text.
    assert rows[-1]["title"] == "'=1+1"
    assert rows[-1]["partners"] == "Politie; Inwoners"
    # As in the files of counts and signals.
    assert rows[-1]["open_ended"] == "false"
    path = tmp_path / "inspanningen.json"
    assert run("--as", "beheer", "--format", "json", "--out", path)[0] == 0
    records = json.loads(path.read_text(encoding="utf-8"))
    assert list(records[0]) == list(rows[0])
    last = records[-1]
    assert (last["title"], last["area_name"], last["from"], last["to"]) == (
        "=1+1", "Meerzicht", "2024-01-01", None,
    )  # fmt: skip
    first = records[0]
    assert (first["status"], first["area_code"], first["area_name"]) == (
        "onbekend", None, "de hele stad",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("role", "wijken", "count"),
    [("publiek", [], 32), ("wijkregisseur", [], 32), ("wijkregisseur", ["WK063705"], 33)],
)
def test_each_role_gets_what_it_may_see(run, role, wijken, count):
    _, text, _ = run("--as", role, *(word for wijk in wijken for word in ("--wijk", wijk)))
    assert len(list(csv.DictReader(io.StringIO(text)))) == count


def test_another_kind_of_file_is_refused(run):
    status, out, err = run("--as", "publiek", "--format", "gpkg")
    assert status == 2
    assert out == ""
    assert "csv, json" in err
