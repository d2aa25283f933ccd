"""Opening the database: SQLite in WAL mode by default, PostgreSQL where the address says so."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, func, select
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from ivbgeo.dutch import trouble
from ivbgeo.errors import SettingsError, StoreError
from ivbgeo.store.watching import watch
from ivbgeo.store.where import shown, url_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection, Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection

__all__ = ["alone", "give_back", "make_engine"]

_BUSY_TIMEOUT_MS = 10_000
# Of a server that says nothing at all; one that is off says so at once.
_CONNECT_TIMEOUT_S = 5
# Any number: whoever has it brings the tables up to date.
_ALONE = 637_008
_BEGIN = "ivbgeo_begin"
# Of the log, when what is in it is in the file itself.
_LOG_LIMIT = 64 << 20
_TRUNCATE = "PRAGMA wal_checkpoint(TRUNCATE)"


def make_engine(address: str) -> Engine:
    """Open ``sqlite:///path`` or ``postgresql://…``.

    Raises
    ------
    SettingsError
        If the address can't be read or names another kind of database.
    """
    url = url_of(address)
    if url.get_backend_name() == "postgresql":
        return _make(url.set(drivername="postgresql+psycopg"), address)
    if url.get_backend_name() != "sqlite":
        raise SettingsError("store.address", value=shown(url))
    if url.database:
        folder = Path(url.database).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError("store.unreachable", address=address, why=trouble(error)) from None
    engine = _make(url, address)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    if url.database:
        watch(engine, Path(url.database))
    return engine


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """Begin a transaction that no other one of these is beside, in any process."""
    with engine.execution_options(**{_BEGIN: "IMMEDIATE"}).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_ALONE)))
        yield connection


def give_back(engine: Engine) -> None:
    """Give a disk back what an undone transaction took: SQLite leaves it in its log."""
    if engine.dialect.name != "sqlite":
        return
    with suppress(sqlite3.Error, SQLAlchemyError), closing(engine.raw_connection()) as connection:
        # Not for long: somebody else may be writing.
        connection.cursor().execute("PRAGMA busy_timeout = 100").execute(_TRUNCATE)
        connection.invalidate()


def _make(url: Any, address: str) -> Engine:
    postgresql = url.get_backend_name() == "postgresql"
    given = {"connect_timeout": _CONNECT_TIMEOUT_S} if postgresql else {}
    # What the address itself says goes before it.
    given = {name: value for name, value in given.items() if name not in url.query}
    try:
        # What stands in rows has no business in a log.
        return create_engine(url, pool_pre_ping=True, hide_parameters=True, connect_args=given)
    except (ArgumentError, NoSuchModuleError):
        raise SettingsError("store.address", value=shown(address)) from None


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    # The driver must not begin by itself: a transaction then covers DDL and reads as well.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute(f"PRAGMA journal_size_limit = {_LOG_LIMIT}")
    cursor.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MS}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    how = connection.get_execution_options().get(_BEGIN, "")
    connection.exec_driver_sql(f"BEGIN {how}")
