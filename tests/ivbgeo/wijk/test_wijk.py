"""A wijk: which there are, what is said of one, and what is said where nothing is known."""

import math
from dataclasses import replace

import pytest

from geo import AreaId, Division, DivisionId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.casework import casework_of
from ivbgeo.errors import UnknownAreaError
from ivbgeo.period import Period
from ivbgeo.store import datasets, divisions
from ivbgeo.viewer import PUBLIEK, Role, Viewer
from ivbgeo.wijk import (
    all_figures,
    areas_of,
    course_of,
    first_period,
    first_wijk,
    key_categories,
    key_figures,
    periods_of,
    wijk_by_name,
    wijk_profile,
    wijken_of,
)

MEERZICHT = AreaId("WK063705", 2025, Level.WIJK)
OOSTERHEEM = AreaId("WK063711", 2025, Level.WIJK)
Y2023 = Period.year(2023)


# --- which wijken, which periods ---------------------------------------------------------------


def test_the_wijken_are_those_of_the_newest_division_by_name(edition):
    names = list(wijken_of(edition).values())
    assert len(names) == 15
    assert names == sorted(names, key=str.casefold)
    assert {area.year for area in wijken_of(edition)} == {2025}


def test_one_begins_with_ones_own_wijk_else_with_the_largest(edition):
    assert first_wijk(edition, Viewer(Role.WIJKREGISSEUR, frozenset({"WK063705"}))) == MEERZICHT
    assert first_wijk(edition, PUBLIEK) == OOSTERHEEM


@pytest.mark.parametrize("text", ["Meerzicht", "meerzicht ", "WK063705", "2025-WK063705"])
def test_a_wijk_is_found_by_its_name_or_code(edition, text):
    assert wijk_by_name(edition, text) == MEERZICHT


def test_a_code_of_another_year_is_another_wijk(edition):
    older = wijk_by_name(edition, "2024-WK063705")
    assert older == AreaId("WK063705", 2024, Level.WIJK)
    assert edition.division(older.division).area(older.code).name == "Rokkeveen"


@pytest.mark.parametrize("text", ["", "Atlantis", "1999-WK063705", "2025-BU06370501", "-"])
def test_a_wijk_that_is_not_there_is_told_with_those_that_are(edition, text):
    with pytest.raises(UnknownAreaError, match=r"is er niet.*Meerzicht"):
        wijk_by_name(edition, text)


def test_of_a_wijk_its_buurten_and_casewijk_are_looked_at(edition):
    areas = areas_of(edition, MEERZICHT)
    assert areas[0] == MEERZICHT
    assert {area.level for area in areas} == {Level.WIJK, Level.BUURT, Level.CASEWIJK}
    assert areas[-1].year == 2024


def test_the_period_to_begin_with_is_the_year_of_which_most_is_known(edition):
    assert first_period(edition, PUBLIEK) == Y2023
    assert list(periods_of(edition, PUBLIEK)) == ["2025", "2024", "2023", "2022", "2021"]


def test_of_months_the_newest_can_be_asked(city):
    periods = periods_of(city, PUBLIEK)
    assert periods["2024-10/2024-12"] == Period((2024, 10), (2024, 12))
    assert periods["2024"] == Period.year(2024)


def test_wijken_of_a_year_without_buurten_wait(filled):
    """Wijken of 2026 came, and no buurten yet: the page goes on with those of 2025."""
    edition = Atlas(filled).edition()
    newer = edition.division(DivisionId(Level.WIJK, 2025))
    with filled.writing() as connection:
        source = datasets.list_datasets(connection)[0].id
        areas = [
            replace(newer.area(code), id=AreaId(code, 2026, Level.WIJK)) for code in newer.codes
        ]
        divisions.add_division(connection, source, Division.from_areas(areas))
    edition = Atlas(filled).edition()
    assert edition.division_ids(Level.WIJK)[0].year == 2026
    assert {area.year for area in wijken_of(edition)} == {2025}


