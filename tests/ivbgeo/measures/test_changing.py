"""Who may see and say what is done where; what is said before it is refused, and what is kept."""

from dataclasses import replace
from datetime import date

import pytest

from geo import AreaId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.errors import DataError, NotAllowedError, UsageError
from ivbgeo.figure import Classification
from ivbgeo.measure import Measure, MeasureStatus
from ivbgeo.measures.changing import add, change, checked, put_back, withdraw
from ivbgeo.measures.listing import marks, measures, measures_of, versions_of, withdrawn
from ivbgeo.measures.words import changes, told, when, who
from ivbgeo.viewer import PUBLIEK, Viewer

BEHEER = Viewer.of("beheer")
MEERZICHT = AreaId("WK063705", 2025, Level.WIJK)
ROKKEVEEN_2024 = AreaId("WK063705", 2024, Level.WIJK)
REGISSEUR = Viewer.of("wijkregisseur", ("WK063705",))
HUB = Measure(title="Jongerenplek", area=MEERZICHT, category="hic.geweld")
INTERN = Classification.INTERN


@pytest.fixture
def edition(town):
    return Atlas(town).edition()


def listed(edition, viewer):
    return {one.measure.title for one in measures(edition, viewer)}


def test_what_is_intern_is_for_the_wijk_itself_and_for_who_works_for_the_city(edition):
    for title, area, classification in (
        ("open daar", AreaId("WK063710", 2025, Level.WIJK), Classification.OPEN),
        ("intern daar", AreaId("WK063710", 2025, Level.WIJK), INTERN),
        ("intern hier", AreaId("BU06370501", 2025, Level.BUURT), INTERN),
        ("intern stad", None, INTERN),
    ):
        add(edition, BEHEER, Measure(title=title, area=area, classification=classification))
    all_of_it = {"open daar", "intern daar", "intern hier", "intern stad"}
    seeds = listed(edition, PUBLIEK) - all_of_it
    assert len(seeds) == 31  # one name, Voorlichting, is that of two
    assert listed(edition, PUBLIEK) - seeds == {"open daar"}
    assert listed(edition, Viewer.of("was", ("WK063710",))) - seeds == {"open daar"}
    assert listed(edition, REGISSEUR) - seeds == all_of_it - {"intern daar"}
    assert listed(edition, Viewer.of("wijkregisseur")) - seeds == {"open daar", "intern stad"}
    for role in ("planner", "beheer"):
        assert listed(edition, Viewer.of(role)) - seeds == all_of_it


def test_the_inspanningen_of_a_place_are_those_in_it_around_it_and_of_the_city(edition):
    buurt = AreaId("BU06370501", 2025, Level.BUURT)
    add(edition, BEHEER, HUB)
    add(edition, BEHEER, Measure(title="In de buurt", area=buurt))
    add(edition, BEHEER, Measure(title="Elders", area=AreaId("WK063710", 2025, Level.WIJK)))
    add(edition, BEHEER, Measure(title="Van 2024", area=ROKKEVEEN_2024))
    for place in (MEERZICHT, buurt):
        found = [one.measure.title for one in measures_of(edition, PUBLIEK, place)]
        # Of the documents one is of Meerzicht, as the municipality draws it.
        assert found[:3] == ["Social Hub", "Jongerenplek", "In de buurt"]
        assert len(found) == 2 + 32
        assert found[3] == "Cameratoezicht uitgaansgebied"
    there = measures_of(edition, PUBLIEK, AreaId("WK063710", 2025, Level.WIJK))
    assert [one.measure.title for one in there][:2] == ["Elders", "Van 2024"]


def test_what_is_said_is_read_once_until_something_else_is(edition):
    number = add(edition, BEHEER, HUB)
    before = measures(edition, PUBLIEK)
    assert all(a is b for a, b in zip(before, measures(edition, PUBLIEK), strict=True))
    change(edition, BEHEER, number, 1, replace(HUB, title="Jeugdhonk"))
    assert measures(edition, PUBLIEK)[-1].measure.title == "Jeugdhonk"


@pytest.mark.parametrize(
    ("viewer", "area"),
    [
        (PUBLIEK, MEERZICHT),
        (Viewer.of("was", ("WK063705",)), MEERZICHT),
        (Viewer.of("planner", ("WK063705",)), MEERZICHT),
        (Viewer.of("wijkregisseur"), MEERZICHT),
        (REGISSEUR, None),
        (REGISSEUR, AreaId("WK063710", 2025, Level.WIJK)),
        # The same code was another wijk.
        (REGISSEUR, ROKKEVEEN_2024),
    ],
)
def test_who_may_not_say_what_is_done_there_is_refused(edition, viewer, area):
    with pytest.raises(NotAllowedError, match="de wijkregisseur van die wijk"):
        add(edition, viewer, replace(HUB, area=area))
    number = add(edition, BEHEER, replace(HUB, area=area))
    for write in (
        lambda: change(edition, viewer, number, 1, HUB),
        lambda: withdraw(edition, viewer, number, 1),
        lambda: put_back(edition, viewer, number, 1, 1),
    ):
        with pytest.raises(NotAllowedError):
            write()
    assert len(versions_of(edition, BEHEER, number)) == 1


