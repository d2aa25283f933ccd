"""Which source answers, where more than one could: never a sum, and nothing is lost in silence."""

from dataclasses import replace

import pytest

from geo import AreaId, DivisionId, Level
from ivbgeo.answering import answer
from ivbgeo.atlas import Atlas
from ivbgeo.figure import Classification, State
from ivbgeo.finding import find
from ivbgeo.hiding import Hidden
from ivbgeo.period import Period
from ivbgeo.question import Question
from ivbgeo.store import datasets, divisions
from ivbgeo.store.counts import CountRow, add_counts
from ivbgeo.viewer import PUBLIEK, Viewer

BEHEER = Viewer.of("beheer")
Y2023 = Period.year(2023)
CITY = Question("0.0.0", Level.GEMEENTE, Y2023)


def add(store, provenance, division, count, category="0.0.0"):
    """Published counts of every area of a division: one number, or one for each code."""
    with store.writing() as connection:
        number = datasets.add_dataset(connection, "fetched", provenance)
        numbers = divisions.division_numbers(connection)
        codes = divisions.read_names(connection, numbers[division])
        rows = [
            CountRow(AreaId(code, division.year, division.level), category, Y2023, float(count))
            for code in codes
        ]
        add_counts(connection, number, rows, numbers)


def told(store, question=CITY, viewer=BEHEER):
    found, withheld = find(Atlas(store).edition(), question, viewer)
    return None if found is None else found.provenance.dataset, withheld


def test_what_was_brought_in_last_answers_first(town, source):
    assert told(town)[0] == "police_counts"
    for name in ("een", "twee"):
        add(town, replace(source, dataset=name), DivisionId(Level.GEMEENTE, 2025), 9)
        assert told(town)[0] == name


def test_newer_borders_go_before_what_came_later(town, source):
    add(town, replace(source, dataset="nieuw"), DivisionId(Level.GEMEENTE, 2025), 9)
    add(town, replace(source, dataset="oud"), DivisionId(Level.GEMEENTE, 2024), 8)
    assert told(town)[0] == "nieuw"
    assert told(town, replace(CITY, division_year=2024))[0] == "oud"


def test_what_may_not_be_read_is_passed_over_and_said(town, source):
    secret = replace(source, dataset="geheim", classification=Classification.INTERN)
    wijken = DivisionId(Level.WIJK, 2025)
    add(town, secret, wijken, 9)
    question = Question("0.0.0", Level.WIJK, Y2023)
    assert told(town, question) == ("geheim", None)
    dataset, withheld = told(town, question, PUBLIEK)
    assert (dataset, withheld.division) == (None, wijken)
    assert set(withheld.hidden) == {Hidden.ROLE}


def test_what_no_casewijk_has_for_certain_is_said_and_makes_nothing_nul(town, source):
    """Through a crosswalk by name some buurten have no casewijk: what is there is a lower bound."""
    add(town, source, DivisionId(Level.BUURT, 2025), 3, "1.1.1")
    question = Question("1.1.1", Level.CASEWIJK, Y2023, division_year=2024)
    found, _ = find(Atlas(town).edition(), question, BEHEER)
    assert found.values.count.sum() + found.unplaced == 3 * 146
    assert (found.unplaced, found.unsure) == (3 * 27, True)
    figures = answer(Atlas(town).edition(), question, BEHEER).figures
    assert {(one.state, one.estimated, one.verdict) for one in figures} == {
        (State.GEMETEN, True, None)
    }


@pytest.mark.parametrize("level", [Level.BUURT, Level.WIJK])
def test_through_a_whole_crosswalk_nothing_is_left_behind(town, source, level):
    add(town, source, DivisionId(Level.BUURT, 2025), 3, "1.1.1")
    question = Question("1.1.1", level, Y2023, division_year=2024)
    found, _ = find(Atlas(town).edition(), question, BEHEER)
    assert (found.unplaced, found.unsure) == (0, False)
    assert found.values.count.sum() == pytest.approx(3 * 146, rel=1e-9)
