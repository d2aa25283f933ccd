"""``ivbgeo record``: the real command on a real store."""

import csv
import io
import json
import sqlite3
import sys
from datetime import UTC, datetime, timedelta

import pytest

from geo import AreaId, Level
from ivbgeo.cli import main
from ivbgeo.machine import account
from ivbgeo.record import Act, Entry
from ivbgeo.record.chain import START, Line
from ivbgeo.store import Store
from ivbgeo.store import record as stored
from ivbgeo.viewer import Role

WIJK = AreaId("WK063705", 2025, Level.WIJK)
TODAY = datetime.now(UTC)


@pytest.fixture
def run(monkeypatch, capfd, databases):
    """Run the command on a store with a line of 800 days and one of a day ago."""
    address = databases.address("sqlite", filled=False)
    store = Store.open(address)
    for days, entry in (
        (800, Entry(Act.BEKEKEN, "incidenten", Role.PLANNER, "c.planner", WIJK, "1.1.1")),
        (1, Entry(Act.INGELEZEN, "incidents", Role.BEHEER, detail="0f" * 32)),
    ):
        with store.writing(figures=False) as connection:
            stored.add_lines(connection, [entry], TODAY - timedelta(days=days))
    store.close()

    def run(*arguments):
        monkeypatch.setenv("IVBGEO_DATABASE_URL", address)
        monkeypatch.setattr(sys, "argv", ["ivbgeo", *map(str, arguments)])
        with pytest.raises(SystemExit) as caught:
            main()
        out, err = capfd.readouterr()
        return caught.value.code or 0, out, " ".join(err.split())

    run.address = address
    return run


def test_lines_as_a_file_and_that_it_was_made(run, tmp_path):
    file = tmp_path / "toegang.csv"
    assert run("record", "list", "--as", "beheer", "--out", file) == (0, "", "")
    made, newest, oldest = csv.DictReader(io.StringIO(file.read_text()))
    assert (newest["number"], newest["act"], newest["area_code"]) == ("2", "ingelezen", "")
    assert (oldest["who"], oldest["area_code"], oldest["level"]) == ("c.planner", WIJK.code, "wijk")
    assert (made["act"], made["what"], made["who"]) == (
        "uitgevoerd", "ivbgeo record list", account(),
    )  # fmt: skip
    status, out, _ = run(
        "record", "list", "--as", "beheer", "--act", "uitgevoerd", "--format", "json"
    )
    this, before = json.loads(out)
    assert (status, this["detail"], before["number"]) == (0, "uitgevoerd, 1000", 3)


def test_the_chain_can_be_worked_out_from_the_file(run):
    """By somebody else, from what it says alone."""
    _, out, _ = run("record", "list", "--as", "beheer", "--format", "json")
    before = START.hash
    for told in reversed(json.loads(out)):
        line = Line(**{**told, "at": datetime.fromisoformat(told["at"])})
        assert line.link(before) == line.hash
        before = line.hash


def test_lines_of_days_and_of_a_person(run):
    day = (TODAY - timedelta(days=1)).date().isoformat()
    for arguments, numbers in (
        (("--from", day, "--to", day), [2]),
        (("--to", day, "--who", "c.planner"), [1]),
        (("--role", "planner", "--area", WIJK.code), [1]),
        (("--role", "was"), []),
        (("--count", "1", "--from", "2000-01-01", "--to", day), [2]),
    ):
        _, out, _ = run("record", "list", "--as", "beheer", "--format", "json", *arguments)
        assert [line["number"] for line in json.loads(out)] == numbers


def test_what_is_too_old_is_tidied_by_the_setting(run, monkeypatch):
    status, _, said = run("record", "tidy")
    assert (status, said) == (0, "Opgeruimd: 1 van de regels; ze waren ouder dan 730 dagen.")
    assert run("record", "tidy")[2] == "Er zijn geen regels ouder dan 730 dagen."
    monkeypatch.setenv("IVBGEO_RECORD_DAYS", "nooit")
    status, _, said = run("record", "tidy")
    assert (status, "record_days heeft ‘nooit’" in said) == (2, True)


def test_the_record_is_for_the_beheerder(run):
    status, out, said = run("record", "list", "--as", "planner")
    assert (status, out) == (1, "")
    assert "Het toegangsregister is voor de beheerder" in said
    assert run("record", "list", "--as", "beheer", "--from", "gisteren")[0] != 0


def test_check_keeps_the_newest_line_in_the_file_of_the_setting(run, monkeypatch, tmp_path):
    file = tmp_path / "apart.json"
    monkeypatch.setenv("IVBGEO_RECORD_ASIDE", str(file))
    run("check")
    (mark,) = json.loads(file.read_text())
    assert (mark["number"], mark["days"]) == (2, 730)
    file.write_text("{}")
    status, _, said = run("check")
    assert (status, "niet welke regel van het toegangsregister" in said) == (1, True)


def said(run, *arguments):
    """What the record says since, the first line first: act, what, role and detail."""
    _, out, _ = run("record", "list", "--as", "beheer", "--format", "json", *arguments)
    told = [(one["act"], one["what"], one["role"], one["detail"]) for one in json.loads(out)]
    return [one for one in reversed(told) if one[1] != "ivbgeo record list"][2:]


def test_a_command_that_looks_as_a_role_is_noted_and_none_of_what_was_typed(run, tmp_path):
    """Also where it comes to nothing: it was asked."""
    run("measures", "--as", "wijkregisseur", "--wijk", WIJK.code, "--out", tmp_path / "x.csv")
    run("hours", "--as", "planner", "--category", "Jansen", "--from", "2024-01", "--area", "Jansen")
    run("map", "1.1.1", "--as", "was", "--wijk", WIJK.code, "--out", tmp_path / "Jansen.png")
    run("measures", "--as", "publiek")
    run("measures", "--as", "koning")
    assert said(run) == [
        ("uitgevoerd", "ivbgeo measures", "wijkregisseur", WIJK.code),
        ("uitgevoerd", "ivbgeo hours", "planner", "2024-01"),
        ("uitgevoerd", "ivbgeo map", "was", f"{WIJK.code}, 1.1.1, aantal, 300"),
    ]


def test_what_a_command_was_refused_is_noted(run):
    assert run("record", "list", "--as", "planner")[0] == 1
    assert run("cameras", "files", "list", "--as", "publiek")[0] == 1
    assert said(run) == [
        ("geweigerd", "toegangsregister", "planner", "record.not_allowed"),
        ("geweigerd", "bestanden van de planner", "publiek", "plannerfile.not_allowed"),
    ]


def test_where_nothing_can_be_noted_nothing_is_told(run, tmp_path):
    """A command that looks as a role stops before it does."""
    out = tmp_path / "inspanningen.csv"
    with sqlite3.connect(run.address.removeprefix("sqlite:///")) as connection:
        connection.execute("DELETE FROM record_head")
    connection.close()
    status, _, told = run("measures", "--as", "beheer", "--out", out)
    assert (status, out.exists()) == (1, False)
    assert "toegangsregister" in told
    assert run("measures", "--as", "publiek", "--out", out)[0] == 0
