import json
import re
import threading

import numpy as np
import pytest
import shapely

from geo import Area, AreaId, Division, Level, polygons_to_rd, polygons_to_wgs84
from ivbgeo.attribution import ATTRIBUTION
from layers.geometry_file import geometry, publish
from tests.layers.sample import HOSTILE, town

TOWN = town()


def unpacked(borders):
    """The areas as the frame draws them, in WGS84."""

    def ring(steps):
        return np.cumsum(np.array(steps).reshape(-1, 2), axis=0) / borders["unit"]

    shapes = [
        shapely.MultiPolygon([(ring(first), [ring(hole) for hole in holes])
                              for first, *holes in polygons])
        for polygons in borders["shapes"]
    ]  # fmt: skip
    return np.array(shapes, dtype=object)


def spots_of(borders):
    return np.array(borders["spots"]).reshape(-1, 2) / borders["unit"]


@pytest.mark.parametrize("level", TOWN)
def test_borders_come_back_to_within_a_decimetre(level):
    division = TOWN[level]
    borders = geometry(division)
    assert (borders["codes"], borders["names"]) == (division.codes, division.names)
    back = polygons_to_rd(unpacked(borders))
    for there, here in zip(back, division.polygons, strict=True):
        assert shapely.hausdorff_distance(there, here) < 0.2


def test_detailed_borders_come_simplified():
    town = TOWN[Level.WIJK]

    def wave(xy):
        near = np.round(xy, 1)  # a point between two others differs in its last digit by direction
        return near + 0.2 * np.sin(near[:, ::-1] / 3.0)

    wavy = shapely.transform(shapely.segmentize(town.polygons, 5.0), wave)
    fine = Division(town.id, town.codes, town.names, wavy, town.parents)
    drawn = polygons_to_rd(unpacked(geometry(fine)))
    assert shapely.get_num_coordinates(drawn).sum() < 0.6 * shapely.get_num_coordinates(wavy).sum()
    assert shapely.hausdorff_distance(drawn, fine.polygons).max() < 2.0


def test_labels_are_placed_by_the_true_borders():
    spike = [(90_400, 450_199.5), (90_401.5, 450_200), (90_400, 450_200.5)]  # too small to be seen
    corners = [(90_000, 450_000), (90_400, 450_000), *spike, (90_400, 450_400), (90_000, 450_400)]
    area = Area(AreaId("WK063701", 2025, Level.WIJK), "Wijk 1", shapely.Polygon(corners))
    borders = geometry(Division.from_areas([area]))
    assert shapely.get_num_coordinates(unpacked(borders)).tolist() == [5]
    middle = shapely.get_point(shapely.maximum_inscribed_circle(area.polygon, tolerance=5.0), 0)
    spot = shapely.get_coordinates(polygons_to_wgs84(np.array([middle]))).round(6)
    assert (spots_of(borders) == spot).all()


def test_a_wide_division_is_coarser_and_an_area_keeps_its_parts_and_holes():
    shape = shapely.Point(150_000, 450_000).buffer(2_000).segmentize(10)
    holed = shape.difference(shapely.Point(150_000, 450_000).buffer(500))
    far = shapely.Point(250_000, 580_000).buffer(3_000).segmentize(10)
    area = Area(AreaId("WK063701", 2025, Level.WIJK), "Wijk 1", shapely.MultiPolygon([holed, far]))
    borders = geometry(Division.from_areas([area]))
    assert borders["unit"] == 10**5
    assert [len(rings) for rings in borders["shapes"][0]] == [2, 1]
    (drawn,) = polygons_to_rd(unpacked(borders))
    assert shapely.get_num_coordinates(drawn) < 0.1 * shapely.get_num_coordinates(area.polygon)
    assert 1 < shapely.hausdorff_distance(drawn, area.polygon) < 60


def test_neighbours_share_their_border_when_it_is_drawn():
    drawn = unpacked(geometry(TOWN[Level.BUURT]))
    assert shapely.coverage_is_valid(shapely.transform(drawn, lambda at: at * 1e6))


def test_the_file_holds_codes_names_and_borders_and_nothing_else(tmp_path):
    address = publish(TOWN[Level.WIJK], tmp_path)
    borders = json.loads((tmp_path / "areas" / address.rpartition("/")[2]).read_text())
    assert set(borders) == {"attribution", "unit", "codes", "names", "spots", "rooms", "shapes"}
    assert borders["attribution"] == ATTRIBUTION
    assert shapely.contains_xy(unpacked(borders), *spots_of(borders).T).all()


def test_the_address_names_level_year_and_content_without_underscores(tmp_path):
    addresses = [
        publish(division, tmp_path) for division in (*TOWN.values(), town(HOSTILE)[Level.BUURT])
    ]
    assert len(set(addresses)) == 3
    for address in addresses:
        assert re.fullmatch(
            r"\.\./\.\./app/static/areas/(buurt|wijk)-2025-[0-9a-f]{12}\.json", address
        )


def test_of_no_areas_the_file_holds_none(tmp_path):
    division = TOWN[Level.BUURT]
    whole, none, one = (
        publish(division, tmp_path, only) for only in (None, (), division.codes[:1])
    )
    assert len({whole, none, one}) == 3
    codes = [
        json.loads((tmp_path / "areas" / address.rpartition("/")[2]).read_text())["codes"]
        for address in (whole, none, one)
    ]
    assert list(map(len, codes)) == [146, 0, 1]


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
    assert len(json.loads(file.read_text())["codes"]) == 146
