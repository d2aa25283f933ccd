"""Of which year and which source the people are that a rate is per 1,000 of."""

from dataclasses import replace

import pytest

from geo import AreaId, DivisionId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.denominator import population_of
from ivbgeo.figure import Classification
from ivbgeo.period import Period
from ivbgeo.question import Per, Question
from ivbgeo.store import datasets, divisions
from ivbgeo.store.counts import CountRow, add_counts
from ivbgeo.viewer import PUBLIEK, Viewer

BEHEER = Viewer.of("beheer")
OLD, NEW = DivisionId(Level.WIJK, 2024), DivisionId(Level.WIJK, 2025)


@pytest.fixture
def add(town, source):
    """Add a number of people in each area of a division in a year, as a dataset."""

    def add(name, division, year, people, classification=Classification.OPEN):
        about = replace(source, dataset=name, classification=classification)
        with town.writing() as connection:
            number = datasets.add_dataset(connection, "fetched", about)
            numbers = divisions.division_numbers(connection)
            rows = [
                CountRow(
                    AreaId(code, division.year, division.level),
                    "inwoners",
                    Period.year(year),
                    float(people),
                )
                for code in divisions.read_names(connection, numbers[division])
            ]
            add_counts(connection, number, rows, numbers)

    return add


def people(store, year, viewer=BEHEER, division=NEW, per=Per.INWONERS):
    edition = Atlas(store).edition()
    question = Question("0.0.0", division.level, Period.year(year), per=per)
    values, of, about = population_of(edition, question, viewer, edition.division(division))
    return values, of, about.dataset if about else None


def test_the_nearest_year_answers_and_of_two_as_near_the_later(town, add):
    for year in (2019, 2021):
        add(f"van {year}", NEW, year, year)
    assert people(town, 2018)[1:] == (2019, "van 2019")
    assert people(town, 2020)[1:] == (2021, "van 2021")
    assert people(town, 2022)[1:] == (2021, "van 2021")
    values, year, about = people(town, 2015)
    assert (year, about, values.known.any()) == (None, None, False)


def test_of_one_year_what_was_brought_in_last_answers_and_what_came_with_ivbgeo_last(town, add):
    assert people(town, 2024)[1:] == (2024, "population")
    for name, count in (("een", 10), ("twee", 20)):
        add(name, NEW, 2024, count)
        values, year, about = people(town, 2024)
        assert (year, about, set(values.count)) == (2024, name, {count})


def test_intern_people_are_for_who_may_read_them(town, add):
    add("geheim", NEW, 2022, 10, Classification.INTERN)
    assert people(town, 2022)[1:] == (2022, "geheim")
    assert people(town, 2022, PUBLIEK)[1:] == (2024, "population")


def test_its_own_borders_go_before_a_nearer_year_on_others(town, add):
    add("oud", OLD, 2022, 10)
    _, year, about = people(town, 2022)
    assert (year, about) == (2024, "population")
    assert people(town, 2022, division=OLD)[1:] == (2022, "oud")


def test_of_other_borders_they_come_through_the_crosswalk_as_an_estimate(town, add):
    older, newer = DivisionId(Level.BUURT, 2024), DivisionId(Level.BUURT, 2025)
    add("oud", older, 2020, 90)
    values, year, about = people(town, 2020, division=newer)
    assert (year, about) == (2020, "oud")
    assert values.count.sum() == pytest.approx(26 * 90, rel=1e-9)
    assert values.estimated.all()


def test_there_is_no_rate_of_people_or_of_what_is_not_counted(town):
    edition = Atlas(town).edition()
    question = Question("inwoners", Level.WIJK, Period.year(2024))
    values, year, about = population_of(edition, question, BEHEER, edition.division(NEW))
    assert (values.known.any(), year, about) == (False, None, None)
    assert people(town, 2024, per=Per.WONINGEN)[1:] == (None, None)
