import json
from datetime import date

import pytest

from geo import WgsPoints, to_rd


def feature(geometry, **properties):
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def point(*coordinates):
    return {"type": "Point", "coordinates": list(coordinates)}


def collection(*features, **more):
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more}, indent=1)


WHAT = {"soort": "1.4.6", "datum": "2023-12-31"}
NAME = "a.geojson"


def crs(name):
    return {"type": "name", "properties": {"name": name}}


def test_without_a_crs_it_is_lon_lat(read):
    parsed = read(collection(feature(point(4.49, 52.06), **WHAT)), name=NAME)
    expected = to_rd(WgsPoints([4.49], [52.06]))
    (row,) = parsed.rows
    assert (row.x, row.y, row.line) == (expected.x[0], expected.y[0], 1)
    assert (parsed.unit, parsed.crs, row.start) == ("Object", 4326, date(2023, 12, 31))


@pytest.mark.parametrize(
    "name",
    ["urn:ogc:def:crs:EPSG::28992", "EPSG:28992", "urn:ogc:def:crs:EPSG:9.9:28992", "EPSG:7415"],
)
def test_the_crs_of_the_file(read, name):
    text = collection(feature(point(94000, 452000, 3.5), **WHAT), crs=crs(name))
    (row,) = read(text, name=NAME).rows
    assert (row.x, row.y) == (94000.0, 452000.0)


def test_crs84(read):
    text = collection(feature(point(4.49, 52.06), **WHAT), crs=crs("urn:ogc:def:crs:OGC:1.3:CRS84"))
    assert read(text, name=NAME).crs == 4326


@pytest.mark.parametrize("member", [crs("EPSG:3857"), crs("RD"), "EPSG", {"properties": 1}])
def test_another_crs(refusal, member):
    text = collection(feature(point(4.49, 52.06), **WHAT), crs=member)
    assert refusal(text, name=NAME).rule == "coords.unknown_crs"


def test_rd_that_does_not_say_so(rules, read):
    text = collection(feature(point(94000, 452000), **WHAT))
    assert rules(text, name=NAME) == [(1, "coords.other_crs")]
    assert read(text, name=NAME, crs=28992).rows[0].x == 94000.0


def test_no_place_is_allowed(read):
    text = collection(feature(None, **WHAT), feature(point(), **WHAT))
    assert [(row.x, row.y) for row in read(text, name=NAME).rows] == [(None, None)] * 2


def test_what_is_no_point(rules, refusal):
    line = {"type": "LineString", "coordinates": [[4, 52], [5, 52]]}
    mixed = collection(feature(point(4.49, 52.06), **WHAT), feature(line, **WHAT))
    assert rules(mixed, name=NAME) == [(2, "geometry.not_point")]
    error = refusal(collection(feature(line, **WHAT)), name=NAME)
    assert error.rule == "geometry.no_points"
    assert "LineString" in str(error)


@pytest.mark.parametrize(
    "geometry",
    [point(4.49), point("4.49", "52.06"), {"type": "Point"}, point(None, 1), point(10**400, 1)],
)
def test_broken_points(rules, geometry):
    text = collection(feature(geometry, **WHAT), feature(point(4.49, 52.06), **WHAT))
    assert rules(text, name=NAME) == [(1, "geometry.broken")]


def test_infinite_coordinates(rules):
    text = collection(feature(point(4.49, 52.06), **WHAT)).replace("52.06", "1e999")
    assert rules(text, name=NAME) == [(1, "number.unreadable")]


def test_broken_features(rules):
    text = collection(3, {"type": "Feature", "geometry": None}, feature(None, **WHAT))
    assert rules(text, name=NAME) == [(1, "geojson.feature"), (2, "geojson.feature")]


def test_properties_of_some_features_only(rules):
    text = collection(feature(None, soort="1.4.6"), feature(None, **WHAT))
    assert rules(text, name=NAME) == [(1, "value.missing")]


@pytest.mark.parametrize("value", [["a"], {"a": 1}, True, 10**400])
def test_values_that_are_no_value(rules, value):
    text = collection(feature(None, soort=value, datum=value), feature(None, **WHAT))
    found = rules(text, name=NAME)
    assert found[0] == (1, "category.not_known")
    assert len(found) == 2


def test_truncated_says_where(refusal):
    text = collection(feature(point(4.49, 52.06), **WHAT))
    error = refusal(text[:-20], name=NAME)
    assert error.rule == "geojson.broken"
    assert error.values["line"] > 10


@pytest.mark.parametrize(
    "text",
    [
        '{"type": "Topology"}',
        "[1, 2]",
        '{"type": "FeatureCollection", "features": 3}',
        "{" * 5,
        "[" * 100_000,
    ],
)
def test_other_json(refusal, text):
    assert refusal(text, name=NAME).rule in ("geojson.not_features", "geojson.broken")


def test_nan_as_some_programs_write_it(rules):
    text = collection(feature(point(4.49, 52.06), **WHAT), feature(point(4.49, 52.06), **WHAT))
    text = text.replace("52.06", "NaN", 1)[::-1].replace('"13-21-3202"', "NaN", 1)[::-1]
    assert rules(text, name=NAME) == [(1, "number.unreadable"), (2, "date.number")]


def test_bad_bytes(refusal):
    assert refusal(b'{"type":\n "\xff"}', name=NAME).values["line"] == 2


def test_no_features(refusal):
    assert refusal(collection(), name=NAME).rule in ("file.no_rows", "columns.missing")


def test_half_characters_are_made_visible(read):
    text = collection(feature(None, **WHAT)).replace('"soort"', '"\\ud800", "soort"')
    text = text.replace('"\\ud800", "soort"', '"\\ud800": 1, "soort"')
    assert read(text, name=NAME).ignored_columns == ("\\ud800",)


def test_one_feature(read):
    assert len(read(json.dumps(feature(point(4.49, 52.06), **WHAT)), name=NAME).rows) == 1
