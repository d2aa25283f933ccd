"""The replica of the outside services is faithful: the client that others use can read it."""

import json
import subprocess
import sys
from urllib.parse import urlsplit

import cbsodata
import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from ivbgeo.settings import ROOT
from tests.replica.filters import parse
from tests.replica.server import Replica
from tests.replica.tables import Dimension, Table, Topic

AREAS = "/cbs/wijken-en-buurten-{}/ogc/v1/collections/{}/items"
RD = "http://www.opengis.net/def/crs/EPSG/0/28992"
COUNT = "GeregistreerdeMisdrijven_1"
BURGLARIES = "SoortMisdrijf eq '1.1.1 ' and startswith(Perioden,'2025MM')"


@pytest.fixture
def catalog(replica):
    """The replica as cbsodata names a catalogue; that takes http by an option of its own."""
    before = cbsodata.options.use_https
    cbsodata.options.use_https = False
    yield replica.url.removeprefix("http://")
    cbsodata.options.use_https = before


@pytest.fixture
def ask(replica):
    """Ask the replica for a path; gives the answer whatever its status."""
    with requests.Session() as session:

        def ask(path, **query):
            query = {key.replace("_", "$", 1): value for key, value in query.items()}
            url = path if path.startswith("http") else replica.url + path
            return session.get(url, params=query, timeout=30)

        yield ask


def counts(rows):
    return {
        (row["SoortMisdrijf"].strip(), row["WijkenEnBuurten"].strip(), row["Perioden"]): row[COUNT]
        for row in rows
    }


def pages(ask, answer, key):
    """All rows or features of an answer and of those that its next links lead to."""
    told = answer.json()
    yield told[key]
    for link in told.get("links", []):
        if link["rel"] == "next":
            yield from pages(ask, ask(link["href"]), key)
    if "odata.nextLink" in told:
        yield from pages(ask, ask(told["odata.nextLink"]), key)


# cbsodata, the client that others use, reads it.


def test_cbsodata_reads_what_a_table_tells_of_itself(catalog):
    tables = cbsodata.get_table_list(filters="Catalog eq 'Politie'", catalog_url=catalog)
    assert {table["Identifier"] for table in tables} == {
        *("47013NED", "47018NED", "47021NED", "47022NED", "47024NED")
    }
    assert cbsodata.get_info("47022NED", catalog_url=catalog)["Modified"] == "2026-03-16T02:00:00"
    crimes = cbsodata.get_meta("47022NED", "SoortMisdrijf", catalog_url=catalog)
    assert len(crimes) == 59
    assert crimes[0]["Key"] == "0.0.0 "


def test_cbsodata_reads_filtered_data_over_several_pages(replica, catalog):
    replica.odata.page = 25
    rows = cbsodata.get_data(
        "47022NED",
        filters="WijkenEnBuurten eq 'GM0637    ' and Perioden eq '2025MM03'",
        catalog_url=catalog,
    )
    told = [row[COUNT] for row in rows]
    known = replica.rows("47022NED", WijkenEnBuurten="GM0637", Perioden="2025MM03")
    assert told == [row[COUNT] for row in known]
    assert len(told) == 59
    assert rows[0]["SoortMisdrijf"] == "Totaal misdrijven"
    assert rows[0]["WijkenEnBuurten"] == "Zoetermeer"


def test_cbsodata_reads_population(catalog):
    found = cbsodata.get_table_list(
        filters="Title eq 'Kerncijfers wijken en buurten 2024'", catalog_url=catalog
    )
    (table,) = [table["Identifier"] for table in found]
    rows = cbsodata.get_data(table, filters="startswith(Codering_3,'BU')", catalog_url=catalog)
    assert {row["WijkenEnBuurten"]: row["AantalInwoners_5"] for row in rows}["Dorp"] == 5100


# The police's tables.


def test_parts_add_up_to_totals(replica):
    months = {}
    for month in range(1, 13):
        months |= counts(replica.rows("47022NED", Perioden=f"2025MM{month:02}"))
    year = counts(replica.rows("47018NED", Perioden="2025JJ00"))
    areas = [area for area in replica.areas(2025) if not area.water]
    kinds = sorted({kind for kind, _, _ in year} - {"0.0.0"})
    for area in areas:
        parts = [part.code for part in areas if part.parent == area.code]
        if parts:
            told = year["0.0.0", area.code, "2025JJ00"]
            assert told == sum(year["0.0.0", part, "2025JJ00"] or 0 for part in parts)
        totals = [months["0.0.0", area.code, f"2025MM{month:02}"] for month in range(1, 13)]
        assert (year["0.0.0", area.code, "2025JJ00"] or 0) == sum(total or 0 for total in totals)
        parts_of_march = sum(months[kind, area.code, "2025MM03"] or 0 for kind in kinds)
        assert (totals[2] or 0) == parts_of_march
    assert {None, 0} < set(months.values())


