"""``ivbgeo datasets`` and ``ivbgeo undo``: what is there, and the way back."""

from __future__ import annotations

import re
import shutil
import sys

import pytest

from ivbgeo.cli import main
from ivbgeo.record.asked import Asked
from ivbgeo.record.keeping import read_lines
from ivbgeo.settings import ROOT
from ivbgeo.store import Store
from ivbgeo.viewer import Role, Viewer

FILES = {
    "incidents": "categorie;datum;x;y\n1.1.1;10-01-2024;92841;452000\n1.1.1;11-03-2024;;\n",
    "cases": "eigendom;geopend;wijkcode;indeling\nkoop;10-01-2024;WK063705;2025\n",
    "cameras": "naam;soort;geldig_van;besluit;x;y\nC1;vast;02-01-2023;B-1;92841;452000\n",
    "population": "jaar;inwoners;wijkcode;indeling\n2024;10;WK063705;2025\n",
    "indicators": "indicator;jaar;titel;eenheid;waarde\na;2025;Titel;cijfer;7,1\n",
}


@pytest.fixture
def store(databases, monkeypatch, tmp_path):
    """A store of one's own, that the command line uses too."""
    address = databases.address("sqlite", filled=True)
    monkeypatch.setenv("IVBGEO_DATABASE_URL", address)
    monkeypatch.chdir(tmp_path)
    for kind, text in FILES.items():
        (tmp_path / f"{kind}.csv").write_text(text)
    store = Store.open(address)
    yield store
    store.close()


@pytest.fixture
def run(monkeypatch, capfdbinary):
    """Run the command line here; gives status and what was said."""

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["ivbgeo", *map(str, words)])
        with pytest.raises(SystemExit) as caught:
            main()
        said = " ".join(capfdbinary.readouterr().err.decode().split())
        return caught.value.code or 0, said

    return run


def same(store, contents):
    """What a store holds, whatever numbers its areas have been given."""
    rows = contents(store)
    rows.pop("data_version")
    for table in ("area", "crosswalk"):
        rows[table] = {row[1:] for row in rows[table]}
    return rows


@pytest.mark.usefixtures("store")
def test_without_files_only_what_came_with_ivbgeo_is_there(run):
    status, said = run("datasets")
    assert status == 0
    assert "import/" not in said


@pytest.mark.parametrize("kind", [*FILES, "areas"])
def test_each_kind_is_listed_and_undone_by_its_number(run, store, tmp_path, contents, kind):
    before = same(store, contents)
    file = f"{kind}.csv"
    if kind == "areas":
        file = "areas.geojson"
        shutil.copy(ROOT / "data" / "wijken.geojson", tmp_path / file)
    assert run("import", kind, file)[0] == 0
    assert run("check")[0] == 0
    status, said = run("datasets")
    assert status == 0
    assert f"import/{kind}" in said
    number = re.search(rf"(\d+): {re.escape(file)}, ", said)[1]
    status, said = run("undo", number)
    assert status == 0
    assert f"{file}" in said
    assert same(store, contents) == before
    assert f"import/{kind}" not in run("datasets")[1]
    # It can be read in again.
    assert "al ingelezen" not in run("import", kind, file)[1]


@pytest.mark.usefixtures("store")
def test_what_a_listing_says_of_rows_places_and_months(run):
    run("import", "incidents", "incidents.csv")
    said = run("datasets")[1]
    assert "2 incidenten." in said
    assert "incidents.csv" in said
    assert "2 regels, 1 zonder plaats, januari 2024 tot en met maart 2024" in said


def test_a_dataset_is_undone_by_its_name(run, store, contents):
    before = same(store, contents)
    run("import", "population", "population.csv")
    key = re.search(r"import/population/[0-9a-f]{12}", run("datasets")[1])[0]
    assert run("undo", key)[0] == 0
    assert same(store, contents) == before


@pytest.mark.parametrize("what", ["7", "fetch/politie", "police_counts"])
def test_what_can_not_be_undone_is_wrong_usage(run, store, contents, what):
    before = contents(store)
    status, said = run("undo", what)
    assert status == 2
    assert f"‘{what}’" in said
    assert contents(store) == before


def newest(store):
    (line,) = read_lines(store, Viewer(Role.BEHEER), Asked(count=1))
    return line.act, line.what, line.role, line.detail


def test_how_many_rows_came_in_is_not_told_without_a_line(store, run):
    before = newest(store)
    run("datasets")
    assert newest(store) == before  # nothing but what came with ivbgeo, which is open
    run("import", "incidents", "incidents.csv")
    run("datasets")
    assert newest(store) == ("uitgevoerd", "ivbgeo datasets", "beheer", "")


def test_of_what_was_asked_every_category_is_noted_and_no_other_word(store, run, tmp_path):
    for category in ("woonoverlast.koop", "hic", "Jansen"):
        run("map", category, "--as", "was", "--out", tmp_path / "Jansen.png")
        told = "" if category == "Jansen" else f"{category}, "
        assert newest(store) == ("uitgevoerd", "ivbgeo map", "was", f"{told}aantal, 300")
