"""Answers as files for others: GeoJSON after RFC 7946, and what a spreadsheet must not run."""

import csv
import io
import json
from dataclasses import replace

import geopandas as gpd
import pyogrio
import pytest
import shapely

from geo import Level
from ivbgeo.answering import answer
from ivbgeo.difference import difference
from ivbgeo.export import COLUMNS, Format, compared, export, export_for_excel, records
from ivbgeo.mapreading import Surroundings
from ivbgeo.period import Period
from ivbgeo.question import Question
from ivbgeo.reading import Statistic, read
from ivbgeo.statistics import Pattern
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


def test_a_geopackage_is_the_same_when_it_is_made_again(casework, tmp_path):
    content = export([casework, casework], Format.GPKG)
    assert content == export([casework, casework], Format.GPKG)
    (tmp_path / "cijfers.gpkg").write_bytes(content)
    frame = gpd.read_file(tmp_path / "cijfers.gpkg", layer="ivbgeo")
    assert tuple(frame.columns) == (*COLUMNS, "geometry")
    assert len(frame) == 2 * len(casework.figures)
    assert pyogrio.read_info(tmp_path / "cijfers.gpkg")["crs"] == "EPSG:28992"


@pytest.fixture(scope="module")
def differing(edition):
    question = Question("0.0.0", Level.WIJK, Period.year(2024))
    return difference(edition, question, Period.year(2022), Statistic.AANTAL, PUBLIEK)


def test_a_difference_has_columns_of_its_own_in_every_file(edition, differing):
    plain = read(edition, differing.question, Statistic.AANTAL, PUBLIEK)
    assert compared([plain]) == []
    more = compared([differing, plain])
    answers = [differing.answer, plain.answer]
    assert len(more) == sum(len(one.figures) for one in answers)
    assert (more[0]["compared_from"], more[-1]["compared_from"]) == ("2022-01", None)
    names = [
        *COLUMNS, "compared_from", "compared_to", "compared_count", "compared_source",
        "difference", "by_chance",
    ]  # fmt: skip
    text = export_for_excel(answers, more).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    assert list(rows[0]) == names
    assert len(rows) == len(more)
    told = json.loads(export(answers, Format.JSON, more))
    assert [list(one) for one in told] == [names] * len(more)
    features = json.loads(export(answers, Format.GEOJSON, more))["features"]
    assert [f["properties"]["area_code"] for f in features] == [r["area_code"] for r in told]
    assert [f["properties"]["compared_to"] for f in features] == [r["compared_to"] for r in told]


def test_rates_without_chance_have_their_interval_in_every_file(edition):
    question = Question("woonoverlast", Level.CASEWIJK, Period.year(2023))
    shrunk = read(edition, question, Statistic.BIJGESTELD, PUBLIEK)
    more = compared([shrunk])
    told = json.loads(export([shrunk.answer], Format.JSON, more))
    assert list(told[0]) == [*COLUMNS, "eb_low", "eb_high"]
    assert all(one["eb_low"] < one["eb_rate"] < one["eb_high"] for one in told)


def test_what_was_expected_is_in_every_file(edition):
    question = Question("woonoverlast", Level.CASEWIJK, Period.year(2023))
    maps = [
        read(edition, question, statistic, PUBLIEK)
        for statistic in (Statistic.VERWACHT, Statistic.BIJGESTELD)
    ]
    more = compared(maps)
    told = json.loads(export([one.answer for one in maps], Format.JSON, more))
    assert list(told[0]) == [*COLUMNS, "eb_low", "eb_high", "expected"]
    assert sum(one["expected"] for one in told[:8]) == pytest.approx(284, rel=0.02)


def test_patterns_are_in_every_file(edition):
    made = read(
        edition, Question("woonoverlast", Level.CASEWIJK, Period.year(2023)), Statistic.HEET_KOUD,
        PUBLIEK,
    )  # fmt: skip
    around = Surroundings(Pattern.HOT, 0.0004, 6)
    made = replace(made, readings=(replace(made.readings[0], around=around), *made.readings[1:]))
    more = compared([made])
    told = json.loads(export([made.answer], Format.JSON, more))
    assert list(told[0]) == [*COLUMNS, "pattern", "pattern_chance", "neighbours"]
    assert [told[0][name] for name in list(told[0])[-3:]] == ["heet", 0.0004, 6]
    assert [told[1][name] for name in list(told[1])[-3:]] == [None, None, None]


def test_a_difference_that_is_not_known_is_empty(differing):
    for one, reading in zip(compared([differing]), differing.readings, strict=True):
        assert (one["difference"], one["by_chance"] is None) == (
            reading.value,
            reading.value is None,
        )