def test_a_crime_key_without_its_blank_finds_nothing_and_says_nothing(ask):
    path = "/ODataApi/OData/47018NED/TypedDataSet"
    unpadded = ask(path, _filter="SoortMisdrijf eq '0.0.0' and Perioden eq '2024JJ00'")
    assert (unpadded.status_code, unpadded.json()["value"]) == (200, [])
    padded = ask(path, _filter="SoortMisdrijf eq '0.0.0 ' and Perioden eq '2024JJ00'")
    assert len(padded.json()["value"]) == 174


def test_more_than_ten_thousand_rows_are_refused_by_the_api_and_paged_by_the_feed(ask):
    wanted = {"_filter": "Perioden eq '2024JJ00'", "_format": "json"}
    refused = ask("/ODataApi/OData/47018NED/TypedDataSet", **wanted)
    assert refused.status_code == 500
    assert "10000 records" in refused.json()["odata.error"]["message"]["value"]
    first = ask("/ODataFeed/odata/47018NED/TypedDataSet", **wanted).json()
    assert len(first["value"]) == 10_000
    assert len(ask(first["odata.nextLink"]).json()["value"]) == 174 * 59 - 10_000
    few = ask("/ODataApi/OData/47018NED/TypedDataSet", **wanted, _top="7", _skip="3")
    assert [row["ID"] for row in few.json()["value"]] == [row["ID"] for row in first["value"][:7]]


@pytest.mark.parametrize("size", [500, 696, 10_000])
def test_next_links_give_every_row_once(replica, ask, size):
    replica.odata.page = size
    answer = ask("/ODataFeed/OData/47022NED/TypedDataSet", _filter=BURGLARIES, _format="json")
    got = [row for page in pages(ask, answer, "value") for row in page]
    known = [
        row for row in replica.rows("47022NED", SoortMisdrijf="1.1.1") if "2025" in row["Perioden"]
    ]
    assert got == known
    assert len(got) == 174 * 12


def test_without_the_format_the_feed_answers_in_atom(ask):
    answer = ask("/ODataFeed/odata/47018NED/TypedDataSet")
    assert answer.headers["Content-Type"].startswith("application/atom+xml")


@pytest.mark.parametrize(
    "condition",
    [
        "Perioden in ('2024JJ00','2025JJ00')",
        "Periode eq '2024JJ00'",
        "startswith(Perioden,'2024'",
        "Perioden eq",
        "Perioden '2024JJ00'",
        "Perioden eq '2024JJ00' or",
        "Perioden eq 2024JJ00' extra",
    ],
)
def test_a_filter_that_the_service_does_not_know_is_refused(ask, condition):
    answer = ask("/ODataApi/OData/47018NED/TypedDataSet", _filter=condition)
    assert answer.status_code == 400
    assert "odata.error" in answer.json()


def test_tables_and_sets_that_are_not_there(ask):
    assert ask("/ODataApi/OData/99999NED/TypedDataSet").status_code == 404
    assert ask("/ODataApi/OData/47018NED/RegioS").status_code == 404
    assert ask("/ODataApi/OData").status_code == 404


def test_what_a_test_changes_shows_and_no_more_than_that(replica, ask):
    before = counts(replica.rows("47022NED", Perioden="2025MM03"))
    replica.change("47022NED", "1.1.1", "BU06370101", "2025MM03", value=4321)
    replica.unpublish("47022NED", "1.1.2", "BU06370101", "2025MM03")
    replica.unpublish("47022NED", "1.2.1", "BU06370101", "2025MM03", absent=True)
    condition = "WijkenEnBuurten eq 'BU06370101' and Perioden eq '2025MM03'"
    after = counts(ask("/ODataApi/OData/47022NED/TypedDataSet", _filter=condition).json()["value"])
    assert after["1.1.1", "BU06370101", "2025MM03"] == 4321
    assert after["1.1.2", "BU06370101", "2025MM03"] is None
    assert len(after) == 58
    changed = {cell for cell, count in after.items() if count != before[cell]}
    assert changed - {("1.1.2", "BU06370101", "2025MM03")} == {("1.1.1", "BU06370101", "2025MM03")}
    replica.republish("47022NED")
    info = ask("/ODataApi/OData/47022NED/TableInfos").json()["value"]
    assert info[0]["Modified"] == replica.modified["47022NED"] == "2026-03-17T02:00:00"


def test_periods_say_whether_they_are_definitive(ask):
    periods = ask("/ODataApi/OData/47018NED/Perioden").json()["value"]
    assert [p["Key"] for p in periods if p["Status"] == "Voorlopig"] == ["2024JJ00", "2025JJ00"]


# Filters: a table that looks only at the keys that matter finds what reading all rows finds.

