"""``ivbgeo import``: a dry run and what it leaves, every kind, every option, every status."""

from __future__ import annotations

import json
import shutil
import sys
import tomllib

import pytest

from ivbgeo.cli import main
from ivbgeo.settings import ROOT
from ivbgeo.store import Store

INCIDENTS = "categorie;datum;x;y;kleur\n1.1.1;10-01-2024;92841;452000;rood\n1.1.1;11-01-2024;;;\n"
PEOPLE = "jaar;inwoners;wijkcode;indeling\n2024;10;WK063705;2025\n2024;.;WK063704;2025\n"
FIGURES = "indicator;jaar;titel;eenheid;waarde\nbuurtcijfer;2025;Buurtcijfer;cijfer;7,1\n"
OWN = "wat;wanneer;x;y\n1.1.1;10-01-2024;92841;452000\n"


@pytest.fixture
def store(databases, monkeypatch, tmp_path):
    """A store of one's own, that the command line uses too."""
    address = databases.address("sqlite", filled=True)
    monkeypatch.setenv("IVBGEO_DATABASE_URL", address)
    monkeypatch.chdir(tmp_path)
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
        out, err = capfdbinary.readouterr()
        assert out == b""
        return caught.value.code or 0, " ".join(err.decode().split())

    return run


@pytest.fixture
def saved(tmp_path):
    def saved(text, name="bestand.csv"):
        (tmp_path / name).write_text(text)
        return name

    return saved


def test_a_dry_run_shows_columns_rows_and_places(run, saved, store, contents):
    before = contents(store)
    status, said = run("import", "incidents", saved(INCIDENTS), "--dry-run")
    assert status == 0
    for told in (
        "bestand.csv: Het bestand is goed. Dit was een proef: er is niets ingelezen.",
        "Niet overgenomen: kleur.",
        "Kolommen: ‘categorie’ is categorie, ‘datum’ is begin, ‘x’ is x, of lengte, ",
        "‘y’ is y, of breedte.",
        "Rij 1: categorie 1.1.1, begin 10-01-2024, x (rd) 92841, y (rd) 452000",
        "Rij 2: categorie 1.1.1, begin 11-01-2024 Rijen per wijk: ",
        "zonder plaats 1.",
    ):
        assert told in said
    assert "rood" not in said
    assert contents(store) == before


def test_what_is_wrong_is_told_by_rule_where_there_is_much_of_it(run, saved, store, contents):
    before = contents(store)
    bad = INCIDENTS + "1.1.1;31-02-2024;;;\n" * 25
    status, said = run("import", "incidents", saved(bad), "--dry-run")
    assert status == 1
    assert "Regel 4, kolom ‘datum’: ‘31-02-2024’ bestaat niet" in said
    assert "… en nog 5." in said
    assert "25 keer zoals: Regel 4, kolom ‘datum’" in said
    assert "Rij 1" not in said
    assert contents(store) == before


@pytest.mark.usefixtures("store")
def test_a_dry_run_writes_the_map_that_is_used_next_time(run, saved, tmp_path):
    map_ = tmp_path / "kaart.toml"
    saved(INCIDENTS)
    status, said = run("import", "incidents", "bestand.csv", "--dry-run", "--map", "kaart.toml")
    assert status == 0
    assert "staat nu in kaart.toml" in said
    assert tomllib.loads(map_.read_text()) == {
        "kind": "incidents",
        "crs": 28992,
        "columns": {"category": "categorie", "start": "datum", "x": "x", "y": "y"},
    }
    # Made one's own, it is read and not written again.
    own = map_.read_text().replace('"categorie"', '"wat"').replace('"datum"', '"wanneer"')
    map_.write_text(own)
    saved(OWN, "eigen.csv")
    status, said = run("import", "incidents", "eigen.csv", "--dry-run", "--map", "kaart.toml")
    assert (status, map_.read_text()) == (0, own)
    assert "‘wat’ is categorie" in said
    assert "staat nu in" not in said
    assert run("import", "incidents", "eigen.csv")[0] == 1
    status, said = run("import", "incidents", "eigen.csv", "--map", "kaart.toml")
    assert status == 0
    assert "1 regel ingelezen" in said


