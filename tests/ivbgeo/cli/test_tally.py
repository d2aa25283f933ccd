"""``ivbgeo tally``, and ``--workers`` and ``--scheduler``: the real command."""

import json
import os
import signal
import subprocess
import sys
import time

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ivbgeo.cli import main
from ivbgeo.cubefile import read_cube
from ivbgeo.settings import ROOT

ROWS = """soort;datum;x;y
"1,1";17-04-2023;92841;452000
"1,1";2023-04-30 23:15;92841;452000
2.2.1;2023-06;93395;451580
2.2.1;2023-05;120000;400000
;2023-05;93395;451580
2.2.1;;93395;451580
2.2.1;2023MM05;;
"""
COUNTS = """area_code,category,month,count
BU06370403,"1,1",2023-04,2
BU06370106,2.2.1,2023-06,1
"""
SAID = (
    "De tellingen per gebied, soort en maand staan in {}. Rijen: 7. In geen gebied: 1. Zonder "
    "coördinaten: 1. Zonder soort: 1. Zonder maand: 1."
)


def names(folder):
    return [path.name for path in folder.iterdir()]


@pytest.fixture
def areas(data_dir):
    return data_dir / "buurten.geojson"


@pytest.fixture
def points(tmp_path):
    path = tmp_path / "in" / "punten.csv"
    path.parent.mkdir()
    path.write_text(ROWS)
    return path


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "uit"
    folder.mkdir()
    return folder


@pytest.fixture
def run(monkeypatch, capfd, areas):
    """Count here; gives status and what was said."""

    def run(*arguments, category="soort"):
        options = ["--areas", areas, "--category", category, "--date", "datum"]
        monkeypatch.setattr(sys, "argv", ["ivbgeo", "tally", *map(str, [*arguments, *options])])
        with pytest.raises(SystemExit) as caught:
            main()
        said = capfd.readouterr()
        assert said.out == ""
        return caught.value.code or 0, " ".join(said.err.split())

    return run


@pytest.mark.parametrize("workers", [[], ["--workers", "2"]])
def test_the_counts_are_a_table(workers, run, points, out):
    assert run(points, out / "t.csv", *workers) == (0, SAID.format("t.csv"))
    assert (out / "t.csv").read_text() == COUNTS
    assert names(out) == ["t.csv"]


def test_parquet_says_what_was_counted(run, points, out):
    assert run(points, out / "t.parquet") == (0, SAID.format("t.parquet"))
    table = pq.read_table(out / "t.parquet")
    rows = [",".join(map(str, row.values())) for row in table.to_pylist()]
    assert rows == COUNTS.replace('"', "").splitlines()[1:]
    cube = read_cube(out / "t.parquet")
    assert cube.axes.categories == ("1,1", "2.2.1")
    assert str(cube.axes.period) == "april 2023 tot en met juni 2023"
    assert cube.total == 3
    told = json.loads(table.schema.metadata[b"ivbgeo.cube"])["provenance"]
    assert told["bestanden"] == "punten.csv"
    assert told["indeling"].startswith("buurt")
    assert (told["rijen"], told["zonder soort"], told["in geen gebied"]) == ("7", "1", "1")


def test_more_files_count_together(run, points, out):
    other = points.with_name("ander.csv")
    other.write_text(ROWS)
    assert run(points, other, out / "t.csv")[0] == 0
    assert (out / "t.csv").read_text() == COUNTS.replace(",2\n", ",4\n").replace(",1\n", ",2\n")
    status, said = run(points, points, out / "t.csv")
    assert (status, said.split(" en ")[0]) == (2, f"{points} wordt twee keer genoemd")


@pytest.mark.parametrize("workers", [[], ["--workers", "1"]])
def test_nothing_is_written_when_a_row_is_wrong(workers, run, points, out):
    (out / "t.csv").write_text("wat er stond")
    points.write_text(ROWS.replace("2023-05;120000", "2023-15;120000"))
    status, said = run(points, out / "t.csv", *workers)
    assert status == 1
    assert said.startswith(f"Aan het deel vanaf regel 2 van {points} ging het tellen mis. ")
    assert "‘2023-15’ is geen maand of datum" in said
    assert names(out) == ["t.csv"]
    assert (out / "t.csv").read_text() == "wat er stond"


def test_what_can_not_be_asked_is_told(run, points, out):
    assert run(points, out / "t.xlsx")[0] == 2
    assert run(points, out / "t.csv", category="wat")[0] == 2
    assert run(points, out / "t.csv", "--scheduler", "hier")[0] == 2
    assert run(points, out / "t.csv", "--workers", "1", "--scheduler", "tcp://a:1")[0] == 2
    assert run(points, out / "t.csv", "--crs", "WGS84")[0] == 2
    points.write_text("soort;datum;x;y\n;;92841;452000\n")
    status, said = run(points, out / "t.csv")
    assert (status, said.split(":")[0]) == (1, "Er is niets te tellen")
    assert run(points, out / "er" / "niet" / "t.csv")[0] == 2
    assert names(out) == []


def test_an_interrupted_locate_leaves_nothing_behind(areas, tmp_path, out):
    # Each file is a piece: enough of them to be stopped in the middle.
    path = tmp_path / "veel"
    path.mkdir()
    pq.write_table(
        pa.table({"x": [92841.0] * 10_000, "y": [452000.0] * 10_000}), path / "0.parquet"
    )
    for number in range(1, 400):
        (path / f"{number}.parquet").symlink_to(path / "0.parquet")
    command = [sys.executable, "-m", "ivbgeo", "locate", path, out / "uit"]
    process = subprocess.Popen(
        [*command, "--areas", areas, "--workers", "2"],
        cwd=ROOT,
        start_new_session=True,
        stderr=subprocess.PIPE,
        text=True,
    )
    while process.poll() is None and not list(out.glob(".*/parts/[0-9]*")):
        time.sleep(0.01)
    # As Ctrl+C does: to every process of the terminal.
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert said == "Gestopt. Wat nog niet af was, is niet bewaard.\n"
    assert process.returncode == 1
    assert names(out) == []
