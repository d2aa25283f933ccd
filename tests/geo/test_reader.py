from __future__ import annotations

import json
import sqlite3
import zipfile

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from geo import DivisionId, InvalidDivisionError, Level, polygons_to_wgs84, read_division
from tests.geo.coverages import (
    LEFT,
    area,
    division,
    divisions,
    random_division,
    real_files,
    refused,
    square,
    write_geojson,
)

CBS = {"statcode": "BU06370101", "statnaam": "Dorpsstraat", "jaar": 2025, "wkcode": "WK063701"}


def wgs(shape):
    return polygons_to_wgs84([shape])[0]


def test_cbs_properties_in_rd(tmp_path):
    features = [
        ({**CBS, "statcode": "BU06370102", "statnaam": "Oranjebuurt"}, square(100, 0)),
        (CBS, square(0, 0)),
    ]
    made = read_division(write_geojson(tmp_path / "buurten.geojson", features))
    assert made.id == DivisionId(Level.BUURT, 2025)
    assert made.codes == ("BU06370101", "BU06370102")
    assert made.names == ("Dorpsstraat", "Oranjebuurt")
    assert made.parents == ("WK063701", "WK063701")
    assert made.polygons[0].equals(square(0, 0))


@pytest.mark.parametrize(
    ("properties", "level", "parent"),
    [
        ({"buurtcode": "BU1", "buurtnaam": "A", "jaar": 2023, "wijkcode": "WK1"}, "buurt", "WK1"),
        ({"wijkcode": "WK1", "wijknaam": "A", "jaar": 2023, "gemeentecode": "GM1"}, "wijk", "GM1"),
        ({"gemeentecode": "GM1", "gemeentenaam": "A", "jaar": "2023"}, "gemeente", None),
        ({"code": "CW1", "name": "A", "year": 2023, "parent": "GM1"}, "casewijk", "GM1"),
        ({"code": "X1", "name": "A", "year": 2023, "level": "casewijk"}, "casewijk", None),
        ({"statcode": "WK1", "statnaam": " A ", "jaar": 2023.0, "gmcode": None}, "wijk", None),
    ],
)
def test_properties_of_others(tmp_path, properties, level, parent):
    made = read_division(write_geojson(tmp_path / "a.geojson", [(properties, square(0, 0))]))
    assert (str(made.level), made.year) == (level, 2023)
    assert made.names == ("A",)
    assert made.parents == (parent,)


def test_geojson_without_crs_member_is_wgs84(tmp_path):
    path = write_geojson(tmp_path / "a.geojson", [(CBS, wgs(square(0, 0)))], crs=None)
    made = read_division(path)
    assert shapely.hausdorff_distance(made.polygons[0], square(0, 0)) < 1e-3


@pytest.mark.parametrize("crs", ["OGC:CRS84", "EPSG:4258", "EPSG:28992", "EPSG:7415"])
def test_geopackage_in_the_systems_of_the_netherlands(tmp_path, crs):
    metres = crs in ("EPSG:28992", "EPSG:7415")
    shape = square(0, 0) if metres else wgs(square(0, 0))
    frame = gpd.GeoDataFrame([CBS], geometry=[shape], crs=crs)
    frame.to_file(tmp_path / "a.gpkg", layer="buurten", driver="GPKG")
    made = read_division(tmp_path / "a.gpkg")
    assert made.codes == ("BU06370101",)
    assert shapely.hausdorff_distance(made.polygons[0], square(0, 0)) < 1e-3


def test_a_geopackage_with_several_layers_needs_a_level(tmp_path):
    path = tmp_path / "wijkenbuurten.gpkg"
    wijk = {"statcode": "WK063701", "statnaam": "Dorp", "jaar": 2025, "gmcode": "GM0637"}
    for layer, row in (("buurten", CBS), ("wijken", wijk)):
        frame = gpd.GeoDataFrame([row], geometry=[square(0, 0)], crs=28992)
        frame.to_file(path, layer=layer, driver="GPKG")
    assert read_division(path, level=Level.WIJK).codes == ("WK063701",)
    assert read_division(str(path), level=Level.BUURT).codes == ("BU06370101",)
    with refused(InvalidDivisionError, "geo.file.layer") as caught:
        read_division(path)
    assert "buurten" in str(caught.value)
    with refused(InvalidDivisionError, "geo.file.layer"):
        read_division(path, level=Level.GEMEENTE)


