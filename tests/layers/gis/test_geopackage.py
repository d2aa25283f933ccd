"""The GeoPackage as GDAL reads it, and the tables in it that QGIS reads."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import geopandas as gpd
import pyogrio
import pytest
import shapely
from defusedxml.ElementTree import fromstring

from ivbgeo.export import COLUMNS
from layers.gis import geopackage
from layers.gis.qml import qml
from layers.gis.rules import rules_of

COUNTS, CASEWIJKEN = "totaal_misdrijven_per_buurt_2024", "woonoverlast_per_casewijk_2023"


@pytest.fixture(scope="module")
def path(maps, tmp_path_factory):
    target = tmp_path_factory.mktemp("gpkg") / "kaart.gpkg"
    target.write_bytes(geopackage([maps["counts"], maps["casewijken"]]))
    return target


def rows(path, query, *values):
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute(query, values)]


def test_gdal_reads_a_layer_for_each_map_without_a_word(path):
    layers = {name for name, kind in pyogrio.list_layers(path).tolist() if kind}
    assert layers == {COUNTS, CASEWIJKEN}
    info = pyogrio.read_info(path, layer=COUNTS)
    assert info["crs"] == "EPSG:28992"
    assert info["features"] == 146
    more = ("value", "shown_as", "class", "legend", "label", "note")
    assert tuple(info["fields"]) == (*COLUMNS, *more)


def test_every_figure_has_its_provenance_and_its_borders(path, maps):
    made = maps["counts"]
    frame = gpd.read_file(path, layer=COUNTS)
    assert list(frame["area_code"]) == list(made.reading.answer.division.codes)
    known = frame[frame["count"].notna()]
    assert len(known) == 15
    assert known["source"].str.contains("47022NED").all()
    assert known["retrieved"].notna().all()
    assert (known["value"] == known["count"]).all()
    for mine, theirs in zip(frame.geometry, made.reading.answer.division.polygons, strict=True):
        assert shapely.equals(mine, theirs)


def test_qgis_finds_a_default_style_and_the_metadata_of_each_layer(path, maps):
    styles = rows(path, "SELECT * FROM layer_styles ORDER BY id")
    assert [one["f_table_name"] for one in styles] == [COUNTS, CASEWIJKEN]
    for one, kind in zip(styles, ("counts", "casewijken"), strict=True):
        assert one["useAsDefault"] == 1
        assert one["f_geometry_column"] == "geom"
        assert len(one["styleName"]) <= 30
        assert one["styleQML"] == qml(rules_of(maps[kind].choropleth))
        assert fromstring(one["styleSLD"]).tag.endswith("StyledLayerDescriptor")
    told = rows(
        path,
        "SELECT * FROM gpkg_metadata JOIN gpkg_metadata_reference ON md_file_id = id ORDER BY id",
    )
    assert [one["table_name"] for one in told] == [COUNTS, CASEWIJKEN]
    assert {one["md_standard_uri"] for one in told} == {"http://mrcc.com/qgis.dtd"}
    extensions = {one["table_name"] for one in rows(path, "SELECT * FROM gpkg_extensions")}
    assert {"gpkg_metadata", "gpkg_metadata_reference"} <= extensions


def test_it_is_a_sound_file_of_a_version_that_all_read(path):
    assert rows(path, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]
    assert rows(path, "PRAGMA foreign_key_check") == []
    assert rows(path, "PRAGMA user_version") == [{"user_version": 10200}]
    described = {one["table_name"]: one for one in rows(path, "SELECT * FROM gpkg_contents")}
    assert "CBS/Kadaster" in described[COUNTS]["description"]
    assert described["layer_styles"]["data_type"] == "attributes"


def test_the_same_maps_give_the_same_bytes(maps, path):
    assert geopackage([maps["counts"], maps["casewijken"]]) == path.read_bytes()


def test_a_difference_says_what_it_is_compared_with(maps, tmp_path):
    target = tmp_path / "verschil.gpkg"
    target.write_bytes(geopackage([maps["difference"], maps["difference"]]))
    names = [name for name, kind in pyogrio.list_layers(target).tolist() if kind]
    assert names[1] == f"{names[0]}_2"
    frame = gpd.read_file(target, layer=names[0])
    known = frame[frame["difference"].notna()]
    assert len(known) == 15
    assert (known["difference"] == known["value"]).all()
    assert set(known["compared_from"]) == {"2022-01"}
    assert (known["difference"] < 0).any()
    assert set(frame[frame["by_chance"] == 1]["shown_as"]) == {"toeval"}


def test_any_name_can_be_in_it(maps, tmp_path):
    made = maps["casewijken"]
    names = ("<script>'\"--", "حي الشمال", "W" * 200, '"; DROP TABLE layer_styles; --')
    answer = made.reading.answer
    figures = tuple(
        replace(figure, area_name=name)
        for figure, name in zip(answer.figures, (*names, *names), strict=True)
    )
    reading = replace(made.reading, answer=replace(answer, figures=figures), title="'\x00<b>")
    target = tmp_path / "namen.gpkg"
    target.write_bytes(geopackage([replace(made, reading=reading)]))
    assert list(gpd.read_file(target, layer="b_2023")["area_name"]) == [*names, *names]
    assert len(rows(target, "SELECT * FROM layer_styles")) == 1