def test_a_wijkregisseur_can_not_move_one_out_of_the_own_wijk(edition):
    number = add(edition, REGISSEUR, HUB)
    with pytest.raises(NotAllowedError):
        change(edition, REGISSEUR, number, 1, replace(HUB, area=None))
    assert change(edition, REGISSEUR, number, 1, replace(HUB, lead="Gemeente")) == 2


def test_nothing_is_lost_of_what_was_said(edition):
    number = add(edition, REGISSEUR, HUB)
    later = replace(HUB, starts=date(2024, 1, 1), status=MeasureStatus.LOOPT, partners=("Politie",))
    assert change(edition, BEHEER, number, 1, later) == 2
    # Nothing else is said: no version.
    assert change(edition, BEHEER, number, 2, later) == 2
    assert withdraw(edition, BEHEER, number, 2) == 3
    assert "Jongerenplek" not in listed(edition, BEHEER)
    assert [one.id for one in withdrawn(edition, BEHEER)] == [number]
    assert withdrawn(edition, PUBLIEK) == ()
    with pytest.raises(UsageError):
        versions_of(edition, PUBLIEK, number)
    assert put_back(edition, BEHEER, number, 3, 1) == 4
    assert measures(edition, PUBLIEK)[-1].measure == HUB
    found = versions_of(edition, REGISSEUR, number)
    assert [one.version for one in found] == [4, 3, 2, 1]
    lines = [
        changes(edition, REGISSEUR, one, earlier)
        for one, earlier in zip(found, [*found[1:], None], strict=True)
    ]
    assert lines[3] == ("Toegevoegd.",)
    assert lines[2] == (
        "Partners: eerst ‘niet bekend’, nu ‘Politie’.",
        "Begin: eerst ‘niet bekend’, nu ‘1 januari 2024’.",
        "Stand: eerst ‘niet bekend’, nu ‘loopt’.",
    )
    assert lines[1] == ("Van de lijst gehaald.",)
    assert lines[0][0] == "Weer op de lijst gezet."
    assert who(found[3]).startswith("de wijkregisseur, ")


def test_the_second_of_two_is_told_whatever_the_change(edition):
    number = add(edition, BEHEER, HUB)
    change(edition, BEHEER, number, 1, replace(HUB, remark="van de eerste"))
    for write in (
        lambda: change(edition, BEHEER, number, 1, replace(HUB, remark="van de tweede")),
        # Also if it is what was there before: it is not what the first one saw.
        lambda: change(edition, BEHEER, number, 1, HUB),
        lambda: withdraw(edition, BEHEER, number, 1),
        lambda: put_back(edition, BEHEER, number, 1, 1),
    ):
        with pytest.raises(DataError, match="intussen veranderd"):
            write()
    assert [one.measure.remark for one in versions_of(edition, BEHEER, number)] == [
        "van de eerste",
        "",
    ]


def test_what_became_intern_is_gone_for_the_public_with_all_that_was_open(edition):
    number = add(edition, BEHEER, HUB)
    assert len(versions_of(edition, PUBLIEK, number)) == 1
    change(edition, BEHEER, number, 1, replace(HUB, classification=INTERN))
    with pytest.raises(UsageError, match="niet voor u"):
        versions_of(edition, PUBLIEK, number)
    change(edition, BEHEER, number, 2, replace(HUB, remark="weer open"))
    assert [one.version for one in versions_of(edition, PUBLIEK, number)] == [3]


def test_what_was_said_before_is_for_who_may_change_it(edition):
    number = add(edition, REGISSEUR, replace(HUB, remark="Bij Jan Jansen thuis"))
    change(edition, REGISSEUR, number, 1, replace(HUB, remark="Bij iemand thuis"))
    for viewer in (PUBLIEK, Viewer.of("was"), Viewer.of("planner"), Viewer.of("wijkregisseur")):
        assert [one.measure.remark for one in versions_of(edition, viewer, number)] == [
            "Bij iemand thuis"
        ]
    assert len(versions_of(edition, REGISSEUR, number)) == 2