# --- what is said ------------------------------------------------------------------------------


def test_the_profile_of_meerzicht_holds_table_5_1(edition):
    profile = wijk_profile(edition, PUBLIEK, MEERZICHT, Y2023)
    (casework,) = profile.casework
    assert dict(casework.table)["Totaal"] == (
        ("Lopend", "22"),
        ("Afgerond", "33"),
        ("Totaal", "55"),
    )
    assert "heel casewijk Meerzicht" in casework.about
    assert profile.name == "Meerzicht"
    assert len(profile.measures) > 10
    assert ("Woonoverlast", casework.provenance) in profile.sources


def test_cameras_stand_with_the_wijk_that_they_are_in(edition):
    named = {
        name: [one.name for one in wijk_profile(edition, PUBLIEK, area, Y2023).cameras]
        for area, name in wijken_of(edition).items()
    }
    assert named["Buytenwegh"] == ["Klein gebied in de wijk Buytenwegh"]
    assert named["Stadscentrum"] == ["Horeca rondom het Stadhuisplein"]
    assert sum(map(len, named.values())) == 4


def test_what_stands_out_is_not_thrown_out_by_what_is_asked_of_the_map(edition):
    found = wijk_profile(edition, PUBLIEK, MEERZICHT, Y2023).found
    for part in range(2):
        for number in range(300):
            edition.once(("asked of the map", part, number), lambda: None)
        wijk_profile(edition, PUBLIEK, OOSTERHEEM, Y2023)
    assert wijk_profile(edition, PUBLIEK, MEERZICHT, Y2023).found is found


def test_an_indicator_of_a_casewijk_stands_with_its_wijk(edition):
    profile = wijk_profile(edition, PUBLIEK, OOSTERHEEM, Y2023)
    assert [one.code for one in profile.indicators] == ["explosies"]
    assert wijk_profile(edition, PUBLIEK, MEERZICHT, Y2023).indicators == ()


def test_of_a_wijk_within_a_wider_casewijk_that_is_said(edition):
    (casework,) = casework_of(edition, PUBLIEK, wijk_by_name(edition, "Dorp"), Y2023)
    assert casework.area_name == "Centrum"
    assert casework.about.endswith("heel casewijk Centrum, waar ook andere buurten in liggen.")


def test_a_wijk_that_no_casewijk_is_known_of_has_no_cases(edition):
    assert casework_of(edition, PUBLIEK, wijk_by_name(edition, "A12-ZONE"), Y2023) == ()
    assert (
        wijk_profile(edition, PUBLIEK, wijk_by_name(edition, "A12-ZONE"), Y2023).name == "A12-ZONE"
    )


def test_of_a_period_without_cases_the_newest_before_it_are_told(edition):
    (casework,) = casework_of(edition, PUBLIEK, MEERZICHT, Period.year(2025))
    assert casework.period == Y2023
    assert casework_of(edition, PUBLIEK, MEERZICHT, Period.year(2020)) == ()


def test_key_figures_lie_to_the_city_and_to_earlier(city):
    figures = {
        one.category.code: one for one in key_figures(city, PUBLIEK, MEERZICHT, Period.year(2024))
    }
    burglary = figures["1.1.1"]
    assert burglary.difference == 1
    assert burglary.against_before.startswith("meer (2023: ")
    assert "per 1.000 woningen" in burglary.rate
    assert burglary.against_city.startswith("hoger dan de stad (stad: ")
    kinds = {one.category.code for one in all_figures(city, PUBLIEK, MEERZICHT, Period.year(2024))}
    assert {"2.2.1", "1.4.4", "0.0.0"} <= kinds
    assert figures["1.4.6"].against_city.startswith("te weinig om te vergelijken")


