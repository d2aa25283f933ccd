"""How figures changed from one period to another, and whether chance alone can explain it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.dutch import number
from ivbgeo.errors import UsageError
from ivbgeo.figure import State
from ivbgeo.mapreading import MapReading, Reading, Statistic, unit_of, unrated
from ivbgeo.reading import read
from ivbgeo.statistics import changed
from ivbgeo.words import city_figure, level_words, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ivbgeo.atlas import Edition
    from ivbgeo.figure import Figure
    from ivbgeo.period import Period
    from ivbgeo.question import Question
    from ivbgeo.viewer import Viewer

__all__ = ["difference", "difference_summary"]

_MOST_NAMED = 8


def difference(
    edition: Edition, question: Question, before: Period, statistic: Statistic, viewer: Viewer
) -> MapReading:
    """Read how the figures of a question differ from those of another period.

    Parameters
    ----------
    question
        Asks the later figures, or those that are compared.
    before
        The period they are compared with, just as long.

    Returns
    -------
    MapReading
        The values are later minus earlier. What chance alone can explain at 99.8%, by the exact
        conditional test, and what is estimated, is ``by_chance``.

    Raises
    ------
    UsageError
        If the periods are not of the same length, or the statistic has no differences.
    """
    if not statistic.has_differences:
        raise UsageError("difference.statistic", value=statistic.words)
    if _months(before) != _months(question.period):
        raise UsageError("difference.length", before=before, after=question.period)
    later = read(edition, question, statistic, viewer)
    # Of the same borders: a code of another year may be another place.
    asked = replace(question, period=before, division_year=later.answer.division.year)
    earlier = read(edition, asked, statistic, viewer)
    old = [one.figure for one in earlier.readings]
    new = [one.figure for one in later.readings]
    counts = _counts(old), _counts(new)
    sides = changed(*counts, _bases(old, statistic), _bases(new, statistic))
    unit = unit_of(edition.taxonomy[question.category])
    doubt = _doubt(earlier, later)
    readings = tuple(
        _difference(a, b, bool(side), statistic, unit, doubt)
        for a, b, side in zip(old, new, sides, strict=True)
    )
    per = f" per 1.000 {statistic.per}" if statistic.is_rate else ""
    return replace(
        later,
        readings=readings,
        title=f"Verschil: {later.title}",
        unit=f"{unit}{per}, meer of minder dan in {before}",
        earlier=earlier.answer,
    )


def difference_summary(edition: Edition, viewer: Viewer, reading: MapReading) -> list[str]:
    """Say in a few sentences what a map of differences shows."""
    if reading.before is None:
        raise ValueError(f"{reading.title} is no map of differences")
    known = [one for one in reading.readings if one.value is not None]
    sure = [one for one in known if one.value and not one.by_chance]
    words = level_words(reading.question.level)
    sentences = _city(edition, viewer, reading)
    for sign, more in ((1, "meer"), (-1, "minder")):
        there = [one for one in sure if sign * (one.value or 0.0) > 0]
        there.sort(key=lambda one: -abs(one.value or 0.0))
        if there:
            names = listed([one.figure.area_name for one in there[:_MOST_NAMED]])
            rest = f", en nog {len(there) - _MOST_NAMED} {words}" if there[_MOST_NAMED:] else ""
            sentences.append(f"Duidelijk {more}: {names}{rest}.")
    if known and not sure:
        sentences.append("Nergens is het verschil zo groot dat toeval het niet kan verklaren.")
    chance = sum(one.by_chance for one in known)
    if chance:
        of = f"{chance} van de {len(known)} {words} met een cijfer"
        sentences.append(f"In {of} kan het verschil toeval zijn. Die zijn niet ingekleurd.")
    missing = len(reading.readings) - len(known)
    if missing:
        sentences.append(
            f"Van {missing} van de {len(reading.readings)} {words} zijn niet beide cijfers er."
        )
    return sentences


def _city(edition: Edition, viewer: Viewer, reading: MapReading) -> list[str]:
    asked = reading.question
    after = city_figure(edition, viewer, asked)
    before = city_figure(edition, viewer, replace(asked, period=reading.before or asked.period))
    if before.count is None or after.count is None or before.provenance != after.provenance:
        return []
    unit = unit_of(edition.taxonomy[asked.category], after.count)
    then = f"{number(before.count)} in {reading.before}"
    return [f"Heel {after.area_name}: {then}, {number(after.count)} {unit} in {asked.period}."]


def _doubt(earlier: MapReading, later: MapReading) -> str:
    """Say why nothing is told apart of the whole map; empty where that can be done."""
    if any(one.answer.unsure for one in (earlier, later)):
        return "van veel is het gebied niet bekend, dus niet te vergelijken"
    sources = [
        {figure.provenance for figure in one.answer.figures if figure.provenance}
        for one in (earlier, later)
    ]
    if all(sources) and sources[0] != sources[1]:
        return "uit verschillende bronnen, dus niet te vergelijken"
    return ""


def _difference(
    old: Figure,
    new: Figure,
    differs: bool,  # noqa: FBT001 - one of an array
    statistic: Statistic,
    unit: str,
    doubt: str,
) -> Reading:
    if old.count is None or new.count is None:
        missing = new if new.count is None else old
        return Reading(new, missing.state, None, missing.state.words, f"over {missing.period}")
    if statistic is Statistic.AANTAL:
        one, other, decimals = old.count, new.count, None
    elif old.rate is None or new.rate is None:
        return unrated(new, statistic.per)
    else:
        unit = f"per 1.000 {statistic.per}"
        one, other, decimals = old.rate, new.rate, 1
    amount = round(other - one, decimals) if decimals else other - one
    span = f"({number(one, decimals)} → {number(other, decimals)})"
    estimated = (
        old.estimated
        or new.estimated
        or (statistic.is_rate and (old.rate_estimated or new.rate_estimated))
    )
    notes = ["voorlopig cijfer"] if old.provisional or new.provisional else []
    if not amount:
        return Reading(new, State.NUL, 0.0, f"0 {unit} verschil {span}", ", ".join(notes))
    by_chance = bool(doubt) or estimated or not differs
    if by_chance:
        guess = "geschat, dus niet te vergelijken" if estimated else "kan toeval zijn"
        notes.insert(0, doubt or guess)
    sign = "+" if amount > 0 else "\u2212"
    text = f"{sign}{number(abs(amount), decimals)} {unit} {span}"
    return Reading(new, State.GEMETEN, amount, text, ", ".join(notes), by_chance=by_chance)


def _counts(figures: Sequence[Figure]) -> NDArray[np.float64]:
    return np.array([np.nan if one.count is None else one.count for one in figures])


def _bases(figures: Sequence[Figure], statistic: Statistic) -> NDArray[np.float64]:
    if statistic is Statistic.AANTAL:
        return np.ones(len(figures))
    return np.array([one.population or 0.0 for one in figures])


def _months(period: Period) -> int:
    return period.last_index - period.first_index
