"""The tables of what people write in the app itself, beside the figures: nothing is overwritten."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from ivbgeo.store.metadata import metadata, of

__all__ = ["measure", "measure_version", "planner_file", "remark", "scenario", "signal_note"]

# What the municipality does. What is said of it stands in its versions: rows that only come.
measure = Table(
    "measure",
    metadata,
    Column("id", Integer, primary_key=True),
    # What it is called in the embedded data that it came from; none for one that was added here.
    Column("origin", String(120), unique=True),
)

# An area is (code, level, division year), or none at all: the whole city.
_WHERE = "(area_code IS NULL) = (level IS NULL) AND (area_code IS NULL) = (division_year IS NULL)"

measure_version = Table(
    "measure_version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("measure_id", of("measure"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    # A role, never a person; ``bron`` for what a document says.
    Column("changed_by", String(20), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("title", Text, nullable=False),
    Column("lead", Text, nullable=False),
    Column("partners", Text, nullable=False),
    Column("area_code", String(12)),
    Column("level", String(10)),
    Column("division_year", Integer),
    Column("starts", Date),
    Column("ends", Date),
    Column("open_ended", Boolean, nullable=False),
    Column("status", String(10), nullable=False),
    *(
        Column(name, String(length))
        for name, length in (("speerpunt_code", 80), ("category", 60), ("indicator", 80))
    ),
    Column("classification", String(20), nullable=False),
    Column("source", Text, nullable=False),
    Column("remark", Text, nullable=False),
    # Two who change the same version: the second is refused.
    UniqueConstraint("measure_id", "version"),
    CheckConstraint(_WHERE, name="area"),
    CheckConstraint("starts IS NULL OR ends IS NULL OR starts <= ends", name="dates"),
    CheckConstraint("NOT open_ended OR ends IS NULL", name="open_ended"),
    CheckConstraint("classification IN ('open', 'intern')", name="class"),
)

# What was done about a signal: of a signal that has several, the last one holds.
signal_note = Table(
    "signal_note",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("area_code", String(12), nullable=False),
    Column("level", String(10), nullable=False),
    Column("division_year", Integer, nullable=False),
    Column("category", String(60), nullable=False),
    Column("month", Integer, nullable=False),
    Column("status", String(12), nullable=False),
    Column("remark", Text, nullable=False),
    # A role, never a person.
    Column("noted_by", String(20), nullable=False),
    Column("noted_at", DateTime(timezone=True), nullable=False),
    CheckConstraint("status IN ('nieuw', 'bekeken', 'actie', 'geen_actie')", name="status"),
)
Index("ix_signal_note_month", signal_note.c.month)

# What a planner brought along to plan with, as the file that it was. One that is withdrawn is
# listed no more; a scenario that was made with it can still be read.
planner_file = Table(
    "planner_file",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("name", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("size", Integer, nullable=False),
    Column("added_at", DateTime(timezone=True), nullable=False),
    # A role, never a person.
    Column("added_by", String(20), nullable=False),
    Column("withdrawn_at", DateTime(timezone=True)),
    UniqueConstraint("kind", "sha256"),
)

# A choice of sites: what was asked and what came out, as JSON. Shared by its token.
scenario = Table(
    "scenario",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("token", String(32), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("made_by", String(20), nullable=False),
    Column("withdrawn_at", DateTime(timezone=True)),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
)

# Free text of a file, without what looks personal, where a setting says that it is kept. Nothing
# reads it: it can be counted, and taken away.
remark = Table(
    "remark",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("import_id", of("import_record"), nullable=False, index=True),
    Column("line", Integer, nullable=False),
    Column("source_column", Text, nullable=False),
    Column("text", Text, nullable=False),
)
