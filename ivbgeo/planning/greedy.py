"""Good choices, quickly: one site at a time, and swaps that make a choice better."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ivbgeo.planning.problem import Problem

__all__ = ["by_gain", "swapped"]

_NONE = -np.inf


def by_gain(
    problem: Problem, start: NDArray[np.intp] | None = None, *, per_euro: bool = False
) -> NDArray[np.intp]:
    """Choose the site that adds most, then the one that adds most to that, and so on.

    It stops where nothing adds anything, or nothing more may come. What has to be seen comes first.

    Parameters
    ----------
    problem
        The question.
    start
        Sites that are chosen already.
    per_euro
        Whether what a site adds is counted for each euro that it costs.
    """
    chosen = [] if start is None else start.tolist()
    views = problem.views(np.array(chosen, dtype=np.intp))
    first, second = problem.first.mean(axis=0), problem.second.mean(axis=0)
    urgent = problem.must * (1.0 + first.sum())
    left = problem.budget - float(problem.cost[chosen].sum())
    free = np.ones(len(problem.sites), dtype=np.bool_)
    for site in chosen:
        _block(problem, free, site)
    while len(chosen) < problem.number:
        adds = np.where(views == 0, first + urgent, np.where(views == 1, second, 0.0))
        gain = problem.cover @ adds - problem.price
        gain[~free | (problem.cost > left)] = _NONE
        if per_euro:
            gain /= np.maximum(problem.cost, 1e-9)
        site = int(np.argmax(gain)) if len(gain) else -1
        if site < 0 or gain[site] <= 0:
            break
        chosen.append(site)
        left -= problem.cost[site]
        _block(problem, free, site)
        views[_seen(problem, site)] += 1
    return np.array(chosen, dtype=np.intp)


def _seen(problem: Problem, site: int) -> NDArray[np.int32]:
    start, stop = problem.cover.indptr[site : site + 2]
    return np.asarray(problem.cover.indices[start:stop])


def _block(problem: Problem, free: NDArray[np.bool_], site: int) -> None:
    free[site] = False
    if problem.clashes is not None:
        start, stop = problem.clashes.indptr[site : site + 2]
        free[problem.clashes.indices[start:stop]] = False


def swapped(problem: Problem, chosen: NDArray[np.intp]) -> NDArray[np.intp]:
    """Exchange one chosen site for another as long as that makes the choice better.

    Teitz, M. B. and Bart, P. (1968). Heuristic methods for estimating the generalized vertex median
    of a weighted graph. Operations Research 16, 955-961.
    """
    first, second = problem.first.mean(axis=0), problem.second.mean(axis=0)
    while len(chosen):
        views = problem.views(chosen)
        seen = problem.cover[chosen]
        adds = np.where(views == 0, first, np.where(views == 1, second, 0.0))
        # What a view more adds again where a chosen site is taken away.
        fewer = views - 1
        before = np.where(fewer == 0, first, np.where(fewer == 1, second, 0.0))
        again = csr_array((before - adds)[None] * seen)
        loss = seen @ before - problem.price[chosen]
        gain = (again @ problem.seen_by).toarray() + problem.cover @ adds - problem.price
        gain[:, chosen] = _NONE
        left = problem.budget - problem.cost[chosen].sum()
        gain[problem.cost > left + problem.cost[chosen][:, None]] = _NONE
        if problem.clashes is not None:
            clash = problem.clashes[chosen].toarray()
            gain[clash.sum(axis=0) - clash > 0] = _NONE
        better = gain - loss[:, None]
        at = int(np.argmax(better))
        if better.flat[at] <= problem.unit / 2:
            break
        away, to = divmod(at, len(problem.sites))
        chosen = np.append(np.delete(chosen, away), to)
    return by_gain(problem, chosen)
