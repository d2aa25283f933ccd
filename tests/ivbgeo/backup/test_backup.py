"""A reservekopie of a real store, and back again, on SQLite and PostgreSQL."""

import json
import os
import signal
import stat
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import delete, text

from geo import Level
from ivbgeo.answering import answer
from ivbgeo.atlas import Atlas
from ivbgeo.backup import Manifest, make_backup, restore
from ivbgeo.backup.manifest import pack
from ivbgeo.check import check
from ivbgeo.cli import main
from ivbgeo.errors import DataError, NotAllowedError, StoreError, UsageError
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.period import Period
from ivbgeo.question import Question
from ivbgeo.record import Act, Entry
from ivbgeo.record.asked import Asked
from ivbgeo.record.keeping import faults, note, read_lines, tidy
from ivbgeo.settings import ROOT
from ivbgeo.shielding.deciding import shield
from ivbgeo.shielding.fitting import undecided
from ivbgeo.sources import Kind
from ivbgeo.sources.opening import digest
from ivbgeo.store import Store, engine
from ivbgeo.store.engine import make_engine
from ivbgeo.store.record import add_lines
from ivbgeo.store.recordschema import record_head
from ivbgeo.store.store import _MIGRATIONS
from ivbgeo.store.versions import when
from ivbgeo.viewer import PUBLIEK, Role, Viewer

BEHEER = Viewer(Role.BEHEER, who="a.beheerder")
KINDS = ("sqlite", "postgresql")
# These go on by themselves: they say where a store stands.
OWN = {"data_version", "record_line", "record_head"}
FILES = {
    "incidents": "categorie;datum;x;y\n1.1.1;10-01-2024 23:15;92841;452000\n1.1.1;11-03-2024;;\n",
    "cases": "eigendom;geopend;wijkcode;indeling\nkoop;10-01-2024;WK063705;2025\n",
}

LATER = "categorie;datum;x;y\n1.1.1;10-02-2025;92841;452000\n"

KILLED = """
import os, signal
from pathlib import Path
from ivbgeo.backup import restore
from ivbgeo.store import Store
from ivbgeo.viewer import Role, Viewer

def kill(what, done, total):
    if what.startswith("Terugzetten") and done > total / 2:
        os.kill(os.getpid(), signal.SIGKILL)

restore(Store.open({address!r}), Viewer(Role.BEHEER), Path({copy!r}), kill)
"""


def bring(store, folder, kind, text):
    path = folder / f"{kind}.csv"
    path.write_text(text)
    report = import_file(store, Atlas(store).edition(), path, Kind(kind), ReadOptions())
    assert not report.refused, report.rejections
    return report


@pytest.fixture
def opened(databases):
    """A function that opens a store of one's own, of either kind, empty or filled."""
    stores = []

    def opened(kind, *, filled=True):
        stores.append(Store.open(databases.address(kind, filled=filled)))
        return stores[-1]

    yield opened
    for store in stores:
        store.close()


@pytest.fixture
def rest(contents):
    """What a store holds, but for where it stands; moments in one zone."""

    def told(value):
        return when(value) if isinstance(value, datetime) else value

    def rest(store):
        return {
            name: sorted((tuple(map(told, row)) for row in rows), key=repr)
            for name, rows in contents(store).items()
            if name not in OWN
        }

    return rest


@pytest.fixture(scope="module")
def copy(databases, tmp_path_factory):
    """A reservekopie of the embedded data, two files and a line of the record."""
    folder = tmp_path_factory.mktemp("kopie")
    with closing(Store.open(databases.address("sqlite", filled=True))) as store:
        for kind, lines in FILES.items():
            bring(store, folder, kind, lines)
        make_backup(store, BEHEER, folder / "kopie.ivbgeo")
    return folder / "kopie.ivbgeo"


def lines(store):
    return [(one.act, one.what, one.who) for one in read_lines(store, BEHEER, Asked())][::-1]


