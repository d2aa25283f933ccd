"""What stands out: what is there is found, what is not is not, and nothing is said twice."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from benchmarks.months import add_months
from geo import AreaId, DivisionId, Level
from ivbgeo.answering import answer
from ivbgeo.atlas import Atlas
from ivbgeo.category import Category
from ivbgeo.denominator import people_of
from ivbgeo.figure import Verdict
from ivbgeo.history import history
from ivbgeo.importing import import_file
from ivbgeo.period import Period
from ivbgeo.question import Per, Question
from ivbgeo.signals import watch
from ivbgeo.sources import Kind as FileKind
from ivbgeo.standout import (
    Comparison,
    Kind,
    categories_of,
    comparisons_of,
    hic_attention,
    per_of,
    stand_out,
)
from ivbgeo.standout.finding import _may_be_said
from ivbgeo.statistics import discoveries, funnel_p
from ivbgeo.store import Store
from ivbgeo.viewer import PUBLIEK, Role, Viewer
from ivbgeo.wijk import all_figures, areas_of
from tests.ivbgeo.conftest import MEERZICHT, VOORWEG

Y2023, Y2024 = Period.year(2023), Period.year(2024)
CRIME = Category("1.4.5", "Mishandeling", "politie")


@pytest.fixture(scope="module")
def found(city, meerzicht):
    return stand_out(city, PUBLIEK, meerzicht, Y2024)


def made(kind=Kind.BEFORE, count=30.0, expected=10.0, p=0.001, **more):
    return Comparison(kind, MEERZICHT, "Meerzicht", CRIME, Y2024, count, expected, p, (), **more)


def beside_the_city(count, expected):
    (p,) = funnel_p(np.array([count]), np.array([expected]), 1.0)
    return made(Kind.LEVEL, count=count, expected=expected, p=float(p))


# --- what is found -----------------------------------------------------------------------------


def test_what_rose_is_found_first_and_in_words(found):
    first = found.stands_out[0]
    assert first.category.code == "1.1.1"
    assert first.is_more
    places = {one.area.code for one in found.findings if one.category.code == "1.1.1"}
    assert VOORWEG in places
    told = [one.sentence for one in found.findings if one.kind is Kind.BEFORE]
    assert any("in Voorweg: 108 in 2024 (voorlopig), tegen" in sentence for sentence in told)


def test_the_year_before_the_change_has_no_rise_of_it(city, meerzicht):
    before = stand_out(city, PUBLIEK, meerzicht, Y2023)
    assert not [
        one for one in before.stands_out if one.category.code == "1.1.1" and one.kind is Kind.BEFORE
    ]


def test_the_surest_and_largest_come_first(found):
    assert len(found.findings) > 1
    sure = [one.surely for one in found.findings]
    assert sure == sorted(sure, reverse=True)
    assert min(sure) > 0


def test_the_level_is_judged_as_on_the_map(city, found):
    """Outside the funnel here is outside the funnel there, for every area and category."""
    judged = 0
    for one in found.compared:
        if one.kind is not Kind.LEVEL:
            continue
        question = Question(one.category.code, one.area.level, Y2024, one.per, one.area.year)
        figures = answer(city, question, PUBLIEK).figures
        figure = next(f for f in figures if f.area == one.area)
        assert figure.count == one.count
        assert (one.p < 0.002) == (figure.verdict in {Verdict.HIGH, Verdict.LOW})
        if one.p < 0.002:
            assert one.is_more == (figure.verdict is Verdict.HIGH)
        judged += 1
    assert judged > 50


def test_burglary_is_counted_per_dwelling_where_those_are_known(city, found):
    assert per_of(city, PUBLIEK, "1.1.1", DivisionId(Level.BUURT, 2025), 2024) is Per.WONINGEN
    assert per_of(city, PUBLIEK, "1.4.5", DivisionId(Level.BUURT, 2025), 2024) is Per.INWONERS
    # Without dwellings, households are nearly as many.
    assert per_of(city, PUBLIEK, "1.1.1", DivisionId(Level.WIJK, 2024), 2024) is Per.HUISHOUDENS
    per = {one.per for one in found.compared if one.category.code == "1.1.1" and one.per}
    assert per == {Per.WONINGEN}


def test_the_total_is_not_said_where_a_kind_is(found):
    said = {
        (one.kind, one.area, one.is_more) for one in found.findings if one.category.code != "0.0.0"
    }
    total = {(o.kind, o.area, o.is_more) for o in found.findings if o.category.code == "0.0.0"}
    assert not said & total


def test_of_months_the_one_before_and_the_season_are_both_compared(city, meerzicht):
    spring = Period((2024, 3), (2024, 5))
    compared = comparisons_of(city, PUBLIEK, meerzicht, spring).made
    before = {one.kind: one.before for one in compared}
    assert before[Kind.BEFORE] == Period((2023, 12), (2024, 2))
    assert before[Kind.SEASON] == Period((2023, 3), (2023, 5))
    assert {one.kind for one in comparisons_of(city, PUBLIEK, meerzicht, Y2024).made} == {
        Kind.LEVEL,
        Kind.BEFORE,
    }


def test_groups_of_one_and_cases_at_a_moment_are_not_compared(city):
    codes = {category.code for category in categories_of(city, PUBLIEK)}
    assert {"0.0.0", "1.1.1", "1.4.5", "woonoverlast"} <= codes
    # Of tenures it is not known how many dwellings there are of each.
    assert not {"hic.woninginbraak", "woonoverlast.lopend", "woonoverlast.koop"} & codes
    assert "inwoners" not in codes


def test_false_discoveries_are_bounded(city):
    """In a city where nothing is the matter hardly anything changed, however much is looked at."""
    buurten = [
        AreaId(c, 2025, Level.BUURT) for c in city.division(DivisionId(Level.BUURT, 2025)).codes
    ]
    quiet = stand_out(city, PUBLIEK, buurten, Y2023)
    changes = [one for one in quiet.compared if one.kind is Kind.BEFORE]
    assert len(changes) > 500
    assert not [one for one in quiet.stands_out if one.kind is Kind.BEFORE]


def test_what_is_said_agrees_with_the_key_figures(city, found):
    """A rise that stands out is one on the map of differences; what does not, is not said."""
    figures = {one.category.code: one for one in all_figures(city, PUBLIEK, MEERZICHT, Y2024)}
    agreed = 0
    for one in found.compared:
        if one.area == MEERZICHT and one.kind is Kind.BEFORE and one.says_enough:
            side = 1 if one.is_more else -1
            assert one not in found.stands_out or figures[one.category.code].difference == side
            agreed += 1
    assert agreed > 1


def test_a_wijk_is_not_said_where_its_buurt_is(found):
    of_burglary = [
        one for one in found.findings if one.category.code == "1.1.1" and one.kind is Kind.BEFORE
    ]
    assert [one.area.code for one in of_burglary] == [VOORWEG]
    assert MEERZICHT in {one.area for one in found.stands_out if one.category.code == "1.1.1"}


def test_counts_of_two_sources_are_not_compared(databases, tmp_path):
    """The months of 2024 were counted by the municipality itself, and perhaps another way."""
    store = Store.open(databases.address("sqlite", filled=True))
    add_months(store, Period((2021, 1), (2023, 12)), {"1.1.1": 4.0})
    rows = "".join(
        f"1.1.1,2024-{month:02}-01,{VOORWEG},2025\n" for month in range(1, 13) for _ in range(9)
    )
    path = tmp_path / "eigen.csv"
    path.write_text(f"categorie,datum,gebiedscode,jaar indeling\n{rows}")
    import_file(store, Atlas(store).edition(), path, FileKind.INCIDENTS)
    edition = Atlas(store).edition()
    desk = Viewer(Role.PLANNER)
    areas = areas_of(edition, MEERZICHT)
    told = comparisons_of(edition, desk, areas, Y2024)
    assert told.left_out["eerder uit een andere bron"] >= len(areas) - 1
    assert not [one for one in told.made if one.category.code == "1.1.1" and one.before]
    (figure,) = [
        one for one in all_figures(edition, desk, MEERZICHT, Y2024) if one.category.code == "1.1.1"
    ]
    assert figure.against_before == "uit een andere bron, dus niet te vergelijken (2023)"
    seen = watch(history(edition, desk, DivisionId(Level.BUURT, 2025)), Period.month(2024, 6))
    assert seen.signals == ()
    assert seen.judged == 0
    store.close()


def test_what_is_provisional_is_never_said_to_be_less(found):
    changes = [one for one in found.compared if one.kind is Kind.BEFORE]
    assert changes
    assert not [one for one in changes if one.count < one.expected]
    assert found.left_out["voorlopig, en kan nog oplopen"] > 0


def test_where_hardly_anybody_lives_nothing_is_compared_with_the_city(city):
    division = DivisionId(Level.BUURT, 2025)
    people, _, _ = people_of(city, PUBLIEK, division, Per.INWONERS, 2024)
    few = [
        AreaId(code, 2025, Level.BUURT)
        for code, count in zip(city.division(division).codes, people.count, strict=True)
        if count < 100
    ]
    told = comparisons_of(city, PUBLIEK, few, Y2024)
    # Dwellings are half of the people.
    assert told.left_out["minder dan 50 woningen"] == len(few)
    assert not [one for one in told.made if one.per is Per.WONINGEN]


def test_the_share_of_false_ones_is_of_what_is_said():
    """Many small deviations, which are not said, give the others no room."""
    chance = np.random.default_rng(5)
    false = said = 0
    for _ in range(40):
        made = [beside_the_city(float(chance.poisson(4.0)), 0.3) for _ in range(60)]
        made += [beside_the_city(float(chance.poisson(40.0)), 40.0) for _ in range(400)]
        p = np.array([one.p if _may_be_said(one) else 1.0 for one in made])
        sure = discoveries(p, 0.05)
        said += int(sure.sum())
        false += int(sure[60:].sum())
    # Nearly all that is left is chance: there is nothing else to say.
    assert false <= 0.05 * 40


# --- what can't be said ------------------------------------------------------------------------


def test_the_embedded_figures_say_of_what_nothing_can_be_compared(edition):
    """Of Oosterheem nothing was measured but its cases; people of 2025 are an estimate."""
    oosterheem = AreaId("WK063711", 2025, Level.WIJK)
    found = stand_out(edition, PUBLIEK, areas_of(edition, oosterheem), Y2023)
    assert {one.category.kind for one in found.compared} == {"woonoverlast"}
    assert found.left_out["niet gemeten"] > 0
    assert not found.stands_out
    assert found.sentences[0].startswith("Van 1 vergelijkingen over 2023 valt er niets op.")
    assert "Niet vergeleken: niet gemeten" in found.sentences[-1]
    attention = hic_attention(edition, found, oosterheem)
    assert attention.category is None
    assert "Welke aandacht nodig heeft, is dus niet te zeggen." in attention.reason


def test_a_period_that_nobody_counted_gives_a_sentence(city, meerzicht):
    found = stand_out(city, PUBLIEK, meerzicht, Period.year(1999))
    assert found.compared == ()
    assert found.sentences[0] == "Over 1999 is er niets dat vergeleken kan worden."


def test_people_of_an_estimate_are_no_base(edition):
    """The wijken of 2025 got their people from those of 2024."""
    centre = AreaId("WK063702", 2025, Level.WIJK)
    compared = comparisons_of(edition, PUBLIEK, areas_of(edition, centre), Period.year(2024))
    assert {one.area.level for one in compared.made if one.kind is Kind.LEVEL} <= {Level.CASEWIJK}


# --- high impact crime -------------------------------------------------------------------------


def test_the_high_impact_crime_that_rose_needs_attention(city, found):
    attention = hic_attention(city, found, MEERZICHT)
    assert attention.category.code == "1.1.1"
    assert attention.because[0].area == MEERZICHT
    assert "duidelijkst meer" in attention.reason


def test_none_needs_attention_where_none_stands_out(city):
    rokkeveen = AreaId("WK063710", 2025, Level.WIJK)
    quiet = stand_out(city, PUBLIEK, areas_of(city, rokkeveen), Y2023)
    calm = replace(quiet, stands_out=(), findings=())
    attention = hic_attention(city, calm, rokkeveen)
    assert attention.category is None
    assert attention.reason.startswith("Geen. ")
    # Robberies of shops were not counted, so the group of violence neither.
    assert "Overval" in attention.reason.partition("Van ")[2]


# --- one comparison ----------------------------------------------------------------------------


@given(st.integers(0, 400), st.integers(0, 400))
def test_how_surely_more_is_the_near_end_of_the_exact_interval(after, before):
    one = made(count=float(after), expected=float(before))
    total = after + before
    if total == 0:
        assert one.surely == 0
        return
    interval = stats.binomtest(after, total, 0.5).proportion_ci(0.95, method="exact")
    # Of the difference: after - before is total times (2 share - 1).
    near = total * max(2 * interval.low - 1, 1 - 2 * interval.high, 0.0)
    assert one.surely == pytest.approx(near, abs=1e-6)


@given(st.integers(0, 400), st.floats(0.01, 400))
def test_how_surely_above_the_city_is_the_near_end_of_garwood(count, expected):
    one = made(Kind.LEVEL, count=float(count), expected=expected)
    low = stats.chi2.ppf(0.025, 2 * count) / 2 if count else 0.0
    high = stats.chi2.ppf(0.975, 2 * count + 2) / 2
    assert one.surely == pytest.approx(max(low - expected, expected - high, 0.0), abs=1e-6)


def test_no_percentage_on_a_small_base():
    assert "%" not in made(count=60.0, expected=19.0, before=Y2023).sentence
    assert "50% meer" in made(count=30.0, expected=20.0, before=Y2023).sentence
    assert "50% minder" in made(count=10.0, expected=20.0, before=Y2023).sentence


@pytest.mark.parametrize("numbers", [(np.nan, 1.0, 0.5), (1.0, np.inf, 0.5), (1.0, 1.0, 1.5)])
def test_a_comparison_without_numbers_can_not_exist(numbers):
    count, expected, p = numbers
    with pytest.raises(ValueError, match="no numbers"):
        made(count=count, expected=expected, p=p)


def test_the_same_is_found_each_time(city, meerzicht, found):
    again = stand_out(Atlas(city.store).edition(), PUBLIEK, meerzicht, Y2024)
    assert again.findings == found.findings