def test_real_files_are_whole(tmp_path):
    made_here = tmp_path / "made.geojson"
    made_here.write_text(json.dumps(random_division(5).geojson()), encoding="utf-8")
    for path in [*real_files(), made_here]:
        made = read_division(path)
        raw = json.loads(path.read_text(encoding="utf-8"))["features"]
        key = "code" if "code" in raw[0]["properties"] else "statcode"
        assert list(made.codes) == sorted(feature["properties"][key] for feature in raw)
        inner = shapely.get_coordinates(shapely.point_on_surface(made.polygons))
        found = made.locator().locate(inner[:, 0], inner[:, 1])
        assert found.tolist() == list(range(len(made)))


def test_what_geo_writes_it_reads(tmp_path):
    for each in divisions():
        frame = gpd.GeoDataFrame.from_features(each.geojson(), crs=4326)
        frame.to_file(tmp_path / "a.gpkg", driver="GPKG")
        again = read_division(tmp_path / "a.gpkg")
        assert (again.id, again.codes, again.parents) == (each.id, each.codes, each.parents)


def test_level_and_year_may_be_given_where_the_file_does_not_tell(tmp_path):
    path = write_geojson(tmp_path / "a.geojson", [({"code": "X1", "name": "A"}, square(0, 0))])
    assert read_division(path, Level.CASEWIJK, 2023).id == DivisionId(Level.CASEWIJK, 2023)
    with refused(InvalidDivisionError, "geo.file.year"):
        read_division(path, level=Level.CASEWIJK)
    with refused(InvalidDivisionError, "geo.file.level"):
        read_division(path, year=2023)


def test_what_the_file_says_is_not_overruled(tmp_path):
    path = write_geojson(tmp_path / "a.geojson", [(CBS, square(0, 0))])
    with refused(InvalidDivisionError, "geo.file.year") as caught:
        read_division(path, year=2024)
    assert "2024, 2025" in str(caught.value)
    with refused(InvalidDivisionError, "geo.file.level"):
        read_division(path, level=Level.WIJK)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"jaar": 2024}, "geo.file.year"),
        ({"jaar": None}, "geo.file.year"),
        ({"statcode": "WK063799"}, "geo.file.level"),
        ({"statcode": None}, "geo.file.blank"),
        ({"statnaam": "  "}, "geo.file.blank"),
        ({"statcode": "BU06370101"}, "geo.division.doubled"),
    ],
)
def test_areas_that_do_not_belong_together_are_refused(tmp_path, change, rule):
    other = {**CBS, "statcode": "BU06370102", **change}
    path = write_geojson(tmp_path / "a.geojson", [(CBS, square(0, 0)), (other, square(100, 0))])
    with refused(InvalidDivisionError, rule):
        read_division(path)


@pytest.mark.parametrize(
    ("shape", "rule"),
    [
        (None, "geo.division.empty_geometry"),
        (shapely.Point(LEFT, 450_000), "geo.division.not_polygon"),
        (square(50, 0), "geo.division.overlap"),
        (square(100.5, 0), "geo.division.gap"),
    ],
)
def test_areas_that_are_no_coverage_are_refused(tmp_path, shape, rule):
    other = {**CBS, "statcode": "BU06370102"}
    path = write_geojson(tmp_path / "a.geojson", [(CBS, square(0, 0)), (other, shape)])
    with refused(InvalidDivisionError, rule) as caught:
        read_division(path)
    assert "BU06370102" in str(caught.value)


