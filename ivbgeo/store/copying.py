"""All that a store holds, from one database into another, of whatever kind both are."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from sqlalchemy import DateTime, delete, func, select, text, update
from sqlalchemy.exc import DBAPIError

from ivbgeo.errors import StoreError
from ivbgeo.record.chain import START, anchor
from ivbgeo.record.entry import Act
from ivbgeo.store.bulk import insert_columns
from ivbgeo.store.metadata import metadata
from ivbgeo.store.record import lines_of, read_head
from ivbgeo.store.recordschema import record_head, record_line
from ivbgeo.store.schema import data_version
from ivbgeo.store.trouble import told
from ivbgeo.store.versions import when

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from pathlib import Path

    from sqlalchemy import Column, Table
    from sqlalchemy.engine import Connection

    from ivbgeo.record.chain import Head
    from ivbgeo.store import Store

    Progress = Callable[[int], None]

__all__ = ["count_rows", "count_since", "fill", "snapshot", "sound", "take_over"]

_BATCH = 5_000  # borders are of kilobytes each
# These say where a store stands, and go on from there.
_OWN = (data_version, record_line, record_head)
_REST = tuple(table for table in metadata.sorted_tables if table not in _OWN)


def snapshot(store: Store, path: Path) -> None:
    """Copy a store in SQLite as it is at one moment into a new file, while others read and write.

    What was taken away is not in the free pages of the copy.

    Raises
    ------
    StoreError
        If the store can't be read, or the copy can't be written.
    """
    connection = store.engine.raw_connection()
    try:
        connection.cursor().execute("VACUUM INTO ?", (str(path),))
    except sqlite3.Error as error:
        instance = DBAPIError.instance("VACUUM INTO", [], error, sqlite3.Error)
        raise told(instance, store.address) from None
    finally:
        connection.close()


def fill(source: Connection, target: Connection, progress: Progress | None = None) -> None:
    """Copy everything into a store that was just made, and holds nothing of its own."""
    tables = metadata.sorted_tables
    _empty(target, tables)
    _copy(source, target, tables, progress)


def take_over(source: Connection, target: Connection, progress: Progress | None = None) -> None:
    """Let a store hold what another one holds; in the transaction of ``target``.

    Its version goes on, higher than either. Its record of access goes on too: no line is lost.

    Raises
    ------
    StoreError
        If both have lines of the record that the other one has not, or may have, or if it is lost
        up to which line the record of ``target`` goes.
    """
    _ahead(source, target)  # at once, if it can't be
    _empty(target, _REST)
    _copy(source, target, _REST, progress)
    if target.dialect.name == "postgresql":
        _renumber(target)
    other = source.execute(select(data_version.c.version)).scalar_one()
    now = target.execute(select(data_version.c.version)).scalar_one()
    target.execute(update(data_version).values(version=max(now, other + 1)))
    # Last, for who looks has to wait for it.
    _join_record(source, target)


def count_rows(connection: Connection) -> dict[str, int]:
    """Give how many rows each table has, by its name."""
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in metadata.sorted_tables
    }


def count_since(source: Connection, target: Connection, acts: Collection[str]) -> int:
    """Give how many lines of some acts the record of ``target`` has behind that of ``source``."""
    there = read_head(source)
    query = select(func.count()).where(
        record_line.c.number > (there.number if there else 0), record_line.c.act.in_(acts)
    )
    return int(target.execute(query).scalar_one())


def sound(connection: Connection) -> bool:
    """Whether SQLite finds a file of its own whole, its keys too."""
    (told,) = connection.execute(text("PRAGMA quick_check(1)")).one()
    return told == "ok" and connection.execute(text("PRAGMA foreign_key_check")).first() is None


def _empty(connection: Connection, tables: Sequence[Table]) -> None:
    for table in reversed(tables):
        # Not TRUNCATE: who is reading goes on with what was there.
        connection.execute(delete(table))


def _copy(
    source: Connection, target: Connection, tables: Iterable[Table], progress: Progress | None
) -> None:
    for table in tables:
        _copy_rows(source, target, table, (), progress)


def _copy_rows(
    source: Connection,
    target: Connection,
    table: Table,
    wanted: Sequence[Any],
    progress: Progress | None = None,
) -> None:
    columns: list[Column[Any]] = list(table.columns)
    moments = [isinstance(c.type, DateTime) and c.type.timezone for c in columns]
    # In one order: a table that names its own rows has the earlier ones first.
    query = select(*columns).where(*wanted).order_by(*table.primary_key)
    with source.execute(query, execution_options={"yield_per": _BATCH}) as result:
        for batch in result.partitions():
            values = {
                column.name: [None if v is None else when(v) for v in each] if zoned else each
                for column, zoned, each in zip(
                    columns, moments, zip(*batch, strict=True), strict=True
                )
            }
            insert_columns(target, table, values)
            if progress is not None:
                progress(len(batch))


def _ahead(source: Connection, target: Connection) -> Head | None:
    """Give the last line of the record of ``source``, if that goes on where the other ends.

    Raises
    ------
    StoreError
        If both have lines that the other one has not, or may have, or if it is lost up to which
        line that of ``target`` goes.
    """
    here, there = read_head(target), read_head(source)
    if here is None:
        raise StoreError("record.lost")
    if there is None:
        return None  # what is broken in the copy stays there
    longer, shorter = (source, here) if there.number > here.number else (target, there)
    if not _has(longer, shorter):
        raise StoreError("backup.other_record")
    return there if longer is source else None


def _join_record(source: Connection, target: Connection) -> None:
    """Put the lines that only the other has behind those that are here."""
    # Written first: who notes something waits from here on.
    row = target.execute(
        update(record_head)
        .values(number=record_head.c.number)
        .returning(record_head.c.number, record_head.c.kept_from)
    ).one_or_none()
    there = _ahead(source, target)
    if there is None or row is None:
        return
    number, kept_from = row
    _copy_rows(source, target, record_line, [record_line.c.number > number])
    if not number:
        kept_from = source.execute(select(record_head.c.kept_from)).scalar_one()
    head = {"number": there.number, "hash": there.hash, "kept_from": kept_from}
    target.execute(update(record_head).values(head))


def _has(connection: Connection, head: Head) -> bool:
    """Whether a record goes through a line; of those tidied away only the last one is known."""
    kept_from = connection.execute(select(record_head.c.kept_from)).scalar_one()
    if head == START:
        return True
    if head.number < kept_from:
        told = {line.detail for line in lines_of(connection, Act.OPGERUIMD)}
        return head.number == kept_from - 1 and anchor(head) in told
    query = select(record_line.c.hash).where(record_line.c.number == head.number)
    return connection.execute(query).scalar_one_or_none() == head.hash


def _renumber(connection: Connection) -> None:
    """Have PostgreSQL give new rows numbers after those that came with the rows."""
    for table in _REST:
        (key, *_) = table.primary_key
        query = select(func.pg_get_serial_sequence(table.name, key.name))
        sequence = connection.execute(query).scalar_one()
        if sequence is not None:
            newest = select(func.coalesce(func.max(key), 0) + 1).scalar_subquery()
            connection.execute(select(func.setval(sequence, newest, False)))
