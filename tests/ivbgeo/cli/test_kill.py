"""Killed at any moment: the store is whole, and the same command again ends in the same content.

One moment for each here; `make soak` tries twenty or more for each command and database.
"""

import os
import random
import signal
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from ivbgeo.check import check
from ivbgeo.settings import ROOT
from ivbgeo.store import Store, schema
from tests.soak import LONG, TIMES

pytestmark = pytest.mark.soak
KILLS = min(TIMES, 20)
ROWS = 20_000
# These are the store's own, or tell when it was: not what it holds.
OWN = {"id", "imported_at", "data_version", "retrieved"}
# What is decided of the rows comes after them, and goes on where it was; the record tells when.
AFTER = {schema.shield_part, schema.shield_head, schema.record_line, schema.record_head}


@pytest.fixture(scope="session")
def incidents(tmp_path_factory) -> Path:
    """A file that takes a while: on a square in the centre of the city, all through 2024."""
    rng = random.Random(4)  # noqa: S311 - places, no secrets
    path = tmp_path_factory.mktemp("kill") / "incidenten.csv"
    with path.open("w") as file:
        file.write("soort misdrijf;begin;x;y\n")
        for _ in range(ROWS):
            moment = (
                f"{rng.randint(1, 28):02d}-{rng.randint(1, 12):02d}-2024 {rng.randint(0, 23)}:30"
            )
            x, y = rng.uniform(92_800, 92_880), rng.uniform(451_960, 452_040)
            file.write(f"1.1.1;{moment};{x:.1f};{y:.1f}\n")
    return path


def environment(address, folder) -> dict[str, str]:
    return os.environ | {
        "IVBGEO_DATABASE_URL": address,
        "IVBGEO_CACHE_DIR": str(folder / "cache"),
    }


def run(commands, address, folder, command, *, kill_after=None) -> int:
    """Run a command to its end, or until it is killed; gives its exit status."""
    running = commands.start(command, environment(address, folder))
    if kill_after is None:
        return running.wait()
    killer = threading.Timer(kill_after, running.kill)
    killer.start()
    try:
        return running.wait()
    finally:
        killer.cancel()
        killer.join()


def held(address) -> dict[str, list]:
    """All that a store holds, by what it says and not by the numbers it has for it."""
    store = Store.open(address)
    with store.reading() as connection:
        names = {
            "dataset_id": {r.id: r.key for r in connection.execute(select(schema.dataset))},
            "import_id": {r.id: r.sha256 for r in connection.execute(select(schema.import_record))},
            "division_id": {
                r.id: (r.level, r.year) for r in connection.execute(select(schema.division))
            },
        }
        found = {
            table.name: sorted(
                (
                    tuple(
                        names.get(_target(column), {}).get(value, value)
                        for column, value in row.items()
                        if column not in OWN
                    )
                    for row in connection.execute(select(table)).mappings()
                ),
                key=repr,
            )
            for table in schema.metadata.sorted_tables
            if table is not schema.data_version and table not in AFTER
        }
    store.close()
    return found


def _target(column: str) -> str:
    return "division_id" if column.endswith("division_id") else column


def whole(address, threshold=None) -> list[str]:
    store = Store.open(address)
    try:
        return [one.message for one in check(store, ROOT / "data", threshold=threshold)]
    finally:
        store.close()


def survives(commands, databases, kind, tmp_path, command, seed):
    """Kill the command at random moments; hold the end against an undisturbed run."""
    undisturbed = databases.address(kind, filled=True)
    started = time.monotonic()
    assert run(commands, undisturbed, tmp_path / "undisturbed", command) == 0
    took = time.monotonic() - started
    wanted = held(undisturbed)
    rng = random.Random(None if LONG else seed)  # noqa: S311 - moments, no secrets
    for turn in range(KILLS):
        address = databases.address(kind, filled=True)
        before = held(address)
        after = took * rng.uniform(0.0, 1.0)
        status = run(commands, address, tmp_path / str(turn), command, kill_after=after)
        assert whole(address) == []
        if status == -signal.SIGKILL:
            assert held(address) in (before, wanted)
        assert run(commands, address, tmp_path / str(turn), command) == 0
        assert held(address) == wanted
        assert whole(address, threshold=5) == []


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_an_import(commands, databases, kind, tmp_path, incidents):
    survives(commands, databases, kind, tmp_path, ["import", "incidents", incidents], seed=1)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_fetch(commands, databases, kind, tmp_path, replica):
    command = ["fetch", "overlast", "--gemeente", "GM0637", "--years", "2024"]
    survives(commands, databases, kind, tmp_path, [*command, "--base-url", replica.url], seed=2)
