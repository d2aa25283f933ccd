"""Names of areas: the right one, by any spelling that occurs; never another, sooner none."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from geo import AreaId, DivisionId, Level
from ivbgeo.embedded import read_divisions
from ivbgeo.sources.names import AreaNames, FoundName, How, MissedName, NameScope, Why
from ivbgeo.sources.text import plain

DIVISIONS = {
    division.id: dict(zip(division.codes, division.names, strict=True))
    for division in read_divisions(Path(__file__).parents[3] / "data")
}
NAMES = AreaNames(DIVISIONS)
SCOPES = {Level.BUURT: NameScope.BUURT, Level.WIJK: NameScope.WIJK, Level.CASEWIJK: NameScope.WIJK}
EVERY = [
    (division, name) for division, areas in DIVISIONS.items() for name in areas.values()
    if division.level in SCOPES
]  # fmt: skip


@pytest.mark.parametrize(("division", "name"), EVERY, ids=str)
def test_every_area_is_found_by_its_own_name(division, name):
    found = NAMES.find(name.upper(), SCOPES[division.level], division.year)
    assert isinstance(found, FoundName)
    assert (found.name, found.how) == (name, How.EXACT)
    # Of a wijk and a casewijk of one name, the wijk.
    assert found.area.level in {division.level, Level.WIJK}


@pytest.mark.parametrize(
    ("text", "scope", "year", "name"),
    [
        # As the documents of the gemeente have it, and as people write it.
        ("Buytenweg", "wijk", None, "Buytenwegh"),
        ("Buitenweg", "wijk", None, "Buytenwegh"),
        ("Seghwaart", "wijk", None, "Seghwaert"),
        ("Zeghwaert", "wijk", 2025, "Seghwaert"),
        ("Oosterhem", "wijk", None, "Oosterheem"),
        ("Rokeveen", "wijk", None, "Rokkeveen"),
        ("Noordhoven", "wijk", None, "Noordhove"),
        ("Leijens", "wijk", None, "De Leyens"),
        ("Stadcentrum", "wijk", None, "Stadscentrum"),
        ("wijk Meerzicht", "wijk", None, "Meerzicht"),
        ("Buytenwegh en De Leyens", "wijk", 2024, "Buytenwegh de Leyens"),
        ("Buytenwegh + Leyens", "wijk", 2024, "Buytenwegh de Leyens"),
        ("Rokkeveen W.", "buurt", 2024, "Rokkeveen-West"),
        ("Oosterheem N.O.", "buurt", 2024, "Oosterheem-Noord-Oost"),
        ("Seghwaert ZW", "buurt", 2024, "Seghwaert-Zuid-West"),
        ("Rokkehage", "buurt", 2024, "Rokkehage c.a."),
        ("B&W-buurt", "buurt", None, "B. en W.-buurt"),
        ("Burg. Hoekstrapark", "buurt", None, "Burgemeester Hoekstrapark"),
        ("Bossenbuurt Hoog-N", "buurt", None, "Bossenbuurt hoog-Noord"),
        ("Gangenburt West", "buurt", None, "Gangenbuurt-West"),
        ("van tuyl park", "buurt", None, "Van Tuyllpark"),
        ("Oosterhem", "gebied", 2025, "Oosterheem"),
    ],
)
def test_a_name_with_another_spelling_is_found(text, scope, year, name):
    found = NAMES.find(text, NameScope(scope), year)
    assert isinstance(found, FoundName)
    assert (found.name, found.how) == (name, How.SPELLING)


@pytest.mark.parametrize(
    ("text", "scope", "year", "why"),
    [
        ("Rokkeveen-Wost", "buurt", 2024, Why.UNKNOWN),
        ("Rokkeveen", "buurt", 2024, Why.UNKNOWN),
        ("West 4", "buurt", 2025, Why.UNKNOWN),
        ("Wst 1", "buurt", 2025, Why.UNKNOWN),
        ("Bossenbuurt hoog", "buurt", 2025, Why.UNKNOWN),
        ("Tulpenbuurt", "buurt", 2025, Why.UNKNOWN),
        ("Dorrp", "wijk", 2025, Why.UNKNOWN),
        ("Wijk 05 Meerzicht", "wijk", 2025, Why.UNKNOWN),
        ("-", "wijk", 2025, Why.UNKNOWN),
        ("Meerzicht " * 20, "wijk", 2025, Why.UNKNOWN),
        ("Meerzicht-Oost", "buurt", 2025, Why.OTHER_YEAR),
        ("Rokkehage c.a.", "buurt", None, Why.OTHER_YEAR),
        # A slip from one, and as many from the other.
        ("Rovenbuurt-Oost", "buurt", 2025, Why.AMBIGUOUS),
        # In 2025 a wijk, in 2024 a casewijk: a column of any level does not tell.
        ("Meerzicht", "gebied", None, Why.AMBIGUOUS),
        ("A12-zone", "gebied", 2025, Why.AMBIGUOUS),
        ("Meerzicht", "wijk", 2019, Why.NO_DIVISION),
    ],
)
def test_a_name_that_means_no_one_area_is_not_guessed(text, scope, year, why):
    missed = NAMES.find(text, NameScope(scope), year)
    assert isinstance(missed, MissedName)
    assert missed.why is why


def test_the_year_of_a_name_is_the_newest_unless_it_is_said():
    newest = NAMES.find("Meerzicht", NameScope.WIJK)
    older = NAMES.find("Meerzicht", NameScope.WIJK, 2024)
    assert newest.area == AreaId("WK063705", 2025, Level.WIJK)
    assert older.area == AreaId("WK063701", 2024, Level.WIJK)
    assert NAMES.find("Centrum", NameScope.WIJK).area.level is Level.CASEWIJK
    assert NAMES.find("Meerzicht-Oost", NameScope.BUURT).years == (2024,)


def test_two_areas_of_one_name_are_never_chosen_between():
    buurten = {"BU1": "Centrum", "BU2": "Centrum", "BU3": "Wijk 01 De Akkers"}
    names = AreaNames({DivisionId(Level.BUURT, 2025): buurten})
    assert names.find("Centrum", NameScope.BUURT) == MissedName(Why.AMBIGUOUS)
    # The number that a gemeente puts before its names may be left out.
    assert names.find("Akkers", NameScope.BUURT).area.code == "BU3"


def _slips(name):
    """Every text that is one slip from a name."""
    letters = string.ascii_lowercase + "-. 1"
    at = st.integers(0, len(name) - 1)
    return st.one_of(
        st.builds(lambda i, c: name[:i] + c + name[i + 1 :], at, st.sampled_from(letters)),
        st.builds(lambda i, c: name[:i] + c + name[i:], at, st.sampled_from(letters)),
        st.builds(lambda i: name[:i] + name[i + 1 :], at),
        st.builds(lambda i: name[:i] + name[i + 1 : i + 2] + name[i] + name[i + 2 :], at),
    )


@given(st.sampled_from(EVERY).flatmap(lambda one: st.tuples(st.just(one), _slips(one[1]))))
def test_a_slip_in_a_name_never_gives_another_that_is_not_nearer(case):
    (division, name), text = case
    for scope in (SCOPES[division.level], NameScope.ANY):
        for year in (division.year, None):
            found = NAMES.find(text, scope, year)
            if isinstance(found, FoundName) and plain(found.name) != plain(name):
                to_found = OSA.distance(plain(text), plain(found.name))
                assert to_found < OSA.distance(plain(text), plain(name))


@pytest.mark.parametrize("division", [d for d in DIVISIONS if d.level in SCOPES], ids=str)
def test_every_area_is_the_first_suggestion_for_its_name_and_for_its_code(division):
    for code, name in DIVISIONS[division].items():
        for text in (name, code):
            (first, *_) = NAMES.suggest(text, [division], 5)
            assert (first.area.code, first.name) == (code, name)


def test_suggestions_are_ordered_by_how_likely_they_are():
    division = DivisionId(Level.BUURT, 2025)
    names = ["Oud Meerzicht", "Meerzicht-Oost", "Meerzigt", "Meerzicht", "Seghwaert"]
    known = AreaNames({division: {f"BU{place}": name for place, name in enumerate(names)}})
    found = known.suggest("meerzicht", [division], 9)
    assert [each.name for each in found] == [
        "Meerzicht", "Meerzicht-Oost", "Oud Meerzicht", "Meerzigt",
    ]  # fmt: skip
    assert [each.how for each in found] == [How.EXACT] * 3 + [How.SPELLING]
    assert known.suggest("meerzicht", [division], 2) == found[:2]
    # A slip for every four letters, because somebody chooses: where nobody does there is one.
    assert [each.name for each in known.suggest("Zegwaert", [division], 9)] == ["Seghwaert"]
    assert known.find("Zegwaert", NameScope.BUURT) == MissedName(Why.UNKNOWN)
    assert known.suggest("Zegwaard", [division], 9) == ()
    assert known.suggest("", [division], 9) == known.suggest("x" * 81, [division], 9) == ()