@pytest.mark.parametrize(("source", "target"), [KINDS, KINDS[::-1]])
def test_a_store_comes_back_whole_in_a_database_of_either_kind(
    opened, rest, tmp_path, monkeypatch, source, target
):
    monkeypatch.setenv("PGTZ", "Europe/Amsterdam")
    made, empty = opened(source), opened(target, filled=False)
    for kind, told in FILES.items():
        bring(made, tmp_path, kind, told)
    manifest = make_backup(made, BEHEER, tmp_path / "kopie.ivbgeo")
    assert stat.S_IMODE((tmp_path / "kopie.ivbgeo").stat().st_mode) == 0o600
    done = restore(empty, BEHEER, tmp_path / "kopie.ivbgeo")
    assert done.manifest == manifest
    assert rest(empty) == rest(made)
    assert check(empty, ROOT / "data") == []
    assert empty.version == done.data_version > manifest.data_version
    # The record goes on where that of the other one was.
    assert lines(empty)[:-1] == lines(made)
    assert lines(empty)[-1] == ("ingelezen", "reservekopie", "a.beheerder")
    # New rows come beside the old ones.
    bring(empty, tmp_path, "incidents", LATER)
    assert check(empty, ROOT / "data") == []


def test_what_may_be_shown_and_what_is_counted_come_back_as_they_were(opened, tmp_path):
    made, empty = opened("sqlite"), opened("postgresql", filled=False)
    bring(made, tmp_path, "incidents", FILES["incidents"])
    shield(made, 5)
    make_backup(made, BEHEER, tmp_path / "kopie.ivbgeo")
    restore(empty, BEHEER, tmp_path / "kopie.ivbgeo")
    assert undecided(Atlas(empty).edition(), 5) == undecided(Atlas(made).edition(), 5) == ()
    asked = Question("1.1.1", Level.GEMEENTE, Period((2024, 1), (2024, 1)))
    for viewer, counts in ((Viewer(Role.PLANNER), [1]), (BEHEER, [None])):
        before, after = (answer(Atlas(one).edition(), asked, viewer) for one in (made, empty))
        assert before.figures == after.figures
        assert [figure.count for figure in after.figures] == counts


@pytest.mark.parametrize("kind", KINDS)
def test_killed_halfway_nothing_has_changed(opened, contents, copy, tmp_path, kind):
    store = opened(kind, filled=False)
    restore(store, BEHEER, copy)
    bring(store, tmp_path, "incidents", LATER)
    before = contents(store)
    address = store.engine.url.render_as_string(hide_password=False)
    script = KILLED.format(address=address, copy=str(copy))
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert contents(store) == before
    assert restore(store, BEHEER, copy).data_version > 0


@pytest.mark.parametrize("kind", KINDS)
def test_who_reads_goes_on_with_what_was_there_and_then_sees_the_new(opened, copy, kind):
    store = opened(kind, filled=False)
    atlas = Atlas(store)
    before = atlas.edition()
    with before.reading() as connection:
        assert restore(store, BEHEER, copy).data_version > before.version
        assert Store.version_in(connection) == before.version
        assert connection.execute(text("SELECT count(*) FROM area")).scalar_one() == 0
    after = atlas.edition()
    assert after is not before
    assert {dataset.kind for dataset in after.datasets.values()} >= {"incidents", "cases"}
    assert after.division(after.division_id(Level.WIJK)).codes