def test_coordinates_in_another_system_than_the_file_says_are_refused(tmp_path):
    rd_without_crs = write_geojson(tmp_path / "rd.geojson", [(CBS, square(0, 0))], crs=None)
    with refused(InvalidDivisionError, "geo.division.coordinates") as caught:
        read_division(rd_without_crs)
    assert caught.value.values["guess"] == "rd"
    swapped = shapely.transform(wgs(square(0, 0)), lambda xy: xy[:, ::-1])
    with refused(InvalidDivisionError, "geo.division.coordinates") as caught:
        read_division(write_geojson(tmp_path / "swapped.geojson", [(CBS, swapped)], crs=None))
    assert caught.value.values["guess"] == "wgs84_swapped"
    with refused(InvalidDivisionError, "geo.division.coordinates"):
        read_division(write_geojson(tmp_path / "deg.geojson", [(CBS, wgs(square(0, 0)))]))
    with refused(InvalidDivisionError, "geo.file.crs"):
        read_division(write_geojson(tmp_path / "utm.geojson", [(CBS, square(0, 0))], crs=25831))


@pytest.mark.parametrize("name", ["water", "H2O"])
@pytest.mark.parametrize(
    ("told", "water"),
    [
        ("JA", True),
        ("NEE", False),
        ("B", True),
        ("ja ", True),
        (True, True),
        (False, False),
        (1, True),
        (0, False),
        (1.0, True),
        ("", False),
        (None, False),
    ],
)
def test_water_is_told_apart(tmp_path, name, told, water):
    rows = [({**CBS, name: told}, square(0, 0))]
    made = read_division(write_geojson(tmp_path / "a.geojson", rows))
    assert made.water == (water,)


def test_without_a_word_on_water_all_is_land(tmp_path):
    path = write_geojson(tmp_path / "a.geojson", [(CBS, square(0, 0))])
    assert read_division(path).water == (False,)


@pytest.mark.parametrize("told", ["misschien", 12.5, -1])
def test_water_that_is_neither_yes_nor_no_is_refused(tmp_path, told):
    path = write_geojson(tmp_path / "a.geojson", [({**CBS, "water": told}, square(0, 0))])
    with refused(InvalidDivisionError, "geo.file.water") as caught:
        read_division(path)
    assert caught.value.values["area"] == "BU06370101"


@pytest.mark.parametrize("missing", ["statcode", "statnaam"])
def test_a_file_without_codes_or_names_is_refused(tmp_path, missing):
    properties = {key: value for key, value in CBS.items() if key != missing}
    with refused(InvalidDivisionError, "geo.file.property"):
        read_division(write_geojson(tmp_path / "a.geojson", [(properties, square(0, 0))]))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "statcode;statnaam\nBU1;Dorp\n",
        '{"type": "FeatureCollection"}',
        '{"type": "FeatureCollection", "features": [{"type": "Feature"}]}',
        '{"type": "FeatureCollection", "features": 3}',
        "[1, 2]",
        "SQLite format 3\0 and then nothing",
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"statcode":"BU1"',
    ],
)
def test_what_is_no_geojson_is_refused(tmp_path, text):
    path = tmp_path / "kapot.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidDivisionError) as caught:
        read_division(path)
    assert caught.value.rule in ("geo.file.unreadable", "geo.gpkg.broken")
    assert "kapot.geojson" in str(caught.value)


def test_an_empty_collection_and_a_missing_file_are_refused(tmp_path):
    with refused(InvalidDivisionError, "geo.division.empty"):
        read_division(write_geojson(tmp_path / "a.geojson", []))
    with refused(InvalidDivisionError, "geo.file.missing"):
        read_division(tmp_path / "nergens.geojson")
    with refused(InvalidDivisionError, "geo.file.missing"):
        read_division("https://example.org/wijken.geojson")


def test_a_broken_ring_in_a_file_is_refused(tmp_path):
    path = write_geojson(tmp_path / "a.geojson", [(CBS, square(0, 0))])
    text = json.loads(path.read_text(encoding="utf-8"))
    outer = text["features"][0]["geometry"]["coordinates"][0]
    open_ring = [[LEFT + 10, 450_010], [LEFT + 19, 450_010], [LEFT + 10, 450_019]]
    for rings in ([open_ring], [outer, open_ring], [[[LEFT, 450_000]]], [outer, [["x", 1]]]):
        text["features"][0]["geometry"]["coordinates"] = rings
        path.write_text(json.dumps(text), encoding="utf-8")
        with refused(InvalidDivisionError, "geo.division.ring"):
            read_division(path)


