"""Tile files as others write them, small: two zooms around Zoetermeer."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from ivbgeo.tiles import TileAddress
from tests.replica.tiles import drawn

if TYPE_CHECKING:
    from pathlib import Path

# Around the town hall; the second is the quarter of the first that holds it.
WHOLE, QUARTER = TileAddress(12, 2099, 1352), TileAddress(13, 4199, 2704)
NAMED = {"name": "Straten", "attribution": '<a href="https://kaart.example">© Makers & co</a>'}
KINDS = {"PNG": TileType.PNG, "JPEG": TileType.JPEG, "WEBP": TileType.WEBP}


def pictures(form: str = "PNG") -> dict[TileAddress, bytes]:
    return {
        tile: drawn("grijs", tile.zoom, tile.column, tile.row, form) for tile in (WHOLE, QUARTER)
    }


def write_mbtiles(path: Path, tiles: dict[TileAddress, bytes], **told: str) -> Path:
    """Write the tables of the specification; rows are counted from the south."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE metadata (name text, value text)")
        connection.executemany("INSERT INTO metadata VALUES (?, ?)", told.items())
        connection.execute(
            "CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, "
            "tile_data blob)"
        )
        connection.execute("CREATE UNIQUE INDEX tile ON tiles (zoom_level, tile_column, tile_row)")
        connection.executemany(
            "INSERT INTO tiles VALUES (?, ?, ?, ?)",
            [
                (tile.zoom, tile.column, (1 << tile.zoom) - 1 - tile.row, content)
                for tile, content in tiles.items()
            ],
        )
    return path


def write_pmtiles(
    path: Path, tiles: dict[TileAddress, bytes], kind: TileType = TileType.PNG, **told: str
) -> Path:
    """Write with the writer of those who made the form."""
    with path.open("wb") as file:
        writer = Writer(file)
        for number, content in sorted(
            (zxy_to_tileid(tile.zoom, tile.column, tile.row), content)
            for tile, content in tiles.items()
        ):
            writer.write_tile(number, content)
        writer.finalize({"tile_type": kind, "tile_compression": Compression.NONE}, told)
    return path
