"""What is the matter with a database that does not do what it is asked, by what its driver says."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, OperationalError

from ivbgeo.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy.exc import SQLAlchemyError

__all__ = ["told"]

_SQLITE = {
    sqlite3.SQLITE_BUSY: "fault.busy",
    sqlite3.SQLITE_LOCKED: "fault.busy",
    sqlite3.SQLITE_FULL: "fault.full",
    # A limit on the size of files ends in this one, and so does a disk that fails.
    sqlite3.SQLITE_IOERR: "fault.disk",
    sqlite3.SQLITE_READONLY: "fault.disk",
    sqlite3.SQLITE_CORRUPT: "store.damaged",
    sqlite3.SQLITE_NOTADB: "store.damaged",
}
_PRIMARY = 0xFF  # the rest of a code of SQLite says more of the same
# By the first two signs of SQLSTATE, or all five.
_POSTGRESQL = {
    "53100": "fault.full",
    "53": "fault.busy",
    "55P03": "fault.busy",
    "57014": "fault.busy",
    "40": "fault.busy",
    "58": "fault.disk",
    "XX001": "store.damaged",
    "XX002": "store.damaged",
}


def told(error: SQLAlchemyError, address: str) -> Exception:
    """Give what to raise for an error: our own where it is of the database itself.

    What our own rows broke stays as it is.

    Parameters
    ----------
    address
        Of the database, its password hidden.
    """
    if not isinstance(error, DBAPIError):  # no connection came free
        return StoreError("fault.busy")
    why = str(error.orig).strip()
    rule = _rule(error)
    if rule is None and isinstance(error, OperationalError | InterfaceError):
        rule = "store.unreachable"
    elif rule is None and type(error) is DatabaseError:
        rule = "store.damaged"  # SQLite, of a file that is no database
    return StoreError(rule, address=address, why=why) if rule else error


def _rule(error: DBAPIError) -> str | None:
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE.get(code & _PRIMARY)
    state = getattr(error.orig, "sqlstate", None) or ""
    return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2])
