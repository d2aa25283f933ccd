"""Real worker processes, here and on a cluster of their own: the same result, or none and why."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import cloudpickle
import numpy as np
import psutil
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geo import read_division
from ivbgeo.bulk import cluster, workers
from ivbgeo.bulk.areas import Areas
from ivbgeo.bulk.cluster import crew
from ivbgeo.bulk.counting import Counted, Counting
from ivbgeo.bulk.csvfile import CsvFile
from ivbgeo.bulk.parquetfile import ParquetFile
from ivbgeo.bulk.parts import place_by_workers
from ivbgeo.bulk.placing import place
from ivbgeo.bulk.source import Source
from ivbgeo.errors import DataError, SettingsError, UsageError
from ivbgeo.settings import ROOT
from ivbgeo.whole import working_folder

GROUPS, ROWS = 12, 500
# Workers know the house, not its tests: what they are to do of these is sent whole.
cloudpickle.register_pickle_by_value(sys.modules[__name__])


@pytest.fixture(scope="module")
def areas(data_dir):
    return Areas.of(read_division(data_dir / "buurten.geojson"))


def points(seed, rows=ROWS):
    chance = np.random.default_rng(seed)
    return pa.table(
        {
            "x": chance.uniform(89_000, 98_000, rows),
            "y": chance.uniform(448_000, 456_000, rows),
            "soort": chance.choice(["1.1.1", "2.2.1", f"{seed}.0"], rows),
            "datum": chance.choice(["2023-04", "2023-05", "2024-01"], rows),
        }
    )


@pytest.fixture(scope="module")
def parquet(tmp_path_factory):
    path = tmp_path_factory.mktemp("in") / "punten.parquet"
    with pq.ParquetWriter(path, points(0).schema) as writer:
        for group in range(GROUPS):
            writer.write_table(points(group))
    return path


@pytest.fixture(scope="module")
def counting(parquet, areas):
    """A counting that has a piece for each row group."""
    source = Source.open(parquet, None, None, 28992)
    return Counting.over([source], areas, "soort", "datum")


@pytest.fixture(scope="module")
def pieces(counting):
    file = counting.sources[0].files[0]
    return [[(0, partition)] for partition in file.partitions(rows=ROWS)]


@pytest.fixture
def names(pieces):
    return [group[0][1].name for group in pieces]


@pytest.fixture(scope="module")
def answer(counting, pieces):
    return counting.count([piece for group in pieces for piece in group])


def same(one, other):
    assert one.cube.axes == other.cube.axes
    assert (one.cube.counts != other.cube.counts).nnz == 0
    assert (one.rows, one.without_category) == (other.rows, other.without_category)


class Remote:
    """A cluster of programs of their own on this machine: a scheduler and two workers."""

    def __init__(self, folder, workers=2):
        file = folder / "scheduler.json"
        options = ["--scheduler-file", file, "--host", "127.0.0.1", "--no-dashboard"]
        options += ["--dashboard-address", "127.0.0.1:0"]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        folder.mkdir()

        def start(name, *more):
            return subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", f"distributed.cli.{name}", *options, *more],
                cwd=folder,
                env=environment,
                start_new_session=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )

        self._start = start
        self.scheduler = start("dask_scheduler", "--port", "0")
        self.workers = [start("dask_worker", "--nthreads", "1") for _ in range(workers)]
        while not file.exists() or not file.read_text():
            time.sleep(0.05)
        self.address = json.loads(file.read_text())["address"]

    def kill(self):
        self.scheduler.kill()

    def restart(self):
        self.scheduler.kill()
        self.scheduler.wait()
        self.scheduler = self._start("dask_scheduler", "--port", self.address.rsplit(":", 1)[1])

    def stop(self):
        for process in (*self.workers, self.scheduler):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def once(what):
    """Do something the first time that progress is told."""
    done = []

    def told(_):
        if not done:
            done.append(what())

    return told


@pytest.fixture(scope="module")
def remote(tmp_path_factory):
    cluster = Remote(tmp_path_factory.mktemp("remote") / "cluster")
    yield cluster
    cluster.stop()


@pytest.fixture(params=["workers", "scheduler"])
def hands(request):
    """Each of the two ways to have workers."""
    if request.param == "workers":
        return 2, None
    return None, request.getfixturevalue("remote").address


@pytest.fixture
def total(counting, pieces, names, tmp_path):
    """Count by workers with some function; nothing is left in the folder that they used."""

    def total(work, hands, told=bool):
        with (
            working_folder(tmp_path / "uit.csv") as folder,
            crew(counting, folder, *hands) as workers,
        ):
            # Where a function may leave a mark for itself.
            marked = [(tmp_path, number, group) for number, group in enumerate(pieces)]
            return workers.total(work, Counted.of, marked, names, told)

    return total


def count(counting, piece):
    return counting.count(piece[2])


def count_and_die_once(counting, piece):
    """Die, when all is counted, where no one has died before."""
    folder, number, group = piece
    found = counting.count(group)
    with suppress(FileExistsError):
        (folder / f"died-{number % 2}").touch(exist_ok=False)
        if number % 2:
            os.kill(os.getpid(), signal.SIGKILL)
    return found


def die_at_the_fifth(counting, piece):
    if piece[1] == 4:
        os.kill(os.getpid(), signal.SIGKILL)
    return counting.count(piece[2])


def threads_of(*_):
    return pa.cpu_count(), int(os.environ["OMP_NUM_THREADS"])


def fail(*_):
    raise OSError(28, "No space left on device")


def test_workers_find_the_same(total, answer, hands):
    done = []
    same(total(count, hands, done.append), answer)
    assert sorted(done) == list(range(GROUPS))


def test_a_worker_that_is_killed_in_the_middle_changes_nothing(total, answer, hands, tmp_path):
    same(total(count_and_die_once, hands), answer)
    assert (tmp_path / "died-1").exists()


def test_a_piece_that_workers_die_of_is_named(total, names):
    with pytest.raises(DataError) as caught:
        total(die_at_the_fifth, (2, None))
    assert caught.value.rule == "cluster.killed"
    assert caught.value.values["value"] == names[4]
    assert "rijgroep 5 van " in str(caught.value)


def test_what_a_worker_could_not_do_is_named(total, names, remote):
    with pytest.raises(DataError) as caught:
        total(fail, (None, remote.address))
    assert caught.value.rule == "cluster.piece"
    assert caught.value.values["value"] in names


@pytest.fixture
def own(tmp_path):
    """A cluster that may be broken."""
    cluster = Remote(tmp_path / "cluster")
    yield cluster
    cluster.stop()


def test_a_scheduler_that_is_killed_leaves_no_result(own, parquet, areas, tmp_path):
    out = tmp_path / "uit" / "geplaatst.parquet"
    out.parent.mkdir()
    source = Source.open(parquet, None, None, 28992)
    with pytest.raises(DataError) as caught:
        place_by_workers(source, areas, parquet, out, (None, own.address), once(own.kill))
    assert caught.value.rule == "cluster.lost"
    assert list(out.parent.iterdir()) == []


def test_a_scheduler_that_starts_again_leaves_all_or_nothing(
    own, parquet, areas, data_dir, tmp_path
):
    """By a process of its own: a client of Dask's that lost its scheduler troubles the next one."""
    out, alone = tmp_path / "uit" / "geplaatst.parquet", tmp_path / "alleen.parquet"
    out.parent.mkdir()
    place(Source.open(parquet, None, None, 28992), areas, parquet, alone, bool)
    program = subprocess.Popen(
        [sys.executable, "-m", "ivbgeo", "locate", parquet, out, "--scheduler", own.address,
         "--areas", data_dir / "buurten.geojson"],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )  # fmt: skip
    while not list(out.parent.glob(".*/parts/*")):
        assert program.poll() is None
        time.sleep(0.01)
    own.restart()
    said = program.communicate(timeout=150)[1]
    if program.returncode == 0:
        assert out.read_bytes() == alone.read_bytes()
        assert list(out.parent.iterdir()) == [out]
    else:
        assert (program.returncode, "Traceback" in said) == (1, False)
        assert list(out.parent.iterdir()) == []


