"""What is kept in versions: a change is a row that comes, and none goes.

Two tables belong together: one of what there is (``id`` and ``origin``, what it is called in what
it came from), and one of what was said of it, whose rows count from 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from ivbgeo.errors import DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Column, Select, Table
    from sqlalchemy.engine import Connection, Row

__all__ = ["Versioned", "add_entry", "add_version", "newest_rows", "version_rows", "when"]


@dataclass(frozen=True, slots=True)
class Versioned:
    """The two tables of a noun, and the rules that are broken where it is not there, or moved on.

    ``called``: the column of what one is called. ``unknown`` names the number as ``value``,
    ``moved_on`` what it is called.
    """

    owner: Table
    version: Table
    called: str
    unknown: str
    moved_on: str

    @property
    def key(self) -> Column[int]:
        """The column that says of which one a version is."""
        found: Column[int] = self.version.c[f"{self.owner.name}_id"]
        return found

    def rows(self) -> Select[Any]:
        """Ask for all versions, each with ``owner_id`` and ``origin`` of what it is of."""
        return select(self.version, self.key.label("owner_id"), self.owner.c.origin).join(
            self.owner, self.owner.c.id == self.key
        )


def newest_rows(connection: Connection, of: Versioned) -> Sequence[Row[Any]]:
    """Give the newest version of each one, the oldest one first."""
    later = of.version.alias()
    newest = (
        select(func.max(later.c.version))
        .where(later.c[of.key.name] == of.owner.c.id)
        .scalar_subquery()
    )
    query = of.rows().where(of.version.c.version == newest).order_by(of.owner.c.id)
    return connection.execute(query).all()


def version_rows(connection: Connection, of: Versioned, number: int) -> Sequence[Row[Any]]:
    """Give all versions of one, the newest first."""
    query = of.rows().where(of.owner.c.id == number).order_by(of.version.c.version.desc())
    return connection.execute(query).all()


def add_entry(
    connection: Connection,
    of: Versioned,
    said: Mapping[str, Any],
    by: str,
    origin: str | None = None,
    *,
    at: datetime | None = None,
) -> int:
    """Write the first version of one; gives its number.

    Parameters
    ----------
    said
        What is said of it, by column.
    by
        A role, or what it came from.
    at
        When it was said; None: now.
    """
    query = insert(of.owner).returning(of.owner.c.id)
    number = int(connection.execute(query, {"origin": origin}).scalar_one())
    told = {"changed_at": at or datetime.now(UTC), "changed_by": by, "withdrawn": False}
    _write(connection, of, number, 1, {**said, **told})
    return number


def add_version(
    connection: Connection,
    of: Versioned,
    number: int,
    seen: int,
    said: Mapping[str, Any],
    by: str,
    *,
    withdrawn: bool = False,
) -> int:
    """Write what is said of one from now on; gives the number of that version.

    Parameters
    ----------
    seen
        The version that was on the screen of whoever changes it.

    Raises
    ------
    UsageError
        If there is no such one.
    DataError
        If another version came after ``seen``: it would be lost unread.
    """
    query = select(func.max(of.version.c.version)).where(of.key == number)
    newest = connection.execute(query).scalar_one()
    if newest is None:
        raise UsageError(of.unknown, value=number)
    if newest != seen:
        raise DataError(of.moved_on, value=said[of.called])
    told = {"changed_at": datetime.now(UTC), "changed_by": by, "withdrawn": withdrawn}
    _write(connection, of, number, seen + 1, {**said, **told})
    return seen + 1


def when(at: datetime) -> datetime:
    """Give a moment with its zone: SQLite gives back the same one without."""
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def _write(
    connection: Connection, of: Versioned, number: int, version: int, row: Mapping[str, Any]
) -> None:
    connection.execute(insert(of.version), {**row, of.key.name: number, "version": version})
