import sqlite3
from datetime import UTC, date, datetime

import geopandas
import pandas as pd
import pyogrio
import pytest
from shapely import LineString, MultiPoint, Point


@pytest.fixture
def gpkg(tmp_path):
    def gpkg(geometry, *, crs=28992, layer="incidenten", **columns):
        count = len(geometry)
        columns = {"soort": ["1.4.6"] * count, "datum": [date(2023, 12, 31)] * count} | columns
        path = tmp_path / "a.gpkg"
        frame = geopandas.GeoDataFrame(columns, geometry=geometry, crs=crs)
        frame.to_file(path, layer=layer, driver="GPKG")
        return path

    return gpkg


def test_points_lose_their_height(read, gpkg):
    parsed = read(gpkg([Point(94000.5, 452000, 7.5)]))
    (row,) = parsed.rows
    assert (row.x, row.y, row.start) == (94000.5, 452000.0, date(2023, 12, 31))
    assert (parsed.unit, parsed.crs) == ("Object", 28992)


def test_moments_in_utc_become_local(read, gpkg):
    moments = pd.to_datetime([datetime(2023, 7, 1, 12, 0, tzinfo=UTC)])
    (row,) = read(gpkg([Point(94000, 452000)], datum=moments)).rows
    assert row.start == datetime.fromisoformat("2023-07-01 14:00")


@pytest.mark.parametrize("crs", [4326, 4258])
def test_degrees(read, gpkg, crs):
    parsed = read(gpkg([Point(4.49, 52.06)], crs=crs))
    assert parsed.crs == 4326
    assert 90_000 < parsed.rows[0].x < 96_000


def test_another_crs(refusal, gpkg):
    assert refusal(gpkg([Point(500000, 6800000)], crs=3857)).rule == "coords.unknown_crs"


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_no_crs_is_told_by_the_values(read, gpkg):
    assert read(gpkg([Point(94000, 452000)], crs=None)).crs == 28992


def test_no_place_is_allowed(read, gpkg):
    rows = read(gpkg([Point(94000, 452000), None, Point()])).rows
    assert [row.x for row in rows] == [94000.0, None, None]


def test_what_is_no_point(refusal, gpkg):
    line = LineString([(0, 0), (1, 1)])
    assert refusal(gpkg([line], layer="lijnen")).rule == "geometry.no_points"


def test_a_layer_of_points_and_more(rules, gpkg):
    mixed = [Point(94000, 452000), MultiPoint([(94000, 452000)])]
    path = gpkg([Point(94000, 452000)])
    path.unlink()
    frame = geopandas.GeoDataFrame(
        {"soort": ["1.4.6"] * 2, "datum": ["2023-12-31"] * 2}, geometry=mixed, crs=28992
    )
    pyogrio.write_dataframe(
        frame, path, layer="a", geometry_type="Unknown", promote_to_multi=False, driver="GPKG"
    )
    assert rules(path) == [(2, "geometry.not_point")]


def test_several_layers(refusal, gpkg):
    gpkg([Point(94000, 452000)], layer="een")
    error = refusal(gpkg([Point(94000, 452000)], layer="twee"))
    assert error.rule == "gpkg.layers"
    assert "‘een’, ‘twee’" in str(error)


def test_no_layer(refusal, gpkg):
    path = gpkg([Point(94000, 452000)])
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM gpkg_contents")
        connection.execute("DELETE FROM gpkg_geometry_columns")
        connection.execute('DROP TABLE "incidenten"')
    connection.close()
    assert refusal(path).rule in ("gpkg.no_layer", "geo.gpkg.broken")


def test_a_table_without_geometry_and_styles_of_qgis(read, tmp_path):
    path = tmp_path / "a.gpkg"
    frame = pd.DataFrame(
        {"soort": ["1.4.6"], "datum": ["31-12-2023"], "x": ["94.000,5"], "y": [452000]}
    )
    pyogrio.write_dataframe(frame, path, layer="tabel", driver="GPKG")
    pyogrio.write_dataframe(pd.DataFrame({"a": [1]}), path, layer="layer_styles", driver="GPKG")
    (row,) = read(path).rows
    assert (row.x, row.y) == (94000.5, 452000.0)


def test_geometry_goes_before_columns(read, gpkg):
    parsed = read(gpkg([Point(94000, 452000)], x=[1], y=[2]))
    assert parsed.rows[0].x == 94000.0
    assert parsed.ignored_columns == ("x", "y")


