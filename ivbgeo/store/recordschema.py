"""The tables of the record of access: lines that only come, and up to which one it goes."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, DateTime, Integer, String, Table

from ivbgeo.store.metadata import metadata

__all__ = ["record_head", "record_line"]

# Triggers refuse that a line is changed, or taken away while it is kept (r0009): a migration that
# makes this table anew has to bring them along.
record_line = Table(
    "record_line",
    metadata,
    # Given by the record itself: no line without the one before it.
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("act", String(20), nullable=False),
    Column("what", String(200), nullable=False),
    Column("role", String(20), nullable=False),
    Column("who", String(200), nullable=False),
    Column("area_code", String(12)),
    Column("level", String(10)),
    Column("division_year", Integer),
    Column("detail", String(200), nullable=False),
    Column("hash", String(64), nullable=False),
)

# One row: the last line, and the first one that is kept.
record_head = Table(
    "record_head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("kept_from", Integer, nullable=False),
    CheckConstraint("id = 1", name="one"),
)
