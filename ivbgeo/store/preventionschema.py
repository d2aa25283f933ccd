"""The tables of prevention: what files say, what is said of it from then on, and plekken."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    Float,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from ivbgeo.store.metadata import metadata, of
from ivbgeo.store.registerschema import WHERE, entry_columns, version_columns

__all__ = ["prevention", "prevention_row", "prevention_version", "spot", "spot_version"]

_KINDS = (
    "kind IN ('groep', 'was-gebied', 'ronde', 'alcoholverbod', 'drugsverbod', 'vuurwerkvrij', "
    "'avond')"
)
_DATES = "valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to"


def _prevention() -> tuple[Column[Any] | CheckConstraint, ...]:
    """Give the columns of what is said of one; their names are those of the fields."""
    return (
        Column("kind", String(20), nullable=False),
        Column("name", Text, nullable=False),
        Column("border", LargeBinary),
        Column("area_code", String(12)),
        Column("level", String(10)),
        Column("division_year", Integer),
        *(Column(name, Date) for name in ("valid_from", "valid_to")),
        *(Column(name, Text, nullable=False) for name in ("times", "contact_role", "contact")),
        *(Column(name, Text, nullable=False) for name in ("decision", "place")),
        Column("classification", String(20), nullable=False),
        *(Column(name, Text, nullable=False) for name in ("source", "remark")),
        CheckConstraint(_KINDS, name="kind"),
        CheckConstraint(WHERE, name="area"),
        CheckConstraint(_DATES, name="dates"),
        CheckConstraint("classification IN ('open', 'intern')", name="class"),
    )


# What files say. Where nobody changed it since, that is what holds.
prevention_row = Table(
    "prevention_row",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dataset_id", of("dataset"), nullable=False, index=True),
    Column("import_id", of("import_record"), nullable=False, index=True),
    Column("line", Integer, nullable=False),
    Column("code", String(120), nullable=False),
    *_prevention(),
)

# What somebody changed or added. ``origin``: what it is called in what it came from.
prevention = Table("prevention", metadata, *entry_columns())
prevention_version = Table(
    "prevention_version", metadata, *version_columns("prevention"), *_prevention()
)

# Stille and enge plekken: no file has them. People call one by its number: that of one that was
# erased is not given to another.
spot = Table("spot", metadata, *entry_columns(), sqlite_autoincrement=True)
spot_version = Table(
    "spot_version",
    metadata,
    *version_columns("spot"),
    Column("kind", String(10), nullable=False),
    *(Column(name, Float, nullable=False) for name in ("x", "y")),
    Column("light", String(10), nullable=False),
    Column("status", String(20), nullable=False),
    Column("reported", Date, nullable=False),
    Column("solved", Date),
    Column("remark", Text, nullable=False),
    CheckConstraint("kind IN ('stil', 'eng', 'beide')", name="kind"),
    CheckConstraint("light IN ('goed', 'zwak', 'kapot', 'geen', 'onbekend')", name="light"),
    CheckConstraint("status IN ('gemeld', 'in_behandeling', 'opgelost')", name="status"),
    CheckConstraint("(status = 'opgelost') = (solved IS NOT NULL)", name="solved"),
    CheckConstraint("solved IS NULL OR reported <= solved", name="dates"),
)
