import pytest

from geo import Level
from ivbgeo.period import Period
from ivbgeo.question import Question
from ivbgeo.reading import Statistic
from ivbgeo.viewer import PUBLIEK
from layers.paper import Plate
from layers.thematic import thematic_map
from tests.layers.paper.plates import TOWN, town_plate


def test_a_plate_says_what_the_app_says(edition, tmp_path):
    question = Question("0.0.0", Level.BUURT, Period.year(2024))
    made = thematic_map(edition, PUBLIEK, question, Statistic.AANTAL, tmp_path)
    plate = Plate.of(made, selected="BU06370101")
    assert plate.title == "Totaal misdrijven per buurt"
    assert plate.when == "2024, voorlopige cijfers"
    assert plate.unit == "misdrijven"
    assert plate.sources == made.sources
    assert plate.chosen.name == "Dorpsstraat"
    assert plate.division is made.reading.answer.division


def test_an_area_that_is_not_here_is_not_chosen():
    assert town_plate(selected="BU99999999").chosen is None


def test_a_map_of_another_division_is_refused():
    shown = town_plate().choropleth
    with pytest.raises(ValueError, match="buurt-2025, the borders are of wijk-2025"):
        Plate(TOWN[Level.WIJK], shown, "", "", ())
