"""Tiles in an MBTiles file: an SQLite database with a row for each (mbtiles-spec 1.3)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from ivbgeo.tiles.address import DEEPEST
from ivbgeo.tiles.attribution import of_file
from ivbgeo.tiles.file import mark_of, refuse, unreadable
from ivbgeo.tiles.picture import LARGEST, Picture

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ivbgeo.tiles.address import TileAddress

__all__ = ["MBTilesFile"]

_START, _HEADER = b"SQLite format 3\0", 100  # bytes
_TILE = """
SELECT tile_data FROM tiles
WHERE zoom_level = ? AND tile_column = ? AND tile_row = ? AND length(tile_data) <= ?
"""


class MBTilesFile:
    """A file that is only read, opened anew for each tile: that costs a tenth of a millisecond.

    Raises
    ------
    SettingsError
        If it is not there, or holds no PNG, JPEG or WebP tiles.
    """

    is_remote = False

    def __init__(self, path: Path) -> None:
        self._uri = f"{path.resolve().as_uri()}?mode=ro"
        try:
            with path.open("rb") as file:
                header = file.read(_HEADER)
            size = path.stat().st_size
            self.mark = mark_of(path)
        except OSError as error:
            unreadable(path, error)
        if not header.startswith(_START) or size < _size(header):
            refuse(path)
        try:
            with closing(self._open()) as connection:
                told = dict(connection.execute("SELECT name, value FROM metadata").fetchall())
                first = connection.execute("SELECT tile_data FROM tiles LIMIT 1").fetchone()
                self.zooms = _zooms(told) or _counted(connection)
        except (sqlite3.Error, ValueError, TypeError):
            refuse(path)
        content = first[0] if first else None
        if Picture.of(content) is None:
            packed = isinstance(content, bytes) and content.startswith(b"\x1f\x8b")
            refuse(path, vector=packed or told.get("format") == "pbf")
        self.attribution = of_file(told.get("attribution") or told.get("name"))

    def at_hand(self, tile: TileAddress) -> Picture | None:
        """Give a tile of the file; None where it has none, or can't be read any more."""
        # Counted from the south, as in TMS.
        row = (1 << tile.zoom) - 1 - tile.row
        try:
            with closing(self._open()) as connection:
                found = connection.execute(_TILE, (tile.zoom, tile.column, row, LARGEST)).fetchone()
        except sqlite3.Error:
            return None
        return Picture.of(found[0]) if found else None

    def ask(self, tile: TileAddress) -> Picture | None:
        """Give the same as ``at_hand``."""
        return self.at_hand(tile)

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._uri, uri=True)


def _size(header: bytes) -> int:
    """Give the bytes that the whole database takes; SQLite itself reads what is cut off as zeros.

    Source: the SQLite file format, 1.3.2 and 1.3.8; a page size of 1 stands for 65536.
    """
    page = int.from_bytes(header[16:18], "big")
    return (65536 if page == 1 else page) * int.from_bytes(header[28:32], "big")


def _zooms(told: Mapping[str, object]) -> tuple[int, int] | None:
    """Read the zooms that the file says it has; None if it does not say, or says what can't be."""
    try:
        low, high = (int(str(told[name])) for name in ("minzoom", "maxzoom"))
    except (KeyError, ValueError):
        return None
    return (low, high) if 0 <= low <= high <= DEEPEST else None


def _counted(connection: sqlite3.Connection) -> tuple[int, int]:
    """Look which zooms there are; apart, for then an index answers each."""
    low, high = connection.execute(
        "SELECT (SELECT min(zoom_level) FROM tiles), (SELECT max(zoom_level) FROM tiles)"
    ).fetchone()
    low, high = int(low), min(int(high), DEEPEST)
    if not 0 <= low <= high:
        raise ValueError("no zoom levels that can be")
    return low, high
