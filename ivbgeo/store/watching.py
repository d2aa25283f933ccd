"""Whether the file of SQLite is still the one that was opened.

A file that was moved away goes on being read and written by who has it open: what is written then
is lost. And a path where nothing is any more would silently become a new, empty database.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.exc import DisconnectionError

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.engine import Engine

__all__ = ["watch"]

_FILE = "ivbgeo_file"


def watch(engine: Engine, path: Path) -> None:
    """Have each use of an engine look at its file: another one is opened anew, none is missed."""
    opened = False

    def connecting(_dialect: Any, _record: Any, _args: Any, _options: Any) -> None:
        if opened and not path.exists():
            raise sqlite3.OperationalError("the file is not there")

    def connected(_connection: Any, record: Any) -> None:
        nonlocal opened
        opened = True
        record.info[_FILE] = _which(path)

    def taken(_connection: Any, record: Any, _proxy: Any) -> None:
        if record.info.get(_FILE) != _which(path):
            raise DisconnectionError("the file is another one")

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
