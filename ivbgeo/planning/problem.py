"""The question made small, without losing its answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from ivbgeo.dutch import number as dutch
from ivbgeo.errors import DataError
from ivbgeo.planning.sites import Aim

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ivbgeo.planning.sites import Limits, Sites

__all__ = ["Problem", "problem_of", "smaller"]

# Pairs of sites that see the same; with more, finding dominated sites costs more than it gains.
_MOST_PAIRS = 20_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """What is left to choose.

    Parameters
    ----------
    cover
        Shape (m, n): ones where site sees demand, rows sorted.
    seen_by
        Shape (n, m): the same by demand.
    first, second
        Shape (years, n): what the first view and the second add; the second never more.
    must
        Shape (n,): what has to be seen.
    price, cost
        Shape (m,): weight and euros that a site takes.
    number, budget
        What may still come, and what it may cost.
    clashes
        Shape (m, m), symmetric: sites that can't go together; None if all can.
    sites
        Shape (m,): their positions in the question.
    taken
        Positions in the question of sites that are in the answer for certain.
    reached
        Shape (years,): what existing cameras and those taken reach, their price paid.
    """

    cover: csr_array[Any, Any]
    seen_by: csr_array[Any, Any]
    first: NDArray[np.float64]
    second: NDArray[np.float64]
    must: NDArray[np.bool_]
    price: NDArray[np.float64]
    cost: NDArray[np.float64]
    number: int
    budget: float
    clashes: csr_array[Any, Any] | None
    sites: NDArray[np.intp]
    taken: NDArray[np.intp]
    reached: NDArray[np.float64]

    @property
    def plain(self) -> bool:
        """Whether one view is all that counts and any sites can go together."""
        return self.clashes is None and not self.second.any()

    @property
    def unit(self) -> float:
        """Give the least by which one choice can be better than another."""
        whole = (self.first, self.second, self.price)
        if len(self.first) == 1 and all((each == np.rint(each)).all() for each in whole):
            return 1.0 - 1e-6
        return 1e-9 * max(1e-300, float(self.first.sum(axis=1).max(initial=0.0)))

    def views(self, chosen: NDArray[np.intp]) -> NDArray[np.float64]:
        """Give how many of the chosen see each point of demand, shape (n,)."""
        cover = self.cover
        seen = [cover.indices[cover.indptr[at] : cover.indptr[at + 1]] for at in chosen.tolist()]
        none = np.array([], dtype=np.intp)
        return np.bincount(np.concatenate([none, *seen]), minlength=cover.shape[1]).astype(
            np.float64
        )

    def worth(self, chosen: NDArray[np.intp]) -> float:
        """Give what a choice reaches, those taken too; of several years that of the worst."""
        views = self.views(chosen)
        each = self.first @ (views > 0) + self.second @ (views > 1)
        return float((self.reached + each).min() - self.price[chosen].sum())

    def allowed(self, chosen: NDArray[np.intp]) -> bool:
        """Whether a choice keeps to every bound."""
        must = not self.must.any() or bool((self.views(chosen)[self.must] > 0).all())
        return must and self.fits(chosen)

    def fits(self, chosen: NDArray[np.intp]) -> bool:
        """Whether sites can be chosen together, whatever has to be seen."""
        if len(chosen) > self.number or self.cost[chosen].sum() > self.budget:
            return False
        return self.clashes is None or not self.clashes[chosen][:, chosen].nnz


def problem_of(sites: Sites, limits: Limits) -> Problem:
    """State the question in full: existing cameras are taken, what may not be chosen is left out.

    Raises
    ------
    DataError
        If nothing is left to choose from, or more is asked than there is.
    """
    free = ~sites.existing & ~sites.forbidden
    if not free.any():
        raise DataError("plan.forbidden", value=dutch(int((~sites.existing).sum())))
    there = int(free.sum())
    free &= sites.frontage <= limits.most_frontage
    left = int(free.sum())
    if left < there and left < (limits.number or 1):
        raise _too_much_front(limits, there, left)
    if limits.number is not None and limits.number > free.sum():
        raise DataError("plan.too_many", value=dutch(limits.number), there=dutch(int(free.sum())))
    budget = np.inf if limits.budget is None else limits.budget
    if sites.cost[free].min() > budget:
        cheapest = dutch(float(sites.cost[free].min()))
        raise DataError("plan.poor", value=dutch(budget), cheapest=cheapest)
    free &= sites.cost <= budget
    keep = np.flatnonzero(free | sites.existing)
    stays = sites.existing[keep]
    first, second = _years(sites.weight, sites.second, limits.aim)
    cover = csr_array(sites.cover, dtype=np.float64)[keep]
    cover.sort_indices()
    problem = Problem(
        cover=cover,
        seen_by=csr_array(cover.T),
        first=first,
        second=second,
        must=sites.must,
        price=np.where(stays, 0.0, limits.frontage_price * sites.frontage[keep]),
        cost=np.where(stays, 0.0, sites.cost[keep]),
        number=int(free.sum() if limits.number is None else limits.number) + int(stays.sum()),
        budget=budget,
        clashes=_clashes(sites, limits, keep),
        sites=keep,
        taken=np.array([], dtype=np.intp),
        reached=np.zeros(len(first)),
    )
    problem = smaller(problem, np.flatnonzero(stays))
    problem = replace(problem, taken=np.array([], dtype=np.intp))
    if problem.must.any() and (problem.cover.sum(axis=0)[problem.must] == 0).any():
        raise DataError("plan.unseen")
    return problem


def _too_much_front(limits: Limits, there: int, left: int) -> DataError:
    """Tell how many sites a bound on front takes away, of how many."""
    most = dutch(limits.most_frontage)
    if not left:
        return DataError("plan.frontage", value=most)
    return DataError(
        "plan.frontage_few", value=dutch(limits.number or 1), there=dutch(there), most=most,
        over=dutch(there - left), left=dutch(left),
    )  # fmt: skip


def _years(
    weight: NDArray[np.float64], second: NDArray[np.float64], aim: Aim
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give each year the same total; as one year, unless the worst is asked for."""
    if len(weight) == 1:
        return weight, second
    totals = weight.sum(axis=1, keepdims=True)
    scale = totals.mean() / totals
    if aim is Aim.WORST:
        return weight * scale, second * scale
    return tuple((each * scale).mean(axis=0, keepdims=True) for each in (weight, second))


