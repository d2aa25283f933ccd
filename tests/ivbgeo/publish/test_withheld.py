"""Nothing of what is not open comes out: every byte of all that the server says is searched."""

import json
import re
from contextlib import closing

import pytest

from geo import Level
from ivbgeo.answering import answer
from ivbgeo.atlas import Atlas
from ivbgeo.period import Period
from ivbgeo.question import Question
from ivbgeo.store import Store
from ivbgeo.viewer import Role, Viewer

PLANNER = Viewer(Role.PLANNER)
FIGURES = ("misdrijven-buurt", "misdrijven-gemeente", "bevolking-buurt", "woonoverlast-casewijk")


@pytest.fixture(scope="module")
def inside(ogc):
    """The store behind the server, for whoever may see everything."""
    with closing(Store.open(ogc.address)) as store:
        yield Atlas(store).edition()


@pytest.fixture(scope="module")
def marked(marks):
    """A pattern of all that must not be seen; a number only as a number of its own."""
    return re.compile("|".join(rf"(?<![\d.]){re.escape(mark)}(?!\.?\d)" for mark in marks))


def _texts(ogc):
    """Give every answer that can be reached by links, page by page, with its headers."""
    waiting, seen = [ogc.url, f"{ogc.url}/?f=html", f"{ogc.url}/nergens"], set()
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        found = ogc.session.get(url, timeout=60)
        # How long an answer is may be any number, that of a mark too.
        told = {name: value for name, value in found.headers.items() if name != "Content-Length"}
        yield url, f"{told}\n{found.text}"
        if "json" not in found.headers["Content-Type"]:
            continue
        links = re.findall(r'"href":\s*"([^"]+)"', found.text)
        waiting += [
            href.replace("/items?f=json", "/items?limit=73")
            for href in links
            if href.startswith(ogc.url)
        ]
        features = found.json().get("features", ())[:2]
        waiting += [f"{url.partition('?')[0]}/{feature['id']}" for feature in features]


def test_the_marks_are_in_the_store_for_who_may_see_them(inside):
    def figures(category, year):
        asked = Question(category, Level.BUURT, Period.year(year), division_year=2025)
        return [figure.count for figure in answer(inside, asked, PLANNER).figures]

    month = Question("3.2.2", Level.BUURT, Period.month(2024, 2))
    assert 1237 in [figure.count for figure in answer(inside, month, PLANNER).figures]
    assert 654_321 in figures("inwoners", 2025)


def test_no_page_has_anything_that_is_not_open(ogc, marked):
    pages = 0
    for url, text in _texts(ogc):
        assert not marked.search(text), url
        pages += 1
    assert pages > 100
    # Escaped as JSON does, the search would still find them.
    assert marked.search(json.dumps({"source": "geheim-XYZZY.csv", "count": 1237}))


def test_guessing_gives_nothing_and_does_not_tell_what_there_is(ogc, inside, marked):
    def asked(name, what):
        return ogc.get(f"/collections/{name}/items", params=what)

    for name in FIGURES:
        known = ogc.get(f"/collections/{name}/queryables").json()["properties"]["category"]["enum"]
        nothing = asked(name, {"categorie": "bestaat-niet"}).text
        codes = [category.code for category in inside.taxonomy if category.code not in known]
        for code in codes if name == FIGURES[0] else ["3.2.2", codes[-1]]:
            guess = asked(name, {"categorie": code})
            assert guess.status_code == 400
            # Word for word what is said of what does not exist.
            assert guess.text.replace(f"\\u2018{code}", "\\u2018bestaat-niet") == nothing
        for what in (
            {"from": "2024-02", "to": "2024-02"}, {"from": "2024-03", "to": "2024-03"},
            {"jaar": "2024"}, {"datetime": "2024-02-11"}, {"datetime": "../.."}, {"from": "2025"},
            {"state": "afgeschermd"}, {"area_code": "BU06370101", "from": "2024"},
        ):  # fmt: skip
            text = asked(name, what | {"skipGeometry": "true", "limit": 10_000}).text
            assert '"numberMatched":' in text
            assert not marked.search(text), (name, what)
    at = "/collections/misdrijven-buurt/items/buurt-2025-BU06370101"
    for code in ("3.2.2", "inwoners"):
        for when in ("2024", "2024-02", "2025"):
            assert ogc.get(f"{at}-{code}-{when}").status_code == 404


def test_what_is_withheld_comes_without_a_number_and_its_state_says_so(ogc):
    """Rows of February 2024 are there, but not for everybody; the open figures are by year."""
    month = {"from": "2024-02", "to": "2024-02"}
    found = ogc.items("misdrijven-buurt", **month)["features"]
    assert {f["properties"]["state"] for f in found} == {"afgeschermd"}
    for feature in found:
        empty = {k for k, v in feature["properties"].items() if v is None}
        assert {"count", "rate", "rate_low", "rate_high", "eb_rate", "source"} <= empty
