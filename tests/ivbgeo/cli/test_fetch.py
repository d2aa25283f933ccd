"""``ivbgeo fetch``: the real command, against a replica of the services."""

import json
import os
import pty
import signal
import subprocess
import sys
from dataclasses import replace

import pytest

from ivbgeo.cli import main
from ivbgeo.settings import ROOT
from ivbgeo.store import Store, datasets
from tests.replica.server import Replica


@pytest.fixture
def replica():
    """Old enough a replica to be complete whenever this runs; of crime two codes and few areas."""
    with Replica(newest="2023MM12") as replica:
        for name in ("47018NED", "47022NED"):
            table = replica.odata.tables[name]
            kinds, areas, periods = table.dimensions
            near = ("NL00", "GM0637", "WK063701", "BU063701")
            few = tuple(row for row in areas.rows if row["Key"].startswith(near))
            replica.odata.tables[name] = replace(
                table,
                dimensions=(replace(kinds, rows=kinds.rows[:2]), replace(areas, rows=few), periods),
            )
        yield replica
    assert replica.errors == []


@pytest.fixture
def at(databases, monkeypatch, tmp_path):
    address = databases.address("sqlite", filled=True)
    monkeypatch.setenv("IVBGEO_DATABASE_URL", address)
    monkeypatch.setenv("IVBGEO_CACHE_DIR", str(tmp_path / "cache"))
    return address


@pytest.fixture
def run(monkeypatch, capfd):
    """Run the command line here; gives the status and what was said."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["ivbgeo", "fetch", *map(str, arguments)])
        with pytest.raises(SystemExit) as caught:
            main()
        return caught.value.code or 0, " ".join(capfd.readouterr().err.split())

    return run


def fetched(address):
    """The datasets that were fetched, by key."""
    store = Store.open(address)
    with store.reading() as connection:
        found = datasets.list_datasets(connection)
    store.close()
    return {d.provenance.dataset: d.provenance for d in found if d.kind == "fetched"}


def test_crime_comes_in_one_command_and_the_second_time_nothing_changes(run, replica, at, tmp_path):
    report = tmp_path / "verslag.json"
    arguments = ("politie", "--gemeente", "GM0637", "--years", "2022-2024", "--report", report)
    status, said = run(*arguments, "--base-url", replica.url)
    assert status == 0, said
    assert "Misdrijven in GM0637, 2022 tot en met 2023, op de indeling van 2025" in said
    assert "Van 2024 heeft de politie niets; dat is niet nul." in said
    assert "Vanaf januari 2022 zijn de cijfers voorlopig." in said
    told = json.loads(report.read_text())
    assert told["years"] == [2022, 2023]
    assert told["counts"] == told["counts_written"] > 0
    assert told["changed"] is True
    assert {check["what"] for check in told["checks"]} == {
        *("soorten samen het totaal", "buurten samen een wijk", "wijken samen de gemeente"),
        "maanden samen een jaar",
    }
    assert fetched(at)["fetch/politie"].url.startswith(replica.url)
    replica.requests.clear()
    status, said = run(*arguments, "--base-url", replica.url)
    assert status == 0
    assert said.endswith("Er is niets veranderd.")
    assert not any("TypedDataSet" in path for path in replica.requests)


def test_the_setting_says_where_the_service_is(run, replica, at, monkeypatch):
    monkeypatch.setenv("IVBGEO_POLITIE_URL", replica.url)
    assert run("overlast", "--gemeente", "GM0637", "--years", "2023")[0] == 0
    assert list(fetched(at)) == ["fetch/overlast"]


def test_areas_and_population_come_with_the_same_command(run, replica, at):
    where = ("--gemeente", "GM0637", "--base-url", replica.url)
    status, said = run("areas", *where, "--years", "2025")
    assert (status, "146 buurten" in said or "147 buurten" in said) == (0, True), said
    status, said = run("population", *where, "--years", "2024")
    assert status == 0, said
    assert {"fetch/areas/2025", "fetch/population/2024"} <= set(fetched(at))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("verkeer", "--gemeente", "GM0637"), "‘verkeer’ is niet op te halen. Kies uit: politie"),
        (("politie", "--gemeente", "0637"), "‘0637’ is geen code van een gemeente"),
        (("politie", "--gemeente", "GM0637", "--years", "2025-2019"), "geen jaar of reeks"),
        (("politie", "--gemeente", "GM0637", "--years", "25"), "geen jaar of reeks van jaren"),
        (("politie", "--gemeente", "GM0637", "--base-url", "cbs.nl"), "‘cbs.nl’ is geen adres"),
        (("areas", "--gemeente", "GM0637"), "Van welke jaren?"),
        (("areas", "--gemeente", "GM0637", "--years", "2025", "--opnieuw"), "‘--opnieuw’ past"),
        (
            ("population", "--gemeente", "GM0637", "--years", "2024", "--division-year", "2024"),
            "‘--division-year’ past niet bij ‘population’",
        ),
        (("politie",), "‘--gemeente’ ontbreekt"),
    ],
)
def test_wrong_usage_is_said_before_anything_is_asked(run, at, arguments, said):
    before = fetched(at)
    status, told = run(*arguments)
    assert (status, said in told) == (2, True), told
    assert fetched(at) == before


def test_a_wrong_place_is_refused_with_status_1(run, replica, at):
    where = ("--base-url", f"{replica.url}/elders")
    status, said = run("politie", "--gemeente", "GM0637", *where)
    assert status == 1
    assert "weigert de vraag (status 404)" in said
    assert fetched(at) == {}


def test_ctrl_c_keeps_what_was_fetched_and_the_bar_shows_what_is_left(run, replica, at):
    # The sixth question for figures gets no answer for as long as this takes.
    replica.faults.slow(60, path="TypedDataSet", after=5)
    command = ["fetch", "politie", "--gemeente", "GM0637", "--years", "2023"]
    terminal, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "ivbgeo", *command, "--base-url", replica.url],
        cwd=ROOT,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "120"},
        stderr=theirs,
        start_new_session=True,
    ) as process:
        os.close(theirs)
        shown = ""
        # Twelve questions: two tables, two codes, buurten and wijken and the gemeente.
        while "nog 7" not in shown:
            shown += os.read(terminal, 10_000).decode()
        os.kill(process.pid, signal.SIGINT)
        try:
            while chunk := os.read(terminal, 10_000):
                shown += chunk.decode()
        except OSError:
            pass  # How a terminal says that the other side is gone.
        assert process.wait() == 1
    os.close(terminal)
    assert "Misdrijven ophalen" in shown
    assert "Wat al opgehaald is, blijft bewaard" in " ".join(shown.split())
    assert fetched(at) == {}
    assert run(*command[1:], "--base-url", replica.url)[0] == 0
    asked = [path for path in replica.requests if "TypedDataSet" in path]
    # Only the one that was under way is asked again.
    assert (len(asked), len(set(asked))) == (13, 12)
