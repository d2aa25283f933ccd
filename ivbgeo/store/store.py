"""The store: opened once, migrated when asked, written in whole transactions only."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import column, insert, inspect, select, table, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from ivbgeo.errors import StoreError
from ivbgeo.store.engine import alone, give_back, make_engine
from ivbgeo.store.schema import data_version
from ivbgeo.store.trouble import told
from ivbgeo.store.where import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection, Engine

__all__ = ["Store"]

_MIGRATIONS = Path(__file__).parent / "migrations"
_VERSION = "alembic_version"  # the table in which Alembic keeps the revision
# Of a driver, or that no connection came free.
_TROUBLE = (DBAPIError, PoolTimeoutError)


class Store:
    """A database with the tables of ``ivbgeo.store.schema``.

    Reading and writing of each noun is in the module of that name; they take a connection from
    ``reading()`` or ``writing()``.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @classmethod
    def open(cls, address: str) -> Store:
        """Open the store at a database address, and bring its tables up to date.

        Raises
        ------
        SettingsError
            If the address is of no known kind.
        StoreError
            If the database can't be reached, or was made by a newer version.
        """
        store = cls(make_engine(address))
        try:
            store._migrate()
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    @property
    def address(self) -> str:
        """The database address, its password hidden."""
        return shown(self.engine.url)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent look at the data."""
        try:
            with self.engine.connect() as connection:
                if self.engine.dialect.name == "postgresql":
                    # In place: the connection itself gets the option.
                    connection.execution_options(isolation_level="REPEATABLE READ")
                with connection.begin():
                    yield connection
        except _TROUBLE as error:
            raise told(error, self.address) from _cause(error)

    @contextmanager
    def writing(self, *, figures: bool = True) -> Iterator[Connection]:
        """One transaction: all of it is kept, and the data version goes up, or nothing is.

        Parameters
        ----------
        figures
            False for what people note beside the figures, such as inspanningen: the version stays,
            and with it all that was made of figures.
        """
        try:
            with self.engine.begin() as connection:
                # First of all, so that writers queue here instead of failing halfway.
                newer = data_version.c.version + int(figures)
                connection.execute(update(data_version).values(version=newer))
                yield connection
        except IntegrityError as error:
            raise _without_rows(error) from None
        except _TROUBLE as error:
            give_back(self.engine)
            raise told(error, self.address) from _cause(error)

    @contextmanager
    def noting(self) -> Iterator[Connection]:
        """One transaction for the record of access, which has a queue of its own.

        On PostgreSQL who looks does not wait for who writes, however long that takes. SQLite has
        one writer at a time.
        """
        try:
            with self.engine.begin() as connection:
                yield connection
        except _TROUBLE as error:
            raise told(error, self.address) from _cause(error)

    @property
    def version(self) -> int:
        """Number that goes up with every transaction that wrote; what is kept by it stays right."""
        with self.reading() as connection:
            return self.version_in(connection)

    @staticmethod
    def version_in(connection: Connection) -> int:
        """Give the version of what a connection reads."""
        return int(connection.execute(select(data_version.c.version)).scalar_one())

    @staticmethod
    def revision_in(connection: Connection) -> str:
        """Give the revision of the tables of what a connection reads."""
        return _revision_of(connection) or ""

    def _migrate(self) -> None:
        known = _revisions()
        try:
            with self.engine.begin() as connection:
                if self._is_newest(connection, known):
                    return
            # Once more, alone: another one that opens it may be doing the same.
            with alone(self.engine) as connection:
                if self._is_newest(connection, known):
                    return
                _upgrade(connection)
                if connection.execute(select(data_version.c.version)).first() is None:
                    connection.execute(insert(data_version).values(id=1, version=0))
        except _TROUBLE as error:
            raise told(error, self.address) from _cause(error)

    def _is_newest(self, connection: Connection, known: list[str]) -> bool:
        current = _revision_of(connection)
        if current is not None and current not in known:
            raise StoreError("store.newer", address=self.address, revision=current)
        return current == known[-1]


def _revisions() -> list[str]:
    """Give the revisions, the newest last: each is the number in the name of its file."""
    return sorted(path.name[1:5] for path in _MIGRATIONS.glob("versions/r[0-9]*.py"))


def _revision_of(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_VERSION):
        return None
    found = connection.execute(select(column("version_num")).select_from(table(_VERSION))).scalar()
    return None if found is None else str(found)


def _upgrade(connection: Connection) -> None:
    # Not before there is something to do: Alembic takes as long to load as the rest of the store.
    from alembic import command  # noqa: PLC0415 - said above
    from alembic.config import Config  # noqa: PLC0415 - said above

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _cause(error: Exception) -> BaseException | None:
    """Give what the driver said: SQLAlchemy's own words may have rows in them."""
    return error.orig if isinstance(error, DBAPIError) else None


def _without_rows(error: IntegrityError) -> IntegrityError:
    """Give an error without the row that PostgreSQL tells in its details: it may be of persons."""
    told = getattr(error.orig, "diag", None)
    words = told.message_primary if told is not None else str(error.orig)
    return IntegrityError(error.statement, None, ValueError(words), hide_parameters=True)
