"""Whether the file of SQLite is still the one that was opened.

A file that was moved away goes on being read and written by who has it open: what is written then
is lost. A path where nothing is any more would silently become a new, empty database. And SQLite
would lay the log of the old file over another one in its place, which breaks it.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.exc import DisconnectionError

from ivbgeo.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.engine import Engine

__all__ = ["watch"]


def watch(engine: Engine, path: Path) -> None:
    """Have each use of an engine look at its file: one that is back is found again, no other one.

    Using it raises StoreError where another file is there, and what SQLite raises where none is.
    """
    opened: tuple[int, int] | None = None

    def connecting(_dialect: Any, _record: Any, _args: Any, _options: Any) -> None:
        now = _which(path)
        if opened is not None and now is None:
            raise sqlite3.OperationalError("the file is not there")
        if opened not in {None, now}:
            raise StoreError("fault.replaced")

    def connected(_connection: Any, _record: Any) -> None:
        nonlocal opened
        opened = opened or _which(path)

    def taken(_connection: Any, _record: Any, _proxy: Any) -> None:
        if opened != _which(path):
            raise DisconnectionError("the file is not the one that was opened")

    event.listen(engine, "do_connect", connecting)
    event.listen(engine, "connect", connected)
    event.listen(engine, "checkout", taken)


def _which(path: Path) -> tuple[int, int] | None:
    """Give which file is at a path, whatever it is called; None: none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
