"""Answers as files for others: GeoJSON after RFC 7946, and what a spreadsheet must not run."""

import csv
import io
import json
from dataclasses import replace

import pytest
import shapely

from geo import Level
from ivbgeo.answering import answer
from ivbgeo.export import COLUMNS, Format, export, export_for_excel, records
from ivbgeo.period import Period
from ivbgeo.question import Question
from ivbgeo.viewer import PUBLIEK


@pytest.fixture(scope="module")
def casework(edition):
    return answer(edition, Question("woonoverlast", Level.CASEWIJK, Period.year(2023)), PUBLIEK)


def test_geojson_is_what_rfc_7946_asks(casework):
    whole = json.loads(export([casework], Format.GEOJSON))
    assert whole["type"] == "FeatureCollection"
    assert "crs" not in whole
    assert "CBS/Kadaster" in whole["attribution"]
    for feature in whole["features"]:
        assert {"type", "geometry", "properties"} <= set(feature)
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
        assert shape.is_valid
        west, south, east, north = shape.bounds
        assert 4.4 < west < east < 4.6  # longitude first
        assert 52.0 < south < north < 52.1
        for part in shapely.get_parts(shape):
            assert part.exterior.is_ccw
            assert not any(ring.is_ccw for ring in part.interiors)


def test_a_record_has_the_names_of_the_contract_and_no_nan(casework):
    for record in records([casework]):
        assert tuple(record) == COLUMNS
        assert all(value == value for value in record.values())  # noqa: PLR0124 - NaN is not itself
    meerzicht = next(r for r in records([casework]) if r["area_name"] == "Meerzicht")
    assert (meerzicht["count"], meerzicht["from"], meerzicht["to"]) == (55, "2023-01", "2023-12")
    assert (meerzicht["level"], meerzicht["division_year"]) == ("casewijk", 2024)
    assert meerzicht["retrieved"]


def test_excel_gets_decimal_commas_and_no_formula(casework):
    figures = (replace(casework.figures[0], area_name='=HYPERLINK("x")'), *casework.figures[1:])
    content = export_for_excel([replace(casework, figures=figures)])
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0]["area_name"].startswith("'=")
    assert rows[1]["rate"].startswith("3,45")
    assert rows[0]["provisional"] in {"true", "false"}
