import json
import re
import threading

import numpy as np
import pytest
import shapely
from shapely.geometry import shape

from geo import Area, AreaId, Division, Level, polygons_to_rd, polygons_to_wgs84
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


def test_detailed_borders_come_simplified():
    town = TOWN[Level.WIJK]

    def wave(xy):
        near = np.round(xy, 1)  # a point between two others differs in its last digit by direction
        return near + 0.2 * np.sin(near[:, ::-1] / 3.0)

    wavy = shapely.transform(shapely.segmentize(town.polygons, 5.0), wave)
    fine = Division(town.id, town.codes, town.names, wavy, town.parents)
    features = geometry(fine)["features"]
    drawn = polygons_to_rd(np.array([shape(f["geometry"]) for f in features], dtype=object))
    assert shapely.get_num_coordinates(drawn).sum() < 0.6 * shapely.get_num_coordinates(wavy).sum()
    assert shapely.hausdorff_distance(drawn, fine.polygons).max() < 2.0


def test_labels_are_placed_by_the_true_borders():
    spike = [(90_400, 450_199.5), (90_401.5, 450_200), (90_400, 450_200.5)]  # too small to be seen
    corners = [(90_000, 450_000), (90_400, 450_000), *spike, (90_400, 450_400), (90_000, 450_400)]
    area = Area(AreaId("WK063701", 2025, Level.WIJK), "Wijk 1", shapely.Polygon(corners))
    (feature,) = geometry(Division.from_areas([area]))["features"]
    assert len(feature["geometry"]["coordinates"][0]) == 5
    middle = shapely.get_point(shapely.maximum_inscribed_circle(area.polygon, tolerance=5.0), 0)
    (spot,) = shapely.get_coordinates(polygons_to_wgs84(np.array([middle]))).round(6).tolist()
    assert feature["properties"]["spot"] == spot


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