def _clashes(sites: Sites, limits: Limits, keep: NDArray[np.intp]) -> csr_array[Any, Any] | None:
    if limits.apart == 0:
        return None
    if sites.places is None:
        raise ValueError("a least distance needs places")
    places = sites.places[keep]
    pairs = cKDTree(places).query_pairs(limits.apart, output_type="ndarray")
    apart = np.hypot(*(places[pairs[:, 0]] - places[pairs[:, 1]]).T)
    # Exactly so far is far enough; those that exist are as near to each other as they are.
    near = (apart < limits.apart) & ~sites.existing[keep][pairs].all(axis=1)
    if not near.any():
        return None
    one, other = pairs[near].T
    ends = np.concatenate([one, other]), np.concatenate([other, one])
    return csr_array((np.ones(2 * len(one), dtype=np.bool_), ends), shape=(len(keep),) * 2)


def smaller(
    problem: Problem, taken: NDArray[np.intp], out: NDArray[np.bool_] | None = None
) -> Problem:
    """Take some sites for certain, leave others out, and drop what no longer matters.

    The best answer stays: demand that nothing sees, or that sees nothing new, goes; demand with the
    same sites becomes one; a site goes whose demand another sees for no more.

    Parameters
    ----------
    problem
        The question.
    taken
        Positions of sites that are in the answer.
    out
        Shape (m,): sites that are not.
    """
    free = np.ones(len(problem.sites), dtype=np.bool_) if out is None else ~out
    free[taken] = False
    if problem.clashes is not None and len(taken):
        free &= np.asarray(problem.clashes[taken].sum(axis=0)) == 0
    budget = problem.budget - float(problem.cost[taken].sum())
    free &= problem.cost <= budget
    views = problem.views(taken)
    reached = problem.first @ (views > 0) + problem.second @ (views > 1)
    reached = problem.reached + reached - problem.price[taken].sum()
    first = np.where(views == 0, problem.first, np.where(views == 1, problem.second, 0.0))
    second = np.where(views == 0, problem.second, 0.0)
    keep = np.flatnonzero(free)
    made = replace(
        problem,
        cover=problem.cover[keep],
        first=first,
        second=second,
        must=problem.must & (views == 0),
        price=problem.price[keep],
        cost=problem.cost[keep],
        number=problem.number - len(taken),
        budget=budget,
        clashes=None if problem.clashes is None else problem.clashes[keep][:, keep],
        sites=problem.sites[keep],
        taken=np.sort(np.concatenate([problem.taken, problem.sites[taken]])),
        reached=reached,
    )
    return _undominated(_merged(made))