SMALL = Table(
    *("00000NED", "Proef", "CBS", "2025", "Perjaar"),
    (
        Dimension("A", "A", "Dimension", ({"Key": "x "}, {"Key": "xy"}, {"Key": "y "})),
        Dimension("B", "B", "Dimension", ({"Key": "2024"}, {"Key": "2025"})),
    ),
    (Topic("N_1", "N"),),
    lambda keys: (None if keys == ("y ", "2024") else len(keys[0].strip()) * int(keys[1][3]),),
)
SIMPLE = st.one_of(
    st.sampled_from(["A", "B"]).flatmap(
        lambda name: st.builds(
            f"{name} {{}} '{{}}'".format,
            st.sampled_from(["eq", "ne", "gt", "le"]),
            st.sampled_from(["x ", "x", "xy", "2024", "o''k"]),
        )
    ),
    st.sampled_from(
        [
            *("startswith(A,'x')", "substringof('y',A) eq true", "substringof('5',B) eq false"),
            *("N_1 gt 4", "N_1 eq null", "N_1 lt 10"),
        ]
    ),
)
FILTERS = st.recursive(
    SIMPLE,
    lambda part: st.one_of(
        st.builds("({} and {})".format, part, part),
        st.builds("({} or {})".format, part, part),
        st.builds("not ({})".format, part),
    ),
    max_leaves=5,
)


@given(FILTERS)
def test_a_filter_finds_what_reading_every_row_finds(text):
    condition = parse(text)
    assert list(SMALL.rows(condition)) == [row for row in SMALL.rows() if condition.holds(row)]


def test_and_binds_before_or():
    condition = parse("A eq 'y ' or A eq 'xy' and not B eq '2024'")
    assert [row["ID"] for row in SMALL.rows(condition)] == [3, 4, 5]


# Kerncijfers.


def test_population_has_other_column_numbers_each_year_and_secrets_without_a_value(ask):
    columns = {}
    for table in ("85984NED", "85618NED"):
        told = ask(f"/ODataApi/odata/{table}/DataProperties").json()["value"]
        columns[table] = {line["Title"]: line["Key"] for line in told}
    households = {told["Huishoudens totaal"] for told in columns.values()}
    assert households == {"HuishoudensTotaal_29", "HuishoudensTotaal_28"}
    rows = ask(
        "/ODataApi/odata/85984NED/TypedDataSet", _filter="substringof('0637',WijkenEnBuurten)"
    ).json()["value"]
    by_code = {row["Codering_3"].strip(): row for row in rows}
    assert by_code["GM0637"]["AantalInwoners_5"] == 128_434
    assert by_code["BU06370907"]["AantalInwoners_5"] is None
    assert by_code["GM0637"]["WijkenEnBuurten"] == "GM0637    "


# PDOK.


def test_next_links_lead_to_every_area_once(replica, ask):
    replica.features.page = 40
    answer = ask(AREAS.format(2025, "buurten"), f="json", limit=1000)
    got = [feature for page in pages(ask, answer, "features") for feature in page]
    assert len(replica.requests) == 4
    codes = [feature["properties"]["buurtcode"] for feature in got]
    assert len(codes) == len(set(codes)) == 146 + 4 + 2 + 1
    own = [f for f in got if f["properties"]["gemeentecode"] == "GM0637"]
    assert [f["properties"]["water"] for f in own].count("JA") == 1
    assert -99997 in {f["properties"]["aantal_inwoners"] for f in own}


def test_a_window_holds_neighbours_and_the_crs_is_told(ask):
    window = "4.4153966,52.0316449,4.5571744,52.0924289"
    query = {"f": "json", "limit": 1000, "bbox": window}
    usual = ask(AREAS.format(2025, "wijken"), **query)
    assert usual.headers["Content-Crs"] == "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>"
    metric = ask(AREAS.format(2025, "wijken"), **query, crs=RD)
    assert metric.headers["Content-Crs"] == f"<{RD}>"
    x, y = metric.json()["features"][0]["geometry"]["coordinates"][0][0][0]
    assert 88_000 < x < 98_000
    assert 448_000 < y < 457_000
    codes = [f["properties"]["gemeentecode"] for f in metric.json()["features"]]
    assert set(codes) == {"GM0637", "GM1916", "GM1621"}
    one = ask(AREAS.format(2025, "wijken"), **query | {"bbox": "4.497,52.0565,4.4971,52.0566"})
    assert [f["properties"]["wijkcode"] for f in one.json()["features"]] == ["WK063701"]


def test_what_pdok_refuses(ask):
    assert ask(AREAS.format(2024, "buurten"), limit=1001).status_code == 400
    assert ask(AREAS.format(2024, "buurten"), crs="EPSG:3857").status_code == 400
    assert ask(AREAS.format(2019, "buurten")).status_code == 404
    assert ask(AREAS.format(2024, "straten")).status_code == 404


