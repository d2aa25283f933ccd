"""Tiles that were fetched, on disk: for a time, and never more than so many bytes."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from ivbgeo.errors import UsageError
from ivbgeo.tiles.picture import Picture
from ivbgeo.whole import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from ivbgeo.tiles.address import TileAddress

__all__ = ["TileCache"]

_MOST = 256 * 1024 * 1024  # bytes: all tiles of a city of 40 km², to the zoom of a street
_AGE = 30 * 86_400  # seconds; the map is drawn anew some times a year
_KEPT = 0.75  # of the bytes, when room is made


class TileCache:
    """A folder of tiles; what is in the way of keeping them is no reason not to show them.

    Parameters
    ----------
    folder
        Where they are: ``zoom/column/row``. Several processes may share it.
    most
        Bytes, at most; the oldest make room.
    age
        Seconds after which a tile is fetched anew, if that can be.
    """

    def __init__(self, folder: Path, most: int = _MOST, age: float = _AGE) -> None:
        self._folder = folder
        self._most = most
        self._age = age
        self._lock = threading.Lock()
        self._size: int | None = None  # not looked yet

    def get(self, tile: TileAddress, *, however_old: bool = False) -> Picture | None:
        """Give a tile that is young enough; None if there is none."""
        path = self._path(tile)
        try:
            if not however_old and time.time() - path.stat().st_mtime > self._age:
                return None
            return Picture.of(path.read_bytes())
        except OSError:
            return None

    def put(self, tile: TileAddress, picture: Picture) -> None:
        """Keep a tile."""
        path = self._path(tile)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, picture.content)
        except (OSError, UsageError):
            return
        with self._lock:
            if self._size is None:
                self._size = sum(size for _, size, _ in self._all())
            else:
                self._size += len(picture.content)
            if self._size > self._most:
                self._size = self._make_room()

    def _make_room(self) -> int:
        """Remove the oldest tiles; give the bytes that are left."""
        tiles = sorted(self._all(), key=lambda each: each[0])
        size = sum(each for _, each, _ in tiles)
        for _, each, path in tiles:
            if size <= self._most * _KEPT:
                break
            path.unlink(missing_ok=True)
            size -= each
        return size

    def _all(self) -> list[tuple[float, int, Path]]:
        """List moment, bytes and path of every tile."""
        found = []
        for path in self._folder.glob("*/*/*"):
            try:
                stat = path.stat()
            except OSError:
                # Another process made room.
                continue
            found.append((stat.st_mtime, stat.st_size, path))
        return found

    def _path(self, tile: TileAddress) -> Path:
        return self._folder / str(tile.zoom) / str(tile.column) / str(tile.row)
