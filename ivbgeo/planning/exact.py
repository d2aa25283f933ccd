"""What is left of the question, by HiGHS: the best choice, or the best found with a bound on it.

Huangfu, Q. and Hall, J. A. J. (2018). Parallelizing the dual revised simplex method. Mathematical
Programming Computation 10, 119-142.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import highspy
import numpy as np
from scipy.sparse import coo_array, csr_array, hstack, vstack

from ivbgeo.solver import silent

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from ivbgeo.planning.problem import Problem

__all__ = ["solve"]

_WAIT = 0.05  # seconds between looks at an interruption
_ROUNDED = 0.5
_TOLERANCE = 1e-6  # of HiGHS


def solve(
    problem: Problem,
    start: NDArray[np.intp] | None,
    *,
    seconds: float,
    gap: float = 0.0,
    tell: Callable[[], None] | None = None,
) -> tuple[NDArray[np.intp] | None, float]:
    """Choose by branch and cut.

    Parameters
    ----------
    problem
        The question.
    start
        A choice to begin with, or None.
    seconds
        How long it may take.
    gap
        Part that may be left between what is found and what can be.
    tell
        Called while it works; what it raises stops the work, as Ctrl+C does.

    Returns
    -------
    chosen, upper
        Positions of the sites, and what no choice exceeds; None and minus infinity if no choice
        keeps to the bounds, None and infinity if none was found in time.

    Raises
    ------
    RuntimeError
        If the solver fails.
    """
    highs = silent()
    for name, value in (
        ("time_limit", max(seconds, 0.01)),
        ("mip_rel_gap", gap),
        ("mip_abs_gap", problem.unit),
        ("parallel", "off"),
        ("random_seed", 1),
    ):
        highs.setOptionValue(name, value)
    model, columns = _model(problem)
    highs.passModel(model)
    if start is not None:
        solution = highspy.HighsSolution()
        solution.col_value = _columns(problem, start, columns).tolist()
        highs.setSolution(solution)
    _run(highs, tell)
    status = highs.getModelStatus()
    kinds = highspy.HighsModelStatus
    if status == kinds.kInfeasible:
        return None, -np.inf
    if status not in (kinds.kOptimal, kinds.kTimeLimit, kinds.kInterrupt):
        raise RuntimeError(highs.modelStatusToString(status))
    info = highs.getInfo()
    if not info.valid or not np.isfinite(info.objective_function_value):
        return None, np.inf
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None, np.inf
    values = np.array(highs.getSolution().col_value)[: len(problem.sites)]
    chosen = np.flatnonzero(values > _ROUNDED)
    if status != kinds.kOptimal or gap > 0:
        return chosen, float(info.mip_dual_bound)
    # The best; its rows hold to within a tolerance, and so does what it says that it is worth.
    upper, worth = float(info.objective_function_value), problem.worth(chosen)
    return chosen, worth if upper <= worth + _TOLERANCE * max(1.0, abs(worth)) else upper


def _run(highs: Any, tell: Callable[[], None] | None) -> None:
    """Run beside this thread, so that an interruption is heard."""
    highs.HandleUserInterrupt = True
    highs.startSolve()
    try:
        while not highs.wait(_WAIT)[0]:
            if tell is not None:
                tell()
    except BaseException:
        highs.cancelSolve()
        highs.wait()
        raise


def _model(problem: Problem) -> tuple[Any, NDArray[np.bool_]]:
    """State it: sites, first views, second views and the worst year, in that order of columns."""
    m, n = problem.cover.shape
    years = len(problem.first)
    twice = np.asarray(problem.second.any(axis=0), dtype=np.bool_)
    k, worst = int(twice.sum()), int(years > 1)
    seen = problem.seen_by
    both = csr_array((np.ones(k), (np.flatnonzero(twice), np.arange(k))), shape=(n, k))
    ones = csr_array((np.ones(n), (np.arange(n), np.arange(n))), shape=(n, n))
    blank = csr_array((n, worst))
    blocks: list[Any] = [hstack([-seen, ones, both, blank])]
    lower, upper = [np.full(n, -np.inf)], [np.zeros(n)]
    rows: list[tuple[Any, float, float]] = [(np.ones((1, m)), -np.inf, problem.number)]
    if problem.cost.sum() > problem.budget:
        rows.append((problem.cost[None], -np.inf, problem.budget))
    for row, low, high in rows:
        blocks.append(hstack([csr_array(row), csr_array((1, n + k + worst))]))
        lower.append(np.array([low]))
        upper.append(np.array([high]))
    if problem.must.any():
        must = seen[np.flatnonzero(problem.must)]
        blocks.append(hstack([must, csr_array((must.shape[0], n + k + worst))]))
        lower.append(np.ones(must.shape[0]))
        upper.append(np.full(must.shape[0], np.inf))
    if problem.clashes is not None:
        groups = _groups(problem.clashes)
        blocks.append(hstack([groups, csr_array((groups.shape[0], n + k + worst))]))
        lower.append(np.full(groups.shape[0], -np.inf))
        upper.append(np.ones(groups.shape[0]))
    if worst:
        row = hstack([
            csr_array((years, m)), csr_array(-problem.first),
            csr_array(-problem.second[:, twice]), csr_array(np.ones((years, 1))),
        ])  # fmt: skip
        blocks.append(row)
        lower.append(np.full(years, -np.inf))
        upper.append(problem.reached)
    matrix = vstack(blocks).tocsr()
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = matrix.shape[1], matrix.shape[0]
    gains = np.zeros(n + k) if worst else np.r_[problem.first[0], problem.second[0, twice]]
    model.col_cost_ = np.r_[-problem.price, gains, np.ones(worst)]
    model.offset_ = 0.0 if worst else float(problem.reached[0])
    model.col_lower_ = np.r_[np.zeros(m + n + k), np.full(worst, -np.inf)]
    model.col_upper_ = np.r_[np.ones(m + n + k), np.full(worst, np.inf)]
    model.row_lower_, model.row_upper_ = np.concatenate(lower), np.concatenate(upper)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = matrix.indptr
    model.a_matrix_.index_ = matrix.indices
    model.a_matrix_.value_ = matrix.data
    kinds = highspy.HighsVarType
    model.integrality_ = [kinds.kInteger] * m + [kinds.kContinuous] * (n + k + worst)
    model.sense_ = highspy.ObjSense.kMaximize
    return model, twice


def _columns(
    problem: Problem, chosen: NDArray[np.intp], twice: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Give the value of each column for a choice."""
    sites = np.zeros(len(problem.sites))
    sites[chosen] = 1
    views = problem.views(chosen)
    columns = [sites, views > 0, views[twice] > 1]
    if len(problem.first) > 1:
        columns.append(np.array([problem.worth(chosen) + problem.price[chosen].sum()]))
    return np.concatenate(columns).astype(np.float64)


def _groups(clashes: csr_array[Any, Any]) -> csr_array[Any, Any]:
    """Give rows of which one site at most can be: groups in which all clash, every pair in one.

    Groups bound the relaxation more tightly than pairs.
    """
    ends, others = clashes.indptr.tolist(), clashes.indices.tolist()
    near = [set(others[start:stop]) for start, stop in pairwise(ends)]
    left = [{other for other in each if other > site} for site, each in enumerate(near)]
    rows: list[int] = []
    sites: list[int] = []
    number = 0
    for site, mine in enumerate(left):
        while mine:
            group, fits = [site], near[site]
            # Pairs that are in no group yet first, then any that fit.
            for other in [*sorted(mine), *sorted(near[site] - mine)]:
                if other in fits:
                    group.append(other)
                    fits = fits & near[other]
            for one in group:
                left[one] -= set(group)
            rows += [number] * len(group)
            sites += group
            number += 1
    made = coo_array((np.ones(len(rows)), (rows, sites)), shape=(number, len(near)))
    return csr_array(made)
