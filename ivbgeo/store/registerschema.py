"""The tables of the register of cameras: what files say, and what is said of it from then on."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from ivbgeo.store.metadata import metadata, of

__all__ = [
    "WHERE",
    "camera",
    "camera_area",
    "camera_entry",
    "camera_version",
    "designation",
    "designation_version",
    "entry_columns",
    "version_columns",
]


def _camera() -> tuple[Column[Any] | CheckConstraint, ...]:
    """Give the columns of what is said of a camera; its name is the name of the field."""
    return (
        Column("name", Text, nullable=False),
        Column("kind", String(10), nullable=False),
        *(Column(name, Date) for name in ("valid_from", "valid_to", "evaluation")),
        Column("decision", Text, nullable=False),
        *(Column(name, Float) for name in ("x", "y", "direction", "angle", "reach", "height")),
        *(Column(name, Float) for name in ("pixels", "lens")),
        *(Column(name, Float) for name in ("yearly_cost", "installation", "removal")),
        # As it is called there: a key of the register, or the name that a file has for it.
        Column("designation", Text),
        CheckConstraint("kind IN ('vast', 'tijdelijk')", name="kind"),
        CheckConstraint("(x IS NULL) = (y IS NULL)", name="place"),
    )


# An area is (code, level, division year), or none at all.
WHERE = "(area_code IS NULL) = (level IS NULL) AND (area_code IS NULL) = (division_year IS NULL)"
_TEXTS = ("signs", "live_viewing", "consultation", "necessity", "proportionality", "subsidiarity")


def _designation() -> tuple[Column[Any] | CheckConstraint, ...]:
    """Give the columns of what is said of a camera area; its name is the name of the field."""
    return (
        Column("name", Text, nullable=False),
        Column("kind", String(10), nullable=False),
        # A year, a month or a day.
        Column("starts", String(10), nullable=False),
        *(Column(name, Date) for name in ("ends", "withdrawn_on", "evaluation")),
        *(Column(name, Text, nullable=False) for name in ("evaluation_every", "order", "bylaw")),
        Column("border", LargeBinary),
        Column("area_code", String(12)),
        Column("level", String(10)),
        Column("division_year", Integer),
        Column("place_name", Text, nullable=False),
        Column("lon", Float),
        Column("lat", Float),
        Column("precision", Text, nullable=False),
        *(Column(name, Text, nullable=False) for name in (*_TEXTS, "withdrawal")),
        Column("retention_days", Integer),
        Column("classification", String(20), nullable=False),
        Column("source", Text, nullable=False),
        Column("remark", Text, nullable=False),
        CheckConstraint("kind IN ('vast', 'tijdelijk')", name="kind"),
        CheckConstraint(WHERE, name="area"),
        CheckConstraint("(lon IS NULL) = (lat IS NULL)", name="place"),
        CheckConstraint("classification IN ('open', 'intern')", name="class"),
        CheckConstraint("retention_days BETWEEN 1 AND 28", name="retention"),
    )


def entry_columns() -> tuple[Column[Any], ...]:
    """Give the columns of what there is; ``origin``: what it is called in what it came from."""
    return Column("id", Integer, primary_key=True), Column("origin", Text, unique=True)


def version_columns(owner: str) -> tuple[Column[Any] | UniqueConstraint, ...]:
    """Give the columns that say who said it, and when."""
    return (
        Column("id", Integer, primary_key=True),
        Column(f"{owner}_id", of(owner), nullable=False),
        Column("version", Integer, nullable=False),
        Column("changed_at", DateTime(timezone=True), nullable=False),
        # A role, never a person.
        Column("changed_by", String(20), nullable=False),
        Column("withdrawn", Boolean, nullable=False),
        # Two who change the same version: the second is refused.
        UniqueConstraint(f"{owner}_id", "version"),
    )


# What files say. Where nobody changed it since, that is what the register says.
camera = Table(
    "camera",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dataset_id", of("dataset"), nullable=False, index=True),
    Column("import_id", of("import_record"), nullable=False, index=True),
    Column("line", Integer, nullable=False),
    *_camera(),
)
camera_area = Table(
    "camera_area",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dataset_id", of("dataset"), nullable=False),
    # None for what comes with the embedded data.
    Column("import_id", of("import_record"), index=True),
    Column("line", Integer),
    Column("code", String(120), nullable=False),
    *_designation(),
)

# What somebody changed or added.
camera_entry = Table("camera_entry", metadata, *entry_columns())
camera_version = Table(
    "camera_version",
    metadata,
    *version_columns("camera_entry"),
    *_camera(),
    Column("remark", Text, nullable=False),
    CheckConstraint(
        "valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to", name="dates"
    ),
)
designation = Table("designation", metadata, *entry_columns())
designation_version = Table(
    "designation_version",
    metadata,
    *version_columns("designation"),
    *_designation(),
)
