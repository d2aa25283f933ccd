"""Blanking what was typed: the row stays, with who wrote it and when; its words are gone.

Of a file of a planner nothing stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, delete, update

from ivbgeo.measure import ERASED
from ivbgeo.store import schema

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from ivbgeo.store.register import Register

__all__ = [
    "erase_entry",
    "erase_file",
    "erase_note",
    "erase_said",
    "erase_version",
    "leave_nothing",
]


def erase_version(connection: Connection, number: int, version: int) -> bool:
    """Blank the texts of a version of an inspanning; False where there is no such version."""
    leave_nothing(connection)
    table = schema.measure_version
    query = update(table).where(table.c.measure_id == number, table.c.version == version)
    blank = {"title": ERASED, "lead": "", "partners": "", "source": "", "remark": ""}
    return connection.execute(query.values(blank)).rowcount == 1


def erase_said(
    connection: Connection, register: Register[Any, Any], key: str, version: int
) -> bool:
    """Blank the texts of a version of one of a register; False where there is none."""
    leave_nothing(connection)
    table, number = register.of.version, register.number(connection, key)
    query = update(table).where(register.of.key == number, table.c.version == version)
    texts = [column.name for column in table.c if isinstance(column.type, Text)]
    blank = {name: "" for name in texts if not table.c[name].nullable}
    # What it is called says that it was blanked; what has no name, in its remark.
    blank["name" if "name" in blank else "remark"] = ERASED
    return connection.execute(query.values(blank)).rowcount == 1


def erase_entry(connection: Connection, register: Register[Any, Any], key: str) -> bool:
    """Take one out with all that was ever said of it; False where there is none."""
    leave_nothing(connection)
    owner, number = register.of.owner, register.number(connection, key)
    return connection.execute(delete(owner).where(owner.c.id == number)).rowcount == 1


def erase_note(connection: Connection, number: int) -> bool:
    """Blank the remark of a note about a signal; False where there is no such note."""
    leave_nothing(connection)
    table = schema.signal_note
    query = update(table).where(table.c.id == number).values(remark=ERASED)
    return connection.execute(query).rowcount == 1


def erase_file(connection: Connection, number: int) -> bool:
    """Take a file of a planner out, with what is in it; False where there is no such file."""
    leave_nothing(connection)
    table = schema.planner_file
    return connection.execute(delete(table).where(table.c.id == number)).rowcount == 1


def leave_nothing(connection: Connection) -> None:
    """Have SQLite overwrite what it lets go of: it leaves the bytes in the file else."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
