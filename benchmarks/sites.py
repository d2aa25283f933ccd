"""Sites for cameras: the best 10 of 2,000 beside spopt, and 50 of 10,000 within a percent.

spopt goes with its default open solver (PuLP's CBC). It takes minutes to make its model, so that is
done once; what ours takes from coordinates to the answer is compared with its solver's part alone.
"""

from __future__ import annotations

import time
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import pulp
from scipy.spatial.distance import cdist
from spopt.locate import MCLP

from benchmarks.finding import Finding, at_most, duration, plain
from benchmarks.ground import ground
from benchmarks.points import clustered
from benchmarks.timing import in_turns, say
from ivbgeo.planning import Limits, Sites, choose, choose_greedily, within_reach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

__all__ = ["measure", "question"]

_RADIUS = 60.0
_SMALL = (2_000, 10_000, 10)
_LARGE = (10_000, 100_000, 50)
_TIME = 0.5
_GAP = 0.01
_SECONDS = 60.0


def question(
    sites: int, points: int, seed: int = 1
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Draw what happened in clusters, and lamp posts: half where most happens, half anywhere.

    Returns
    -------
    places, demand
        Shapes (sites, 2) and (points, 2), EPSG:28992, metres.
    """
    outline = ground("city").outline
    chance = np.random.default_rng(seed)
    demand = np.column_stack(clustered(points, outline, seed=seed))
    near = np.column_stack(clustered(sites // 2, outline, seed=seed))
    near += chance.normal(0, 25, near.shape)
    low, high = np.array(outline.bounds[:2]), np.array(outline.bounds[2:])
    anywhere = chance.uniform(low, high, (sites - len(near), 2))
    return np.concatenate([near, anywhere]), demand


def measure(fewer: int) -> Iterator[Finding]:
    """Choose in a city that was made, of ``fewer`` times fewer points than usual."""
    yield from _small(fewer)
    yield from _large(fewer)


def _small(fewer: int) -> Iterator[Finding]:
    m, n, p = _SMALL[0] // fewer, _SMALL[1] // fewer, _SMALL[2]
    places, demand = question(m, n)
    subject = f"{p} of {m:,}, {n:,} points"
    say("spopt makes its model")
    before = time.perf_counter()
    peer = _peer(places, demand, p)
    made = time.perf_counter() - before
    times = in_turns(
        {"ivbgeo": lambda: _ours(places, demand, p), "spopt's solver": lambda: _solved(peer)},
        rounds=3,
    )
    ours, theirs = (times[name].answer for name in ("ivbgeo", "spopt's solver"))
    yield plain(subject, "ivbgeo, from coordinates", duration(times["ivbgeo"].median))
    yield plain(subject, "spopt makes its model, once", duration(made))
    yield plain(subject, "spopt's solver alone", duration(times["spopt's solver"].median))
    ratio = times["ivbgeo"].over(times["spopt's solver"])
    yield at_most(
        subject, "ivbgeo / spopt's solver alone", ratio.middle, _TIME, str(ratio), f"{_TIME:g}×"
    )
    yield Finding(
        subject, "proven, and as good as spopt", f"{ours.worth:,.0f} and {theirs:,.0f}",
        "proven, ≥ spopt", ours.proven and ours.worth >= theirs - 1e-6,
    )  # fmt: skip


def _large(fewer: int) -> Iterator[Finding]:
    m, n, p = (each // fewer for each in _LARGE)
    places, demand = question(m, n)
    subject = f"{p} of {m:,}, {n:,} points"
    say(subject)
    before = time.perf_counter()
    sites = Sites(within_reach(places, demand, _RADIUS), np.ones(n))
    found = choose(sites, Limits(p), seconds=_SECONDS, gap=_GAP)
    seconds = time.perf_counter() - before
    greedy = choose_greedily(sites, Limits(p))
    yield at_most(subject, "to within 1%", seconds, _SECONDS, duration(seconds), duration(_SECONDS))
    yield at_most(subject, "gap", found.gap, _GAP, f"{found.gap:.2%}", f"{_GAP:.0%}")
    yield plain(subject, "reached", f"{found.worth:,.0f}, by greed {greedy.worth:,.0f}")


def _ours(places: NDArray[np.float64], demand: NDArray[np.float64], p: int) -> Any:
    return choose(Sites(within_reach(places, demand, _RADIUS), np.ones(len(demand))), Limits(p))


def _peer(places: NDArray[np.float64], demand: NDArray[np.float64], p: int) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        far = cdist(demand, places)
        return MCLP.from_cost_matrix(far, np.ones(len(demand)), _RADIUS, p_facilities=p)


def _solved(peer: Any) -> float:
    peer.problem.solve(pulp.PULP_CBC_CMD(msg=False))
    return float(peer.problem.objective.value())
