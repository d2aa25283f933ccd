"""Commands that change rows decide what may be shown of them; ``ivbgeo withhold`` says how."""

import csv
import io
import sys
from contextlib import closing

import pytest

from ivbgeo.atlas import Atlas
from ivbgeo.cli import main
from ivbgeo.importing import import_file
from ivbgeo.sources import Kind
from ivbgeo.store import Store

HEAD = "categorie,datum,x,y\n"
# In two buurten of one wijk, all through January.
ROWS = [f"1.1.1,2024-01-{n % 28 + 1:02d},{(92841, 92410)[n % 4 == 0]},452000" for n in range(40)]


@pytest.fixture
def run(monkeypatch, capfd, databases, tmp_path):
    address = databases.address("sqlite", filled=True)
    monkeypatch.setenv("IVBGEO_DATABASE_URL", address)

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["ivbgeo", *map(str, arguments)])
        with pytest.raises(SystemExit) as caught:
            main()
        out, err = capfd.readouterr()
        return caught.value.code or 0, out, " ".join(err.split())

    run.address = address
    run.file = tmp_path / "jan.csv"
    run.file.write_text("\n".join([HEAD.strip(), *ROWS, ""]))
    return run


def city(run, role):
    _, out, _ = run(
        "counts", "--level", "gemeente", "--category", "1.1.1", "--from", "2024-01", "--to",
        "2024-01", "--as", role,
    )  # fmt: skip
    (row,) = csv.DictReader(io.StringIO(out))
    return row["count"], row["state"]


def test_an_import_decides_and_a_threshold_that_changed_shows_nothing(run, monkeypatch):
    status, _, said = run("import", "incidents", run.file)
    assert (status, said) == (0, "jan.csv: 40 regels ingelezen, waarvan 0 zonder plaats.")
    assert run("check")[0] == 0
    assert city(run, "beheer") == ("40", "gemeten")
    assert city(run, "publiek") == ("", "afgeschermd")
    assert run("withhold")[2].startswith("Er is niets uit te rekenen")
    monkeypatch.setenv("IVBGEO_THRESHOLD", "7")
    status, _, said = run("check")
    assert (status, "nog niet uitgerekend" in said) == (1, True)
    assert city(run, "beheer") == ("", "afgeschermd")
    status, _, said = run("withhold")
    assert (status, "in de gebieden van 2025: 2024 (beslist):" in said) == (0, True)
    assert city(run, "beheer") == ("40", "gemeten")
    status, _, said = run("undo", "1")
    assert (status, "met --replace" in said) == (0, True)
    assert run("check")[0] == 0
    # That something was shown is all that is known of it.
    status, _, said = run("import", "incidents", run.file)
    assert (status, "is eerder iets getoond" in said) == (0, True)
    status, _, said = run("check")
    assert (status, "is eerder iets getoond" in said) == (0, True)


def test_what_was_not_decided_when_a_file_came_in_is_decided_the_next_time(run):
    """As where somebody stopped it, or pulled the plug: the file itself is in the store already."""
    with closing(Store.open(run.address)) as store:
        edition = Atlas(store).edition()
        assert import_file(store, edition, run.file, Kind.INCIDENTS).rows_written == len(ROWS)
    assert city(run, "beheer") == ("", "afgeschermd")
    assert run("import", "incidents", run.file)[0] == 0
    assert city(run, "beheer") == ("40", "gemeten")


def test_a_threshold_that_can_not_be_is_refused(run, monkeypatch):
    monkeypatch.setenv("IVBGEO_THRESHOLD", "1")
    assert run("withhold")[0] == 2
