"""How good the best choice can be at most, and which sites can't be in a better one.

Lagrangian relaxation of the covering rows, by subgradients: Galvão, R. D. and ReVelle, C. (1996). A
Lagrangean heuristic for the maximal covering location problem. European Journal of Operational
Research 88, 114-123.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.planning.greedy import by_gain, swapped

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from ivbgeo.planning.problem import Problem

__all__ = ["Bound", "bound_of"]

_PATIENCE = 10  # rounds without a lower bound, before the steps are halved
_MEMORY = 0.7  # of the direction before: without it the steps go to and fro
_LEAST_STEP = 2e-3
_MOST_ROUNDS = 1500
_TRIES = 25  # rounds between tries to make a choice of what the bound points at


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """What is known of the best choice.

    Parameters
    ----------
    upper
        No choice reaches more.
    chosen, worth
        The best choice found, and what it reaches.
    out, needed
        Shape (m,): sites that are in no choice better than that; sites that are in every one.
    """

    upper: float
    chosen: NDArray[np.intp]
    worth: float
    out: NDArray[np.bool_]
    needed: NDArray[np.bool_]


def bound_of(
    problem: Problem,
    chosen: NDArray[np.intp],
    *,
    until: float,
    gap: float = 0.0,
    tell: Callable[[], None] | None = None,
) -> Bound:
    """Bound a question from above, and find good choices on the way.

    Parameters
    ----------
    problem
        The question.
    chosen
        A choice to begin with; it need not be allowed.
    until
        Moment of ``time.monotonic`` at which to stop.
    gap
        Part of the bound that may be left between the two.
    tell
        Called now and then; what it raises stops the work.
    """
    search = _Search(problem, chosen)
    for number in range(_MOST_ROUNDS):
        picked = search.look()
        if search.closed(gap) or search.step < _LEAST_STEP:
            break
        if number % _TRIES == _TRIES - 1:
            # Exchanges take long: at rounds 25, 50, 100, 200 and so on only.
            tries = (number + 1) // _TRIES
            search.improve(picked, thoroughly=tries & (tries - 1) == 0)
            if tell is not None:
                tell()
            if time.monotonic() > until:
                break
        if not search.move(picked):
            break
    return Bound(
        float(max(search.upper, search.worth)),
        search.chosen,
        float(search.worth),
        search.out,
        search.needed,
    )


class _Search:
    """Prices of demand, one below the other: each set of them gives a bound.

    Parameters
    ----------
    problem
        The question.
    chosen
        A choice to begin with.
    """

    def __init__(self, problem: Problem, chosen: NDArray[np.intp]) -> None:
        years, m = len(problem.first), len(problem.sites)
        self.problem = problem
        self.chosen = chosen
        self.worth = problem.worth(chosen) if problem.allowed(chosen) else -np.inf
        self.mix = np.full(years, 1.0 / years)
        self.prices = self.mix @ problem.first
        self.spread = np.zeros(problem.cover.shape[1])
        self.score = np.zeros(m)
        self.value = self.upper = np.inf
        self.out, self.needed = np.zeros(m, dtype=np.bool_), np.zeros(m, dtype=np.bool_)
        self.step, self.still = 1.0, 0

    def look(self) -> NDArray[np.intp]:
        """Work out the bound at these prices, and which sites they point at."""
        problem = self.problem
        self.score = problem.cover @ self.prices - problem.price
        share, picked, profit = _pick(problem, self.score)
        over = sum(
            float(np.maximum(self.mix @ each - self.prices, 0).sum())
            for each in (problem.first, problem.second)
        )
        self.value = float(self.mix @ problem.reached) + over + share
        if self.worth > -np.inf:
            # What the bound falls by when a site is forced in, or out.
            least = self.worth + problem.unit
            self.out |= (profit < 0) & (self.value + profit < least)
            self.needed |= (profit > 0) & (self.value - profit < least)
        if self.value < self.upper - 1e-4 * abs(self.upper - self.worth):
            self.still = 0
        else:
            self.still += 1
        if self.still == _PATIENCE:
            self.step, self.still = self.step / 2, 0
        self.upper = min(self.upper, self.value)
        return picked

    def closed(self, gap: float) -> bool:
        """Whether the choice is good enough."""
        above = self.upper - self.worth
        return above < self.problem.unit or above <= gap * self.upper

    def improve(self, picked: NDArray[np.intp], *, thoroughly: bool) -> None:
        """Make a choice of the sites that the prices point at."""
        found = _kept(self.problem, picked, self.score)
        if thoroughly:
            found = swapped(self.problem, found)
        if self.problem.allowed(found) and self.problem.worth(found) > self.worth:
            self.chosen, self.worth = found, self.problem.worth(found)

    def move(self, picked: NDArray[np.intp]) -> bool:
        """Go to other prices; False if these can't be better."""
        problem, prices = self.problem, self.prices
        first, second = self.mix @ problem.first, self.mix @ problem.second
        views = problem.views(picked)
        slope = views - (first > prices) - (second > prices)
        # What can't move a price that is at its end counts for nothing.
        slope[((prices <= 0) & (slope > 0)) | ((prices >= first) & (slope < 0))] = 0.0
        self.spread = slope + _MEMORY * self.spread
        size = float(self.spread @ self.spread)
        if size == 0:
            return False
        aim = self.worth if self.worth > -np.inf else 0.9 * self.upper
        length = self.step * max(self.value - aim, problem.unit) / size
        self.prices = np.clip(prices - length * self.spread, 0, first)
        if len(self.mix) > 1:
            self.mix = _leaning(problem, self.mix, views, self.value)
            self.prices = np.minimum(self.prices, self.mix @ problem.first)
        return True


