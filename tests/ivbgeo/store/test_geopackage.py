import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import geopandas as gpd
import pytest
import shapely

from ivbgeo.store.geopackage import (
    LayerMetadata,
    LayerStyle,
    add_metadata,
    add_styles,
    set_moment,
)

MOMENT = datetime(2026, 11, 2, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    target = tmp_path / "kaart.gpkg"
    frame = gpd.GeoDataFrame({"naam": ["A"]}, geometry=[shapely.box(0, 0, 1, 1)], crs=28992)
    frame.to_file(target, layer="kaart", driver="GPKG")
    return target


def rows(path, table):
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute(f"SELECT * FROM {table}")]  # noqa: S608 - a test's own


def test_a_style_is_of_a_layer_that_is_there(path):
    add_styles(path, [LayerStyle("kaart", "N" * 40, "<qgis/>", "<sld/>", "uitleg")], MOMENT)
    add_styles(path, [LayerStyle("elders", "x", "<qgis/>", "<sld/>", "")], MOMENT)
    (style,) = rows(path, "layer_styles")
    assert style["f_table_name"] == "kaart"
    assert style["f_geometry_column"] == "geom"
    assert style["styleName"] == "N" * 30
    assert style["update_time"] == "2026-11-02T00:00:00.000Z"
    kinds = {one["table_name"]: one["data_type"] for one in rows(path, "gpkg_contents")}
    assert kinds == {"kaart": "features", "layer_styles": "attributes"}


def test_metadata_is_told_of_a_layer_and_declared_once(path):
    for text in ("<a/>", "<b/>"):
        add_metadata(path, [LayerMetadata("kaart", "http://mrcc.com/qgis.dtd", text)], MOMENT)
    assert [one["metadata"] for one in rows(path, "gpkg_metadata")] == ["<a/>", "<b/>"]
    told = rows(path, "gpkg_metadata_reference")
    assert [(one["table_name"], one["md_file_id"]) for one in told] == [("kaart", 1), ("kaart", 2)]
    extensions = [one["table_name"] for one in rows(path, "gpkg_extensions")]
    assert extensions.count("gpkg_metadata") == extensions.count("gpkg_metadata_reference") == 1


def test_the_moment_is_the_same_for_all(path):
    add_styles(path, [], datetime.now(UTC))
    set_moment(path, MOMENT)
    assert {one["last_change"] for one in rows(path, "gpkg_contents")} == {
        "2026-11-02T00:00:00.000Z"
    }
