"""What ``ivbgeo import`` says of files about months that are there already."""

from __future__ import annotations

import json
import sys

import pytest

from ivbgeo.cli import main

JANUARY = "categorie,datum,x,y\n1.1.1,2024-01-10,92841,452000\n"
FEBRUARY = JANUARY + "1.1.1,2024-02-10,92841,452000\n"


@pytest.fixture
def run(tmp_path, monkeypatch, databases, capfdbinary):
    """Import a file of some text as a user does; gives status, what was said, and the report."""
    monkeypatch.setenv("IVBGEO_DATABASE_URL", databases.address("sqlite", filled=True))

    def run(name, text, *options):
        (tmp_path / name).write_text(text)
        report = tmp_path / "verslag.json"
        words = ["ivbgeo", "import", "incidents", tmp_path / name, "--report", report, *options]
        monkeypatch.setattr(sys, "argv", list(map(str, words)))
        with pytest.raises(SystemExit) as caught:
            main()
        said = " ".join(capfdbinary.readouterr().err.decode().split())
        return caught.value.code or 0, said, json.loads(report.read_text())

    return run


def test_a_file_is_added_or_comes_in_the_place_of_others(run):
    run("januari.csv", JANUARY)
    status, said, report = run("meer.csv", FEBRUARY)
    assert status == 0
    assert "Let op: ‘januari.csv’" in said
    assert len(report["overlaps"]) == 1
    status, said, report = run("alles.csv", FEBRUARY + "\n", "--replace")
    assert status == 0
    assert "Dit bestand komt in plaats van januari.csv, meer.csv." in said
    assert (report["rows_written"], report["replaced"]) == (2, ["januari.csv", "meer.csv"])


def test_no_month_is_lost(run):
    run("meer.csv", FEBRUARY)
    status, said, report = run("januari.csv", JANUARY, "--replace")
    assert status == 1
    assert "zouden maanden verdwijnen" in said
    assert [rejection["rule"] for rejection in report["rejections"]] == ["import.partly"]
    assert report["rows_written"] == 0
