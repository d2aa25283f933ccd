"""Files of a planner: each is kept once for its kind, and taken away without being forgotten."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from ivbgeo.store.schema import planner_file

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Row

__all__ = ["add_file", "file_content", "list_files", "withdraw_file"]

_ABOUT = [column for column in planner_file.c if column.name != "content"]


def list_files(connection: Connection) -> tuple[Row[Any], ...]:
    """Give all of them without their content, those that were withdrawn too; the newest first."""
    query = select(*_ABOUT).order_by(planner_file.c.added_at.desc(), planner_file.c.id.desc())
    return tuple(connection.execute(query))


def file_content(connection: Connection, number: int) -> bytes | None:
    """Give what is kept of one; None if there is none of that number."""
    query = select(planner_file.c.content).where(planner_file.c.id == number)
    found = connection.execute(query).scalar()
    return None if found is None else bytes(found)


def add_file(
    connection: Connection, kind: str, sha256: str, content: bytes, *, name: str, size: int, by: str
) -> int:
    """Keep one; gives its number. What is there already is offered again, under its new name."""
    told = {
        "name": name,
        "content": content,
        "added_at": datetime.now(UTC),
        "added_by": by,
        "withdrawn_at": None,
    }
    here = (planner_file.c.kind == kind) & (planner_file.c.sha256 == sha256)
    again = update(planner_file).where(here).values(told).returning(planner_file.c.id)
    number = connection.execute(again).scalar()
    if number is None:
        query = insert(planner_file).returning(planner_file.c.id)
        row = {"kind": kind, "sha256": sha256, "size": size, **told}
        number = connection.execute(query, row).scalar_one()
    return int(number)


def withdraw_file(connection: Connection, number: int) -> bool:
    """Offer one no more; tells whether it was offered."""
    here = (planner_file.c.id == number) & planner_file.c.withdrawn_at.is_(None)
    query = update(planner_file).where(here).values(withdrawn_at=datetime.now(UTC))
    return connection.execute(query).rowcount == 1
