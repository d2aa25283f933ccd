"""Tiles in a PMTiles file of version 3: an index and the tiles behind it."""

from __future__ import annotations

import gzip
import json
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pmtiles.tile import (
    Compression,
    MagicNumberNotFound,
    SpecVersionUnsupported,
    TileType,
    deserialize_directory,
    deserialize_header,
    find_tile,
    tileid_to_zxy,
    zxy_to_tileid,
)

from ivbgeo.tiles.address import DEEPEST, TileAddress
from ivbgeo.tiles.attribution import of_file
from ivbgeo.tiles.file import mark_of, refuse, unreadable
from ivbgeo.tiles.picture import LARGEST, Picture

if TYPE_CHECKING:
    from pathlib import Path

    from pmtiles.tile import Entry

__all__ = ["PMTilesFile"]

_HEADER = 127  # bytes
_DEPTH = 4  # levels of the index, at most
_LARGEST_INDEX = 64 * 1024 * 1024
_KEPT = 64  # pieces of the index, of some thousand tiles each
# What reading says of a file that is cut off, or is none.
_BROKEN = (
    OSError, EOFError, ValueError, LookupError, TypeError, AttributeError, OverflowError,
    zlib.error, MagicNumberNotFound, SpecVersionUnsupported,
)  # fmt: skip


class PMTilesFile:
    """A file that is only read, piece by piece.

    Not mapped into memory: a file that is cut off under a mapping ends the process.

    Raises
    ------
    SettingsError
        If it is not there, or holds no PNG, JPEG or WebP tiles.
    """

    is_remote = False

    def __init__(self, path: Path) -> None:
        self._path = path
        # The same pieces come back with every tile, and unpacking them is what takes time.
        self._directory = lru_cache(_KEPT)(self._read_directory)
        try:
            self.mark = mark_of(path)
            self._bytes(0, 1)
        except OSError as error:
            unreadable(path, error)
        except EOFError:
            refuse(path)
        try:
            self._header = deserialize_header(self._bytes(0, _HEADER))
            told = self._metadata()
            first = self._first()
        except _BROKEN:
            refuse(path)
        low, high = self._header["min_zoom"], min(self._header["max_zoom"], DEEPEST)
        if low > high or first is None:
            refuse(path, vector=self._header["tile_type"] in {TileType.MVT, TileType.MLT})
        self.zooms = (low, high)
        self.attribution = of_file(told.get("attribution") or told.get("name"))

    def at_hand(self, tile: TileAddress) -> Picture | None:
        """Give a tile of the file; None where it has none, or can't be read any more."""
        try:
            return self._find(zxy_to_tileid(tile.zoom, tile.column, tile.row))
        except _BROKEN:
            return None

    def ask(self, tile: TileAddress) -> Picture | None:
        """Give the same as ``at_hand``."""
        return self.at_hand(tile)

    def _metadata(self) -> dict[str, Any]:
        packed = self._bytes(self._header["metadata_offset"], self._header["metadata_length"])
        if self._header["internal_compression"] is Compression.GZIP:
            packed = gzip.decompress(packed)
        told = json.loads(packed) if packed else {}
        return told if isinstance(told, dict) else {}

    def _first(self) -> Picture | None:
        entries = self._directory(self._header["root_offset"], self._header["root_length"])
        zoom, column, row = tileid_to_zxy(entries[0].tile_id)
        return self._find(zxy_to_tileid(zoom, column, row))

    def _find(self, number: int) -> Picture | None:
        header = self._header
        offset, length = header["root_offset"], header["root_length"]
        for _ in range(_DEPTH):
            entry = find_tile(self._directory(offset, length), number)
            if entry is None:
                return None
            if entry.run_length:
                start = header["tile_data_offset"] + entry.offset
                return Picture.of(self._bytes(start, entry.length, LARGEST))
            offset, length = header["leaf_directory_offset"] + entry.offset, entry.length
        return None

    def _read_directory(self, offset: int, length: int) -> list[Entry]:
        return deserialize_directory(self._bytes(offset, length))

    def _bytes(self, offset: int, length: int, most: int = _LARGEST_INDEX) -> bytes:
        """Read a piece of the file, all of it.

        Raises
        ------
        EOFError
            If the file has no such piece, or it is larger than ``most``.
        """
        if length > most:
            raise EOFError
        with self._path.open("rb", buffering=0) as file:
            file.seek(offset)
            piece = file.read(length)
        if piece is None or len(piece) < length:
            raise EOFError
        return piece
