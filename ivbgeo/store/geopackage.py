"""What a GeoPackage holds beside its layers: styles for QGIS, metadata, the moment it was made.

A GeoPackage is an SQLite file in a form that is a standard (OGC 12-128r19); this is the SQL of it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

__all__ = ["LayerMetadata", "LayerStyle", "add_metadata", "add_styles", "set_moment"]

_STYLES = """
CREATE TABLE IF NOT EXISTS layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256),
    f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
    useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
    update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), type TEXT
)
"""
_METADATA = """
CREATE TABLE IF NOT EXISTS gpkg_metadata (
    id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,
    md_scope TEXT NOT NULL DEFAULT 'dataset', md_standard_uri TEXT NOT NULL,
    mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT ''
)
"""
_REFERENCES = """
CREATE TABLE IF NOT EXISTS gpkg_metadata_reference (
    reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,
    timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
    md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
    CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
    CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id)
)
"""
_EXTENSION = """
INSERT INTO gpkg_extensions (table_name, column_name, extension_name, definition, scope)
SELECT ?, NULL, 'gpkg_metadata', 'http://www.geopackage.org/spec121/#extension_metadata',
    'read-write'
WHERE NOT EXISTS (SELECT 1 FROM gpkg_extensions WHERE table_name = ?)
"""
_NAME = 30  # characters: what the table of QGIS has room for


@dataclass(frozen=True, slots=True)
class LayerStyle:
    """How QGIS draws a layer when it opens it: QML, and SLD for others."""

    layer: str
    name: str
    qml: str
    sld: str
    description: str


@dataclass(frozen=True, slots=True)
class LayerMetadata:
    """What is told of a layer, as XML by a standard that is named by an address."""

    layer: str
    standard: str
    text: str


def add_styles(path: Path, styles: list[LayerStyle], moment: datetime) -> None:
    """Add default styles, in the table that QGIS reads."""
    with _open(path) as db:
        db.execute(_STYLES)
        db.execute(
            "INSERT OR IGNORE INTO gpkg_contents (table_name, data_type, identifier, description, "
            "last_change, srs_id) VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?, 0)",
            (_written(moment),),
        )
        for style in styles:
            db.execute(
                "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
                "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, "
                "owner, ui, update_time, type) "
                "SELECT '', '', table_name, column_name, ?, ?, ?, 1, ?, '', NULL, ?, 'Polygon' "
                "FROM gpkg_geometry_columns WHERE table_name = ?",
                (
                    style.name[:_NAME], style.qml, style.sld, style.description,
                    _written(moment), style.layer,
                ),
            )  # fmt: skip


def add_metadata(path: Path, told: list[LayerMetadata], moment: datetime) -> None:
    """Add what is told of layers."""
    with _open(path) as db:
        for table in (_METADATA, _REFERENCES):
            db.execute(table)
        for table in ("gpkg_metadata", "gpkg_metadata_reference"):
            db.execute(_EXTENSION, (table, table))
        for one in told:
            row = db.execute(
                "INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata) "
                "VALUES ('dataset', ?, 'text/xml', ?)",
                (one.standard, one.text),
            ).lastrowid
            db.execute(
                "INSERT INTO gpkg_metadata_reference (reference_scope, table_name, timestamp, "
                "md_file_id) VALUES ('table', ?, ?, ?)",
                (one.layer, _written(moment), row),
            )


def set_moment(path: Path, moment: datetime) -> None:
    """Set when the layers changed last: the same content then gives the same file."""
    with _open(path) as db:
        db.execute("UPDATE gpkg_contents SET last_change = ?", (_written(moment),))


@contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as db, db:
        yield db


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")
