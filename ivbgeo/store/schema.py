"""The tables of the store. SQLite and PostgreSQL get the same ones.

Months are integers ``year * 12 + month - 1``, so that a run of months is a range of integers.
Geometry is WKB in EPSG:28992. An unknown number is NULL, never 0.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from ivbgeo.store.metadata import metadata
from ivbgeo.store.metadata import of as _of
from ivbgeo.store.preventionschema import (
    prevention,
    prevention_row,
    prevention_version,
    spot,
    spot_version,
)
from ivbgeo.store.recordschema import record_head, record_line
from ivbgeo.store.registerschema import (
    camera,
    camera_area,
    camera_entry,
    camera_version,
    designation,
    designation_version,
)
from ivbgeo.store.shieldschema import shield_head, shield_part
from ivbgeo.store.writtenschema import (
    measure,
    measure_version,
    planner_file,
    remark,
    scenario,
    signal_note,
)

__all__ = [
    "area",
    "area_count",
    "camera",
    "camera_area",
    "camera_entry",
    "camera_version",
    "casus",
    "category",
    "crosswalk",
    "data_version",
    "dataset",
    "designation",
    "designation_version",
    "division",
    "import_record",
    "incident",
    "indicator",
    "measure",
    "measure_version",
    "metadata",
    "planner_file",
    "postcode",
    "prevention",
    "prevention_row",
    "prevention_version",
    "record_head",
    "record_line",
    "regional_priority",
    "remark",
    "scenario",
    "shield_head",
    "shield_part",
    "signal_note",
    "speerpunt",
    "speerpunt_category",
    "speerpunt_correspondence",
    "spot",
    "spot_version",
]

data_version = Table(
    "data_version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
)

dataset = Table(
    "dataset",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(100), nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    Column("title", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("source_table", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("licence", Text, nullable=False),
    Column("remark", Text, nullable=False),
    Column("retrieved", Date, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("classification", String(20), nullable=False),
    CheckConstraint("classification IN ('open', 'intern', 'vertrouwelijk')", name="class"),
)

import_record = Table(
    "import_record",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dataset_id", _of("dataset"), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("file", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("imported_at", DateTime(timezone=True), nullable=False),
    Column("rows_read", Integer, nullable=False),
    Column("rows_written", Integer, nullable=False),
    Column("unplaced", Integer, nullable=False),
    Column("covers_first", Integer),
    Column("covers_last", Integer),
    Column("data_version", Integer, nullable=False),
    UniqueConstraint("kind", "sha256"),
)

division = Table(
    "division",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dataset_id", _of("dataset"), nullable=False),
    Column("level", String(10), nullable=False),
    Column("year", Integer, nullable=False),
    Column("content_hash", String(64), nullable=False),
    UniqueConstraint("level", "year"),
)

area = Table(
    "area",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("division_id", _of("division"), nullable=False),
    Column("code", String(12), nullable=False),
    Column("name", Text, nullable=False),
    Column("parent_code", String(12)),
    Column("polygon", LargeBinary, nullable=False),
    Column("water", Boolean, nullable=False),
    UniqueConstraint("division_id", "code"),
)

crosswalk = Table(
    "crosswalk",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dataset_id", _of("dataset"), nullable=False),
    Column("source_division_id", _of("division"), nullable=False),
    Column("target_division_id", _of("division"), nullable=False),
    Column("source_code", String(12), nullable=False),
    Column("target_code", String(12), nullable=False),
    Column("share_of_source", Float, nullable=False),
    Column("share_of_target", Float),
    Column("certainty", String(10), nullable=False),
    UniqueConstraint("source_division_id", "target_division_id", "source_code", "target_code"),
)

category = Table(
    "category",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(60), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("members", Text, nullable=False),
    # What brought it: categories of a fetched table go with that table.
    Column("dataset_id", _of("dataset"), nullable=False),
)

area_count = Table(
    "area_count",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dataset_id", _of("dataset"), nullable=False),
    Column("division_id", _of("division"), nullable=False),
    Column("area_code", String(12), nullable=False),
    Column("category", String(60), nullable=False),
    Column("first_month", Integer, nullable=False),
    Column("last_month", Integer, nullable=False),
    Column("count", Float),
    Column("provisional", Boolean, nullable=False),
    Column("estimated", Boolean, nullable=False),
    UniqueConstraint(
        "dataset_id", "division_id", "category", "area_code", "first_month", "last_month"
    ),
    CheckConstraint("first_month <= last_month", name="months"),
    CheckConstraint("count >= 0", name="count"),
)
# Tells also of which months there are counts, without a look at every area.
_spans = ("dataset_id", "category", "first_month", "last_month", "division_id")
Index("ix_area_count_spans", *(area_count.c[name] for name in _spans))

# The one area that a postcode of four digits lies in; of others there is no row.
postcode = Table(
    "postcode",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dataset_id", _of("dataset"), nullable=False),
    Column("postcode4", String(4), nullable=False),
    Column("division_id", _of("division"), nullable=False),
    Column("area_code", String(12), nullable=False),
    UniqueConstraint("dataset_id", "postcode4"),
)

# Both kinds of rows carry a place as a point, as an area code with its division, both or neither.
_PLACE = "(x IS NULL) = (y IS NULL) AND (area_code IS NULL) = (division_id IS NULL)"

incident = Table(
    "incident",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dataset_id", _of("dataset"), nullable=False, index=True),
    Column("import_id", _of("import_record"), nullable=False, index=True),
    Column("line", Integer, nullable=False),
    Column("category", String(60), nullable=False),
    Column("starts", DateTime, nullable=False),
    Column("ends", DateTime),
    # Whether these have a time of day; without one they are midnights.
    Column("timed", Boolean, nullable=False),
    Column("month", Integer, nullable=False),
    Column("x", Float),
    Column("y", Float),
    Column("division_id", _of("division", cascade=False)),
    Column("area_code", String(12)),
    CheckConstraint(_PLACE, name="place"),
)

casus = Table(
    "casus",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dataset_id", _of("dataset"), nullable=False, index=True),
    Column("import_id", _of("import_record"), nullable=False, index=True),
    Column("line", Integer, nullable=False),
    Column("tenure", String(12), nullable=False),
    Column("opened", Date, nullable=False),
    Column("closed", Date),
    Column("x", Float),
    Column("y", Float),
    Column("division_id", _of("division", cascade=False)),
    Column("area_code", String(12)),
    CheckConstraint(_PLACE, name="place"),
    CheckConstraint("tenure IN ('koop', 'corporatie', 'particulier')", name="tenure"),
    CheckConstraint("closed IS NULL OR opened <= closed", name="dates"),
)

indicator = Table(
    "indicator",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dataset_id", _of("dataset"), nullable=False),
    Column("code", String(80), nullable=False),
    Column("title", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("area_code", String(12), nullable=False),
    Column("level", String(10), nullable=False),
    Column("division_year", Integer, nullable=False),
    Column("first_month", Integer, nullable=False),
    Column("last_month", Integer, nullable=False),
    Column("value", Float),
    Column("qualifier", String(20), nullable=False),
    Column("target", Text, nullable=False),
    Column("target_met", Boolean),
    Column("period_note", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("remark", Text, nullable=False),
    UniqueConstraint("dataset_id", "code", "area_code", "first_month", "last_month"),
)

speerpunt = Table(
    "speerpunt",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dataset_id", _of("dataset"), nullable=False),
    Column("period", String(9), nullable=False),
    Column("number", Integer, nullable=False),
    Column("code", String(80), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("remark", Text, nullable=False),
)

speerpunt_correspondence = Table(
    "speerpunt_correspondence",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dataset_id", _of("dataset"), nullable=False),
    Column("from_code", String(80), nullable=False),
    Column("to_code", String(80), nullable=False),
    Column("basis", String(20), nullable=False),
    Column("remark", Text, nullable=False),
)

# Which counts tell of a speerpunt, in the years of its period.
speerpunt_category = Table(
    "speerpunt_category",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dataset_id", _of("dataset"), nullable=False),
    Column("speerpunt_code", String(80), nullable=False),
    Column("category", String(60), nullable=False),
    Column("basis", String(20), nullable=False),
    Column("source", Text, nullable=False),
    Column("remark", Text, nullable=False),
)

regional_priority = Table(
    "regional_priority",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dataset_id", _of("dataset"), nullable=False),
    Column("period", String(9), nullable=False),
    Column("number", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("speerpunt_code", String(80)),
    Column("source", Text, nullable=False),
    Column("remark", Text, nullable=False),
)
