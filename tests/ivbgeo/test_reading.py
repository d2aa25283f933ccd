"""What a map shows of each area by each measure, and the words beside it."""

import pytest

from geo import Level
from ivbgeo.figure import State
from ivbgeo.period import Period
from ivbgeo.question import Per, Question
from ivbgeo.reading import Statistic, read
from ivbgeo.spread import spread
from ivbgeo.viewer import PUBLIEK, Viewer

YEAR = Period.year(2023)
BEHEER = Viewer.of("beheer")


def by_name(edition, category, level, statistic, viewer=PUBLIEK):
    made = read(edition, Question(category, level, YEAR), statistic, viewer)
    return {one.figure.area_name: one for one in made.readings}, made


def test_of_households_it_says_so_everywhere(edition):
    found, made = by_name(edition, "woonoverlast", Level.CASEWIJK, Statistic.PER_HUISHOUDENS)
    assert made.unit == "casussen per 1.000 huishoudens"
    assert made.question.per is Per.HUISHOUDENS
    one = found["Meerzicht"]
    # 55 cases, 7,495 households.
    assert one.value == pytest.approx(55_000 / 7495)
    assert one.text == "7,3 per 1.000 huishoudens (5,5–9,6)"
    assert one.figure.denominator == "7.495 huishoudens (2024)"


def test_without_dwellings_it_says_what_is_missing(edition):
    found, _ = by_name(edition, "woonoverlast", Level.CASEWIJK, Statistic.PER_WONINGEN)
    one = found["Meerzicht"]
    assert (one.state, one.value) == (State.NIET_GEMETEN, None)
    assert one.text == "niet te berekenen (55 casussen)"
    assert one.note.startswith("Hoeveel woningen hier zijn is niet bekend")


def test_without_chance_a_rate_goes_to_the_others_and_has_its_interval(edition):
    found, made = by_name(edition, "woonoverlast", Level.CASEWIJK, Statistic.BIJGESTELD)
    bare, _ = by_name(edition, "woonoverlast", Level.CASEWIJK, Statistic.PER_1000)
    city = 284_000 / sum(one.figure.population for one in made.readings)
    for name, one in found.items():
        figure = one.figure
        assert figure.eb_low < one.value < figure.eb_high
        assert abs(one.value - city) <= abs(bare[name].value - city) + 0.05
    # 6,1 counted: closer to the 2,2 of all.
    assert found["Buytenwegh"].text == "5,8 per 1.000 inwoners (4,5–7,2)"
    assert found["Buytenwegh"].note == "geteld: 65 casussen, kaal 6,1 per 1.000"
    assert made.unit == "casussen per 1.000 inwoners, bijgesteld"


def test_few_are_not_too_few_once_chance_is_taken_off(edition):
    category = "woonoverlast.particulier.lopend"
    bare, _ = by_name(edition, category, Level.CASEWIJK, Statistic.PER_1000)
    found, _ = by_name(edition, category, Level.CASEWIJK, Statistic.BIJGESTELD)
    assert bare["Meerzicht"].state is State.NUL
    # None were counted; that is no reason to say that there will never be any.
    assert found["Meerzicht"].state is State.GEMETEN
    assert found["Meerzicht"].value > 0
    assert not any(one.too_few for one in found.values())


def test_where_nobody_counted_anything_it_is_nul(put):
    lines = "".join(f"1.4.7,2023-0{month}-05,,\n" for month in range(1, 10))
    told = put("incidents", "categorie,datum,x,y\n" + lines.replace("1.4.7", "1.1.1"))
    for statistic in (one for one in Statistic if one is not Statistic.AANDEEL_LOPEND):
        found, _ = by_name(told, "1.4.7", Level.BUURT, statistic, BEHEER)
        values = {one.value for one in found.values()}
        assert values <= {None, 0.0}


@pytest.mark.parametrize("statistic", [one for one in Statistic if one.has_breaks])
def test_classes_are_made_of_what_is_painted(edition, statistic):
    question = Question("woonoverlast", Level.CASEWIJK, YEAR)
    values = spread(edition, question, statistic, PUBLIEK, [YEAR])
    made = read(edition, question, statistic, PUBLIEK)
    painted = [one.value for one in made.readings if one.value is not None and not one.too_few]
    assert sorted(values) == pytest.approx(sorted(painted))