def test_a_file_that_is_no_text_and_one_with_an_unknown_system_are_refused(tmp_path):
    path = tmp_path / "a.geojson"
    path.write_bytes(b"\xff\xfe\x00")
    with refused(InvalidDivisionError, "geo.file.unreadable"):
        read_division(path)
    write_geojson(path, [(CBS, square(0, 0))])
    text = path.read_text(encoding="utf-8")
    for crs in ("null", '{"type": "name", "properties": {"name": "maan"}}'):
        collection = json.loads(text) | {"crs": json.loads(crs)}
        path.write_text(json.dumps(collection), encoding="utf-8")
        with refused(InvalidDivisionError, "geo.file.crs"):
            read_division(path)
    path.write_text("\ufeff" + text, encoding="utf-8")
    assert read_division(path).codes == ("BU06370101",)


def test_other_letters_survive(tmp_path):
    name = "Buytenwegh-Noord ’t Zuën <script>"
    path = write_geojson(tmp_path / "a.geojson", [({**CBS, "statnaam": name}, square(0, 0))])
    assert read_division(path).names == (name,)
    made = division({"BU1": square(0, 0)}).from_areas([area("BU1", square(0, 0), name=name)])
    assert made.geojson()["features"][0]["properties"]["name"] == name


FORMS = ("geojson", "gpkg", "shp", "zip", "parquet")


def written(folder, form, rows, crs=28992):
    """Write areas (properties, geometry) in a format; gives the path."""
    path = folder / f"gebieden.{form}"
    if form == "geojson":
        return write_geojson(path, rows, crs=crs)
    properties, shapes = zip(*rows, strict=True)
    frame = gpd.GeoDataFrame(list(properties), geometry=list(shapes), crs=crs)
    if form == "parquet":
        frame.to_parquet(path)
    elif form == "gpkg":
        frame.to_file(path, driver="GPKG")
    else:
        frame.to_file(path.with_suffix(".shp"))
    if form == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            for suffix in (".shp", ".shx", ".dbf", ".prj", ".cpg"):
                archive.write(path.with_suffix(suffix), f"kaart/gebieden{suffix}")
    return path


def holed():
    """Give an area with a hole, the area in the hole, and one of two parts."""
    ring = square(0, 0).difference(square(20, 20, 30))
    parts = shapely.MultiPolygon([square(100, 0), square(0, 200)])
    shapes = (ring, square(20, 20, 30), parts)
    return [
        ({**CBS, "statcode": f"BU0637010{i}", "statnaam": f"Zuëd {i}"}, shape)
        for i, shape in enumerate(shapes)
    ]


@pytest.mark.parametrize("form", FORMS)
def test_every_format_gives_the_same_division(tmp_path, form):
    made = read_division(written(tmp_path, form, holed()))
    assert made.codes == ("BU06370100", "BU06370101", "BU06370102")
    assert made.names == ("Zuëd 0", "Zuëd 1", "Zuëd 2")
    assert all(shapely.equals(made.polygons, [shape for _, shape in holed()]))


@pytest.mark.parametrize("form", FORMS)
def test_real_divisions_survive_every_format(tmp_path, form):
    each = divisions()[0]
    rows = [
        ({"code": code, "name": name, "year": each.year, "level": str(each.level)}, polygon)
        for code, name, polygon in zip(each.codes, each.names, each.polygons, strict=True)
    ]
    again = read_division(written(tmp_path, form, rows))
    assert (again.id, again.codes, again.names) == (each.id, each.codes, each.names)
    assert all(shapely.equals(again.polygons, each.polygons))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("shape", "rule"),
    [
        (shapely.Point(LEFT, 450_000), "geo.division.not_polygon"),
        (shapely.LineString([(LEFT, 450_000), (LEFT + 9, 450_000)]), "geo.division.not_polygon"),
    ],
)
def test_points_and_lines_are_no_areas(tmp_path, form, shape, rule):
    with refused(InvalidDivisionError, rule) as caught:
        read_division(written(tmp_path, form, [(CBS, shape)]))
    assert "BU06370101" in str(caught.value)