def _merged(problem: Problem) -> Problem:
    """Make demand with the same sites one, and drop what can't matter."""
    by_demand = csr_array(problem.cover.T)
    by_demand.sort_indices()
    ends, sites = by_demand.indptr.tolist(), by_demand.indices
    matters = (problem.first.any(axis=0) & (np.diff(by_demand.indptr) > 0)) | problem.must
    groups: dict[tuple[bytes, bool], int] = {}
    kept = np.flatnonzero(matters)
    must = problem.must
    group = np.array(
        [
            groups.setdefault(
                (sites[ends[at] : ends[at + 1]].tobytes(), bool(must[at])), len(groups)
            )
            for at in kept.tolist()
        ],
        dtype=np.intp,
    )
    # Of a group with other ratios of first to second view the sum is right all the same.
    sums = csr_array((np.ones(len(kept)), (group, kept)), shape=(len(groups), len(must)))
    _, one = np.unique(group, return_index=True)
    seen_by = csr_array(by_demand[kept[one]])
    cover = csr_array(seen_by.T)
    cover.sort_indices()
    return replace(
        problem,
        cover=cover,
        seen_by=seen_by,
        first=np.ascontiguousarray((sums @ problem.first.T).T),
        second=np.ascontiguousarray((sums @ problem.second.T).T),
        must=must[kept[one]],
    )


def _undominated(problem: Problem) -> Problem:
    """Drop sites whose demand another sees too, at no more cost and price."""
    seen = np.diff(problem.cover.indptr)
    size = len(problem.sites)
    dominated = (seen == 0) & (problem.price >= 0)
    pairs = float((np.asarray(problem.cover.sum(axis=0)) ** 2).sum())
    if problem.plain and pairs <= _MOST_PAIRS:
        both = csr_array(problem.cover @ problem.seen_by)
        one = np.repeat(np.arange(size), np.diff(both.indptr))
        other = both.indices
        within = (both.data == seen[one]) & (one != other)
        one, other = one[within], other[within]
        cheap = (problem.cost[other] <= problem.cost[one]) & (
            problem.price[other] <= problem.price[one]
        )
        # Of two that are alike in all, the first stays.
        alike = (
            (seen[other] == seen[one])
            & (problem.cost[other] == problem.cost[one])
            & (problem.price[other] == problem.price[one])
        )
        dominated[one[cheap & (~alike | (other < one))]] = True
    if not dominated.any():
        return problem
    keep = np.flatnonzero(~dominated)
    made = replace(
        problem,
        cover=problem.cover[keep],
        price=problem.price[keep],
        cost=problem.cost[keep],
        clashes=None if problem.clashes is None else problem.clashes[keep][:, keep],
        sites=problem.sites[keep],
    )
    # Fewer sites tell less demand apart.
    return _merged(made)