def _pick(
    problem: Problem, score: NDArray[np.float64]
) -> tuple[float, NDArray[np.intp], NDArray[np.float64]]:
    """Give the most that scores add up to within the bounds, who does it, and each one's profit.

    A site's profit is its score less what the room costs that it takes.
    """
    limit = problem.number
    order = np.argsort(-score, kind="stable")
    rent = max(0.0, float(score[order[limit]])) if limit < len(order) else 0.0
    profit = score - rent
    share = rent * limit + float(np.maximum(profit, 0).sum())
    picked = order[:limit]
    picked = picked[score[picked] > 0]
    if problem.cost.sum() <= problem.budget:
        return share, picked, profit
    cost = np.maximum(problem.cost, 1e-9)
    by_euro = np.argsort(-score / cost, kind="stable")
    by_euro = by_euro[score[by_euro] > 0]
    fits = int(np.searchsorted(np.cumsum(problem.cost[by_euro]), problem.budget, side="right"))
    rate = float(score[by_euro[fits]] / cost[by_euro[fits]]) if fits < len(by_euro) else 0.0
    dear = score - rate * problem.cost
    other = rate * problem.budget + float(np.maximum(dear, 0).sum())
    return (other, by_euro[:fits], dear) if other < share else (share, picked, profit)


def _kept(
    problem: Problem, picked: NDArray[np.intp], score: NDArray[np.float64]
) -> NDArray[np.intp]:
    """Make a choice that keeps to the bounds, of the sites with the highest scores first."""
    left = problem.budget
    chosen: list[int] = []
    blocked = np.zeros(len(problem.sites), dtype=np.bool_)
    for site in picked[np.argsort(-score[picked], kind="stable")].tolist():
        if blocked[site] or problem.cost[site] > left or len(chosen) == problem.number:
            continue
        chosen.append(site)
        left -= problem.cost[site]
        if problem.clashes is not None:
            start, stop = problem.clashes.indptr[site : site + 2]
            blocked[problem.clashes.indices[start:stop]] = True
    return by_gain(problem, np.array(chosen, dtype=np.intp))


def _leaning(
    problem: Problem, mix: NDArray[np.float64], views: NDArray[np.float64], value: float
) -> NDArray[np.float64]:
    """Lean to the years of which the fewest are reached."""
    each = problem.reached + problem.first @ (views > 0) + problem.second @ (views > 1)
    # Where frontage costs more than is seen, the value says nothing of how far years are apart.
    scale = max(value, float(np.ptp(each)), 1e-300)
    leaning = mix * np.exp(-2.0 * (each - each.mean()) / scale)
    return np.asarray(leaning / leaning.sum())
