"""The real server: what it serves, in which form, and what it says to what can't be."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
import requests
import shapely

from ivbgeo.export import COLUMNS

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
RD = "http://www.opengis.net/def/crs/EPSG/0/28992"
CITY = (4.4153, 52.0316, 4.5572, 52.0925)


def test_the_landing_page_leads_to_all_that_is_there(ogc):
    landing = ogc.get()
    assert landing.headers["Content-Type"] == "application/json"
    links = {link["rel"]: link["href"] for link in landing.json()["links"]}
    assert {"self", "service-desc", "conformance", "data", "describedby"} <= set(links)
    for href in links.values():
        assert ogc.session.get(href, timeout=60).status_code == 200, href
    assert ogc.get("/").json() == landing.json()


def test_it_says_which_parts_of_the_standards_it_keeps_and_no_more(ogc):
    classes = ogc.get("/conformance").json()["conformsTo"]
    features = "http://www.opengis.net/spec/ogcapi-features"
    assert {
        f"{features}-1/1.0/conf/core",
        f"{features}-1/1.0/conf/geojson",
        f"{features}-1/1.0/conf/oas30",
        f"{features}-2/1.0/conf/crs",
        f"{features}-3/1.0/conf/queryables",
        f"{features}-3/1.0/conf/queryables-query-parameters",
        f"{features}-5/1.0/conf/schemas",
    } <= set(classes)
    assert not [each for each in classes if "html" in each or "create" in each]
    # pygeoapi's own page grows a list at every visit.
    assert ogc.get("/conformance").json()["conformsTo"] == classes


def test_a_collection_says_where_when_by_whom_and_under_which_licence(ogc):
    every = {each["id"]: each for each in ogc.get("/collections").json()["collections"]}
    assert {
        "misdrijven-buurt", "misdrijven-gemeente", "bevolking-wijk", "woonoverlast-casewijk",
        "gebieden-buurt-2025", "gebieden-buurt-2024", "gebieden-casewijk-2024",
    } <= set(every)  # fmt: skip
    crime = every["misdrijven-buurt"]
    assert crime == ogc.get("/collections/misdrijven-buurt").json()
    assert crime["storageCrs"] == RD
    assert crime["crs"] == [CRS84, RD]
    assert crime["itemType"] == "feature"
    assert crime["extent"]["spatial"]["bbox"] == [list(CITY)]
    assert crime["extent"]["temporal"]["interval"] == [
        ["2021-01-01T00:00:00Z", "2025-12-31T23:59:59Z"]
    ]
    assert "© CBS/Kadaster, Wijk- en buurtkaart, CC BY 4.0" in crime["attribution"]
    assert "47022NED" in crime["attribution"]
    licences = [link["href"] for link in crime["links"] if link["rel"] == "license"]
    assert licences == ["https://creativecommons.org/licenses/by/4.0/"] == [crime["license"]]
    # The municipality's own documents state none, so none is made up.
    assert "license" not in every["woonoverlast-casewijk"]


def test_a_feature_carries_the_columns_of_an_export_and_null_for_what_is_not_known(ogc):
    found = ogc.items("misdrijven-buurt")
    assert found["numberMatched"] == found["numberReturned"] == len(found["features"]) == 146
    assert "47022NED" in found["attribution"]
    for feature in found["features"]:
        told = feature["properties"]
        assert tuple(told) == COLUMNS
        assert feature["id"] == f"buurt-2025-{told['area_code']}-0.0.0-2025"
        assert (told["count"] is None) == (told["state"] not in {"nul", "gemeten"})
        assert (told["source"] is None) == (told["count"] is None)
    assert sum(feature["properties"]["count"] is not None for feature in found["features"]) == 15


def test_every_feature_is_found_by_its_name(ogc):
    for collection in ("misdrijven-buurt", "woonoverlast-casewijk", "gebieden-wijk-2024"):
        for feature in ogc.items(collection, limit=3)["features"]:
            one = ogc.get(f"/collections/{collection}/items/{feature['id']}").json()
            assert {key: one[key] for key in feature} == feature
            assert {link["rel"] for link in one["links"]} >= {"self", "collection", "root"}


def test_pages_are_whole_together_and_each_says_where_it_is(ogc):
    whole = ogc.items("gebieden-buurt-2025", limit=1000)["features"]
    url, found, pages = f"{ogc.url}/collections/gebieden-buurt-2025/items?limit=50", [], 0
    while url:
        page = ogc.session.get(url, timeout=60).json()
        links = {link["rel"]: link["href"] for link in page["links"]}
        assert ogc.session.get(links["self"], timeout=60).json()["features"] == page["features"]
        assert page["numberMatched"] == 146
        assert ("prev" in links) == (pages > 0)
        found += page["features"]
        url, pages = links.get("next"), pages + 1
    assert found == whole
    assert pages == 3
    assert ogc.items("gebieden-buurt-2025", offset=1000)["features"] == []
    assert ogc.items("gebieden-buurt-2025", resulttype="hits")["numberMatched"] == 146
    # More than the most is no error in the standard: then the most holds.
    assert ogc.items("gebieden-buurt-2025", limit=10**9)["features"] == whole


def _numbers(geometry):
    return [number for ring in geometry["coordinates"] for point in ring for number in point]


def test_coordinates_come_in_degrees_or_in_metres(ogc):
    at = "/collections/gebieden-buurt-2025/items"
    for system, low, high in ((None, 4, 53), (CRS84, 4, 53), (RD, 80_000, 470_000)):
        answer = ogc.get(at, params={"limit": 5} | ({"crs": system} if system else {}))
        assert answer.headers["Content-Crs"] == f"<{system or CRS84}>"
        assert answer.headers["Content-Type"] == "application/geo+json"
        for feature in answer.json()["features"]:
            assert all(low < number < high for number in _numbers(feature["geometry"]))
    one = f"{at}/buurt-2025-BU06370101"
    assert ogc.get(one, params={"crs": RD}).json()["geometry"]["coordinates"][0][0][0] > 80_000
    assert ogc.items("gebieden-buurt-2025", skipGeometry="true")["features"][0]["geometry"] is None


def test_a_box_finds_the_same_areas_in_degrees_and_in_metres(ogc):
    """A small box around a point inside an area finds that area, whichever system it is in."""
    found = {}
    for system, half in ((CRS84, 1e-5), (RD, 1.0)):
        features = ogc.items("gebieden-buurt-2025", crs=system)["features"]
        points = [shapely.geometry.shape(f["geometry"]).representative_point() for f in features]
        for feature, point in list(zip(features, points, strict=True))[::12]:
            box = (point.x - half, point.y - half, point.x + half, point.y + half)
            asked = {"bbox": ",".join(map(repr, box)), "bbox-crs": system}
            inside = ogc.items("gebieden-buurt-2025", **asked)["features"]
            assert [each["id"] for each in inside] == [feature["id"]]
            found.setdefault(feature["id"], []).append(system)
    assert len(found) > 10
    assert all(systems == [CRS84, RD] for systems in found.values())


def test_a_box_may_be_large_small_or_elsewhere(ogc):
    def matched(name, box):
        return ogc.items(name, bbox=box)["numberMatched"]

    assert matched("misdrijven-buurt", ",".join(map(str, CITY))) == 146
    assert matched("misdrijven-buurt", "-180,-90,180,90") == 146
    assert matched("gebieden-buurt-2025", "4.48,52.05,4.50,52.06") == 20
    assert matched("gebieden-buurt-2025", "4.48,52.05,-10,4.50,52.06,10") == 20
    assert matched("gebieden-buurt-2025", "3.3,51,3.4,51.1") == 0


def test_a_year_a_kind_a_state_and_an_area_can_be_chosen(ogc):
    def asked(name, **what):
        found = ogc.items(name, limit=10_000, **what)
        return [feature["properties"] for feature in found["features"]]

    assert {row["from"] for row in asked("misdrijven-buurt", jaar=2022)} == {"2022-01"}
    assert {row["to"] for row in asked("misdrijven-buurt", jaar="2021,2023")} == {
        "2021-12", "2023-12",
    }  # fmt: skip
    years = asked("misdrijven-gemeente", datetime="../..")
    assert [row["from"][:4] for row in years] == ["2025", "2024", "2023", "2022", "2021"]
    assert len(asked("misdrijven-gemeente", datetime="2022-06-01/2023-02-01T00:00:00Z")) == 2
    assert [r["from"] for r in asked("misdrijven-gemeente", datetime="2023")] == ["2023-01"]
    assert asked("misdrijven-gemeente", datetime="2030-01-01") == []
    assert asked("misdrijven-gemeente", jaar=1999) == []
    kinds = asked("woonoverlast-casewijk", categorie="woonoverlast.koop,woonoverlast.lopend")
    assert {row["category"] for row in kinds} == {"woonoverlast.koop", "woonoverlast.lopend"}
    assert kinds == asked("woonoverlast-casewijk", category="woonoverlast.koop,woonoverlast.lopend")
    known = asked("misdrijven-buurt", state="gemeten,nul")
    assert len(known) == 15
    one = asked("misdrijven-buurt", area_code=known[3]["area_code"], datetime="../..")
    assert len(one) == 5
    # Narrowed by properties as they were given: what begins so, and what begins and ends so.
    assert asked("misdrijven-gemeente", **{"from": "2023-01"}) == asked(
        "misdrijven-gemeente", jaar=2023
    )
    months = {"from": "2023-01", "to": "2023-06"}
    assert [(r["from"], r["to"]) for r in asked("misdrijven-gemeente", **months)] == [
        ("2023-01", "2023-06")
    ]
    some = ogc.items("misdrijven-buurt", properties="area_code,count", limit=1)
    assert set(some["features"][0]["properties"]) == {"area_code", "count"}


def test_schema_and_queryables_are_of_what_is_served(ogc):
    schema = ogc.get("/collections/misdrijven-buurt/schema").json()
    assert tuple(schema["properties"]) == ("geometry", *COLUMNS)
    chosen = ogc.get("/collections/woonoverlast-casewijk/queryables").json()["properties"]
    assert tuple(chosen) == ("geometry", "area_code", "category", "from", "to", "state")
    assert chosen["category"]["enum"][0] == "woonoverlast"
    for name, field in schema["properties"].items():
        assert name == "geometry" or field["description"]


def test_what_has_not_changed_is_not_sent_again(ogc):
    for path in ("", "/collections", "/collections/misdrijven-buurt/items?limit=2"):
        first = ogc.get(path)
        mark = first.headers["ETag"]
        again = ogc.get(path, headers={"If-None-Match": mark})
        assert (again.status_code, again.content) == (304, b"")
        assert ogc.get("/openapi", headers={"If-None-Match": mark}).status_code == 200
    page = ogc.get(headers={"Accept": "text/html", "If-None-Match": ogc.get().headers["ETag"]})
    assert page.status_code == 200


BAD = {
    "/collections/nergens": 404,
    "/collections/nergens/items": 404,
    "/collections/<script>alert(1)</script>/items": 404,
    "/collections/misdrijven-buurt/items/nergens": 404,
    "/collections/misdrijven-buurt/items/buurt-2025-BU06370101-0.0.0-1999": 404,
    "/collections/misdrijven-buurt/items/buurt-2025-BU06370101-1.1.1-2023": 404,
    "/collections/misdrijven-buurt/items/buurt-2024-BU06370101-0.0.0-2023": 404,
    "/collections/misdrijven-buurt/items/'; DROP TABLE area_count; --": 404,
    "/collections/..%2f..%2fetc%2fpasswd": 404,
    "/collections//items": 404,
    "/admin/config": 404,
    "/processes": 404,
    "/jobs": 404,
    "/stac": 404,
    "/TileMatrixSets": 404,
    "/static/css/default.css": 404,
    "/collections/misdrijven-buurt/coverage": 404,
    "/collections/?f=json": 404,
    "/?f=xml": 400,
    "/collections?f=html": 400,
    "/openapi?ui=redoc": 400,
    "/catalog.jsonld?x=1": 400,
}
BAD_ITEMS = (
    "bbox=", "bbox=1,2", "bbox=a,b,c,d", "bbox=nan,52,4.5,53", "bbox=4.4,52,inf,53",
    "bbox=4.6,52,4.4,53", "bbox=4.4,53,4.6,52", "bbox=52,4.4,52.1,4.5",
    "bbox=93000,452000,94000,453000", "bbox=1,2,3,4,5", "bbox=1e999,1,2,3",
    "bbox-crs=x", "bbox=4,52,5,53&bbox-crs=EPSG:28992",
    "limit=0", "limit=-1", "limit=abc", "limit=1.5", "limit=%D9%A1", "limit=", "limit=1&limit=2",
    "offset=-1", "offset=x", "offset=99999999999999999999999",
    "datetime=gisteren", "datetime=2023-13-01", "datetime=2023-02-30", "datetime=..", "datetime=",
    "datetime=2024-01-01/2023-01-01", "datetime=2023-01-01T25:00:00Z", "datetime=1/2/3",
    "datetime=2023-01-01'%20OR%201=1", "datetime=0000-01-01",
    "categorie=1.1.1'%20OR%20'1'='1", "categorie=%3Cscript%3Ealert(1)%3C/script%3E", "categorie=",
    "category=0.0.0&categorie=0.0.0", "jaar=abc", "jaar=2023;DROP", "jaar=2023&from=2023",
    "from=2023-13", "from=x", "from=2024&to=2023", "state=weg", "state=",
    "crs=EPSG:4326", "crs=http://www.opengis.net/def/crs/EPSG/0/4326", "crs=file:///etc/passwd",
    "properties=geheim", "properties=", "skipGeometry=misschien", "resulttype=alles",
    "f=html", "f=jsonld", "f=csv", "f=../../etc/passwd",
    "filter=count%3E1", "sortby=", "q=dorp", "lang=en", "filter-lang=cql2", "area_name=%00",
    "onbekend=1", "__class__=1", "category=" + "1" * 5000,
)  # fmt: skip


@pytest.mark.parametrize("path", BAD)
def test_what_is_not_there_or_can_not_be_is_told_in_plain_json(ogc, path):
    _told_plainly(ogc.get(path), BAD[path])


def test_a_bad_question_about_features_is_told_in_plain_json(ogc):
    for asked in BAD_ITEMS:
        answer = ogc.get(f"/collections/misdrijven-buurt/items?{asked}")
        _told_plainly(answer, 400, asked)
        if asked.startswith(("bbox", "limit", "crs", "f=")):
            _told_plainly(ogc.get(f"/collections/gebieden-buurt-2025/items?{asked}"), 400, asked)


def _told_plainly(answer, status, asked=""):
    assert answer.status_code == status, (asked, answer.text)
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    told = answer.json()
    assert set(told) == {"code", "description"}
    assert re.search(r"[.?]$", told["description"]), told
    assert len(answer.content) < 1500, asked
    for inside in ("Traceback", "/work", "/home", ".py", "site-packages", "sqlite", "SELECT"):
        assert inside not in answer.text, (asked, inside)


def test_nothing_can_be_written(ogc):
    for path in ("", "/collections", "/collections/misdrijven-buurt/items"):
        for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"):
            answer = requests.request(method, f"{ogc.url}{path}", data="{}", timeout=60)
            assert answer.status_code == 405, (method, path)
            assert answer.headers["Allow"] == "GET, HEAD"
    assert requests.head(f"{ogc.url}/collections", timeout=60).status_code == 200


def _links(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in {"href", "$ref"}:
                yield value.get("rel", key), inner
            else:
                yield from _links(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _links(inner)


def test_no_answer_leads_away_from_here(ogc):
    """Names of systems and of standards are names; what is to be fetched is here."""
    paths = ["", "/conformance", "/openapi", "/catalog.jsonld", "/collections"]
    for each in ogc.get("/collections").json()["collections"]:
        at = f"/collections/{each['id']}"
        paths += [at, f"{at}/schema", f"{at}/queryables", f"{at}/items?limit=2"]
    seen = 0
    for path in paths:
        for rel, href in _links(ogc.get(path).json()):
            seen += 1
            here = href.startswith((f"{ogc.url}/", f"{ogc.url}?", "#/")) or href == ogc.url
            assert here or rel == "license", (path, rel, href)
            assert "f=html" not in href or href == f"{ogc.url}?f=html"
    assert seen > 200


class Page(HTMLParser):
    """What a browser makes of a page: its elements with their attributes, and its text."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.text = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)


