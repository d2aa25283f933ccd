"""Counts as arrays: the same numbers as the map's, for every category, area and period."""

import numpy as np
import pytest

from benchmarks.months import add_months
from geo import DivisionId, Level
from ivbgeo.answering import answer
from ivbgeo.atlas import Atlas
from ivbgeo.figure import State
from ivbgeo.history import history
from ivbgeo.period import Period
from ivbgeo.question import Question
from ivbgeo.store import Store
from ivbgeo.viewer import PUBLIEK, Role, Viewer

BUURT, WIJK, GEMEENTE = (
    DivisionId(level, 2025) for level in (Level.BUURT, Level.WIJK, Level.GEMEENTE)
)
CASEWIJK = DivisionId(Level.CASEWIJK, 2024)
MONTHS = Period((2023, 1), (2024, 12))
PERIODS = (
    Period.year(2023),
    Period((2023, 4), (2024, 3)),
    Period.month(2024, 12),
    Period((2022, 7), (2023, 6)),
)
PLANNER = Viewer(Role.PLANNER)


@pytest.fixture(scope="module")
def monthly(databases):
    """A store with two years of months of four kinds of crime, beside the embedded years."""
    town = Store.open(databases.address("sqlite", filled=True))
    add_months(town, MONTHS, {"1.1.1": 4.0, "1.4.5": 5.0, "1.4.6": 0.5, "0.0.0": 40.0})
    yield Atlas(town).edition()
    town.close()


@pytest.mark.parametrize("period", PERIODS, ids=str)
@pytest.mark.parametrize("division", [BUURT, WIJK, GEMEENTE, CASEWIJK], ids=str)
def test_every_number_is_that_of_the_map(monthly, division, period):
    found = history(monthly, PUBLIEK, division)
    asked = 0
    for category in found.categories:
        question = Question(category, division.level, period, division_year=division.year)
        figures = answer(monthly, question, PUBLIEK).figures
        told = found.over(category, period)
        for figure, count in zip(figures, told.values.count.tolist(), strict=True):
            assert (figure.count is None) == np.isnan(count)
            asked += figure.count is not None
            if figure.count is not None:
                assert figure.count == count
                assert figure.provenance == told.provenance
    # Somewhere there is something, save of the half year that is not in the store.
    assert asked or period.start == "2022-07" or division == CASEWIJK


def test_months_add_up_to_their_year(monthly):
    found = history(monthly, PUBLIEK, BUURT)
    by_month = found.by_month("1.4.5").values.count
    first = found.at(Period.year(2024).first_index)
    year = by_month[:, first : first + 12].sum(axis=1)
    assert year.tolist() == found.of("1.4.5", Period.year(2024)).tolist()


def test_what_was_not_counted_is_not_nul(monthly):
    found = history(monthly, PUBLIEK, BUURT)
    assert found.months == Period((2021, 1), (2025, 12))
    before = found.by_month("1.1.1").values.count[:, : found.at(MONTHS.first_index)]
    assert np.isnan(before).all()
    # A group is known where each of its members is: robberies of shops were not counted.
    assert np.isnan(found.by_month("hic").values.count).all()


def test_new_months_are_provisional(monthly):
    told = history(monthly, PUBLIEK, BUURT).by_month("1.1.1").values
    at = history(monthly, PUBLIEK, BUURT).at
    assert told.provisional[:, at(Period.month(2024, 1).first_index)].all()
    assert not told.provisional[:, at(Period.month(2023, 12).first_index)].any()


def test_what_is_kept_can_not_be_written_in(monthly):
    counts = history(monthly, PUBLIEK, BUURT).by_month("1.1.1").values.count
    with pytest.raises(ValueError, match="read-only"):
        counts[0, 0] = 5


def test_who_asks_again_gets_the_same_and_another_viewer_does_not(monthly):
    assert history(monthly, PUBLIEK, BUURT) is history(monthly, PUBLIEK, BUURT)
    assert history(monthly, PLANNER, BUURT) is not history(monthly, PUBLIEK, BUURT)


def test_rows_that_are_not_for_this_viewer_are_withheld(put):
    edition = put(
        "incidents", "categorie,datum,gebiedscode,jaar indeling\n1.4.6,2024-02-10,BU06370101,2025\n"
    )
    month = Period.month(2024, 2)
    told = history(edition, PUBLIEK, BUURT).over("1.4.6", month)
    assert told.withheld
    assert not told.values.known.any()
    question = Question("1.4.6", Level.BUURT, month, division_year=2025)
    assert {f.state for f in answer(edition, question, PUBLIEK).figures} == {State.AFGESCHERMD}
    seen = history(edition, PLANNER, BUURT).over("1.4.6", month)
    assert seen.values.count.sum() == 1
    assert seen.provenance.dataset == "import/incidents"
