"""What a map shows of each area: the value that is painted, and the words beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from ivbgeo.dutch import number
from ivbgeo.figure import Figure, State
from ivbgeo.question import Per

if TYPE_CHECKING:
    from ivbgeo.category import Category
    from ivbgeo.errors import UsageError
    from ivbgeo.period import Period
    from ivbgeo.question import Answer, Question
    from ivbgeo.statistics import Pattern

__all__ = [
    "FEWEST_FOR_RATE",
    "FEWEST_FOR_SHARE",
    "MapReading",
    "Reading",
    "Statistic",
    "Surroundings",
    "counted",
    "notes",
    "unit_of",
    "unknown",
    "unrated",
]

FEWEST_FOR_RATE = 10
FEWEST_FOR_SHARE = 20


class Statistic(StrEnum):
    """What of a figure a map shows."""

    AANTAL = "aantal"
    PER_1000 = "per-1000"
    PER_WONINGEN = "per-1000-woningen"
    PER_HUISHOUDENS = "per-1000-huishoudens"
    BIJGESTELD = "bijgesteld"
    VERWACHT = "verwacht"
    SAMENHANG = "samenhang"
    HEET_KOUD = "heet-koud"
    AANDEEL_LOPEND = "aandeel-lopend"

    @property
    def words(self) -> str:
        """Dutch name."""
        return _WORDS[self]

    @property
    def per(self) -> Per:
        """What it is of, where it is a rate or made of rates."""
        return _PER.get(self, Per.INWONERS)

    @property
    def is_rate(self) -> bool:
        """Whether it is a count per 1,000."""
        return self in _RATES

    @property
    def has_differences(self) -> bool:
        """Whether two periods can be subtracted."""
        return self is Statistic.AANTAL or self.is_rate

    @property
    def has_breaks(self) -> bool:
        """Whether how it is put into classes can be chosen."""
        return self.has_differences or self is Statistic.BIJGESTELD

    @property
    def is_pattern(self) -> bool:
        """Whether it is how an area lies among its neighbours: a name rather than a number."""
        return self in {Statistic.SAMENHANG, Statistic.HEET_KOUD}

    def asks(self, question: Question) -> Question:
        """Give the question as it has to be answered for this."""
        return replace(question, per=self.per)


_WORDS = {
    Statistic.AANTAL: "Aantal",
    Statistic.PER_1000: "Per 1.000 inwoners",
    Statistic.PER_WONINGEN: "Per 1.000 woningen",
    Statistic.PER_HUISHOUDENS: "Per 1.000 huishoudens",
    Statistic.BIJGESTELD: "Per 1.000, bijgesteld",
    Statistic.VERWACHT: "Verschil met verwacht",
    Statistic.SAMENHANG: "Samenhang met de buren",
    Statistic.HEET_KOUD: "Heet en koud (Gi*)",
    Statistic.AANDEEL_LOPEND: "Aandeel lopend",
}
_PER = {Statistic.PER_WONINGEN: Per.WONINGEN, Statistic.PER_HUISHOUDENS: Per.HUISHOUDENS}
_RATES = {Statistic.PER_1000, *_PER}
_UNITS = {
    "woonoverlast": ("casus", "casussen"),
    "overlast": ("melding", "meldingen"),
    "politie": ("misdrijf", "misdrijven"),
    "groep": ("misdrijf", "misdrijven"),
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """How an area lies among its neighbours.

    ``chance``: how often chance alone has such neighbours lie around it; ``neighbours``: how many
    of them have a figure.
    """

    pattern: Pattern
    chance: float
    neighbours: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One area on the map.

    ``value`` is what is painted, None where there is nothing to paint; ``text`` says it in words;
    ``note`` what should be known beside it; ``whole`` is the figure that a share is of;
    ``by_chance``: it is a difference that chance alone can explain, or that can't be judged;
    ``around``: how it lies among its neighbours, on a map of that.
    """

    figure: Figure
    state: State
    value: float | None
    text: str
    note: str = ""
    too_few: bool = False
    whole: Figure | None = None
    by_chance: bool = False
    around: Surroundings | None = None


@dataclass(frozen=True, slots=True)
class MapReading:
    """All areas of one map, in the order of the division's codes.

    ``earlier`` is what the figures are compared with, on a map of differences. ``refusal``: why the
    statistic can't be given of what is known.
    """

    question: Question
    statistic: Statistic
    answer: Answer
    readings: tuple[Reading, ...]
    title: str
    unit: str
    earlier: Answer | None = None
    refusal: UsageError | None = None

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


def counted(figure: Figure, category: Category) -> str:
    """Say how many were counted."""
    return f"{number(figure.count or 0.0)} {unit_of(category, figure.count)}"


def notes(figure: Figure, *more: str) -> str:
    """Say what should be known beside a figure."""
    found = [one for one in more if one]
    if figure.estimated:
        found.append("geschat")
    if figure.provisional:
        found.append("voorlopig cijfer")
    return ", ".join(found)


def unknown(figure: Figure) -> Reading:
    """Read a figure without a number."""
    return Reading(figure, figure.state, None, figure.state.words, figure.reason)


def unrated(figure: Figure, per: Per, what: str = "") -> Reading:
    """Read a count of which there is no rate; ``what`` was counted is then said alone."""
    text = f"niet te berekenen ({what})" if what else "niet te berekenen"
    return Reading(figure, State.NIET_GEMETEN, None, text, _UNRATED[per])


_OF_A_YEAR = "is niet bekend, of niet van een jaar dichtbij genoeg."
_UNRATED = {
    Per.INWONERS: f"Hoeveel mensen hier wonen {_OF_A_YEAR}",
    Per.WONINGEN: f"Hoeveel woningen hier zijn {_OF_A_YEAR}",
    Per.HUISHOUDENS: f"Hoeveel huishoudens hier zijn {_OF_A_YEAR}",
}
