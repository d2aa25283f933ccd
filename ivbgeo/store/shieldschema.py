"""The tables of what is shown of intern rows after withholding, and what the next time needs."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    DateTime,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from ivbgeo.store.metadata import metadata, of

__all__ = ["shield_head", "shield_part"]

# What was decided of a part of a dataset that can be decided by itself. It only comes and goes.
shield_part = Table(
    "shield_part",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dataset_id", of("dataset"), nullable=False),
    # A calendar year, or ``alle``.
    Column("span", String(8), nullable=False),
    # The hash of what was decided about, and that of this with the key of the part before it.
    Column("content", String(64), nullable=False),
    Column("key", String(64), nullable=False),
    # What may be read; and all counts, of which the next version has to be told apart.
    Column("told", LargeBinary, nullable=False),
    Column("kept", LargeBinary, nullable=False),
    Column("told_hash", String(64), nullable=False),
    Column("kept_hash", String(64), nullable=False),
    UniqueConstraint("dataset_id", "key"),
)

# Of each dataset: the parts that are shown, and of what data that is.
shield_head = Table(
    "shield_head",
    metadata,
    Column("dataset_id", of("dataset"), primary_key=True, autoincrement=False),
    Column("fingerprint", String(64), nullable=False),
    Column("threshold", Integer, nullable=False),
    Column("division_year", Integer, nullable=False),
    Column("decided_at", DateTime(timezone=True), nullable=False),
    # Span to key, as JSON: the parts that are shown, and those that were before them.
    Column("parts", Text, nullable=False),
    Column("before", Text, nullable=False),
)
