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
        best of all, known only afterwards.
    chosen
        Positions of the sites.
    reached
        What of the year they saw.
    pai, pei
        Predictive accuracy and efficiency index; None where there is nothing to divide by. The
        second is what was seen by what as many places could have seen: their ground differs, so
        that an index by the hectare may be higher than that of the best.
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

    def hits(sites: NDArray[np.intp]) -> float:
        return float(left[_seen(after, sites)].sum())

    # What has to be seen, a second view and front count in a choice and not in a score, so that one
    # of the others may have seen more than the best by all of these.
    best = max((best, chosen, last), key=hits)
    scores = []
    for name, sites in (("chosen", chosen), ("last_year", last), ("best", best)):
        reached = hits(sites)
        pai = accuracy_index(reached, float(left.sum()), area(sites), whole)
        scores.append(Score(name, sites, reached, pai, efficiency_index(reached, hits(best))))
    return scores


def _seen(sites: Sites, chosen: NDArray[np.intp]) -> NDArray[np.bool_]:
    return np.asarray(sites.cover[chosen].sum(axis=0)) > 0
