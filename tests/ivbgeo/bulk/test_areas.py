"""What is kept of large areas: taken where it is whole, made again where it isn't."""

import json

import numpy as np
import pytest

from benchmarks.tessellation import national_file
from geo import GeoError, Level
from ivbgeo.bulk.areas import Areas
from ivbgeo.messages import sentence


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return national_file(600, tmp_path_factory.mktemp("areas"))


@pytest.fixture
def opened(file, tmp_path):
    return Areas.open(file, None, tmp_path), tmp_path


def points():
    return np.random.default_rng(4).uniform([[2e4], [3.2e5]], [[2.7e5], [6.1e5]], (2, 20_000))


def suffixes(folder):
    return sorted(path.suffix for path in folder.iterdir())


def test_what_is_kept_gives_the_same_answers_without_reading_the_areas(opened, file):
    first, folder = opened
    assert suffixes(folder) == [".index", ".json"]
    again = Areas.open(file, None, folder)
    assert (again.id, again.codes) == (first.id, first.codes)
    assert again.locator._polygons.size == 0
    np.testing.assert_array_equal(again.locator.locate(*points()), first.locator.locate(*points()))


def test_another_level_and_another_content_are_not_taken_for_it(opened):
    first, folder = opened
    other = national_file(590, folder)
    assert len(Areas.open(other, None, folder).codes) == 590
    assert Areas.open(other, Level.BUURT, folder).locator._polygons.size == 590
    assert len(first.codes) == 600
    assert suffixes(folder).count(".json") == 3


@pytest.mark.parametrize(
    "change",
    [
        {"form": 0},
        {"index": "gone.index"},
        {"level": "straat"},
        {"codes": None},
    ],
)
def test_what_is_not_whole_is_made_again(opened, file, change):
    first, folder = opened
    (note,) = folder.glob("*.json")
    note.write_text(json.dumps(json.loads(note.read_text()) | change))
    again = Areas.open(file, None, folder)
    assert again.codes == first.codes
    assert again.locator._polygons.size == 600
    (note,) = folder.glob("*.json")
    assert json.loads(note.read_text())["form"] != 0


def test_a_note_that_is_cut_off_is_made_again(opened, file):
    _, folder = opened
    (note,) = folder.glob("*.json")
    whole = note.read_bytes()
    note.write_bytes(whole[:100])
    Areas.open(file, None, folder)
    assert note.read_bytes() == whole


def test_where_nothing_can_be_kept_it_works_all_the_same(file, tmp_path):
    (tmp_path / "taken").write_text("")
    assert len(Areas.open(file, None, tmp_path / "taken").codes) == 600


def test_small_areas_are_not_kept(data_dir, tmp_path):
    assert len(Areas.open(data_dir / "buurten.geojson", None, tmp_path).codes) == 146
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_not_there_is_told_as_ever(tmp_path):
    with pytest.raises(GeoError) as caught:
        Areas.open(tmp_path / "none.gpkg", None, tmp_path)
    assert sentence(caught.value.rule, **caught.value.values)
