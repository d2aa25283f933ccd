import json
import re
import threading

import numpy as np
import pytest
import shapely
from shapely.geometry import shape

from geo import Level, polygons_to_rd
from ivbgeo.attribution import ATTRIBUTION
from layers.geometry_file import geometry, publish
from tests.layers.sample import HOSTILE, town

TOWN = town()


@pytest.mark.parametrize("level", TOWN)
def test_borders_come_back_to_within_a_decimetre(level):
    division = TOWN[level]
    features = geometry(division)["features"]
    assert [f["properties"]["code"] for f in features] == list(division.codes)
    back = polygons_to_rd(np.array([shape(f["geometry"]) for f in features], dtype=object))
    for there, here in zip(back, division.polygons, strict=True):
        assert shapely.hausdorff_distance(there, here) < 0.2


def test_the_file_holds_codes_names_and_borders_and_nothing_else(tmp_path):
    address = publish(TOWN[Level.WIJK], tmp_path)
    collection = json.loads((tmp_path / "areas" / address.rpartition("/")[2]).read_text())
    assert set(collection) == {"type", "attribution", "features"}
    assert collection["attribution"] == ATTRIBUTION
    for feature in collection["features"]:
        assert set(feature["properties"]) == {"code", "name", "spot", "room"}
        assert shape(feature["geometry"]).contains(shapely.Point(feature["properties"]["spot"]))
        assert (
            max(len(str(value).partition(".")[2]) for value in feature["properties"]["spot"]) <= 6
        )


def test_the_address_names_level_year_and_content_without_underscores(tmp_path):
    addresses = [
        publish(division, tmp_path) for division in (*TOWN.values(), town(HOSTILE)[Level.BUURT])
    ]
    assert len(set(addresses)) == 3
    for address in addresses:
        assert re.fullmatch(
            r"\.\./\.\./app/static/areas/(buurt|wijk)-2025-[0-9a-f]{12}\.json", address
        )


def test_a_division_is_written_once_and_read_by_others(tmp_path):
    address = publish(TOWN[Level.BUURT], tmp_path)
    (file,) = (tmp_path / "areas").iterdir()
    before = file.stat()
    assert publish(TOWN[Level.BUURT], tmp_path) == address
    assert file.stat().st_mtime_ns == before.st_mtime_ns
    assert before.st_mode & 0o044 == 0o044


def test_writing_at_the_same_time_leaves_one_whole_file(tmp_path):
    threads = [
        threading.Thread(target=publish, args=(TOWN[Level.BUURT], tmp_path)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (file,) = (tmp_path / "areas").iterdir()
    assert len(json.loads(file.read_text())["features"]) == 146