def test_the_page_for_people_loads_nothing_and_runs_nothing(ogc):
    answer = ogc.get(headers={"Accept": "text/html,application/xhtml+xml"})
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert ogc.get("/?f=html").content == answer.content
    page = Page(answer.text)
    assert page.elements[0] == ("html", {"lang": "nl"})
    assert {tag for tag, _ in page.elements} == {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "bdi", "ul",
        "li", "code", "dl", "dt", "dd", "a",
    }  # fmt: skip
    names = {name for _, attributes in page.elements for name in attributes}
    assert names == {"lang", "charset", "name", "content", "href"}
    assert "Proef <script>alert('titel')</script>" in page.text
    assert "url(" not in answer.text
    assert "@import" not in answer.text
    links = [attributes["href"] for tag, attributes in page.elements if tag == "a"]
    assert {urlsplit(href).netloc for href in links} == {urlsplit(ogc.url).netloc}
    for href in links:
        assert ogc.session.get(href, timeout=60).status_code == 200, href
    # Of nothing else there is a page, however a browser asks.
    other = ogc.get("/collections/gebieden-wijk-2025/items", headers={"Accept": "text/html"})
    assert other.headers["Content-Type"] == "application/geo+json"


def test_names_that_nobody_should_have_are_only_text(ogc):
    answer = ogc.get("/collections/gebieden-wijk-2025/items")
    assert answer.content.isascii()
    names = [f["properties"]["area_name"] for f in answer.json()["features"]]
    assert len(names) == 15
    assert all(name.startswith('"><script>alert("dorp")</script>\u202e') for name in names)


def test_any_page_may_read_it_and_nobody_is_told_what_runs_here(ogc):
    for path in ("", "/collections/misdrijven-buurt/items?limit=1", "/nergens"):
        headers = ogc.get(path, headers={"Origin": "https://elders.example"}).headers
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in headers
        assert "Set-Cookie" not in headers
        assert not {"Server", "X-Powered-By"} & set(headers)


def test_what_people_ask_is_not_kept(ogc):
    ogc.get("/collections/misdrijven-buurt/items?categorie=iemand-zoekt-dit")
    ogc.get("/iemand-zoekt-dit")
    assert "iemand-zoekt-dit" not in ogc.log.read_text()
