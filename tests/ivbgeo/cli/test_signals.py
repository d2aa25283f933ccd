"""``ivbgeo signals``: the signals of a month, for a role, as CSV and JSON."""

import csv
import io
import json
import sys

import pytest

from ivbgeo.cli import main
from ivbgeo.store import Store
from tests.ivbgeo.signals.conftest import HOT, fill


@pytest.fixture(scope="module")
def address(databases):
    made = databases.address("sqlite", filled=True)
    store = Store.open(made)
    fill(store)
    store.close()
    return made


@pytest.fixture
def run(monkeypatch, capfdbinary, address):
    """Run the command line here."""
    monkeypatch.setenv("IVBGEO_DATABASE_URL", address)

    def run(*arguments, role="publiek"):
        monkeypatch.setattr(sys, "argv", ["ivbgeo", "signals", "--as", role, *arguments])
        with pytest.raises(SystemExit) as caught:
            main()
        out, err = capfdbinary.readouterr()
        return caught.value.code or 0, out.decode(), err.decode()

    return run


def test_csv_and_json_say_the_same(run, tmp_path):
    status, text, said = run()
    assert status == 0
    rows = list(csv.DictReader(io.StringIO(text)))
    first = rows[0]
    assert (first["area_code"], first["division_year"], first["category"], first["month"]) == (
        HOT, "2025", "1.4.5", "2025-10",
    )  # fmt: skip
    # What was done about it is not for everybody.
    assert (first["count"], first["firm"], first["status"]) == ("25.0", "true", "")
    assert first["source"] == "Gemaakt, 1"
    assert "reeksen bekeken" in said
    out = tmp_path / "signalen.json"
    assert run("--format", "json", "--out", str(out))[0] == 0
    records = json.loads(out.read_text(encoding="utf-8"))
    assert [one["area_code"] for one in records] == [row["area_code"] for row in rows]
    assert float(first["expected"]) == records[0]["expected"] < records[0]["limit"]
    assert records[0]["status"] is None


def test_what_was_done_is_for_who_may_read_what_is_intern(run):
    for role in ("wijkregisseur", "planner", "beheer"):
        _, text, _ = run(role=role)
        assert next(csv.DictReader(io.StringIO(text)))["status"] == "nieuw"


def test_another_wijk_has_none_and_a_month_before_is_not_judged(run):
    _, text, said = run("--wijk", "WK063701")
    assert len(text.splitlines()) == 1
    assert "geen signalen in deze wijk, en 1 signaal" in said
    _, text, said = run("--month", "2021-01")
    assert "te weinig maanden" in said


def test_what_is_wrong_is_said(run):
    assert run("--month", "2021") == (
        2,
        "",
        "‘2021’ is geen maand. Schrijf bijvoorbeeld 2024-05.\n",
    )
    assert run("--format", "xlsx")[0] == 2


def test_without_months_it_says_so(run, monkeypatch, databases):
    monkeypatch.setenv("IVBGEO_DATABASE_URL", databases.address("sqlite", filled=True))
    status, text, said = run("--format", "json")
    assert (status, text) == (0, "[]\n")
    assert "geen cijfers per maand" in said
