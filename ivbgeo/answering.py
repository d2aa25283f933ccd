"""Answering a question for a viewer: one source a figure, its state, its rate, what may be said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from geo import AreaId, Level
from ivbgeo.denominator import population_of
from ivbgeo.dutch import number
from ivbgeo.figure import Figure, State, Verdict
from ivbgeo.finding import Found, find
from ivbgeo.hiding import Hidden
from ivbgeo.question import Answer, Per, Question
from ivbgeo.statistics import (
    FEWEST_PEOPLE,
    compare,
    empirical_bayes,
    empirical_bayes_interval,
    garwood,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo import Division
    from ivbgeo.atlas import Edition
    from ivbgeo.finding import Found
    from ivbgeo.viewer import Viewer

__all__ = ["answer"]

_WATER = "Dit is open water."
_VERDICTS = {1: Verdict.HIGH, -1: Verdict.LOW, 0: Verdict.ALIKE}


def answer(edition: Edition, question: Question, viewer: Viewer) -> Answer:
    """Answer a question for a viewer: one figure for each area, whatever is known.

    Raises
    ------
    UsageError
        If the category, the level or the division year does not exist.
    """
    return edition.once((question, viewer), lambda: _answer(edition, question, viewer))


def _answer(edition: Edition, question: Question, viewer: Viewer) -> Answer:
    category = edition.taxonomy[question.category]
    fallback = edition.division_id(question.level, question.division_year)
    found, withheld = find(edition, question, viewer)
    if found is None:
        division = edition.division(withheld.division if withheld else fallback)
        if withheld:
            state, reasons = State.AFGESCHERMD, [Hidden(one).reason for one in withheld.hidden]
        else:
            state = State.NIET_GEMETEN
            reasons = [_why_unknown(edition, question, viewer)] * len(division.codes)
        return Answer(question, division, _without_number(question, division, state, reasons))
    division = edition.division(found.division)
    return Answer(
        question,
        division,
        _figures(edition, question, viewer, division, found, category.title),
        found.unplaced or 0,
        found.unsure,
    )


def _figures(
    edition: Edition,
    question: Question,
    viewer: Viewer,
    division: Division,
    found: Found,
    unit: str,
) -> tuple[Figure, ...]:
    count = found.values.count
    population, year, population_provenance = population_of(edition, question, viewer, division)
    low, high = garwood(count)
    people = np.where(population.count > 0, population.count, np.nan)
    # What is hidden is small: of the others alone, what is usual would seem more than it is.
    hidden = found.hidden != Hidden.NO
    shared = np.full(count.shape, np.nan) if (hidden & (people > 0)).any() else people
    shrunk = empirical_bayes(count, shared)
    # Both are of the same arithmetic but for the last bit.
    likely = empirical_bayes_interval(count, shared)
    shrunk_low, shrunk_high = np.minimum(likely[0], shrunk), np.maximum(likely[1], shrunk)
    city = _city_rate(edition, question, viewer, found, people)
    side = compare(count, people, city) if city is not None else np.zeros(count.shape, np.int8)
    # An estimate is too rough to judge an area by; so is a count of some of the rows.
    rough = population.estimated | found.values.estimated
    judged = (people >= FEWEST_PEOPLE) & ~rough & (city is not None) & (not found.unsure)
    reason = _why_unknown(edition, question, viewer)
    if found.unsure:
        many = "sommige" if found.unplaced is None else number(found.unplaced)
        reason = f"Van {many} is niet bekend in welk gebied; dit kan het ook zijn."
    figures = []
    for i, (code, name) in enumerate(zip(division.codes, division.names, strict=True)):
        area = AreaId(code, division.year, division.level)
        if hidden[i]:
            why = Hidden(found.hidden[i]).reason
            figures.append(
                Figure(area, name, question.category, question.period, State.AFGESCHERMD, None,
                       reason=why)
            )  # fmt: skip
            continue
        if np.isnan(count[i]):
            figures.append(
                Figure(area, name, question.category, question.period, State.NIET_GEMETEN, None,
                       reason=_WATER if division.water[i] else reason)
            )  # fmt: skip
            continue
        rated = not np.isnan(people[i])
        figures.append(
            Figure(
                area,
                name,
                question.category,
                question.period,
                State.GEMETEN if count[i] else State.NUL,
                found.provenance,
                count=float(count[i]),
                unit=unit,
                rate=_per_1000(count[i], people[i]),
                rate_low=_per_1000(low[i], people[i]),
                rate_high=_per_1000(high[i], people[i]),
                eb_rate=_per_1000(shrunk[i], 1.0),
                eb_low=_per_1000(shrunk_low[i], 1.0),
                eb_high=_per_1000(shrunk_high[i], 1.0),
                expected=float(people[i] * city) if rated and city is not None else None,
                verdict=_VERDICTS[int(side[i])] if judged[i] else None,
                denominator=_denominator(people[i], question.per, year, population.estimated[i]),
                population=float(people[i]) if rated else None,
                population_provenance=population_provenance if rated else None,
                rate_estimated=rated and bool(population.estimated[i]),
                provisional=bool(found.values.provisional[i]),
                estimated=bool(found.values.estimated[i]),
            )
        )
    return tuple(figures)


def _city_rate(
    edition: Edition,
    question: Question,
    viewer: Viewer,
    found: Found,
    people: NDArray[np.float64],
) -> float | None:
    """Give the city's rate per head by the same source; None for the city itself.

    The city is what the source says of the gemeente; without that, all areas together, if every
    area with people is known.
    """
    if question.level is Level.GEMEENTE:
        return None
    whole = answer(edition, replace(question, level=Level.GEMEENTE, division_year=None), viewer)
    city = whole.figures[0]
    if city.rate is not None and city.provenance == found.provenance:
        return city.rate / 1000
    lived = people > 0
    if not lived.any() or np.isnan(found.values.count[lived]).any():
        return None
    return float(found.values.count[lived].sum() / people[lived].sum())


def _denominator(people: float, per: Per, year: int | None, estimated: bool) -> str | None:  # noqa: FBT001 - a flag of the data
    if np.isnan(people):
        return None
    return f"{number(people, 0)} {per} ({year}{', geschat' if estimated else ''})"


def _per_1000(count: float, people: float) -> float | None:
    rate = 1000 * count / people
    return None if np.isnan(rate) else float(rate)


def _without_number(
    question: Question, division: Division, state: State, reasons: Sequence[str]
) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            AreaId(code, division.year, division.level),
            name,
            question.category,
            question.period,
            state,
            None,
            reason=reason,
        )
        for code, name, reason in zip(division.codes, division.names, reasons, strict=True)
    )


def _why_unknown(edition: Edition, question: Question, viewer: Viewer) -> str:
    """Say in Dutch why there is no figure, and where there is one."""
    years = edition.years_of(question.category, viewer)
    if not years:
        return "Hiervan staan nog geen cijfers in de kaart."
    if question.period.last_year not in years or question.period.first[0] not in years:
        return f"Over {question.period} zijn er geen cijfers. Er zijn cijfers over {_row(years)}."
    published = edition.levels_of(question.category, viewer)
    levels = [level for level in published if level != question.level]
    if question.level in published:
        return "Voor dit gebied is dit cijfer niet opgehaald of niet gepubliceerd."
    if levels:
        return f"Dit cijfer is er niet per {question.level}, wel per {' en '.join(levels)}."
    return "Voor dit gebied is er geen cijfer."


def _row(years: tuple[int, ...]) -> str:
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first} tot en met {last}"
