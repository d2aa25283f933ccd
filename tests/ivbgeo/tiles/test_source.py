"""Which background there is, as the settings say."""

from dataclasses import replace

import pytest

from ivbgeo.errors import SettingsError
from ivbgeo.settings import Settings
from ivbgeo.tiles import tile_source
from tests.ivbgeo.tiles.samples import pictures, write_mbtiles, write_pmtiles


@pytest.fixture
def settings(tmp_path):
    return Settings(cache_dir=tmp_path / "cache")


@pytest.mark.parametrize("value", ["", "  "])
def test_without_the_setting_there_is_none(settings, value):
    assert tile_source(replace(settings, background=value)) is None


@pytest.mark.parametrize("value", ["pdok", "PDOK "])
def test_pdok_is_one_word(settings, value):
    source = tile_source(replace(settings, background=value, background_variant="Water"))
    assert source.is_remote
    assert source.zooms == (6, 19)
    assert source.attribution == "Achtergrond: © Kadaster, BRT-Achtergrondkaart, CC BY 4.0"


def test_a_file_is_known_by_its_suffix_and_opened_once(settings, tmp_path):
    files = [
        write_mbtiles(tmp_path / "a.MBTiles", pictures()),
        write_pmtiles(tmp_path / "b.pmtiles", pictures()),
    ]
    sources = [tile_source(replace(settings, background=str(file))) for file in files]
    assert [source.zooms for source in sources] == [(12, 13), (12, 13)]
    assert sources[0] is tile_source(replace(settings, background=str(files[0])))


@pytest.mark.parametrize(
    ("set_to", "word"),
    [
        ({"background": "osm"}, "Schrijf pdok"),
        ({"background": "kaart.png"}, "kaart.png"),
        ({"background": "nergens.pmtiles"}, "niet te lezen"),
        ({"background": "pdok", "background_variant": "luchtfoto"}, "standaard, grijs"),
        ({"background": "pdok", "background_url": "pdok.nl"}, "https://server"),
    ],
)
def test_what_can_not_be_is_said(settings, set_to, word):
    with pytest.raises(SettingsError, match=word):
        tile_source(replace(settings, **set_to))
