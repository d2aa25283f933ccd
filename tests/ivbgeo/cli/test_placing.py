"""The real command ``ivbgeo locate``: what it says, what it writes, what an end halfway leaves."""

import os
import resource
import signal
import subprocess
import sys
import time

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks.tessellation import national_file
from ivbgeo.settings import ROOT

AREAS = ROOT / "data" / "buurten.geojson"
ROWS = "nummer;x;y\n1;92841;452000\n2;93395,5;451580,5\n3;;\n"


def start(*arguments, **options):
    return subprocess.Popen(
        [sys.executable, "-m", "ivbgeo", "locate", *map(str, arguments)],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        **options,
    )


def run(*arguments, **options):
    process = start(*arguments, **options)
    said = process.communicate(timeout=120)[1]
    return process.returncode, " ".join(said.split())


def large(path):
    """A file that takes some seconds to place: CSV or Parquet."""
    if path.suffix == ".csv":
        path.write_text("x,y\n" + "92841,452000\n" * 8_000_000)
    else:
        group = pa.table({"x": [92841.0] * 400_000, "y": [452000.0] * 400_000})
        with pq.ParquetWriter(path, group.schema) as writer:
            for _ in range(30):
                writer.write_table(group)
    return path


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_same_rows_come_out_with_their_area(tmp_path):
    path, out = tmp_path / "in.csv", tmp_path / "uit.csv"
    path.write_text(ROWS)
    assert run(path, out, "--areas", AREAS) == (
        0,
        "De 3 rijen van in.csv staan in uit.csv, met de code van hun gebied. Zonder gebied: 1.",
    )
    assert out.read_text() == (
        "nummer;x;y;area_code\n1;92841;452000;BU06370403\n2;93395,5;451580,5;BU06370106\n3;;;\n"
    )


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (["--areas", AREAS, "--crs", "EPSG:25831"], 2, "‘EPSG:25831’ is geen stelsel"),
        (["--areas", AREAS, "--crs", "RD"], 2, "‘RD’ is geen stelsel"),
        (["--areas", AREAS, "--crs", "4326"], 1, "lijken RD (EPSG:28992)"),
        (["--areas", AREAS, "--y", "x"], 2, "‘x’ kan niet allebei de coördinaten zijn"),
        (["--areas", AREAS, "--x", "X"], 2, "Gevonden kolommen: ‘nummer’, ‘x’, ‘y’"),
        (["--areas", AREAS, "--level", "wijk"], 1, "Geef één niveau op"),
        (["--areas", "weg.geojson"], 1, "weg.geojson bestaat niet"),
        ([], 2, "‘--areas’ ontbreekt"),
    ],
)
def test_what_can_not_be_is_said_and_leaves_what_was_there(
    capsys, tmp_path, monkeypatch, options, status, said
):
    from ivbgeo.cli import main  # noqa: PLC0415 - the rest of the file runs the real command

    path, out = tmp_path / "in.csv", tmp_path / "uit.csv"
    path.write_text(ROWS)
    out.write_text("wat er stond")
    monkeypatch.setattr(sys, "argv", ["ivbgeo", "locate", str(path), str(out), *map(str, options)])
    with pytest.raises(SystemExit) as caught:
        main()
    assert (caught.value.code, said in " ".join(capsys.readouterr().err.split())) == (status, True)
    assert (names(tmp_path), out.read_text()) == (["in.csv", "uit.csv"], "wat er stond")


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_an_interruption_leaves_nothing_but_what_was_there(tmp_path, form):
    path, out = large(tmp_path / f"in.{form}"), tmp_path / f"uit.{form}"
    out.write_text("wat er stond")
    process = start(path, out, "--areas", AREAS)
    while len(names(tmp_path)) == 2:
        assert process.poll() is None
        time.sleep(0.001)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    assert (process.returncode, said) == (1, "Gestopt. Wat nog niet af was, is niet bewaard.\n")
    assert (names(tmp_path), out.read_text()) == ([path.name, out.name], "wat er stond")


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_disk_that_is_full_leaves_nothing(tmp_path, form):
    """A limit on the size of files stands for the disk: the system refuses to write past it."""
    path, out = tmp_path / f"in.{form}", tmp_path / f"uit.{form}"
    if form == "csv":
        path.write_text("x,y\n" + "92841,452000\n" * 100)
    else:
        pq.write_table(pa.table({"x": [92841.0] * 100, "y": [452000.0] * 100}), path)

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    status, said = run(path, out, "--areas", AREAS, preexec_fn=limit, env=environment)
    assert status == 2
    assert f"{out} kan niet worden geschreven: het bestand wordt te groot." in said
    assert names(tmp_path) == [path.name]


def test_what_large_areas_need_is_kept_for_the_next_time(tmp_path):
    areas = national_file(600, tmp_path)
    path, kept = tmp_path / "in.csv", tmp_path / "kept"
    path.write_text("x,y\n" + "150000,450000\n" * 10)
    environment = {**os.environ, "IVBGEO_CACHE_DIR": str(kept)}
    once, again = tmp_path / "once.csv", tmp_path / "again.csv"
    assert run(path, once, "--areas", areas, env=environment)[0] == 0
    (index,) = kept.glob("*.index")
    assert len(list(kept.glob("*.json"))) == 1
    made = index.stat().st_mtime_ns
    assert run(path, again, "--areas", areas, env=environment)[0] == 0
    assert index.stat().st_mtime_ns == made
    assert once.read_text() == again.read_text()
    assert "BU" in once.read_text()
