"""Which figures somebody asks of a collection: questions, and which areas and states of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivbgeo.errors import UsageError
from ivbgeo.offered import years_of
from ivbgeo.period import Period
from ivbgeo.publish.moment import Moment
from ivbgeo.question import Question
from ivbgeo.viewer import PUBLIEK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.figure import Figure
    from ivbgeo.publish.collection import Collection

__all__ = ["CHOICES", "Selection", "area_part", "figure_id", "question_of"]

CHOICES = ("category", "categorie", "jaar", "from", "to", "area_code", "state")
"""What narrows a collection of figures, beside ``bbox`` and ``datetime``."""

# Questions of one request: each is an answer for all areas.
_MOST = 60
_LONGEST = 80
_YEAR = re.compile(r"\d{4}", re.ASCII)
_PERIOD = re.compile(r"-(\d{4}(?:-\d\d(?:_\d{4}-\d\d)?)?)$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Selection:
    """Questions, in the order of the answer. Areas and states: None is all of them."""

    questions: tuple[Question, ...]
    areas: frozenset[str] | None = None
    states: frozenset[str] | None = None

    @classmethod
    def of(
        cls, edition: Edition, collection: Collection, wanted: Mapping[str, str], moment: str | None
    ) -> Selection:
        """Make the questions of what is asked.

        Parameters
        ----------
        wanted
            Of ``CHOICES``, more values with commas between them. Without a category: the first of
            the collection. Without a period or a moment: the newest year that there are figures of.
        moment
            What ``datetime=`` says: years of which some day lies in it.

        Raises
        ------
        UsageError
            If a value can't be right, if the collection has no such category, or if it is too much.
        """
        if "category" in wanted and "categorie" in wanted:
            raise UsageError("publish.both", one="category", other="categorie")
        codes = _listed(wanted.get("category") or wanted.get("categorie"))
        known = [category.code for category in collection.categories]
        for code in codes or ():
            if code not in known:
                raise UsageError("publish.category", value=code[:_LONGEST], known=_few(known))
        questions = [
            Question(code, collection.level, period)
            for code in dict.fromkeys(codes or known[:1])
            for period in _periods(edition, code, wanted, moment)
        ]
        if len(questions) > _MOST:
            raise UsageError("publish.too_much", value=len(questions), most=_MOST)
        areas, states = _listed(wanted.get("area_code")), _listed(wanted.get("state"))
        return cls(
            tuple(questions),
            None if areas is None else frozenset(areas),
            None if states is None else frozenset(states),
        )

    def takes(self, figure: Figure) -> bool:
        """Whether a figure is of the areas and states that are asked for."""
        return (self.areas is None or figure.area.code in self.areas) and (
            self.states is None or figure.state.value in self.states
        )


def figure_id(figure: Figure) -> str:
    """Give the name of a figure in an address; the same figure has the same name, always.

    Examples: ``buurt-2025-BU06370101-1.1.1-2023``, ``…-2023-04``, ``…-2025-01_2025-09``.
    """
    period = figure.period
    if period.is_year:
        when = str(period.first[0])
    else:
        when = period.start if period.first == period.last else f"{period.start}_{period.end}"
    return f"{area_part(figure.area)}-{figure.category}-{when}"


def area_part(area: AreaId) -> str:
    """Give the part of a name that is of the area: ``buurt-2025-BU06370101``."""
    return f"{area.level}-{area.year}-{area.code}"


def question_of(edition: Edition, collection: Collection, name: str) -> Question | None:
    """Give the question that a figure of this name answers; None if there can't be one."""
    match = _PERIOD.search(name)
    if match is None:
        return None
    first, _, last = match[1].partition("_")
    try:
        period = Period.parse(first, last or None)
    except UsageError:
        return None
    for category in collection.categories:
        if name[: match.start()].endswith(f"-{category.code}") and _is_open(
            edition, category.code, period
        ):
            return Question(category.code, collection.level, period)
    return None


def _listed(text: str | None) -> tuple[str, ...] | None:
    return None if text is None else tuple(text.split(","))


def _few(codes: list[str]) -> str:
    shown = ", ".join(codes[:5])
    return f"{shown}, …" if len(codes) > len(codes[:5]) else shown


def _periods(
    edition: Edition, code: str, wanted: Mapping[str, str], moment: str | None
) -> tuple[Period, ...]:
    """Give the periods that are asked of a category, the newest first."""
    first, last, years = wanted.get("from"), wanted.get("to"), _listed(wanted.get("jaar"))
    offered = years_of(edition, code, PUBLIEK)
    when = Moment.parse(moment) if moment is not None else None
    if years is not None:
        if first is not None or last is not None:
            raise UsageError("publish.both", one="jaar", other="from")
        for year in years:
            if not _YEAR.fullmatch(year):
                raise UsageError("period.unknown", value=year[:_LONGEST])
        found = tuple(period for period in offered if str(period.last_year) in years)
    elif first is not None or last is not None:
        found = _between(edition, code, offered, first, last)
    else:
        found = offered if when is not None else offered[:1]
    return tuple(period for period in found if when is None or when.meets(period))


def _between(
    edition: Edition,
    code: str,
    offered: tuple[Period, ...],
    first: str | None,
    last: str | None,
) -> tuple[Period, ...]:
    """Give the period of a first and a last month.

    With one of them: the years that begin (or end) so, as whoever narrows by a property of what
    was given expects; where there is none, that year or month.
    """
    period = Period.parse((first or last or "")[:_LONGEST], (last or first or "")[:_LONGEST])
    if last is None:
        found = tuple(each for each in offered if each.first == period.first)
    elif first is None:
        found = tuple(each for each in offered if each.last == period.last)
    else:
        found = ()
    return found or ((period,) if _is_open(edition, code, period) else ())


def _is_open(edition: Edition, code: str, period: Period) -> bool:
    """Whether everybody may read something of a category in all years of a period."""
    years = edition.years_of(code, PUBLIEK)
    return set(range(period.first[0], period.last_year + 1)) <= set(years)
