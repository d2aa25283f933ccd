"""A question on a map: the same classes in every year, looks that fit the states, honest marks."""

import json

import pytest

from benchmarks.months import add_months
from geo import Level
from ivbgeo.atlas import Atlas
from ivbgeo.period import Period
from ivbgeo.question import Question
from ivbgeo.reading import Statistic
from ivbgeo.register import designations
from ivbgeo.viewer import PUBLIEK, Viewer
from layers.gis.rules import columns_of, rules_of
from layers.legend import legend_entries
from layers.palette import StateLook
from layers.thematic import camera_marks, thematic_map
from tests.crowd import KIND, crowd


@pytest.fixture
def drawn(edition, tmp_path):
    def draw(category, level, year=2023, statistic=Statistic.AANTAL):
        question = Question(category, level, Period.year(year))
        return thematic_map(edition, PUBLIEK, question, statistic, tmp_path)

    return draw


def states(made):
    return {look.name: look.state for look in made.choropleth.looks}


def test_a_colour_means_the_same_in_every_year(drawn):
    years = [drawn("0.0.0", Level.BUURT, year).choropleth for year in range(2021, 2026)]
    assert len({one.classes for one in years}) == 1
    assert len({one.address for one in years}) == 1
    assert len({one.looks for one in years}) == 5


def test_classes_of_one_run_of_months_are_not_those_of_another(town, tmp_path):
    """Of the first run nothing was counted, which made no classes for the second one."""
    add_months(town, Period((2024, 1), (2024, 12)), {"1.1.1": 20.0})
    edition = Atlas(town).edition()

    def classes(first):
        asked = Question("1.1.1", Level.BUURT, Period.of_indices(first, first + 2))
        made = thematic_map(edition, PUBLIEK, asked, Statistic.AANTAL, tmp_path)
        return made.choropleth.classes

    january = Period.year(2024).first_index
    assert len(classes(january - 24)) == 0
    assert len(classes(january)) > 2


def test_each_state_has_its_look(drawn):
    made = states(drawn("woonoverlast.particulier.lopend", Level.CASEWIJK))
    assert made["Meerzicht"] == StateLook.NUL
    assert made["Noordhove"] == StateLook.GEMETEN
    assert set(states(drawn("woonoverlast", Level.WIJK)).values()) == {StateLook.NIET_GEMETEN}


def test_too_few_to_compare_is_not_painted(drawn):
    shares = drawn("woonoverlast", Level.CASEWIJK, statistic=Statistic.AANDEEL_LOPEND)
    found = states(shares)
    # 16, 19 and 15 cases: under 20.
    few = {name for name, state in found.items() if state == StateLook.TE_WEINIG}
    assert few == {"De Leyens", "Noordhove", "Rokkeveen"}
    assert all(look.klass is None for look in shares.choropleth.looks if look.name in few)


def test_rates_without_chance_and_of_households_have_classes_of_their_own(drawn):
    made = [
        drawn("woonoverlast", Level.CASEWIJK, statistic=statistic)
        for statistic in (Statistic.PER_1000, Statistic.PER_HUISHOUDENS, Statistic.BIJGESTELD)
    ]
    assert len({one.choropleth.classes for one in made}) == 3
    for one in made:
        assert set(states(one).values()) == {StateLook.GEMETEN}
        assert any("Kerncijfers" in source for source in one.sources)


def test_what_was_expected_is_coloured_only_where_chance_does_not_explain_it(drawn):
    made = drawn("woonoverlast", Level.CASEWIJK, statistic=Statistic.VERWACHT)
    found = states(made)
    assert {name for name, state in found.items() if state == StateLook.GEMETEN} == {
        "Buytenwegh", "Rokkeveen",
    }  # fmt: skip
    looks = {look.name: look for look in made.choropleth.looks}
    classes = made.choropleth.classes
    assert looks["Rokkeveen"].klass < classes.nul_at <= looks["Buytenwegh"].klass
    texts = [text for _, _, text in legend_entries(made.choropleth)]
    assert "zoals verwacht" in texts
    assert "verschil kan toeval zijn" in texts


@pytest.fixture
def crowded(town, tmp_path):
    """Give a function that draws a map of burglaries by buurt, where all is known."""
    told = crowd(town, tmp_path)

    def draw(statistic, year=2023):
        question = Question(KIND, Level.BUURT, Period.year(year))
        return thematic_map(told, Viewer.of("planner"), question, statistic, tmp_path)

    return draw


def test_a_colour_of_what_was_expected_means_the_same_in_every_year(crowded):
    years = [crowded(Statistic.VERWACHT, year).choropleth for year in (2022, 2023)]
    assert years[0].classes == years[1].classes
    assert len(years[0].classes) == 6
    assert years[0].looks != years[1].looks


@pytest.mark.parametrize(
    ("statistic", "names"),
    [
        (
            Statistic.SAMENHANG,
            ["laag tussen laag", "laag tussen hoog", "hoog tussen laag", "hoog tussen hoog"],
        ),
        (Statistic.HEET_KOUD, ["koud", "heet"]),
    ],
)
def test_patterns_have_classes_with_a_name(crowded, statistic, names):
    made = crowded(statistic)
    entries = legend_entries(made.choropleth)
    assert [text for _, colour, text in entries if colour] == names
    texts = [text for _, _, text in entries]
    assert texts[len(names) :] == [
        "afgeschermd: bekend, maar niet getoond", "niet gemeten, of geschat: doet niet mee",
        "geen patroon aan te tonen",
    ]  # fmt: skip
    for look in made.choropleth.looks:
        if look.klass is not None:
            assert look.label.startswith(f"{names[look.klass]}: ")
    rules, codes = rules_of(made.choropleth), [look.code for look in made.choropleth.looks]
    for row in columns_of(made.choropleth, codes):
        assert sum(rule.holds(row) for rule in rules) == 1


def test_where_patterns_are_refused_it_says_so_in_the_legend(drawn):
    made = drawn("woonoverlast", Level.CASEWIJK, statistic=Statistic.SAMENHANG)
    assert set(states(made).values()) == {StateLook.TE_WEINIG}
    texts = [text for _, _, text in legend_entries(made.choropleth)]
    assert "te weinig gebieden met een cijfer om patronen te zien" in texts


def test_only_open_borders_are_published(drawn, tmp_path):
    made = drawn("woonoverlast", Level.CASEWIJK)
    (file,) = (tmp_path / "areas").iterdir()
    assert made.choropleth.address.endswith(file.name)
    names = {"attribution", "unit", "codes", "names", "spots", "rooms", "shapes"}
    assert set(json.loads(file.read_text(encoding="utf-8"))) == names


def test_sources_are_named_once(drawn):
    sources = drawn("woonoverlast", Level.CASEWIJK, statistic=Statistic.PER_1000).sources
    assert len(sources) == len(set(sources))
    assert any("Jaarstukken 2023" in source for source in sources)
    assert any("Kerncijfers" in source for source in sources)


def test_camera_areas_are_surroundings(edition):
    marks = camera_marks(edition, [one.designation for one in designations(edition, PUBLIEK)])
    assert len(marks) == 4
    assert all(mark.precision for mark in marks)
    # Where only the wijk is known its border is drawn and the symbol stands on it: none is made up.
    outlined = [mark for mark in marks if mark.outline]
    assert len(outlined) == 2
    assert all((mark.lon, mark.lat) in mark.outline for mark in outlined)
