"""The honest test: chosen on the years before, scored on the year after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ivbgeo.errors import DataError
from ivbgeo.evaluation.accuracy import accuracy_index, efficiency_index
from ivbgeo.planning.choosing import choose
from ivbgeo.planning.sites import Limits, Sites

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

__all__ = ["Score", "hindsight"]

_LEAST_YEARS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Score:
    """How a choice did in a year that it did not know.

    Parameters
    ----------
    name
        ``chosen`` on the years before; ``last_year``: the sites with most in their own view in the
        last of these years; ``best``: what would have been best, known only afterwards.
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
    cover: csr_array[Any, Any],
    weight: NDArray[np.float64],
    limits: Limits,
    area: Callable[[NDArray[np.intp]], float],
    whole: float,
    *,
    seconds: float = 60.0,
) -> list[Score]:
    """Choose on all years but the last, and score the choice on the last.

    Parameters
    ----------
    cover
        Shape (sites, demand).
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
    before, after = weight[:-1], weight[-1]
    chosen = choose(Sites(cover, before), limits, seconds=seconds).chosen
    most = len(chosen) if limits.number is None else limits.number
    # Of sites that see as much, the first: as on a list.
    last = np.argsort(-(cover.astype(np.float64) @ before[-1]), kind="stable")[:most]
    same = replace(limits, number=most)
    best = choose(Sites(cover, after), same, seconds=seconds).chosen
    scores = []
    top: float | None = None
    for name, sites in (("best", best), ("last_year", np.sort(last)), ("chosen", chosen)):
        seen = np.asarray(cover[sites].sum(axis=0)) > 0
        reached = float(after[seen].sum())
        pai = accuracy_index(reached, float(after.sum()), area(sites), whole)
        top = pai if name == "best" else top
        pei = None if pai is None or top is None else efficiency_index(pai, top)
        scores.append(Score(name, sites, reached, pai, pei))
    return scores[::-1]