def test_what_was_not_measured_is_said_and_no_number(edition):
    (total,) = key_figures(edition, PUBLIEK, OOSTERHEEM, Y2023)
    assert total.counted == "niet gemeten"
    assert (total.rate, total.against_city) == ("", "niet te zeggen")
    assert total.against_before == "niet te zeggen (geen cijfer over 2022)"


def test_without_a_source_of_crime_there_is_still_a_profile(town):
    with town.writing() as connection:
        datasets.remove_datasets(
            connection, {"police_counts", "population", "casework", "casework_totals"}
        )
    edition = Atlas(town).edition()
    profile = wijk_profile(edition, PUBLIEK, MEERZICHT, Y2023)
    assert profile.casework == ()
    assert profile.found.compared == ()
    assert "is dus niet te zeggen" in profile.attention.reason


@pytest.mark.parametrize("year", [1999, 2021, 2023, 2025])
@pytest.mark.parametrize(
    "viewer", [PUBLIEK, Viewer(Role.WIJKREGISSEUR)], ids=["publiek", "regisseur"]
)
def test_every_wijk_has_a_profile_without_nan(edition, viewer, year):
    for area in wijken_of(edition):
        profile = wijk_profile(edition, viewer, area, Period.year(year))
        said = " ".join(
            [
                profile.attention.reason,
                *profile.found.sentences,
                *(one.sentence for one in profile.found.findings),
                *(text for one in profile.figures for text in (one.counted, one.rate)),
                *(one.against_city + one.against_before for one in profile.figures),
            ]
        )
        assert "nan" not in said.split()
        assert "None" not in said
        assert "inf" not in said.split()


# --- how it went -------------------------------------------------------------------------------


def test_the_course_is_by_month_where_months_are_known(city):
    burglary = city.taxonomy["1.1.1"]
    course = course_of(city, PUBLIEK, burglary, MEERZICHT, Period.year(2024))
    assert course.by_month
    assert [step.period.start for step in course.steps] == [f"2024-{m:02}" for m in range(1, 13)]
    (figure,) = [
        one
        for one in key_figures(city, PUBLIEK, MEERZICHT, Period.year(2024))
        if one.category == burglary
    ]
    assert sum(step.count for step in course.steps) == figure.figure.count
    assert sum(step.earlier for step in course.steps) == figure.before.count
    assert all(step.provisional for step in course.steps)
    # At the city's rate: its count times the share of the dwellings that stand here.
    expected = figure.city.count * figure.figure.population / figure.city.population
    assert math.isclose(sum(step.as_city for step in course.steps), expected)


def test_the_course_is_by_year_where_only_years_are_known(edition):
    total = edition.taxonomy["0.0.0"]
    voorweg = AreaId("BU06370501", 2025, Level.BUURT)
    course = course_of(edition, PUBLIEK, total, voorweg, Y2023)
    assert not course.by_month
    assert [str(step.period) for step in course.steps] == ["2021", "2022", "2023", "2024", "2025"]
    # People of 2025 are an estimate here: that is no base to expect a count by.
    assert {step.as_city for step in course.steps} == {None}
    assert course.steps[0].earlier is None


def test_a_month_that_nobody_counted_is_not_nul(city):
    total = replace(city.taxonomy["0.0.0"])
    early = course_of(city, PUBLIEK, total, MEERZICHT, Period((2021, 10), (2022, 2)))
    assert [step.count is None for step in early.steps] == [False] * len(early.steps)
    assert [step.earlier for step in early.steps] == [None] * len(early.steps)
    unknown = course_of(city, PUBLIEK, city.taxonomy["1.4.7"], MEERZICHT, Y2023)
    assert not unknown.is_known
    assert unknown.words.endswith("er zijn geen cijfers.")


def test_key_categories_are_all_crime_and_each_high_impact_crime(city):
    codes = [one.code for one in key_categories(city, PUBLIEK)]
    assert codes[0] == "0.0.0"
    assert {"1.1.1", "1.4.6"} <= set(codes)
