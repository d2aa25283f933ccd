"""The choice: made small, bounded, and what is left solved; how sure it is stands beside it."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.errors import DataError
from ivbgeo.planning.bound import bound_of
from ivbgeo.planning.exact import solve
from ivbgeo.planning.greedy import by_gain, swapped
from ivbgeo.planning.problem import problem_of, smaller

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from ivbgeo.planning.problem import Problem
    from ivbgeo.planning.sites import Limits, Sites

__all__ = ["Choice", "choose", "choose_greedily"]

_PART = 0.5  # of the time, that bounding may take at most


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """Sites that were chosen, and what they reach.

    Parameters
    ----------
    chosen
        Positions of the sites, in order; existing cameras are not among them. Fewer than may be
        where more would add nothing.
    worth
        What was made large: demand reached, second views and the price of frontage counted; of
        several years as ``Limits.aim`` says. Existing cameras count.
    bound
        No choice is worth more.
    allowed
        Whether it keeps to every bound: greed may leave out what has to be seen.
    """

    chosen: NDArray[np.intp]
    worth: float
    bound: float
    allowed: bool = True

    @property
    def gap(self) -> float:
        """Give the part of the bound that may still be missed; 0 if this is the best choice."""
        if self.bound <= self.worth:
            return 0.0
        return (self.bound - self.worth) / max(abs(self.bound), abs(self.worth))

    @property
    def proven(self) -> bool:
        """Whether no choice is better."""
        return self.gap == 0.0


def choose(
    sites: Sites,
    limits: Limits,
    *,
    seconds: float = 60.0,
    gap: float = 0.0,
    tell: Callable[[], None] | None = None,
) -> Choice:
    """Choose the sites that reach most: the maximal covering location problem.

    Church, R. and ReVelle, C. (1974). The maximal covering location problem. Papers of the Regional
    Science Association 32, 101-118. A second view: Hogan, K. and ReVelle, C. (1986). Concepts and
    applications of backup coverage. Management Science 32, 1434-1444.

    Parameters
    ----------
    sites, limits
        The question.
    seconds
        How long it may take; what was found until then is given with its gap. The same question
        has the same answer where time did not run out.
    gap
        Part of the bound that may be missed; 0 for the best choice.
    tell
        Called while it works; what it raises stops the work.

    Raises
    ------
    DataError
        If there is nothing to choose, or no choice keeps to the limits.

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> from ivbgeo.planning import Limits, Sites
    >>> cover = csr_array(np.array([[1, 1, 1, 1, 0, 0], [1, 1, 0, 0, 1, 0], [0, 0, 1, 1, 0, 1]]))
    >>> found = choose(Sites(cover, np.ones(6)), Limits(number=2))
    >>> found.chosen.tolist(), found.worth, found.proven
    ([1, 2], 6.0, True)
    """
    until = time.monotonic() + seconds
    problem = problem_of(sites, limits)
    start = _started(problem)
    if problem.allowed(start):
        start = swapped(problem, start)
    patience = time.monotonic() + _PART * max(0.0, until - time.monotonic())
    bound = bound_of(problem, start, until=patience, gap=gap, tell=tell)
    found = _told(problem, bound.chosen, bound.upper) if bound.worth > -np.inf else None
    if found is not None and (found.gap <= gap or found.bound < found.worth + problem.unit):
        return _sure(found, found.bound, problem.unit)
    needed = np.flatnonzero(bound.needed)
    if found is not None and not problem.fits(needed):
        return _sure(found, found.worth, problem.unit)
    rest = smaller(problem, needed, bound.out)
    best, upper = _solved(rest, found, until - time.monotonic(), gap, tell)
    kept = [each for each in (found, best) if each is not None]
    if not kept and upper == -np.inf:
        raise DataError("plan.impossible")
    if not kept:
        raise DataError("plan.time", value=round(seconds))
    # What was left out holds nothing better than what was found before.
    return _sure(max(kept, key=lambda each: each.worth), min(bound.upper, upper), problem.unit)


def choose_greedily(sites: Sites, limits: Limits) -> Choice:
    """Choose the site that adds most, one after the other; its bound is not known.

    Raises
    ------
    DataError
        If there is nothing to choose.
    """
    problem = problem_of(sites, limits)
    return _told(problem, _started(problem), np.inf)


def _started(problem: Problem) -> NDArray[np.intp]:
    """Choose greedily; with a budget also by the euro, and the better of the two."""
    found = by_gain(problem)
    if problem.cost.sum() > problem.budget:
        other = by_gain(problem, per_euro=True)
        found = max(found, other, key=problem.worth)
    return found


def _solved(
    rest: Problem,
    found: Choice | None,
    seconds: float,
    gap: float,
    tell: Callable[[], None] | None,
) -> tuple[Choice | None, float]:
    """Solve what is left; give the choice, if there is one, and what none exceeds."""
    nothing = np.array([], dtype=np.intp)
    if not len(rest.sites):
        if not rest.allowed(nothing):
            return None, -np.inf
        return _told(rest, nothing, np.inf), rest.worth(nothing)
    known: NDArray[np.intp] | None = nothing
    if found is not None:
        # Of the choice, what is left: it may have sites that are in no better one.
        where = {site: at for at, site in enumerate(rest.sites.tolist())}
        known = np.array([where[s] for s in found.chosen.tolist() if s in where], dtype=np.intp)
    if known is None or not rest.allowed(known):
        known = None
    chosen, upper = solve(rest, known, seconds=seconds, gap=gap, tell=tell)
    return None if chosen is None else _told(rest, chosen, np.inf), upper


def _told(problem: Problem, chosen: NDArray[np.intp], bound: float) -> Choice:
    """Give a choice in positions of the question; what adds nothing stays out."""
    worth = problem.worth(chosen)
    for site in sorted(chosen.tolist(), reverse=True):
        fewer = chosen[chosen != site]
        if problem.allowed(fewer) and problem.worth(fewer) >= worth:
            chosen, worth = fewer, problem.worth(fewer)
    positions = np.sort(np.concatenate([problem.taken, problem.sites[chosen]]))
    allowed = problem.allowed(chosen)
    return Choice(positions.astype(np.intp), worth, max(worth, bound), allowed)


def _sure(found: Choice, upper: float, unit: float) -> Choice:
    """Give a choice with a bound, which is its own worth where nothing between them is possible."""
    margin = max(unit, 1e-9 * abs(found.worth))
    return replace(found, bound=found.worth if upper < found.worth + margin else upper)