def spoil(path, how):
    content = bytearray(path.read_bytes())
    if how == "cut":
        return bytes(content[: len(content) // 2])
    if how == "byte":
        content[len(content) // 2] ^= 1
        return bytes(content)
    return how


@pytest.mark.parametrize(
    ("how", "rule"),
    [
        ("cut", "backup.other"),
        ("byte", "backup.damaged"),
        (b"naam;soort\n", "backup.other"),
        (b"", "backup.other"),
        ({"kind": "iets"}, "backup.other"),
        ({"form": 2}, "backup.newer"),
        ({"sha256": "0" * 64}, "backup.damaged"),
        ({"sha256": "x"}, "backup.damaged"),
        ({"size": 1}, "backup.damaged"),
        ({"size": 10**15}, "backup.damaged"),
        ({"made": "gisteren"}, "backup.damaged"),
    ],
)
def test_what_is_no_whole_copy_changes_nothing(opened, contents, copy, tmp_path, how, rule):
    store, path = opened("sqlite"), tmp_path / "kopie.ivbgeo"
    if isinstance(how, dict):
        with zipfile.ZipFile(copy) as box, zipfile.ZipFile(path, "w") as other:
            told = json.loads(box.read("ivbgeo.json")) | how
            other.writestr("ivbgeo.json", json.dumps(told))
            other.writestr("store.sqlite", box.read("store.sqlite"))
    else:
        path.write_bytes(spoil(copy, how))
    before = contents(store)
    with pytest.raises(DataError) as caught:
        restore(store, BEHEER, path)
    assert caught.value.rule == rule
    assert "niets veranderd" in str(caught.value)
    assert contents(store) == before


def packed(folder, database, *, revision):
    """Pack a database as it is, whatever is in it."""
    path = folder / "kopie.ivbgeo"
    size = database.stat().st_size
    manifest = Manifest(datetime.now(UTC), 5, revision, digest(database), size, {})
    pack(path, manifest, database, lambda _: None)
    return path


def test_a_copy_of_a_newer_ivbgeo_is_refused(opened, contents, tmp_path):
    database = tmp_path / "nieuw.sqlite"
    with closing(Store.open(f"sqlite:///{database}")) as newer, newer.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store = opened("sqlite")
    before = contents(store)
    with pytest.raises(DataError, match="nieuwere ivbgeo"):
        restore(store, BEHEER, packed(tmp_path, database, revision="9999"))
    assert contents(store) == before


def test_a_store_within_that_is_broken_is_refused(opened, contents, copy, tmp_path):
    """Its hash fits: it was broken before it was packed."""
    database = tmp_path / "stuk.sqlite"
    with zipfile.ZipFile(copy) as box:
        content = bytearray(box.read("store.sqlite"))
    content[8192:16384] = bytes(8192)
    database.write_bytes(content)
    store = opened("sqlite")
    before = contents(store)
    with pytest.raises(DataError, match="niet heel"):
        restore(store, BEHEER, packed(tmp_path, database, revision="0009"))
    assert contents(store) == before


def test_a_copy_of_an_older_ivbgeo_is_brought_up_to_date(opened, tmp_path):
    database = tmp_path / "oud.sqlite"
    engine = make_engine(f"sqlite:///{database}")
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0008")
        connection.execute(text("INSERT INTO data_version (id, version) VALUES (1, 5)"))
    engine.dispose()
    store = opened("postgresql")
    restore(store, BEHEER, packed(tmp_path, database, revision="0008"))
    assert store.version == 6
    with store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM area")).scalar_one() == 0


def test_the_record_goes_on_and_says_what_has_come_back(opened, copy, tmp_path):
    store = opened("sqlite", filled=False)
    restore(store, BEHEER, copy)
    make_backup(store, BEHEER, tmp_path / "later.ivbgeo")
    note(store, Entry(Act.GEWIST, "inspanning 3", Role.BEHEER))
    note(store, Entry(Act.BEKEKEN, "incidenten", Role.PLANNER))
    before = lines(store)
    assert restore(store, BEHEER, tmp_path / "later.ivbgeo").back == 1
    assert lines(store)[:-1] == before
    assert check(store, ROOT / "data") == []


@pytest.mark.parametrize("longer", [False, True])
def test_lines_that_only_one_of_both_has_are_not_lost(opened, contents, copy, longer):
    store = opened("sqlite", filled=False)
    for _ in range(9 if longer else 1):
        note(store, Entry(Act.BEKEKEN, "incidenten", Role.PLANNER))
    before = contents(store)
    with pytest.raises(StoreError, match="toegangsregister"):
        restore(store, BEHEER, copy)
    assert contents(store) == before


def test_where_lines_went_only_the_very_same_record_goes_on(opened, contents, tmp_path):
    """Of what was tidied away the last line is known, by the one that says so."""
    long_ago = datetime.now(UTC) - timedelta(days=9)
    told = [Entry(Act.BEKEKEN, what, Role.PLANNER) for what in ("kaart", "uren", "stad")]
    known = {"same": told, "other": told[::-1], "shorter": told[:-1]}
    stores = {name: opened("sqlite", filled=False) for name in ("tidied", *known)}
    for name, store in stores.items():
        with store.writing(figures=False) as connection:
            add_lines(connection, known.get(name, told), long_ago)
    assert tidy(stores["tidied"], BEHEER, 1) == len(told)
    make_backup(stores["tidied"], BEHEER, tmp_path / "kopie.ivbgeo")
    for name in ("other", "shorter"):
        before = contents(stores[name])
        with pytest.raises(StoreError, match="toegangsregister van deze opslag is een ander"):
            restore(stores[name], BEHEER, tmp_path / "kopie.ivbgeo")
        assert contents(stores[name]) == before
    restore(stores["same"], BEHEER, tmp_path / "kopie.ivbgeo")
    assert len(lines(stores["same"])) > len(told) + 1
    assert faults(stores["same"], BEHEER) == ()


def test_where_it_is_lost_how_far_the_record_goes_nothing_is_put_back(opened, contents, copy):
    store = opened("sqlite", filled=False)
    with store.engine.begin() as connection:
        connection.execute(delete(record_head))
    before = contents(store)
    with pytest.raises(StoreError, match="niet meer bekend tot waar het loopt"):
        restore(store, BEHEER, copy)
    assert contents(store) == before


def test_only_a_beheerder_makes_a_copy_or_puts_one_back(opened, copy, tmp_path):
    store = opened("sqlite", filled=False)
    with pytest.raises(NotAllowedError):
        make_backup(store, PUBLIEK, tmp_path / "kopie.ivbgeo")
    with pytest.raises(NotAllowedError):
        restore(store, PUBLIEK, copy)
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_fails_leaves_the_last_one(opened, tmp_path):
    store, out = opened("sqlite"), tmp_path / "kopie.ivbgeo"
    make_backup(store, BEHEER, out)
    before = out.read_bytes()

    def stop(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_backup(store, BEHEER, out, stop)
    with pytest.raises(UsageError, match="map"):
        make_backup(store, BEHEER, tmp_path / "nergens" / "kopie.ivbgeo")
    assert list(tmp_path.iterdir()) == [out]
    assert out.read_bytes() == before


def test_a_disk_without_room_is_told_and_leaves_the_last_copy(databases, tmp_path):
    out = tmp_path / "kopie.ivbgeo"
    out.write_bytes(b"de vorige")
    done = subprocess.run(
        ["prlimit", "--fsize=200000", sys.executable, "-m", "ivbgeo", "backup", str(out)],
        env=os.environ | {"IVBGEO_DATABASE_URL": databases.address("sqlite", filled=True)},
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, b"geen ruimte" in done.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == [out]
    assert out.read_bytes() == b"de vorige"


def test_a_copy_waits_for_who_writes_and_has_nothing_of_what_is_not_done(
    opened, monkeypatch, tmp_path
):
    monkeypatch.setattr(engine, "_BUSY_TIMEOUT_MS", 20)
    store, out = opened("sqlite"), tmp_path / "kopie.ivbgeo"
    version = store.version
    with ThreadPoolExecutor(1) as pool:
        with store.writing() as connection:
            made = pool.submit(make_backup, store, BEHEER, out)
            connection.execute(text("SELECT 1"))
            assert not wait([made], timeout=0.5).done
        assert made.result().data_version == version + 1


def test_what_was_erased_is_in_no_page_of_the_copy(opened, tmp_path):
    store, out = opened("sqlite"), tmp_path / "kopie.ivbgeo"
    word = "Gemerkt" * 400
    with store.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA secure_delete = OFF")
        connection.execute(text("CREATE TABLE tijdelijk (woord TEXT)"))
        connection.execute(text("INSERT INTO tijdelijk VALUES (:word)"), {"word": word})
    with store.engine.begin() as connection:
        connection.execute(text("DROP TABLE tijdelijk"))
    make_backup(store, BEHEER, out)
    with zipfile.ZipFile(out) as box:
        assert b"GemerktGemerkt" not in box.read("store.sqlite")


def test_the_commands(databases, monkeypatch, capfd, tmp_path):
    monkeypatch.setenv("IVBGEO_DATABASE_URL", databases.address("sqlite", filled=True))

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["ivbgeo", *map(str, words)])
        with pytest.raises(SystemExit) as caught:
            main()
        return caught.value.code or 0, " ".join(capfd.readouterr().err.split())

    out = tmp_path / "kopie.ivbgeo"
    status, said = run("backup", out)
    assert (status, "reservekopie staat in" in said) == (0, True)
    status, said = run("restore", out)
    assert (status, "teruggezet" in said) == (0, True)
    status, said = run("restore", __file__)
    assert (status, "‘test_backup.py’ is geen reservekopie" in said) == (1, True)