@pytest.mark.parametrize("form", FORMS)
def test_an_area_that_crosses_itself_is_named(tmp_path, form):
    corners = [(0, 0), (100, 100), (100, 0), (0, 90), (0, 0)]
    bow = shapely.Polygon([(LEFT + 100 + x, 450_000 + y) for x, y in corners])
    other = {**CBS, "statcode": "BU06370102", "statnaam": "Strik"}
    with refused(InvalidDivisionError, "geo.division.ring") as caught:
        read_division(written(tmp_path, form, [(CBS, square(0, 0)), (other, bow)]))
    assert "BU06370102 (Strik)" in caught.value.values["areas"]


@pytest.mark.parametrize("form", ["shp", "parquet", "gpkg"])
def test_a_ring_that_is_not_closed_is_named(tmp_path, form):
    """The last corner is moved in the bytes of the file: no library writes such a ring."""
    path = written(tmp_path, form, [(CBS, square(0, 0))])
    corner = shapely.get_coordinates(square(0, 0))[-1].astype("<f8").tobytes()
    data = path.read_bytes()
    at = data.rindex(corner)
    if form == "parquet":
        frame = gpd.read_parquet(path)
        wkb = shapely.to_wkb(frame.geometry[0])
        broken = wkb[: wkb.rindex(corner)] + (b"\0" * 7 + b"\x40") * 2
        table = pq.read_table(path)
        column = pa.array([broken], pa.binary())
        index = table.schema.names.index("geometry")
        pq.write_table(table.set_column(index, table.schema.field(index), column), path)
    else:
        path.write_bytes(data[:at] + (b"\0" * 7 + b"\x40") * 2 + data[at + 16 :])
    with refused(InvalidDivisionError, "geo.division.ring") as caught:
        read_division(path)
    assert caught.value.values["areas"] == "BU06370101 (Dorpsstraat)"


def test_the_system_of_a_shapefile_is_asked_for(tmp_path):
    path = written(tmp_path, "shp", [(CBS, square(0, 0))])
    path.with_suffix(".prj").unlink()
    with refused(InvalidDivisionError, "geo.file.crs"):
        read_division(path)
    assert read_division(path, crs=28992).polygons[0].equals(square(0, 0))
    with refused(InvalidDivisionError, "geo.division.coordinates"):
        read_division(path, crs=4326)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("keep", [0.02, 0.5, 0.98])
def test_a_file_that_is_cut_off_is_refused(tmp_path, form, keep):
    path = written(tmp_path, form, holed())
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * keep)])
    with pytest.raises(InvalidDivisionError):
        read_division(path)


def test_corners_that_are_nowhere_near(tmp_path):
    far = shapely.box(5e-300, 4e-300, 9e-300, 8e-300)
    with refused(InvalidDivisionError, "geo.division.coordinates"):
        read_division(written(tmp_path, "parquet", [(CBS, square(0, 0)), (CBS, far)]))


def test_a_property_that_is_there_twice(tmp_path):
    path = written(tmp_path, "geojson", [({**CBS, "Statcode": "BU06370199"}, square(0, 0))])
    with refused(InvalidDivisionError, "geo.file.double"):
        read_division(path)


def test_a_geopackage_without_areas(tmp_path):
    path = written(tmp_path, "gpkg", [(CBS, square(0, 0))])
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM gpkg_geometry_columns")
        connection.execute("UPDATE gpkg_contents SET data_type = 'attributes'")
    connection.close()
    with refused(InvalidDivisionError, "geo.division.empty"):
        read_division(path)


def test_a_parquet_without_areas_and_a_locked_one(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"statcode": ["BU06370101"]}), path)
    with refused(InvalidDivisionError, "geo.file.unreadable"):
        read_division(path)
    path.write_bytes(b"PARE" + bytes(20))
    with refused(InvalidDivisionError, "geo.parquet.locked"):
        read_division(path)
