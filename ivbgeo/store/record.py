"""The record of access in the store: lines are added behind the last one, one writer at a time."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, update

from ivbgeo.errors import StoreError
from ivbgeo.record.chain import Head, Line, chained
from ivbgeo.store.recordschema import record_head, record_line
from ivbgeo.store.versions import when

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy.engine import Connection, RowMapping

    from ivbgeo.record.asked import Asked
    from ivbgeo.record.entry import Act, Entry

__all__ = [
    "add_lines",
    "all_lines",
    "count_lines",
    "lines_of",
    "newest_lines",
    "read_head",
    "take_away",
    "too_old",
]

_AT_ONCE = 2_000
_COLUMNS = [record_line.c[field.name] for field in fields(Line)]


def add_lines(connection: Connection, entries: Iterable[Entry], at: datetime | None = None) -> Head:
    """Write what was done behind the last line; gives the new last one.

    Within the transaction of what was done, so that one is not kept without the other.

    Parameters
    ----------
    at
        When it was done; None: now.

    Raises
    ------
    StoreError
        If it is lost up to which line the record goes.
    """
    # Writing the row before it is read: a second writer waits here until the first is done.
    taken = update(record_head).values(number=record_head.c.number)
    taken = taken.returning(record_head.c.number, record_head.c.hash)
    row = connection.execute(taken).one_or_none()
    if row is None:
        raise StoreError("record.lost")
    # SQLite keeps no zone.
    moment = at.astimezone(UTC) if at else datetime.now(UTC)
    lines = chained(Head(row.number, row.hash), moment, entries)
    if not lines:
        return Head(row.number, row.hash)
    names = [column.name for column in _COLUMNS]
    rows = [{name: getattr(line, name) for name in names} for line in lines]
    connection.execute(insert(record_line), rows)
    head = lines[-1].head
    connection.execute(update(record_head).values(number=head.number, hash=head.hash))
    return head


def read_head(connection: Connection) -> Head | None:
    """Give up to which line the record goes; None where that is lost."""
    row = connection.execute(select(record_head.c.number, record_head.c.hash)).one_or_none()
    return Head(row.number, row.hash) if row else None


def all_lines(connection: Connection, up_to: int | None = None) -> Iterator[Line]:
    """Give every line that is there, by number, without holding them all.

    Parameters
    ----------
    up_to
        The number of the last one that is wanted; None: all.
    """
    number, last = record_line.c.number, None
    while True:
        query = select(*_COLUMNS).order_by(number).limit(_AT_ONCE)
        if up_to is not None:
            query = query.where(number <= up_to)
        after = query if last is None else query.where(number > last)
        rows = connection.execute(after).mappings().all()
        yield from map(_line, rows)
        if len(rows) < _AT_ONCE:
            return
        last = rows[-1]["number"]


def count_lines(connection: Connection) -> int:
    """Give how many lines there are."""
    return connection.execute(select(func.count()).select_from(record_line)).scalar_one()


def lines_of(connection: Connection, act: Act) -> tuple[Line, ...]:
    """Give all lines of one act, by number."""
    number = record_line.c.number
    query = select(*_COLUMNS).where(record_line.c.act == act.value).order_by(number)
    return tuple(map(_line, connection.execute(query).mappings()))


def newest_lines(connection: Connection, asked: Asked) -> tuple[Line, ...]:
    """Give the lines that are asked for, the newest first."""
    column, since, until = record_line.c, asked.since, asked.until
    wanted = [
        *([column.number < asked.below] if asked.below is not None else ()),
        *([column.at >= since.astimezone(UTC)] if since else ()),
        *([column.at < until.astimezone(UTC)] if until else ()),
        *([column.act.in_([act.value for act in asked.acts])] if asked.acts else ()),
        *([column.role.in_([role.value for role in asked.roles])] if asked.roles else ()),
        *([column.who == asked.who] if asked.who is not None else ()),
        *([column.area_code == asked.area_code] if asked.area_code is not None else ()),
    ]
    query = select(*_COLUMNS).where(*wanted).order_by(column.number.desc()).limit(asked.count)
    return tuple(map(_line, connection.execute(query).mappings()))


def too_old(connection: Connection, before: datetime) -> Head | None:
    """Give the last of the lines at the start that are all of before a moment; None: there is none.

    A line that is younger keeps those behind it, whatever moment a wrong clock gave them.
    """
    column = record_line.c
    young = select(func.min(column.number)).where(column.at >= before.astimezone(UTC))
    query = (
        select(column.number, column.hash)
        .where(column.number < func.coalesce(young.scalar_subquery(), column.number + 1))
        .order_by(column.number.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    return Head(row.number, row.hash) if row else None


def take_away(connection: Connection, last: Head) -> int:
    """Take away the lines up to and with ``last``; gives how many there were."""
    connection.execute(update(record_head).values(kept_from=last.number + 1))
    return connection.execute(
        delete(record_line).where(record_line.c.number <= last.number)
    ).rowcount


def _line(row: RowMapping) -> Line:
    return Line(**{**row, "at": when(row["at"])})