def test_a_piece_that_can_not_be_read_is_named(parquet, areas, tmp_path, hands):
    broken = tmp_path / "stuk.parquet"
    content = bytearray(parquet.read_bytes())
    column = pq.read_metadata(parquet).row_group(7).column(0)
    start = column.data_page_offset
    content[start : start + column.total_compressed_size // 2] = bytes(
        column.total_compressed_size // 2
    )
    broken.write_bytes(content)
    out = tmp_path / "uit"
    out.mkdir()
    counting = Counting.over([Source.open(broken, None, None, 28992)], areas, "soort", "datum")
    group = [[(0, each)] for each in counting.sources[0].files[0].partitions(rows=ROWS)]
    with (
        pytest.raises(DataError) as caught,
        working_folder(out / "tellingen.csv") as folder,
        crew(counting, folder, *hands) as workers,
    ):
        workers.total(Counting.count, Counted.of, group, [""] * GROUPS, bool)
    assert caught.value.rule == "tally.piece"
    assert caught.value.values["value"] == f"rijgroep 8 van {broken}"
    assert list(out.iterdir()) == []


def test_workers_have_one_thread_each_and_this_process_keeps_its_own(counting, tmp_path):
    before = dict(os.environ)
    with working_folder(tmp_path / "uit") as folder, crew(counting, folder, 1, None) as workers:
        assert list(workers.each(threads_of, [0], ["stuk"])) == [(0, (1, 1))]
    assert dict(os.environ) == before


