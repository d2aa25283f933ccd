"""The funnel plot says of each area what the verdict beside it says."""

from dataclasses import replace

import numpy as np
import pytest

from geo import Level
from ivbgeo.figure import Verdict
from ivbgeo.funnelplot import LEVELS, funnel_plot
from ivbgeo.period import Period
from ivbgeo.question import Question
from ivbgeo.reading import Statistic, read
from ivbgeo.viewer import PUBLIEK, Viewer
from ivbgeo.words import judged
from tests.crowd import KIND, crowd

YEAR = Period.year(2023)


def cases(edition, statistic=Statistic.PER_1000, category="woonoverlast"):
    return read(edition, Question(category, Level.CASEWIJK, YEAR), statistic, PUBLIEK)


def test_the_plot_of_the_casewijken(edition):
    plot = funnel_plot(cases(edition))
    assert [dot.name for dot in plot.dots][:3] == ["Noordhove", "De Leyens", "Buytenwegh"]
    assert plot.city == pytest.approx(2.21, abs=0.01)
    assert (plot.size, plot.rate) == ("aantal inwoners", "casussen per 1.000 inwoners")
    assert plot.left_out == 0
    assert plot.words == (
        "Trechter van 8 casewijken: casussen per 1.000 inwoners, tegen aantal inwoners. "
        "De stad: 2,2. Buiten de grens van 99,8%: 1 erboven en 1 eronder."
    )


@pytest.mark.parametrize("statistic", Statistic)
def test_whatever_the_map_shows_it_has_the_same_funnel_of_what_it_is_of(edition, statistic):
    plot = funnel_plot(cases(edition, statistic))
    if statistic is Statistic.PER_WONINGEN:
        assert plot is None  # nobody told how many there are
        return
    size = "aantal huishoudens" if statistic is Statistic.PER_HUISHOUDENS else "aantal inwoners"
    assert plot.size == size
    assert len(plot.dots) == 8


def test_a_dot_lies_outside_the_limits_where_the_verdict_says_so(town, tmp_path):
    question = Question(KIND, Level.BUURT, YEAR)
    plot = funnel_plot(
        read(crowd(town, tmp_path), question, Statistic.AANTAL, Viewer.of("planner"))
    )
    assert len(plot.dots) == 146
    assert [limits.level for limits in plot.limits] == list(LEVELS)
    widest = plot.limits[-1]
    for dot in plot.dots:
        if dot.verdict is None:
            continue
        low, high = (np.interp(dot.size, widest.sizes, side) for side in (widest.low, widest.high))
        told = {Verdict.HIGH: dot.rate > high, Verdict.LOW: dot.rate < low}
        # Between the points of a line it is straight: that may differ by a hair.
        near = min(abs(dot.rate - low), abs(dot.rate - high)) < 0.05
        assert near or told.get(dot.verdict, low <= dot.rate <= high)
    assert {dot.verdict for dot in plot.dots} == {*Verdict, None}


def test_what_the_map_calls_too_little_is_neither_high_nor_low_here(edition):
    made = cases(edition)
    first, *rest = made.answer.figures
    small = replace(first, count=6.0, expected=0.5, verdict=Verdict.HIGH)
    assert not judged(small)
    plot = funnel_plot(replace(made, answer=replace(made.answer, figures=(small, *rest))))
    lies = {dot.code: dot.verdict for dot in plot.dots}
    assert lies.pop(small.area.code) is None
    assert None not in lies.values()
    assert plot.words.endswith("Te klein om te vergelijken: 1.")


def test_of_what_is_estimated_or_of_the_city_alone_there_is_no_funnel(edition):
    # The people of 2024 were counted by other borders than these.
    estimated = read(edition, Question("0.0.0", Level.BUURT, YEAR), Statistic.PER_1000, PUBLIEK)
    city = read(edition, Question("0.0.0", Level.GEMEENTE, YEAR), Statistic.PER_1000, PUBLIEK)
    people = read(edition, Question("inwoners", Level.WIJK, YEAR), Statistic.AANTAL, PUBLIEK)
    assert [funnel_plot(one) for one in (estimated, city, people)] == [None] * 3


def test_where_nothing_was_counted_the_funnel_is_flat(town, tmp_path):
    told = crowd(town, tmp_path)
    made = read(
        told, Question(KIND, Level.BUURT, Period.parse("2022-01", "2022-01")), Statistic.AANTAL,
        Viewer.of("planner"),
    )  # fmt: skip
    plot = funnel_plot(made)
    assert all(np.isfinite([*limits.low, *limits.high]).all() for limits in plot.limits)
