"""The honest test: chosen on the years before, scored on the year after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.errors import DataError
from ivbgeo.evaluation.accuracy import accuracy_index, efficiency_index
from ivbgeo.planning.choosing import choose, choose_greedily

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from ivbgeo.planning.sites import Limits, Sites

__all__ = ["Score", "hindsight"]

_LEAST_YEARS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Score:
    """How a choice did in a year that it did not know.

    Parameters
    ----------
    name
        ``chosen`` on the years before; ``last_year``: where most was in the last of these years,
        one site after the other, each for what no other sees yet; ``best``: what would have been
        best, known only afterwards.
    chosen
        Positions of the sites.
    reached
        What of the year they saw.
    pai, pei
        Predictive accuracy and efficiency index; None where there is nothing to divide by.
    """

    name: str
    chosen: NDArray[np.intp]
    reached: float
    pai: float | None
    pei: float | None


def hindsight(
    sites_of: Callable[[NDArray[np.float64]], Sites],
    weight: NDArray[np.float64],
    limits: Limits,
    area: Callable[[NDArray[np.intp]], float],
    whole: float,
    *,
    seconds: float = 60.0,
    tell: Callable[[], None] | None = None,
) -> list[Score]:
    """Choose on all years but the last, and score the choice on the last.

    What existing cameras see is no merit of the choice, and left out of the score.

    Parameters
    ----------
    sites_of
        Gives the question for weights of some of the years, shape (some years, demand), as one
        row or as one for each year.
    weight
        Shape (years, demand), in the order of the years, two or more.
    limits
        What bounds the choice.
    area
        Gives the ground that sites see together, in the unit of ``whole``.
    whole
        All ground.
    seconds
        How long each of the two choices may take.
    tell
        Called while it works; what it raises stops the work.

    Returns
    -------
    list
        Of the choice, of "where it was last year", and of the best that was possible with as many.

    Raises
    ------
    DataError
        If there are fewer than two years, or as :func:`choose`.
    """
    if len(weight) < _LEAST_YEARS:
        raise DataError("plan.years", value=len(weight))
    before, after = sites_of(weight[:-1]), sites_of(weight[-1:])
    chosen = choose(before, limits, seconds=seconds, tell=tell).chosen
    same = replace(limits, number=len(chosen) if limits.number is None else limits.number)
    last = choose_greedily(sites_of(weight[-2:-1]), same).chosen
    best = choose(after, same, seconds=seconds, tell=tell).chosen
    there = _seen(after, np.flatnonzero(after.existing))
    left = np.where(there, 0.0, after.weight[0])
    scores = []
    top: float | None = None
    for name, sites in (("best", best), ("last_year", last), ("chosen", chosen)):
        reached = float(left[_seen(after, sites)].sum())
        pai = accuracy_index(reached, float(left.sum()), area(sites), whole)
        top = pai if name == "best" else top
        pei = None if pai is None or top is None else efficiency_index(pai, top)
        scores.append(Score(name, sites, reached, pai, pei))
    return scores[::-1]


def _seen(sites: Sites, chosen: NDArray[np.intp]) -> NDArray[np.bool_]:
    return np.asarray(sites.cover[chosen].sum(axis=0)) > 0