def test_nothing_listens_to_other_machines(counting, tmp_path):
    with working_folder(tmp_path / "uit") as folder, crew(counting, folder, 1, None):
        here = psutil.Process()
        listening = [
            connection.laddr.ip
            for process in (here, *here.children(recursive=True))
            for connection in process.net_connections("inet")
            if connection.status == psutil.CONN_LISTEN
        ]
    assert len(listening) > 2
    assert set(listening) == {"127.0.0.1"}


def test_workers_are_gone_when_the_work_is_interrupted(total):
    before = {child.pid for child in psutil.Process().children()}

    def interrupt(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        total(count, (2, None), interrupt)
    # Of what it left, only the process that workers are copies of may stay, for the next time.
    left = [
        child
        for process in psutil.Process().children()
        if process.pid not in before
        for child in process.children(recursive=True)
        if child.status() != psutil.STATUS_ZOMBIE
    ]
    assert left == []


@pytest.mark.parametrize(
    ("hands", "error", "rule"),
    [
        ((None, None), UsageError, "cluster.both"),
        ((2, "tcp://127.0.0.1:8786"), UsageError, "cluster.both"),
        ((0, None), UsageError, "cluster.workers"),
        ((None, "127.0.0.1:8786"), UsageError, "cluster.address"),
        ((None, "tcp://127.0.0.1:1"), SettingsError, "cluster.connect"),
        # Without keys to show.
        ((None, "tls://127.0.0.1:1"), SettingsError, "cluster.connect"),
    ],
)
def test_what_can_not_be_is_refused(hands, error, rule, tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "_CONNECT", 1)
    with pytest.raises(error) as caught, crew(None, tmp_path, *hands):
        pass
    assert caught.value.rule == rule


def test_a_cluster_without_workers_is_given_up(counting, pieces, names, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "_LOOK", 0.1)
    monkeypatch.setattr(cluster, "_PATIENCE", 0.2)
    alone = Remote(tmp_path / "cluster", workers=0)
    try:
        with (
            pytest.raises(DataError) as caught,
            crew(counting, tmp_path, None, alone.address) as workers,
        ):
            workers.total(Counting.count, Counted.of, pieces, names, bool)
    finally:
        alone.stop()
    assert caught.value.rule == "cluster.no_workers"


FORMS = {"csv": "punten.csv", "parquet": "punten.parquet", "folder": "map"}


@pytest.mark.parametrize("form", FORMS)
def test_workers_place_to_the_same_bytes(form, parquet, areas, tmp_path, remote, monkeypatch):
    path = tmp_path / FORMS[form]
    if form == "csv":
        table = pq.read_table(parquet).to_pandas()
        table.insert(0, "vrij", 'een "tekst"; met\nregels')
        table.to_csv(path, sep=";", index=False, lineterminator="\r\n")
        monkeypatch.setattr(CsvFile.partitions, "__defaults__", (50_000, 0))
    elif form == "parquet":
        path.write_bytes(parquet.read_bytes())
        monkeypatch.setattr(ParquetFile.partitions, "__defaults__", (ROWS, 0))
    else:
        for name in ("a.parquet", "dieper/b.parquet", "leeg.parquet"):
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            pq.write_table(points(len(name), 0 if "leeg" in name else ROWS), path / name)
    source = Source.open(path, None, None, 28992)
    one, other = (tmp_path / f"{each}{path.suffix}" for each in ("een", "ander"))
    done = []
    tally = place(source, areas, path, one, bool)
    hands = (None, remote.address)
    assert place_by_workers(source, areas, path, other, hands, done.append) == tally
    assert len(done) > 2
    assert sum(done) == source.size
    files = sorted(each for each in [one, *one.rglob("*")] if each.is_file())
    assert len(files) == (3 if form == "folder" else 1)
    for file in files:
        assert (other / file.relative_to(one) if form == "folder" else other).read_bytes() == (
            file.read_bytes()
        )
    assert {each.name for each in tmp_path.iterdir()} == {path.name, one.name, other.name}
