"""Search: areas by any spelling, streets and addresses where a service is set, nothing hostile."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo import NETHERLANDS_BOUNDS, Area, AreaId, Division, DivisionId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.fetch.addresses import open_address_book
from ivbgeo.messages import sentence
from ivbgeo.search import LONGEST, search
from ivbgeo.settings import Settings
from ivbgeo.store import Store, divisions

WIJK_2024 = DivisionId(Level.WIJK, 2024)
HOSTILE = (
    "a" * 200,
    "<script>alert(1)</script>",
    "' OR 1=1; --",
    '"}{{7*7}}',
    "\u202ekjiw\u202c",
    "   \t\n",
    "",
    "🙂🙂",
    "\x00\x00",
    "%_*?",
)


@pytest.fixture(scope="module")
def edition(databases):
    store = Store.open(databases.address("sqlite", filled=True))
    yield Atlas(store).edition()
    store.close()


@pytest.fixture
def book(replica, tmp_path):
    wanted = replace(Settings(), address_url=replica.url, cache_dir=tmp_path)
    with open_address_book(wanted, "GM0637", quick=True) as book:
        yield book


def titles(edition, text, **more):
    return [hit.title for hit in search(edition, text, **more)]


@pytest.mark.parametrize(
    "text",
    ["Noordhove", "NOORDHOVE", " noord hove ", "Nóórdhove", "Noord-hove", "wijk Noordhove"],
)
def test_a_name_is_found_however_it_is_written(edition, text):
    assert titles(edition, text)[:2] == ["Noordhove (wijk)", "Noordhove (casewijk)"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Buitenweg", "Buytenwegh (wijk)"),
        ("Zegwaert", "Seghwaert (wijk)"),
        ("Meerzigt", "Meerzicht (wijk)"),
        ("Oosterhem", "Oosterheem (wijk)"),
        ("Leijens", "De Leyens (wijk)"),
        ("dorpstraat", "Dorpsstraat (buurt)"),
        ("Palenstein N.", "Palenstein-Noord (buurt)"),
        ("bu06370101", "Dorpsstraat (buurt)"),
    ],
)
def test_a_slip_of_the_pen_or_a_code_is_understood(edition, text, title):
    assert titles(edition, text)[0] == title


def test_what_is_called_so_goes_first_then_what_begins_so_then_what_has_it_then_what_is_near(
    edition,
):
    found = titles(edition, "Meerzicht", limit=20)
    assert found[:2] == ["Meerzicht (wijk)", "Meerzicht (casewijk)"]
    assert all(title.startswith("Meerzicht-") for title in found[2:])
    found = titles(edition, "centrum", limit=20)
    begins = [title.startswith("Centrum") for title in found]
    assert begins == sorted(begins, reverse=True)
    assert 0 < sum(begins) < len(found)
    # One slip from it, and not a part of it.
    assert titles(edition, "Dorpstraat") == ["Dorpsstraat (buurt)"]


def test_the_level_on_the_map_goes_first(edition):
    assert titles(edition, "Rokkeveen")[0] == "Rokkeveen (wijk)"
    casewijken = edition.division_id(Level.CASEWIJK)
    assert titles(edition, "Rokkeveen", shown=casewijken)[0] == "Rokkeveen (casewijk)"


def test_areas_are_of_the_map_where_it_has_them_else_of_the_newest_division(edition):
    def year(text, shown):
        (hit,) = [one for one in search(edition, text, shown=shown) if "(wijk)" in one.title]
        return hit.area.year

    assert year("Meerzicht", None) == 2025
    assert year("Meerzicht", WIJK_2024) == 2024
    # The division of 2024 has no such wijk.
    assert year("Palenstein", WIJK_2024) == 2025
    # What is no division, or none to search in, changes nothing.
    for shown in (DivisionId(Level.WIJK, 1995), edition.division_id(Level.GEMEENTE)):
        assert search(edition, "Meerzicht", shown=shown) == search(edition, "Meerzicht")


def test_a_hit_says_where_it_is(edition):
    for hit in search(edition, "oost"):
        west, south, east, north = hit.bounds
        assert NETHERLANDS_BOUNDS[0] < west < hit.lon < east < NETHERLANDS_BOUNDS[2]
        assert NETHERLANDS_BOUNDS[1] < south < hit.lat < north < NETHERLANDS_BOUNDS[3]
        assert hit.area.code in edition.division(hit.area.division).codes


@pytest.mark.parametrize("limit", [1, 3, 8])
def test_no_more_is_given_than_asked(edition, limit):
    assert len(search(edition, "o", limit=limit)) == limit


def test_areas_of_one_name_are_told_apart(town):
    def box(x, y):
        return shapely.box(92_000 + x, 451_000 + y, 92_100 + x, 451_100 + y)

    wijken = [
        Area(AreaId(f"WK06379{n}", 2026, Level.WIJK), name, box(200 * n, 0))
        for n, name in enumerate(["Het Zand", "Het Veen"])
    ]
    buurten = [
        Area(AreaId(f"BU0637{n}", 2026, Level.BUURT), "Kern", polygon, f"WK0637{n[:2]}")
        for n, polygon in {
            "9001": shapely.box(92_000, 451_000, 92_100, 451_050),
            "9002": shapely.box(92_000, 451_050, 92_100, 451_100),
            "9101": box(200, 0),
        }.items()
    ]
    number = next(iter(Atlas(town).edition().datasets))
    with town.writing() as connection:
        for areas in (wijken, buurten):
            divisions.add_division(connection, number, Division.from_areas(areas))
    assert titles(Atlas(town).edition(), "kern") == [
        "Kern (buurt BU06379001)",
        "Kern (buurt BU06379002)",
        "Kern (buurt in Het Veen)",
    ]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_finds_nothing_and_is_asked_as_words_or_not_at_all(
    edition, book, replica, text
):
    told = []
    assert search(edition, text, book=book, tell=told.append) == ()
    assert told == []
    asked = {request.partition("q=")[2].partition("&")[0] for request in replica.requests}
    assert asked == ({"script alert 1 script"} if "script" in text else set())


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_any_text_can_be_searched_for(edition, text):
    found = search(edition, text)
    assert len({hit.title for hit in found}) == len(found) <= 8


def test_nothing_is_asked_where_no_service_is_set(edition, replica):
    with open_address_book(Settings(), "GM0637", quick=True) as book:
        assert book is None
        assert titles(edition, "Proefstraat 7", book=book) == []
    assert replica.requests == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Proefstraat", "Proefstraat (straat)"),
        ("proefst", "Proefstraat (straat)"),
        ("Proefstraat 99", "Proefstraat (straat)"),
        ("Proefstraat 7", "Proefstraat 7 (adres)"),
        ("proefstraat 7a, Zoetermeer", "proefstraat 7a, Zoetermeer (adres)"),
        ("Proefstraat 7 zoetermeer", "Proefstraat 7 zoetermeer (adres)"),
        ("2711 ZZ 7", "2711 ZZ 7 (adres)"),
        ("Proefstraat 7 2711zz Zoetermeer", "Proefstraat 7 2711zz Zoetermeer (adres)"),
    ],
)
def test_a_street_or_an_address_is_found_at_the_service(edition, book, text, title):
    told = []
    hit = search(edition, text, book=book, tell=told.append)[0]
    assert (hit.title, hit.bounds, told) == (title, None, [])
    # Where the page can show figures of.
    assert hit.area.division == edition.division_id(Level.BUURT)
    area = edition.division(hit.area.division).area(hit.area.code)
    around = search(edition, hit.area.code)[0]
    assert area.name in around.title
    assert around.bounds[0] < hit.lon < around.bounds[2]
    assert around.bounds[1] < hit.lat < around.bounds[3]


def test_many_areas_leave_room_for_streets_and_many_streets_for_areas(edition, book, replica):
    def six(told):
        told["response"]["docs"] = [
            {
                "straatnaam": f"Oostpad {n}",
                "woonplaatsnaam": "Zoetermeer",
                "gemeentecode": "0637",
                "centroide_rd": "POINT(92945 451825)",
            }
            for n in range(6)
        ]

    replica.faults.changed(six)
    areas = titles(edition, "oost")
    assert len(areas) == 8
    found = titles(edition, "oost", book=book)
    assert found == [*areas[:5], *(f"Oostpad {n} (straat)" for n in range(3))]


def test_an_address_goes_before_its_street(edition, book):
    assert titles(edition, "Toetslaan 12", book=book) == [
        "Toetslaan 12 (adres)",
        "Toetslaan (straat)",
    ]


def test_of_what_somebody_searches_nothing_comes_on_disk(edition, book, tmp_path):
    assert titles(edition, "Proefstraat 7", book=book)[0] == "Proefstraat 7 (adres)"
    assert list(tmp_path.iterdir()) == []


def test_another_gemeente_is_not_searched(edition, book):
    assert titles(edition, "Proefstraat 1, Voorburg", book=book) == ["Proefstraat (straat)"]
    assert titles(edition, "2271 ZZ 1", book=book) == []


def test_the_same_street_is_asked_once(edition, book, replica):
    for text in ("Voorbeeldpl", "voorbeeldpl ", "VOORBEELDPL"):
        assert titles(edition, text, book=book) == ["Voorbeeldplein (straat)"]
    assert len(replica.requests) == 1


@pytest.mark.parametrize("text", ["zo", "12", "z 1"])
def test_too_little_is_not_asked(edition, book, replica, text):
    search(edition, text, book=book)
    assert replica.requests == []


FAULTS = {
    "503": lambda faults: faults.status(503, times=None),
    "html": lambda faults: faults.html(times=None),
    "hung up": lambda faults: faults.disconnect(times=None),
    "no answer": lambda faults: faults.refuse(times=None),
    "another form": lambda faults: faults.renamed("docs", "hits"),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("text", ["Dorpsstraat", "Dorpsstraat 3"])
def test_a_service_that_fails_leaves_the_areas_and_a_sentence(
    edition, book, replica, caplog, fault, text
):
    caplog.set_level(logging.DEBUG)
    fault(replica.faults)
    told = []
    found = search(edition, text, book=book, tell=told.append)
    assert found == search(edition, text)
    assert told == [sentence("search.addresses")]
    assert len(replica.requests) == 1
    assert "dorpsstraat" not in caplog.text.casefold()
    # Not remembered as nothing: a service that is there again is asked again.
    replica.faults.clear()
    assert search(edition, "Toetsl", book=book)[0].title == "Toetslaan (straat)"


def test_a_slow_service_is_not_waited_for_long(edition, book, replica):
    replica.faults.stall(times=None)
    told = []
    assert search(edition, "Dorpsstraat", book=book, tell=told.append)
    assert told == [sentence("search.addresses")]
    assert len(replica.requests) == 1


def test_the_longest_text_is_that_of_a_name():
    assert LONGEST == 80
