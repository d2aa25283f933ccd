"""What was decided to be shown of intern rows: parts that stay as they are, and which of them hold.

A part is two files in one row: what may be read, and what the next version has to be held to. Both
are opened only if their hash is right.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select

from ivbgeo.errors import StoreError
from ivbgeo.store import schema

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from sqlalchemy import Select
    from sqlalchemy.engine import Connection

__all__ = [
    "Head",
    "Part",
    "add_part",
    "find_part",
    "import_marks",
    "keep_only",
    "read_head",
    "read_kept",
    "read_told",
    "unplaced_by_division",
    "write_head",
]

_PART = schema.shield_part.c
_ROWS = {"incidents": schema.incident, "cases": schema.casus}


@dataclass(frozen=True, slots=True)
class Head:
    """Which parts of a dataset are shown, and of what data that was decided.

    ``parts``: by span (a year, or ``alle``), the key of the part that is shown; ``before``: of what
    was shown before it, the newest first, also where the span is not there any more.
    """

    fingerprint: str
    threshold: int
    division_year: int
    decided_at: datetime
    parts: Mapping[str, str]
    before: Mapping[str, tuple[str, ...]]

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all parts that are remembered."""
        return frozenset().union(self.parts.values(), *self.before.values())


@dataclass(frozen=True, slots=True)
class Part:
    """What was decided of a part of a dataset.

    ``content``: the hash of what was decided about; ``key``: that with what was shown before.
    """

    span: str
    content: str
    key: str
    told: bytes
    kept: bytes


def read_head(connection: Connection, dataset_id: int) -> Head | None:
    """Give which parts hold; None where nothing was decided yet.

    Raises
    ------
    StoreError
        If it is not what was written.
    """
    table = schema.shield_head
    row = connection.execute(select(table).where(table.c.dataset_id == dataset_id)).first()
    if row is None:
        return None
    try:
        parts, before = json.loads(row.parts), json.loads(row.before)
    except ValueError:
        raise StoreError("shielding.damaged", value=dataset_id) from None
    told = (row.fingerprint, row.threshold, row.division_year, row.decided_at, dict(parts))
    # One key was not in a list once.
    were = {s: (keys,) if isinstance(keys, str) else tuple(keys) for s, keys in before.items()}
    return Head(*told, were)


def write_head(connection: Connection, dataset_id: int, head: Head) -> None:
    """Say which parts hold from now on."""
    table = schema.shield_head
    connection.execute(delete(table).where(table.c.dataset_id == dataset_id))
    told = {
        "dataset_id": dataset_id,
        "fingerprint": head.fingerprint,
        "threshold": head.threshold,
        "division_year": head.division_year,
        "decided_at": head.decided_at,
        "parts": json.dumps(dict(head.parts), sort_keys=True),
        "before": json.dumps(dict(head.before), sort_keys=True),
    }
    connection.execute(insert(table), told)


def add_part(connection: Connection, dataset_id: int, part: Part) -> None:
    """Write a part, in place of one with the same key."""
    connection.execute(
        delete(schema.shield_part).where(_PART.dataset_id == dataset_id, _PART.key == part.key)
    )
    told = {
        "dataset_id": dataset_id,
        "span": part.span,
        "content": part.content,
        "key": part.key,
        "told": part.told,
        "kept": part.kept,
        "told_hash": hashlib.sha256(part.told).hexdigest(),
        "kept_hash": hashlib.sha256(part.kept).hexdigest(),
    }
    connection.execute(insert(schema.shield_part), told)


def find_part(connection: Connection, dataset_id: int, key: str) -> str | None:
    """Give the hash of what a part was decided about, by its key; None where there is none."""
    query = select(_PART.content).where(_PART.dataset_id == dataset_id, _PART.key == key)
    return connection.execute(query).scalar_one_or_none()


def read_told(connection: Connection, dataset_id: int, key: str) -> bytes:
    """Give what may be read of a part.

    Raises
    ------
    StoreError
        If it is not there, or not what was written.
    """
    return _read(connection, dataset_id, key, select(_PART.told, _PART.told_hash))


def read_kept(connection: Connection, dataset_id: int, key: str) -> bytes:
    """Give what the next version has to be held to.

    Raises
    ------
    StoreError
        If it is not there, or not what was written.
    """
    return _read(connection, dataset_id, key, select(_PART.kept, _PART.kept_hash))


def keep_only(connection: Connection, dataset_id: int, keys: Collection[str]) -> None:
    """Take away the parts of a dataset with other keys than these."""
    connection.execute(
        delete(schema.shield_part).where(
            _PART.dataset_id == dataset_id, _PART.key.not_in(sorted(keys))
        )
    )


def import_marks(connection: Connection, dataset_id: int) -> list[tuple[int, str, int, int]]:
    """Give what tells the rows of a dataset from those that were there before or will be."""
    record = schema.import_record.c
    query = select(record.id, record.sha256, record.rows_written, record.data_version)
    found = connection.execute(query.where(record.dataset_id == dataset_id).order_by(record.id))
    return [(row.id, row.sha256, row.rows_written, row.data_version) for row in found]


def unplaced_by_division(connection: Connection, kind: str, dataset_id: int) -> dict[int, int]:
    """Count the rows of a dataset without a point, by the number of the division of their code."""
    table = _ROWS[kind].c
    number = func.coalesce(table.division_id, 0)
    query = select(number, func.count()).where(table.dataset_id == dataset_id, table.x.is_(None))
    return {row[0]: row[1] for row in connection.execute(query.group_by(number))}


def _read(connection: Connection, dataset_id: int, key: str, query: Select[bytes, str]) -> bytes:
    row = connection.execute(query.where(_PART.dataset_id == dataset_id, _PART.key == key)).first()
    if row is not None and hashlib.sha256(row[0]).hexdigest() == row[1]:
        return bytes(row[0])
    raise StoreError("shielding.damaged", value=dataset_id)
