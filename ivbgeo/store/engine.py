"""Opening the database: SQLite in WAL mode by default, PostgreSQL where the address says so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from ivbgeo.dutch import trouble
from ivbgeo.errors import SettingsError, StoreError
from ivbgeo.store.where import shown, url_of

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection

__all__ = ["make_engine"]

_BUSY_TIMEOUT_MS = 10_000


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
    return engine


def _make(url: Any, address: str) -> Engine:
    try:
        # What stands in rows has no business in a log.
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    except (ArgumentError, NoSuchModuleError):
        raise SettingsError("store.address", value=shown(address)) from None


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    # The driver must not begin by itself: a transaction then covers DDL and reads as well.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MS}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN")
