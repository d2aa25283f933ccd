"""What a map shows of each area by each measure, and the words beside it."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from geo import Level, Neighbours
from ivbgeo.figure import Figure, State, Verdict
from ivbgeo.period import Period
from ivbgeo.question import Answer, Per, Question
from ivbgeo.reading import Statistic, read
from ivbgeo.spread import spread
from ivbgeo.statistics import Pattern
from ivbgeo.together import among_neighbours
from ivbgeo.viewer import PUBLIEK, Viewer
from ivbgeo.words import summary
from tests.crowd import KIND, crowd

YEAR = Period.year(2023)
PLANNER = Viewer.of("planner")


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
    assert found["Buytenwegh"].note == "geteld: 65 casussen"
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
        found, _ = by_name(told, "1.4.7", Level.BUURT, statistic, PLANNER)
        values = {one.value for one in found.values()}
        assert values <= {None, 0.0}


@pytest.mark.parametrize("statistic", [one for one in Statistic if one.has_breaks])
def test_classes_are_made_of_what_is_painted(edition, statistic):
    question = Question("woonoverlast", Level.CASEWIJK, YEAR)
    values = spread(edition, question, statistic, PUBLIEK, [YEAR])
    made = read(edition, question, statistic, PUBLIEK)
    painted = [one.value for one in made.readings if one.value is not None and not one.too_few]
    assert sorted(values) == pytest.approx(sorted(painted))


def test_more_and_fewer_than_expected_at_the_rate_of_the_city(edition):
    found, made = by_name(edition, "woonoverlast", Level.CASEWIJK, Statistic.VERWACHT)
    assert made.unit == "casussen, meer of minder dan verwacht"
    one = found["Buytenwegh"]
    # 284 cases of 128,434 inhabitants, 10,580 of whom live here.
    assert one.figure.expected == pytest.approx(284 / 128_434 * 10_580, rel=2e-3)
    assert one.text == "+42 casussen (65, verwacht 23)"
    assert (one.value, one.by_chance, one.note) == (42.0, False, "")
    assert found["Rokkeveen"].text.startswith("\u221231 casussen (15, verwacht 46)")
    assert found["Meerzicht"].by_chance
    assert found["Meerzicht"].note == "kan toeval zijn"
    sure = {name for name, one in found.items() if not one.by_chance}
    judged = {name for name, one in found.items() if one.figure.verdict is not Verdict.ALIKE}
    assert sure == judged == {"Buytenwegh", "Rokkeveen"}


def test_where_all_is_small_nothing_is_compared_with_what_was_expected(edition):
    found, _ = by_name(
        edition, "woonoverlast.particulier.lopend", Level.CASEWIJK, Statistic.VERWACHT
    )
    for one in found.values():
        small = max(one.figure.count, one.figure.expected) < 10
        assert one.too_few == (small and one.value != 0)
        assert not (one.too_few and one.by_chance)


@pytest.fixture
def crowded(town, tmp_path):
    return crowd(town, tmp_path)


@pytest.mark.parametrize(
    ("statistic", "high"),
    [
        (Statistic.SAMENHANG, Pattern.HIGH_AMONG_HIGH),
        (Statistic.HEET_KOUD, Pattern.HOT),
    ],
)
def test_what_lies_together_is_found_where_it_was_put(crowded, statistic, high):
    _, made = by_name(crowded, KIND, Level.BUURT, statistic, PLANNER)
    assert made.refusal is None
    buurten = made.answer.division
    x = shapely.get_x(shapely.centroid(buurten.polygons))
    west = x < np.quantile(x, 0.15)
    is_high = np.array([one.around and one.around.pattern is high for one in made.readings])
    assert is_high[west].mean() > 0.4
    # Neighbours of the west are warm too; farther east nothing is.
    assert is_high[x > np.quantile(x, 0.5)].sum() == 0
    near = Neighbours.of(buurten)
    for at, one in enumerate(made.readings):
        if one.around is None:
            assert one.value is None
            continue
        word = "buur" if one.around.neighbours == 1 else "buren"
        assert f"{one.around.neighbours} {word} met een cijfer" in one.note
        assert one.around.neighbours <= near.number[at]
        assert one.value == one.figure.rate
        assert one.by_chance == (one.around.pattern is Pattern.NONE)
        assert one.text.startswith(one.around.pattern.value) != one.by_chance
    text = " ".join(summary(made, None))
    assert f"{high.capitalize()}: " in text
    assert "is geen patroon aan te tonen. Die zijn niet ingekleurd." in text


@pytest.mark.parametrize("statistic", [Statistic.SAMENHANG, Statistic.HEET_KOUD])
def test_too_few_areas_are_refused_with_their_number(edition, statistic):
    found, made = by_name(edition, "woonoverlast", Level.CASEWIJK, statistic)
    assert str(made.refusal).startswith("Of hoge of lage cijfers bij elkaar liggen, is pas te zien")
    assert "vanaf 30 gebieden met een cijfer. Hier zijn het er 8." in str(made.refusal)
    assert found["Meerzicht"].text == "55 casussen"
    assert all(one.too_few for one in found.values())
    assert summary(made, None) == [str(made.refusal)]


def test_what_was_estimated_takes_no_part(town, tmp_path):
    told = crowd(town, tmp_path, counted=False)
    # The people of 2024 were counted by other borders.
    _, made = by_name(told, KIND, Level.BUURT, Statistic.SAMENHANG, PLANNER)
    measured = sum(
        one.figure.rate is not None and not one.figure.rate_estimated for one in made.readings
    )
    assert f"Hier zijn het er {measured}." in str(made.refusal)


def test_where_nothing_was_counted_no_pattern_is_shown_and_none_is_refused(edition, source):
    buurten = edition.division(edition.division_id(Level.BUURT))
    figures = tuple(
        Figure(
            buurten.area_id(code), name, "1.4.7", YEAR, State.NUL, source,
            count=0.0, rate=0.0, rate_low=0.0, rate_high=3.7, denominator="1.000 inwoners (2023)",
            population=1000.0, population_provenance=source,
        )
        for code, name in zip(buurten.codes, buurten.names, strict=True)
    )  # fmt: skip
    question = Question("1.4.7", Level.BUURT, YEAR)
    answer = Answer(question, buurten, figures)
    for statistic in (Statistic.SAMENHANG, Statistic.HEET_KOUD):
        readings, refusal = among_neighbours(
            edition, answer, edition.taxonomy["hic.overval"], statistic
        )
        assert refusal is None
        assert {one.around.pattern for one in readings} == {Pattern.NONE}
        assert {one.text for one in readings} == {"0,0 per 1.000 inwoners"}


def test_where_areas_differ_no_more_than_by_chance_it_says_so(edition):
    made = read(
        edition, Question("woonoverlast", Level.CASEWIJK, YEAR), Statistic.BIJGESTELD, PUBLIEK
    )
    same = tuple(
        replace(one, value=2.2, text="2,2 per 1.000 inwoners (2,2–2,2)") for one in made.readings
    )
    assert (
        "De gebieden verschillen niet meer dan toeval verklaart: overal 2,2 per 1.000 inwoners "
        "(2,2–2,2)." in summary(replace(made, readings=same), None)
    )
