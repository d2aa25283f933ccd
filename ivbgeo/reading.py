"""A figure read by a statistic: the value that a map paints, and the Dutch words beside it.

What is too small to compare is not painted: a rate of fewer than 10 (its upper limit is more than
four times its lower one), a share of fewer than 20. The number itself is still said.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ivbgeo.answering import answer
from ivbgeo.dutch import number
from ivbgeo.expected import beside_expected
from ivbgeo.figure import Figure, State
from ivbgeo.mapreading import (
    FEWEST_FOR_RATE,
    FEWEST_FOR_SHARE,
    MapReading,
    Reading,
    Statistic,
    counted,
    notes,
    unit_of,
    unknown,
    unrated,
)
from ivbgeo.statistics import FEWEST_PEOPLE
from ivbgeo.together import among_neighbours

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.category import Category
    from ivbgeo.question import Per, Question
    from ivbgeo.viewer import Viewer

__all__ = [
    "FEWEST_FOR_RATE",
    "FEWEST_FOR_SHARE",
    "MapReading",
    "Reading",
    "Statistic",
    "read",
    "unit_of",
]


_NOT_SHRUNK = (
    "Van andere gebieden is het aantal afgeschermd. Daarom is niet te zeggen wat hier toeval is."
)


def read(edition: Edition, question: Question, statistic: Statistic, viewer: Viewer) -> MapReading:
    """Read a question by a statistic, for a viewer.

    Raises
    ------
    UsageError
        If the question can't be asked.
    """
    question = statistic.asks(question)
    category = edition.taxonomy[question.category]
    unit = unit_of(category)
    title = f"{category.title} per {question.level}"
    result = answer(edition, question, viewer)
    refusal = None
    if statistic is Statistic.AANDEEL_LOPEND:
        asked = replace(
            question,
            category=f"{question.category}.lopend",
            division_year=result.division.year,
        )
        parts = {one.area: one for one in answer(edition, asked, viewer).figures}
        readings = tuple(_share(parts[whole.area], whole) for whole in result.figures)
        unit = f"% van de {unit} dat nog loopt"
    elif statistic.is_rate:
        readings = tuple(_rate(figure, category, question.per) for figure in result.figures)
        unit = f"{unit} per 1.000 {question.per}"
    elif statistic is Statistic.BIJGESTELD:
        readings = tuple(_shrunk(figure, category) for figure in result.figures)
        unit = f"{unit} per 1.000 inwoners, bijgesteld"
    elif statistic.is_pattern:
        readings, refusal = among_neighbours(edition, result, category, statistic)
        unit = f"{unit} per 1.000 inwoners, naast die van de buren"
    elif statistic is Statistic.VERWACHT:
        readings = tuple(beside_expected(figure, category) for figure in result.figures)
        unit = f"{unit}, meer of minder dan verwacht"
    else:
        readings = tuple(_count(figure, category) for figure in result.figures)
    return MapReading(question, statistic, result, readings, title, unit, refusal=refusal)


def _count(figure: Figure, category: Category) -> Reading:
    if figure.count is None:
        return unknown(figure)
    text = counted(figure, category)
    if figure.estimated:
        text = f"geschat {text}"
    return Reading(figure, figure.state, figure.count, text, notes(figure))


def _rate(figure: Figure, category: Category, per: Per) -> Reading:
    if figure.count is None:
        return unknown(figure)
    if figure.rate is None or figure.rate_low is None or figure.rate_high is None:
        return unrated(figure, per, counted(figure, category))
    limits = f"{number(figure.rate_low, 1)}–{number(figure.rate_high, 1)}"
    text = f"{number(figure.rate, 1)} per 1.000 {per} ({limits})"
    if figure.rate_estimated:
        text = f"geschat {text}"
    if figure.state is State.NUL:
        return Reading(figure, State.NUL, 0.0, text, notes(figure))
    empty = figure.population is not None and figure.population < FEWEST_PEOPLE
    too_few = figure.count < FEWEST_FOR_RATE or empty
    few = f"te weinig om te vergelijken: {counted(figure, category)}" if too_few else ""
    if empty:
        few = f"te weinig {per} om te vergelijken: {counted(figure, category)}"
    guess = f"aantal {per} geschat" if figure.rate_estimated else ""
    return Reading(figure, figure.state, figure.rate, text, notes(figure, few, guess), too_few)


def _shrunk(figure: Figure, category: Category) -> Reading:
    """Read a rate from which chance is taken off; never too small, for that is what it is for."""
    if figure.count is None:
        return unknown(figure)
    if figure.eb_rate is None and figure.rate is not None:
        text = f"afgeschermd ({counted(figure, category)})"
        return Reading(figure, State.AFGESCHERMD, None, text, _NOT_SHRUNK)
    if figure.eb_rate is None or figure.eb_low is None or figure.eb_high is None:
        return unrated(figure, Statistic.BIJGESTELD.per, counted(figure, category))
    limits = f"{number(figure.eb_low, 1)}–{number(figure.eb_high, 1)}"
    text = f"{number(figure.eb_rate, 1)} per 1.000 inwoners ({limits})"
    if figure.rate_estimated:
        text = f"geschat {text}"
    bare = f"geteld: {counted(figure, category)}"
    guess = "aantal inwoners geschat" if figure.rate_estimated else ""
    # Where nobody counted anything at all, that is nul; else nul too is brought to the others.
    state = State.GEMETEN if figure.eb_rate else State.NUL
    return Reading(figure, state, figure.eb_rate, text, notes(figure, bare, guess))


def _share(running: Figure, whole: Figure) -> Reading:
    if running.count is None or whole.count is None or running.provenance != whole.provenance:
        return unknown(whole if running.count is not None or whole.count is None else running)
    if whole.count == 0:
        # A part of nothing is no number.
        return Reading(whole, State.NUL, None, "geen casussen", whole=whole)
    share = 100 * running.count / whole.count
    of = f"{number(running.count)} van {number(whole.count)}"
    too_few = whole.count < FEWEST_FOR_SHARE
    few = f"te weinig om te vergelijken: {of}" if too_few else ""
    text = f"{number(share, 0)}% lopend ({of})"
    return Reading(running, State.GEMETEN, share, text, notes(whole, few), too_few, whole)