@pytest.mark.usefixtures("store")
def test_of_a_file_that_is_no_table_no_map_is_written(run, saved, tmp_path):
    saved("", "leeg.csv")
    status, _ = run("import", "incidents", "leeg.csv", "--dry-run", "--map", "kaart.toml")
    assert status == 1
    assert not (tmp_path / "kaart.toml").exists()
    # The first that can be read tells.
    saved(INCIDENTS)
    words = ("import", "incidents", "leeg.csv", "bestand.csv", "--dry-run", "--map", "kaart.toml")
    assert run(*words)[0] == 1
    assert (tmp_path / "kaart.toml").exists()


def test_without_a_dry_run_the_map_must_be_there(run, saved, store, contents):
    before = contents(store)
    status, said = run("import", "incidents", saved(INCIDENTS), "--map", "kaart.toml")
    assert status == 1
    assert "kaart.toml" in said
    assert contents(store) == before


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("kind", ["population", "indicators"])
@pytest.mark.parametrize("who", ["open", "intern", None])
def test_tables_are_for_whom_it_is_said(run, saved, kind, who):
    text = {"population": PEOPLE, "indicators": FIGURES}[kind]
    option = ("--classification", who) if who else ()
    status, said = run("import", kind, saved(text), *option)
    assert status == 0
    rows = text.count("\n") - 1
    assert f"{rows} regel{'s' if rows > 1 else ''} ingelezen" in said
    status, said = run("datasets")
    assert f", {who or 'intern'}. " in said


def test_areas_need_no_columns_and_tell_their_level(run, store, tmp_path, contents):
    shutil.copy(ROOT / "data" / "wijken.geojson", tmp_path / "wijken.geojson")
    before = contents(store)
    words = ("import", "areas", "wijken.geojson", "--report", "verslag.json")
    status, said = run(*words, "--dry-run")
    assert (status, contents(store)) == (0, before)
    assert "15 gebieden: wijk 2025. Dit was een proef" in said
    status, said = run(*words, "--level", "buurt")
    assert (status, contents(store)) == (1, before)
    report = json.loads((tmp_path / "verslag.json").read_text())
    assert [one["rule"] for one in report["rejections"]] == ["geo.file.level"]
    status, said = run(*words, "--level", "wijk", "--division-year", "2025")
    assert status == 0
    assert "15 gebieden: wijk 2025. Ze zijn ingelezen." in said
    report = json.loads((tmp_path / "verslag.json").read_text())
    assert (report["kind"], report["rows_written"], report["data_version"]) == (
        "areas", 15, store.version,
    )  # fmt: skip
    assert "al ingelezen" in run(*words)[1]
    assert run("check")[0] == 0


@pytest.mark.usefixtures("store")
def test_of_several_files_each_is_all_or_nothing(run, saved, tmp_path):
    files = [
        saved(PEOPLE, "een.csv"),
        saved(PEOPLE + "2024;3;WK063705;2025\n", "twee.csv"),
        saved(PEOPLE.replace("2024", "2023"), "drie.csv"),
        saved(PEOPLE, "vier.csv"),
    ]
    status, said = run("import", "population", *files, "--report", "verslag.json")
    assert status == 1
    told = json.loads((tmp_path / "verslag.json").read_text())
    assert [one["file"] for one in told] == files
    assert [one["rows_written"] for one in told] == [2, 0, 2, 0]
    rules = [[rejection["rule"] for rejection in one["rejections"]] for one in told]
    assert rules == [[], ["table.double"], [], []]
    assert "‘WK063705 2024’ staat ook op regel 2" in said
    assert "vier.csv: Dit bestand is al ingelezen" in said


WRONG = {
    "no such kind": (("stoelen",), "‘stoelen’ kan niet worden ingelezen"),
    "a level of what is none": (("incidents", "--level", "wijk"), "alleen voor gebieden"),
    "who incidents are for": (
        ("cases", "--classification", "open"),
        "bevolking, indicatoren en cameragebieden",
    ),
    "who areas are for": (
        ("areas", "--classification", "open"),
        "bevolking, indicatoren en cameragebieden",
    ),
    "nobody": (("population", "--classification", "geheim"), "een van deze"),
    "no such system": (("incidents", "--crs", "EPSG:3857"), "EPSG:28992"),
    "a year that is none": (("population", "--division-year", "nu"), "Nodig is een geheel getal"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_usage_is_said_and_nothing_is_read(run, saved, store, contents, case):
    (kind, *options), told = WRONG[case]
    before = contents(store)
    status, said = run("import", kind, saved(INCIDENTS), *options)
    assert status == 2
    assert told in said
    assert contents(store) == before