def test_broken(refusal, gpkg):
    data = gpkg([Point(94000, 452000)]).read_bytes()
    assert refusal(data[:5000], name="b.gpkg").rule in ("geo.gpkg.broken", "gpkg.no_layer")
    assert refusal(b"SQLite format 3\0" + bytes(100), name="c.gpkg").rule == "geo.gpkg.broken"
    assert refusal("soort;datum\n", name="d.gpkg").rule == "geo.gpkg.broken"


def changed(path, *questions):
    """Change what is in a GeoPackage, as another program may."""
    with sqlite3.connect(path) as connection:
        # The triggers of a GeoPackage call functions that only GDAL has.
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        for question in questions:
            connection.execute(question)
    connection.close()
    return path


def test_three_layers_are_named(refusal, gpkg):
    for layer in ("een", "twee", "drie"):
        path = gpkg([Point(94000, 452000)], layer=layer)
    assert "‘een’, ‘twee’, ‘drie’" in str(refusal(path))


def test_a_moment_that_does_not_exist_is_no_other_moment(rules, gpkg):
    path = gpkg([Point(94000, 452000)] * 4, datum=pd.to_datetime(["2024-01-01"] * 4))
    for fid, wrong in ((2, "2024-02-31T10:00:00"), (3, "onzin"), (4, "2024-01-01T25:00:00Z")):
        changed(path, f"UPDATE incidenten SET datum = '{wrong}' WHERE fid = {fid}")  # noqa: S608
    assert rules(path) == [(2, "date.impossible"), (3, "date.unreadable"), (4, "date.impossible")]


@pytest.mark.parametrize("wrong", ["2024-02-31", "onzin", "20240101"])
def test_a_day_that_does_not_exist_is_no_other_day(read, refusal, gpkg, wrong):
    path = gpkg([Point(94000, 452000)] * 2)
    changed(
        path,
        "CREATE TABLE dagen (fid INTEGER PRIMARY KEY, geom POINT, soort TEXT, datum DATE)",
        "INSERT INTO dagen SELECT fid, geom, soort, datum FROM incidenten",
        "DROP TABLE incidenten",
        "ALTER TABLE dagen RENAME TO incidenten",
    )
    assert [row.start for row in read(path).rows] == [date(2023, 12, 31)] * 2
    changed(path, f"UPDATE incidenten SET datum = '{wrong}' WHERE fid = 2")  # noqa: S608
    error = refusal(path)
    assert error.rule == "geo.gpkg.values"
    assert "kolom ‘datum’" in str(error)


def test_a_word_among_numbers_is_no_nought(refusal, gpkg):
    path = gpkg([Point(94000, 452000)] * 2, aantal=[1, 2])
    changed(path, "UPDATE incidenten SET aantal = 'veel' WHERE fid = 2")
    assert "kolom ‘aantal’" in str(refusal(path))


def test_a_view_that_never_ends_is_not_begun(refusal, gpkg):
    path = changed(
        gpkg([Point(94000, 452000)]),
        "DROP TABLE incidenten",
        "CREATE VIEW incidenten AS WITH RECURSIVE r(fid, soort) AS "
        "(SELECT 1, '1.4.6' UNION ALL SELECT fid + 1, soort FROM r) SELECT * FROM r",
        "DELETE FROM gpkg_geometry_columns",
        "UPDATE gpkg_contents SET data_type = 'attributes'",
    )
    assert refusal(path).rule == "geo.gpkg.view"


def test_changes_that_lie_beside_the_file(refusal, gpkg):
    path = gpkg([Point(94000, 452000)])
    path.with_name("a.gpkg-wal").write_bytes(b"x" * 100)
    assert refusal(path).rule == "geo.gpkg.in_use"


def test_nothing_is_left_beside_the_file(read, gpkg):
    path = changed(gpkg([Point(94000, 452000)]), "SELECT 1")
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    assert len(read(path).rows) == 1
    assert [each.name for each in path.parent.iterdir()] == ["a.gpkg"]


@pytest.mark.parametrize("name", ["Zuëd kaart (1).gpkg", "a#b?c=d%20e.gpkg", "a!b.gpkg"])
def test_names_with_signs(read, gpkg, name):
    path = gpkg([Point(94000, 452000)])
    assert len(read(path.rename(path.with_name(name))).rows) == 1


def test_a_database_that_is_no_geopackage(refusal, tmp_path):
    path = tmp_path / "a.gpkg"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE incidenten (soort TEXT)")
    connection.close()
    assert refusal(path).rule == "geo.gpkg.broken"


def test_a_point_of_which_one_coordinate_is_no_number(rules, gpkg):
    assert rules(gpkg([Point(float("nan"), 452000), Point(94000, 452000)])) == [
        (1, "number.unreadable")
    ]
