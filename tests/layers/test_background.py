"""The background in the command of the map."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from coloraide import Color

from ivbgeo.settings import Settings
from layers.assets import require_local, styles
from layers.background import background_command
from layers.palette import MAX_CLASSES, MAX_EACH_SIDE, diverging, sequential
from tests.ivbgeo.tiles.samples import NAMED, pictures, write_pmtiles


@pytest.fixture
def settings(tmp_path):
    return Settings(cache_dir=tmp_path)


@pytest.mark.parametrize("value", ["", "nergens.pmtiles", "osm"])
def test_there_is_none_unless_it_is_set_and_can_be_read(settings, value):
    assert background_command(replace(settings, background=value)) is None


def test_the_tiles_are_the_apps_own(settings):
    told = background_command(replace(settings, background="pdok"))
    assert told["attribution"] == "Achtergrond: © Kadaster, BRT-Achtergrondkaart, CC BY 4.0"
    assert (told["minZoom"], told["maxZoom"]) == (6, 19)
    assert told["tiles"].startswith("../../tiles/{z}/{x}/{y}?v=")
    require_local(str(value) for value in told.values())


def test_another_map_has_another_address(settings):
    variants = ("standaard", "grijs", "pastel", "water")
    made = [replace(settings, background="pdok", background_variant=one) for one in variants]
    assert len({background_command(one)["tiles"] for one in made}) == 4


def test_of_a_file_its_own_words_and_zooms_are_told(settings, tmp_path):
    path = write_pmtiles(tmp_path / "kaart.pmtiles", pictures(), **NAMED)
    told = background_command(replace(settings, background=str(path)))
    assert told["attribution"] == "Achtergrond: © Makers & co"
    assert (told["minZoom"], told["maxZoom"]) == (12, 13)
    assert str(tmp_path) not in str(told)


def test_classes_can_be_told_apart_where_the_background_shines_through():
    (opacity,) = set(re.findall(r"-over-background [^{]*\{[^}]*opacity: (0\.\d+)", styles()[-1]))
    ground = Color("#f2f2f2")  # of the grey map

    def seen(colour, eye):
        through = ground.mix(colour, float(opacity), space="srgb")
        return through.filter(eye) if eye else through

    for colours in (*map(sequential, range(2, MAX_CLASSES + 1)), diverging(MAX_EACH_SIDE)):
        for eye in (None, "protan", "deutan", "tritan", "grayscale"):
            looks = [seen(colour, eye) for colour in colours]
            for one, other in pairwise(looks):
                assert one.delta_e(other, method="2000") > 4.5
