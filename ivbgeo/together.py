"""Where high, or low, rates lie together: how each area lies among its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo import Neighbours
from ivbgeo.dutch import number
from ivbgeo.errors import UsageError
from ivbgeo.figure import Figure, State
from ivbgeo.mapreading import Reading, Statistic, Surroundings, counted, notes, unknown, unrated
from ivbgeo.statistics import Pattern, hot_spots, local_moran, standardised

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.category import Category
    from ivbgeo.question import Answer
    from ivbgeo.statistics import Local

__all__ = ["among_neighbours"]

_HOW = {Statistic.SAMENHANG: local_moran, Statistic.HEET_KOUD: hot_spots}
_GUESSED = "Het aantal inwoners of het cijfer is geschat, dus dit gebied doet niet mee."


def among_neighbours(
    edition: Edition, answer: Answer, category: Category, statistic: Statistic
) -> tuple[tuple[Reading, ...], UsageError | None]:
    """Read how each area lies among its neighbours.

    What was estimated takes no part: an estimate shares its errors with its neighbours, which looks
    just like a pattern. Areas where no pattern can be shown are ``by_chance``.

    Returns
    -------
    readings
        The value of each is its rate.
    refusal
        Why there is none, where too few areas take part or some are hidden: each is then
        ``too_few``.
    """
    figures = answer.figures
    if any(one.state is State.AFGESCHERMD for one in figures):
        # What is hidden is small: a pattern of what is left is a pattern of what was hidden.
        refusal = UsageError("spatial.hidden")
        return tuple(_refused(one, category) for one in figures), refusal
    takes_part = np.array([_takes_part(one) for one in figures])
    numbers = [
        (one.count, one.population) if part else (np.nan, np.nan)
        for one, part in zip(figures, takes_part, strict=True)
    ]
    count, people = np.array(numbers, dtype=float).T
    division = answer.division
    near = edition.once(("neighbours", division.id), lambda: Neighbours.of(division))
    try:
        # Where nothing at all was counted, all areas are alike: that is known too.
        value = np.where(takes_part, np.nan_to_num(standardised(count, people)), np.nan)
        found = _HOW[statistic](value, near)
    except UsageError as error:
        return tuple(_refused(one, category) for one in figures), error
    return tuple(_reading(one, category, found, at) for at, one in enumerate(figures)), None


def _takes_part(figure: Figure) -> bool:
    guessed = figure.estimated or figure.rate_estimated
    return figure.count is not None and figure.rate is not None and not guessed


def _refused(figure: Figure, category: Category) -> Reading:
    if figure.count is None:
        return unknown(figure)
    return Reading(
        figure, State.GEMETEN, figure.count, counted(figure, category), notes(figure), too_few=True
    )


def _reading(figure: Figure, category: Category, found: Local, at: int) -> Reading:
    if figure.count is None:
        return unknown(figure)
    if figure.rate is None:
        return unrated(figure, Statistic.SAMENHANG.per, counted(figure, category))
    if not _takes_part(figure):
        text = f"niet te vergelijken ({counted(figure, category)})"
        return Reading(figure, State.NIET_GEMETEN, None, text, _GUESSED)
    rate = f"{number(figure.rate, 1)} per 1.000 inwoners"
    pattern, neighbours = found.patterns[at], int(found.neighbours[at])
    if pattern is None:
        why = "geen buren met een cijfer"
        return Reading(figure, State.GEMETEN, figure.rate, rate, notes(figure, why), too_few=True)
    around = Surroundings(pattern, float(found.p[at]), neighbours)
    word = "buur" if neighbours == 1 else "buren"
    beside = f"{neighbours} {word} met een cijfer"
    if pattern is Pattern.NONE:
        note = notes(figure, pattern.value, beside)
        return Reading(
            figure, State.GEMETEN, figure.rate, rate, note, by_chance=True, around=around
        )
    text = f"{pattern.value}: {rate}"
    return Reading(figure, State.GEMETEN, figure.rate, text, notes(figure, beside), around=around)
