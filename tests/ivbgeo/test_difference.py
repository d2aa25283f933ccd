"""What differs from another period, and what chance alone can explain."""

from dataclasses import replace

import pytest

from geo import Level
from ivbgeo.difference import _doubt, difference, difference_summary
from ivbgeo.dossier import area_dossier
from ivbgeo.errors import UsageError
from ivbgeo.figure import State
from ivbgeo.period import Period
from ivbgeo.question import Question
from ivbgeo.reading import Statistic, read
from ivbgeo.viewer import PUBLIEK
from tests.ivbgeo.test_words import value_in

CRIME = Question("0.0.0", Level.BUURT, Period.year(2023))
BEFORE = Period.year(2021)


@pytest.mark.parametrize("statistic", [Statistic.AANTAL, Statistic.PER_1000])
def test_a_difference_is_later_minus_earlier(edition, statistic):
    made = difference(edition, CRIME, BEFORE, statistic, PUBLIEK)
    later = read(edition, CRIME, statistic, PUBLIEK)
    earlier = read(edition, replace(CRIME, period=BEFORE), statistic, PUBLIEK)
    known = 0
    for one, old, new in zip(made.readings, earlier.readings, later.readings, strict=True):
        assert one.figure is new.figure
        if one.value is None:
            assert not one.state.has_value
            continue
        known += 1
        assert one.value == pytest.approx(new.value - old.value, abs=0.051)
        assert value_in(one.text) == pytest.approx(one.value)
        assert (one.state is State.NUL) == (one.value == 0)
    assert known > 5
    assert made.when == "2021 → 2023"
    assert made.unit.endswith("meer of minder dan in 2021")


def test_what_chance_can_explain_is_not_told_as_a_change(edition):
    made = difference(edition, CRIME, BEFORE, Statistic.AANTAL, PUBLIEK)
    by_name = {one.figure.area_name: one for one in made.readings}
    centre = by_name["Centrum-West"]
    assert not centre.by_chance
    assert centre.text.startswith("+")
    small = [one for one in made.readings if one.value and abs(one.value) < 5]
    assert small
    assert all(one.by_chance and "kan toeval zijn" in one.note for one in small)


def test_the_other_way_round_is_the_same_with_the_other_sign(edition):
    there = difference(edition, CRIME, BEFORE, Statistic.AANTAL, PUBLIEK)
    asked = replace(CRIME, period=BEFORE)
    back = difference(edition, asked, CRIME.period, Statistic.AANTAL, PUBLIEK)
    for one, other in zip(there.readings, back.readings, strict=True):
        assert one.value == (None if other.value is None else -other.value)
        assert one.by_chance == other.by_chance


def test_estimated_figures_are_never_told_apart(edition):
    made = difference(edition, CRIME, BEFORE, Statistic.PER_1000, PUBLIEK)
    estimated = [one for one in made.readings if one.value and one.figure.rate_estimated]
    assert estimated
    assert all(one.by_chance and "geschat" in one.note for one in estimated)


def test_a_figure_that_is_not_there_makes_no_difference(edition):
    made = difference(edition, replace(CRIME, period=Period.year(2024)), Period.year(2020),
                      Statistic.AANTAL, PUBLIEK)  # fmt: skip
    assert all(one.value is None and one.note == "over 2020" for one in made.readings
               if one.figure.count is not None)  # fmt: skip


def test_figures_of_two_sources_or_without_a_place_are_never_told_apart(edition):
    old, new = (
        read(edition, replace(CRIME, period=Period.year(year)), Statistic.AANTAL, PUBLIEK)
        for year in (2021, 2023)
    )
    figures = tuple(
        replace(figure, provenance=replace(figure.provenance, sha256="0" * 64))
        if figure.provenance
        else figure
        for figure in new.answer.figures
    )
    assert _doubt(old, new) == ""
    other = replace(new, answer=replace(new.answer, figures=figures))
    assert "verschillende bronnen" in _doubt(old, other)
    assert "niet bekend" in _doubt(old, replace(new, answer=replace(new.answer, unsure=True)))


def test_both_figures_have_their_source_and_the_panel_tells_the_difference(edition):
    made = difference(edition, CRIME, BEFORE, Statistic.AANTAL, PUBLIEK)
    code = next(one.figure.area.code for one in made.readings if one.value)
    told = area_dossier(edition, PUBLIEK, made, code)
    assert told.sentences[0].startswith("Verschil met 2021: ")
    assert "Cijfer van 2021" in dict(told.provenance)
    assert [answer.question.period for answer in made.answers] == [CRIME.period, BEFORE]


def test_periods_of_another_length_and_shares_are_refused(edition):
    with pytest.raises(UsageError, match="niet even lang"):
        difference(edition, CRIME, Period.month(2021, 3), Statistic.AANTAL, PUBLIEK)
    with pytest.raises(UsageError, match="geen kaart van verschillen"):
        difference(edition, CRIME, BEFORE, Statistic.AANDEEL_LOPEND, PUBLIEK)


def test_the_words_tell_where_more_and_where_less_and_what_is_not_known(edition):
    made = difference(edition, CRIME, BEFORE, Statistic.AANTAL, PUBLIEK)
    text = " ".join(difference_summary(edition, PUBLIEK, made))
    assert "Heel Zoetermeer: 5.352 in 2021, 5.564 misdrijven in 2023." in text
    assert "Duidelijk meer: Centrum-West" in text
    assert "kan het verschil toeval zijn" in text
    assert "Van 131 van de 146 buurten zijn niet beide cijfers er." in text
    with pytest.raises(ValueError, match="no map of differences"):
        difference_summary(edition, PUBLIEK, read(edition, CRIME, Statistic.AANTAL, PUBLIEK))
