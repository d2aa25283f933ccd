"""Tile files of both forms: what is in them is given, and what can't be read is said in Dutch."""

import os
import sqlite3
from contextlib import closing

import pytest
from pmtiles.tile import TileType

from ivbgeo.errors import SettingsError
from ivbgeo.tiles import Picture, TileAddress
from ivbgeo.tiles.mbtiles import MBTilesFile
from ivbgeo.tiles.pmtilesfile import PMTilesFile
from tests.ivbgeo.tiles.samples import (
    KINDS,
    NAMED,
    QUARTER,
    WHOLE,
    pictures,
    write_mbtiles,
    write_pmtiles,
)

READERS = {"mbtiles": MBTilesFile, "pmtiles": PMTilesFile}
ELSEWHERE = [TileAddress(12, 2099, 1353), TileAddress(11, 0, 0), TileAddress(22, 7, 4194303)]


@pytest.fixture(params=["mbtiles", "pmtiles"])
def form(request):
    return request.param


@pytest.fixture
def write(form, tmp_path):
    """A function that writes tiles in a file of the form."""

    def write(tiles, kind="PNG", **told):
        path = tmp_path / f"een kaart?#%.{form}"
        if form == "mbtiles":
            return write_mbtiles(path, tiles, format=kind.lower(), **told)
        return write_pmtiles(path, tiles, KINDS.get(kind, TileType.MVT), **told)

    return write


@pytest.mark.parametrize("kind", KINDS)
def test_a_tile_is_given_as_it_is(form, write, kind):
    made = pictures(kind)
    source = READERS[form](write(made, kind, **NAMED))
    assert source.attribution == "Achtergrond: © Makers & co"
    assert source.zooms == (12, 13)
    assert not source.is_remote
    for tile in (WHOLE, QUARTER):
        assert source.at_hand(tile) == Picture(made[tile], f"image/{kind.lower()}")
        assert source.ask(tile) == source.at_hand(tile)
    assert [source.at_hand(tile) for tile in ELSEWHERE] == [None, None, None]


def test_without_attribution_the_name_is_said(form, write):
    assert READERS[form](write(pictures(), name="Straten")).attribution == "Achtergrond: Straten"


def test_the_mark_changes_with_the_file(form, write):
    path = write(pictures())
    first = READERS[form](path).mark
    os.utime(path, ns=(1, 1))
    assert READERS[form](path).mark != first


def test_the_zooms_are_looked_up_where_they_are_not_said_or_can_not_be(tmp_path):
    for number, told in enumerate([{}, {"minzoom": "9", "maxzoom": "3"}, {"minzoom": "x"}]):
        path = write_mbtiles(tmp_path / f"{number}.mbtiles", pictures(), **told)
        assert MBTilesFile(path).zooms == (12, 13)
    path = write_mbtiles(tmp_path / "said.mbtiles", pictures(), minzoom="10", maxzoom="14")
    assert MBTilesFile(path).zooms == (10, 14)


def test_a_tile_that_is_no_picture_is_not_given(form, write):
    source = READERS[form](write({WHOLE: pictures()[WHOLE], QUARTER: b"<script>"}))
    assert source.at_hand(QUARTER) is None
    assert source.at_hand(WHOLE) is not None


VECTOR = b"\x1f\x8b\x08\x00" + bytes(40)


@pytest.mark.parametrize(
    ("tiles", "kind", "rule"),
    [
        ({WHOLE: VECTOR}, "pbf", "background.vector"),
        ({WHOLE: b"<svg/>"}, "PNG", "background.not_tiles"),
        ({WHOLE: b""}, "PNG", "background.not_tiles"),
    ],
)
def test_a_file_without_pictures_is_refused(form, write, tiles, kind, rule):
    with pytest.raises(SettingsError) as caught:
        READERS[form](write(tiles, kind))
    assert caught.value.rule == rule
    assert form in str(caught.value)


def test_an_empty_mbtiles_is_refused(tmp_path):
    with pytest.raises(SettingsError, match="geen kaarttegels"):
        MBTilesFile(write_mbtiles(tmp_path / "leeg.mbtiles", {}))


BAD = {
    "empty": b"",
    "text": b"geen kaart",
    "another form": b"SQLite format 3\0" + b"PMTiles\x03" * 40,
    "nothing behind the start": b"PMTiles\x03",
    "another version": b"PMTiles\x02" + bytes(200),
    "numbers that can't be": b"PMTiles\x03" + b"\xff" * 200,
    "only zeros": b"PMTiles\x03" + bytes(119),
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_what_is_no_tile_file_is_refused(form, tmp_path, content):
    path = tmp_path / f"fout.{form}"
    path.write_bytes(content)
    with pytest.raises(SettingsError, match="geen kaarttegels"):
        READERS[form](path)


def test_a_database_of_something_else_is_refused(tmp_path):
    path = tmp_path / "opslag.mbtiles"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE incident (id)")
    with pytest.raises(SettingsError, match="geen kaarttegels"):
        MBTilesFile(path)


def test_a_file_that_is_not_there_is_named(form, tmp_path):
    with pytest.raises(SettingsError, match=r"nergens.*het is er niet"):
        READERS[form](tmp_path / f"nergens.{form}")


def test_a_folder_is_no_file(form, tmp_path):
    with pytest.raises(SettingsError, match="daar staat een map"):
        READERS[form](tmp_path)


def test_a_file_cut_off_anywhere_is_refused_or_gives_none(form, write):
    path = write(pictures(), **NAMED)
    whole = path.read_bytes()
    for length in [*range(1, 300, 7), *range(300, len(whole), 97)]:
        path.write_bytes(whole[:length])
        try:
            source = READERS[form](path)
        except SettingsError:
            continue
        for tile in (WHOLE, QUARTER):
            assert source.at_hand(tile) in {None, Picture.of(pictures()[tile])}


def test_a_file_that_goes_away_or_is_cut_off_later_gives_none(form, write):
    path = write(pictures())
    source = READERS[form](path)
    assert source.at_hand(WHOLE) is not None
    path.write_bytes(path.read_bytes()[:130])
    assert source.at_hand(QUARTER) is None
    path.unlink()
    assert source.at_hand(WHOLE) is None
    assert not path.exists()  # reading made no new one
