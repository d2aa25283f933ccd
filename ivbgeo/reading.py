"""A figure read by a statistic: the value that a map paints, and the Dutch words beside it.

What is too small to compare is not painted: a rate of fewer than 10 (its upper limit is more than
four times its lower one), a share of fewer than 20. The number itself is still said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from ivbgeo.answering import answer
from ivbgeo.dutch import number
from ivbgeo.figure import Figure, State

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.category import Category
    from ivbgeo.period import Period
    from ivbgeo.question import Answer, Question
    from ivbgeo.viewer import Viewer

__all__ = ["MapReading", "Reading", "Statistic", "read", "unit_of"]

FEWEST_FOR_RATE = 10
FEWEST_FOR_SHARE = 20


class Statistic(StrEnum):
    """What of a figure a map shows."""

    AANTAL = "aantal"
    PER_1000 = "per-1000"
    AANDEEL_LOPEND = "aandeel-lopend"

    @property
    def words(self) -> str:
        """Dutch name."""
        return _WORDS[self]


_WORDS = {
    Statistic.AANTAL: "Aantal",
    Statistic.PER_1000: "Per 1.000 inwoners",
    Statistic.AANDEEL_LOPEND: "Aandeel lopend",
}
_UNITS = {
    "woonoverlast": ("casus", "casussen"),
    "overlast": ("melding", "meldingen"),
    "politie": ("misdrijf", "misdrijven"),
    "groep": ("misdrijf", "misdrijven"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One area on the map.

    ``value`` is what is painted, None where there is nothing to paint; ``text`` says it in words;
    ``note`` what should be known beside it; ``whole`` is the figure that a share is of;
    ``by_chance``: it is a difference that chance alone can explain, or that can't be judged.
    """

    figure: Figure
    state: State
    value: float | None
    text: str
    note: str = ""
    too_few: bool = False
    whole: Figure | None = None
    by_chance: bool = False


@dataclass(frozen=True, slots=True)
class MapReading:
    """All areas of one map, in the order of the division's codes.

    ``earlier`` is what the figures are compared with, on a map of differences.
    """

    question: Question
    statistic: Statistic
    answer: Answer
    readings: tuple[Reading, ...]
    title: str
    unit: str
    earlier: Answer | None = None

    @property
    def before(self) -> Period | None:
        """The period that the figures are compared with, on a map of differences."""
        return self.earlier.question.period if self.earlier else None

    @property
    def answers(self) -> tuple[Answer, ...]:
        """All that was answered for this map."""
        return (self.answer, self.earlier) if self.earlier else (self.answer,)

    @property
    def when(self) -> str:
        """The period or periods, in Dutch."""
        period = str(self.question.period)
        return f"{self.before} → {period}" if self.before else period


def unit_of(category: Category, count: float | None = None) -> str:
    """Give the Dutch word for what is counted, singular for one."""
    one, many = _UNITS.get(category.kind, (category.title.lower(), category.title.lower()))
    return one if count == 1 else many


def read(edition: Edition, question: Question, statistic: Statistic, viewer: Viewer) -> MapReading:
    """Read a question by a statistic, for a viewer.

    Raises
    ------
    UsageError
        If the question can't be asked.
    """
    category = edition.taxonomy[question.category]
    unit = unit_of(category)
    title = f"{category.title} per {question.level}"
    result = answer(edition, question, viewer)
    if statistic is Statistic.AANDEEL_LOPEND:
        asked = replace(
            question,
            category=f"{question.category}.lopend",
            division_year=result.division.year,
        )
        parts = {one.area: one for one in answer(edition, asked, viewer).figures}
        readings = tuple(_share(parts[whole.area], whole) for whole in result.figures)
        unit = f"% van de {unit} dat nog loopt"
    elif statistic is Statistic.PER_1000:
        readings = tuple(_rate(figure, category) for figure in result.figures)
        unit = f"{unit} per 1.000 {question.per}"
    else:
        readings = tuple(_count(figure, category) for figure in result.figures)
    return MapReading(question, statistic, result, readings, title, unit)


def _notes(figure: Figure, *more: str) -> str:
    notes = [*more]
    if figure.estimated:
        notes.append("geschat")
    if figure.provisional:
        notes.append("voorlopig cijfer")
    return ", ".join(notes)


def _unknown(figure: Figure) -> Reading:
    return Reading(figure, figure.state, None, figure.state.words, figure.reason)


def _count(figure: Figure, category: Category) -> Reading:
    if figure.count is None:
        return _unknown(figure)
    text = f"{number(figure.count)} {unit_of(category, figure.count)}"
    if figure.estimated:
        text = f"geschat {text}"
    return Reading(figure, figure.state, figure.count, text, _notes(figure))


def _rate(figure: Figure, category: Category) -> Reading:
    if figure.count is None:
        return _unknown(figure)
    counted = f"{number(figure.count)} {unit_of(category, figure.count)}"
    if figure.rate is None or figure.rate_low is None or figure.rate_high is None:
        note = "Hoeveel mensen hier wonen is niet bekend, of niet van een jaar dichtbij genoeg."
        return Reading(figure, State.NIET_GEMETEN, None, f"niet te berekenen ({counted})", note)
    limits = f"{number(figure.rate_low, 1)}–{number(figure.rate_high, 1)}"
    text = f"{number(figure.rate, 1)} per 1.000 inwoners ({limits})"
    if figure.rate_estimated:
        text = f"geschat {text}"
    if figure.state is State.NUL:
        return Reading(figure, State.NUL, 0.0, text, _notes(figure))
    too_few = figure.count < FEWEST_FOR_RATE
    few = [f"te weinig om te vergelijken: {counted}"] if too_few else []
    guess = ["aantal inwoners geschat"] if figure.rate_estimated else []
    note = _notes(figure, *few, *guess)
    return Reading(figure, figure.state, figure.rate, text, note, too_few)


def _share(running: Figure, whole: Figure) -> Reading:
    if running.count is None or whole.count is None or running.provenance != whole.provenance:
        return _unknown(whole if running.count is not None or whole.count is None else running)
    if whole.count == 0:
        # A part of nothing is no number.
        return Reading(whole, State.NUL, None, "geen casussen", whole=whole)
    share = 100 * running.count / whole.count
    counted = f"{number(running.count)} van {number(whole.count)}"
    too_few = whole.count < FEWEST_FOR_SHARE
    few = [f"te weinig om te vergelijken: {counted}"] if too_few else []
    text = f"{number(share, 0)}% lopend ({counted})"
    return Reading(running, State.GEMETEN, share, text, _notes(whole, *few), too_few, whole)