def test_a_version_that_is_not_seen_leaves_a_word_in_its_place(edition):
    """One that was intern, of another wijk: the wijkregisseur of this one may not see it."""
    number = add(edition, BEHEER, HUB)
    elsewhere = replace(HUB, area=AreaId("WK063710", 2025, Level.WIJK), classification=INTERN)
    change(edition, BEHEER, number, 1, elsewhere)
    change(edition, BEHEER, number, 2, HUB)
    found = versions_of(edition, REGISSEUR, number)
    assert [one.version for one in found] == [3, 1]
    assert changes(edition, REGISSEUR, *found) == ("Wat hiervoor stond ziet u niet.",)


@pytest.mark.parametrize(
    ("wrong", "rule", "words"),
    [
        ({"title": "  "}, "measure.no_title", "een naam nodig"),
        ({"title": "x" * 121}, "measure.long", "‘Wat’ is 121 tekens lang; er passen er 120"),
        ({"partners": ("x" * 61,)}, "measure.long", "‘Partners’"),
        ({"partners": ("x",) * 21}, "measure.partners", "21 partners"),
        (
            {"starts": date(2024, 2, 1), "ends": date(2024, 1, 31)},
            "measure.dates",
            r"begin \(1 februari 2024\) ligt na het einde \(31 januari 2024\)",
        ),
        ({"ends": date(2024, 1, 31), "open_ended": True}, "measure.open_ended", "einddatum"),
        ({"classification": Classification.VERTROUWELIJK}, "measure.classification", "intern"),
    ],
)
def test_what_can_not_be_is_no_inspanning(wrong, rule, words):
    told = {name: getattr(HUB, name) for name in HUB.__slots__} | wrong
    with pytest.raises(DataError, match=words) as caught:
        Measure(**told)
    assert caught.value.rule == rule


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"area": AreaId("WK063716", 2025, Level.WIJK)}, "measure.area"),
        ({"area": AreaId("WK063705", 2019, Level.WIJK)}, "measure.area"),
        ({"speerpunt_code": "2031.vrede"}, "measure.speerpunt"),
        ({"category": "9.9.9"}, "measure.category"),
        ({"category": "inwoners"}, "measure.category"),
        ({"indicator": "geluk"}, "measure.indicator"),
        ({"remark": "Bel Jan op 06-12345678"}, "measure.personal"),
    ],
)
def test_what_is_not_there_is_refused(edition, wrong, rule):
    with pytest.raises(DataError) as caught:
        add(edition, BEHEER, replace(HUB, **wrong))
    assert caught.value.rule == rule
    assert "{" not in str(caught.value)
    assert "Jongerenplek" not in listed(edition, BEHEER)


def test_what_only_looks_personal_can_be_confirmed(edition):
    hub = replace(HUB, remark="Meldpunt 079 346 81 23")
    with pytest.raises(DataError, match="079 346 81 23"):
        add(edition, BEHEER, hub, confirmed={"06-12345678"})
    number = add(edition, BEHEER, hub, confirmed={"079 346 81 23"})
    assert versions_of(edition, BEHEER, number)[0].measure.remark == "Meldpunt 079 346 81 23"


def test_the_gemeente_is_the_whole_city(edition):
    city = replace(HUB, area=AreaId("GM0637", 2025, Level.GEMEENTE))
    assert checked(edition, BEHEER, city).area is None


def test_words_for_when_and_where(edition):
    days = {"starts": date(2023, 12, 1), "ends": date(2024, 6, 30)}
    assert when(replace(HUB, **days)) == "van 1 december 2023 tot en met 30 juni 2024"
    assert when(replace(HUB, starts=days["starts"])) == "vanaf 1 december 2023, einde niet bekend"
    assert when(replace(HUB, ends=days["ends"])) == "tot en met 30 juni 2024, begin niet bekend"
    assert when(replace(HUB, open_ended=True)) == "begin niet bekend, zonder einddatum"
    assert told(edition, PUBLIEK, HUB)["Waar"] == "Meerzicht"
    old = told(edition, PUBLIEK, replace(HUB, area=ROKKEVEEN_2024, speerpunt_code="2023.jeugd"))
    assert old["Waar"] == "Rokkeveen (indeling van 2024)"
    assert old["Speerpunt"] == "Problematische jeugd(groepen) (2023-2026)"
    assert old["Stand"] == "niet bekend"


def test_days_are_marks_for_charts(edition):
    add(edition, BEHEER, replace(HUB, starts=date(2024, 2, 1), ends=date(2024, 5, 1)))
    add(edition, BEHEER, replace(HUB, title="Eerder", starts=date(2023, 2, 1), open_ended=True))
    found = marks(measures_of(edition, PUBLIEK, MEERZICHT))
    assert [(mark.day, mark.title, mark.is_start) for mark in found] == [
        (date(2023, 2, 1), "Eerder", True),
        # Of the whole city, and the one day that a document names.
        (date(2023, 5, 1), "Bibob-coördinator", True),
        (date(2024, 2, 1), "Jongerenplek", True),
        (date(2024, 5, 1), "Jongerenplek", False),
    ]
