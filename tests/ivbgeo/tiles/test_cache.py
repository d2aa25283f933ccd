"""Fetched tiles on disk: for a time, and never more than so many bytes."""

import os

import pytest

from ivbgeo.tiles import Picture, TileAddress
from ivbgeo.tiles.cache import TileCache
from tests.replica.tiles import drawn

PICTURE = Picture.of(drawn("grijs", 1, 0, 0))
TILES = [TileAddress(8, 1, row) for row in range(10)]


def filled(folder):
    return sorted(int(path.name) for path in folder.glob("*/*/*"))


def test_what_was_kept_is_given(tmp_path):
    cache = TileCache(tmp_path / "nieuw")
    assert cache.get(TILES[0]) is None
    cache.put(TILES[0], PICTURE)
    assert cache.get(TILES[0]) == PICTURE
    assert cache.get(TILES[1]) is None


def test_what_is_old_is_given_only_when_wanted(tmp_path):
    cache = TileCache(tmp_path, age=3600)
    cache.put(TILES[0], PICTURE)
    os.utime(tmp_path / "8" / "1" / "0", (1, 1))
    assert cache.get(TILES[0]) is None
    assert cache.get(TILES[0], however_old=True) == PICTURE


def test_the_oldest_make_room(tmp_path):
    size = len(PICTURE.content)
    cache = TileCache(tmp_path, most=4 * size)
    for moment, tile in enumerate(TILES, start=1):
        cache.put(tile, PICTURE)
        os.utime(tmp_path / "8" / "1" / str(tile.row), (moment, moment))
        assert sum(path.stat().st_size for path in tmp_path.glob("*/*/*")) <= 4 * size
    assert filled(tmp_path)[-3:] == [7, 8, 9]
    assert 0 not in filled(tmp_path)


def test_what_was_there_before_counts(tmp_path):
    size = len(PICTURE.content)
    for tile in TILES:
        TileCache(tmp_path).put(tile, PICTURE)
    TileCache(tmp_path, most=4 * size).put(TileAddress(8, 2, 200), PICTURE)
    assert len(filled(tmp_path)) == 3


def test_what_is_broken_counts_for_nothing(tmp_path):
    cache = TileCache(tmp_path)
    cache.put(TILES[0], PICTURE)
    (tmp_path / "8" / "1" / "0").write_bytes(b"")
    assert cache.get(TILES[0], however_old=True) is None


@pytest.mark.parametrize("name", ["bestand", "bestand/nog een"])
def test_where_nothing_can_be_written_tiles_still_come(tmp_path, name):
    (tmp_path / "bestand").write_bytes(b"geen map")
    cache = TileCache(tmp_path / name)
    cache.put(TILES[0], PICTURE)
    assert cache.get(TILES[0]) is None