def test_the_wfs_gives_the_same_areas(ask):
    query = {"service": "WFS", "request": "GetFeature", "typeNames": "wijkenbuurten:buurten"}
    got = []
    for start in (0, 20):
        answer = ask(
            "/cbs/wijkenbuurten/2024/wfs/v1_0",
            **query,
            outputFormat="application/json",
            srsName="EPSG:28992",
            startIndex=start,
            count=20,
        )
        got += answer.json()["features"]
    assert got == ask(AREAS.format(2024, "buurten"), limit=1000, crs=RD).json()["features"]
    assert ask("/cbs/wijkenbuurten/2024/wfs/v1_0", request="GetFeature").status_code == 400


# Locatieserver.


@pytest.mark.parametrize(
    ("asked", "found", "best"),
    [
        ("Toetslaan 12 Zoetermeer", 1, 1),
        ("2726 zy 12", 1, 1),
        ("Proefstraat 1", 4, 2),
        ("Nergensweg 3 Zoetermeer", 0, 0),
    ],
)
def test_addresses_found_ambiguous_and_not_found(ask, asked, found, best):
    path = "/bzk/locatieserver/search/v3_1/free"
    told = ask(path, q=asked, fq="type:adres", rows=5).json()["response"]
    assert told["numFound"] == len(told["docs"]) == found
    assert [doc["score"] for doc in told["docs"]].count(told["maxScore"]) == best


# What goes wrong, and where.


def test_faults_happen_so_often_and_then_no_more(replica, ask):
    path = "/ODataApi/OData/47018NED/Perioden"
    replica.faults.status(503, "Perioden", times=2, after=2, retry_after=3)
    replica.faults.status(429, "SoortMisdrijf")
    answers = [ask(path) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 503, 503, 200]
    assert answers[2].headers["Retry-After"] == "3"
    assert ask("/ODataApi/OData/47018NED/SoortMisdrijf").status_code == 429
    assert len(replica.requests) == 6


def test_answers_that_are_no_answer(replica, ask):
    path = "/ODataApi/OData/47018NED/Perioden"
    replica.faults.html(path)
    assert ask(path).text.startswith("<!DOCTYPE html>")
    replica.faults.truncated(path)
    with pytest.raises(json.JSONDecodeError):
        ask(path).json()
    replica.faults.disconnect(path)
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        ask(path)
    replica.faults.refuse(path)
    with pytest.raises(requests.ConnectionError):
        ask(path)
    assert ask(path).status_code == 200


@pytest.mark.parametrize("fault", ["slow", "stall"])
def test_answers_that_do_not_come_hold_nobody_up_afterwards(replica, fault):
    given = {"slow": {"seconds": 30}, "stall": {}}[fault]
    getattr(replica.faults, fault)(**given)
    with pytest.raises((requests.Timeout, requests.ConnectionError)):
        requests.get(f"{replica.url}/ODataCatalog/Tables", timeout=0.1)


def test_a_renamed_column_has_its_new_name_everywhere(replica, ask):
    replica.faults.renamed(COUNT, "Misdrijven_1", path="47018NED")
    rows = ask("/ODataApi/OData/47018NED/TypedDataSet", _top="1").json()["value"]
    assert "Misdrijven_1" in rows[0]
    keys = [p["Key"] for p in ask("/ODataApi/OData/47018NED/DataProperties").json()["value"]]
    assert COUNT not in keys
    replica.faults.clear()
    assert COUNT in ask("/ODataApi/OData/47018NED/TypedDataSet", _top="1").json()["value"][0]


# As a mirror, as another gemeente, and by hand.


def test_a_mirror_lives_below_a_prefix_and_its_links_may_name_another_host():
    with Replica("GM0344", newest="2026MM03", prefix="/spiegel") as mirror:
        mirror.links = "https://dataderden.cbs.nl"
        mirror.odata.page = 1
        url = f"{mirror.url}/ODataFeed/odata/47022NED/TypedDataSet"
        told = requests.get(url, {"$format": "json"}, timeout=30).json()
        assert urlsplit(told["odata.nextLink"]).hostname == "dataderden.cbs.nl"
        outside = requests.get(url.replace("/spiegel", ""), timeout=30)
        assert outside.status_code == 404
        assert {area.gemeente for area in mirror.areas(2025)} == {"GM0344", "GM1916", "GM1621"}
        assert mirror.rows("47022NED", WijkenEnBuurten="BU03440101", Perioden="2026MM03")
        assert mirror.rows("47018NED", Perioden="2026JJ00") == []


def test_it_runs_by_hand():
    command = [sys.executable, "-m", "tests.replica", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        url = process.stdout.readline().split()[-1]
        assert requests.get(f"{url}/ODataCatalog/Tables", timeout=30).status_code == 200
        process.terminate()
