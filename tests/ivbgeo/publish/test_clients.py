"""Other programs read it as it was meant: GDAL, on which QGIS stands, and OWSLib."""

import json
import sys

import geopandas as gpd
import pyogrio
import pytest
from owslib.ogcapi.features import Features

from ivbgeo.cli import main


@pytest.fixture
def counts(ogc, monkeypatch, capfdbinary):
    """What ``ivbgeo counts --as publiek --format json`` says."""

    def counts(*arguments):
        monkeypatch.setenv("IVBGEO_DATABASE_URL", ogc.address)
        line = ["ivbgeo", "counts", "--as", "publiek", "--format", "json", *arguments]
        monkeypatch.setattr(sys, "argv", line)
        with pytest.raises(SystemExit) as ended:
            main()
        assert not ended.value.code
        return json.loads(capfdbinary.readouterr().out)

    return counts


QUESTIONS = (
    (("buurt", "0.0.0"), {}),
    (("buurt", "0.0.0", "--from", "2022"), {"jaar": 2022}),
    (("gemeente", "0.0.0", "--from", "2022-03", "--to", "2022-05"),
     {"from": "2022-03", "to": "2022-05"}),
    (("wijk", "huishoudens", "--from", "2024"), {"categorie": "huishoudens", "jaar": 2024}),
    (("casewijk", "woonoverlast.koop.lopend"), {"category": "woonoverlast.koop.lopend"}),
    (("gemeente", "woonoverlast"), {}),
)  # fmt: skip
THEMES = {"0": "misdrijven", "h": "bevolking", "w": "woonoverlast"}


@pytest.mark.parametrize(("question", "asked"), QUESTIONS)
def test_it_serves_the_very_numbers_of_counts(ogc, counts, question, asked):
    level, category, *period = question
    expected = counts("--level", level, "--category", category, *period)
    found = ogc.items(f"{THEMES[category[0]]}-{level}", **asked)
    assert [feature["properties"] for feature in found["features"]] == expected
    assert expected


def test_gdal_reads_every_layer(ogc):
    source = f"OAPIF:{ogc.url}"
    layers = dict(pyogrio.list_layers(source))
    assert len(layers) == len(ogc.get("/collections").json()["collections"])
    crime = gpd.read_file(source, layer="misdrijven-buurt")
    assert crime.crs.to_epsg() == 28992
    assert len(crime) == 146
    served = [f["properties"] for f in ogc.items("misdrijven-buurt")["features"]]
    assert list(crime["area_code"]) == [row["area_code"] for row in served]
    known = crime["count"].notna()
    assert list(crime.loc[known, "count"]) == [row["count"] for row in served if row["count"]]
    assert list(crime["state"]) == [row["state"] for row in served]
    assert crime["division_year"].eq(2025).all()


def test_gdal_lets_the_server_choose_by_properties_and_by_place(ogc):
    source = f"OAPIF:{ogc.url}"
    some = gpd.read_file(source, layer="misdrijven-buurt", where="\"from\" = '2023-01'")
    assert len(some) == 146
    assert some["to"].eq("2023-12").all()
    kind = "category = 'woonoverlast.koop'"
    koop = gpd.read_file(source, layer="woonoverlast-casewijk", where=kind)
    assert len(koop) == 8
    near = gpd.read_file(
        source, layer="gebieden-buurt-2025", bbox=(93_000, 452_000, 94_000, 453_000)
    )
    assert 0 < len(near) < 40
    assert near.intersects(gpd.GeoSeries.from_wkt(["POINT (93500 452500)"])[0]).any()


def test_owslib_reads_it(ogc):
    client = Features(f"{ogc.url}/")
    assert client.conformance()["conformsTo"] == ogc.get("/conformance").json()["conformsTo"]
    assert client.api()["openapi"] == "3.0.3"
    assert set(client.feature_collections()) == {
        each["id"] for each in ogc.get("/collections").json()["collections"]
    }
    assert client.collection("misdrijven-buurt")["title"] == "Misdrijven per buurt"
    page = client.collection_items("misdrijven-buurt", limit=10, bbox=[4.4, 52.0, 4.6, 52.1])
    assert (page["numberMatched"], page["numberReturned"]) == (146, 10)
    name = page["features"][0]["id"]
    one = client.collection_item("misdrijven-buurt", name)
    assert one["properties"] == page["features"][0]["properties"]
    assert "area_code" in client.collection_queryables("misdrijven-buurt")["properties"]
