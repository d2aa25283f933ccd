"""Signals of simulated series: false alarms where nothing changed, doubled counts that are found.

The peer is the rule that a spreadsheet has: more than the mean of the same month in the years
before, and three standard deviations. *Among kin*: with a hundred series of the same kind beside
it, as a category has in the areas of a city.
"""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.finding import at_most, duration, plain
from benchmarks.series import AFTER, SCENARIOS
from benchmarks.timing import in_turns, say
from ivbgeo.signals import FEWEST, expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from benchmarks.finding import Finding
    from benchmarks.series import Scenario

__all__ = ["ALARMS", "by_spreadsheet", "measure", "simulated"]

ALARMS = "false alarms per 1,000"
_PEER = "spreadsheet"
_SERIES = 4000
_BOUND = 2.0  # alarms per 1,000 area-months
_YEAR = 12
_KIN = 100  # areas of a city, of one category
# A city: 146 buurten, 59 kinds of crime, 14 years; most of it is rare.
_CITY = (146 * 59, 168)
_CITY_BOUND = 1.0


def measure(fewer: int) -> Iterator[Finding]:
    """Simulate every scenario, of ``fewer`` times fewer series than usual; time a whole city."""
    yield from simulated(fewer)
    yield from _speed()


def simulated(fewer: int, scenarios: Sequence[Scenario] = SCENARIOS) -> Iterator[Finding]:
    """Judge series of each scenario, and of all together."""
    chance = np.random.default_rng(2013)
    n = _SERIES // fewer
    alarms: dict[str, list[float]] = {name: [] for name in _JUDGES}
    found: dict[tuple[str, float], list[float]] = {}
    for scenario in scenarios:
        say(str(scenario))
        same, doubled = scenario.draw(n, chance)
        for name, judge in _JUDGES.items():
            false = 1000 * float(_judged(judge, same).mean())
            hit = float(_judged(judge, doubled).any(axis=0).mean())
            alarms[name].append(false)
            found.setdefault((name, scenario.expected), []).append(hit)
            yield _alarms(str(scenario), name, false, f"{false:.2f}, {hit:.0%} found")
    for name, each in alarms.items():
        mean = float(np.mean(each))
        yield _alarms("all scenarios", name, mean, f"{mean:.2f}, {max(each):.2f} at most")
    for (name, expected), shares in found.items():
        what = f"doubled from {expected:g}, found within {AFTER} months, {name}"
        yield plain("all scenarios", what, f"{np.mean(shares):.0%}")


def _alarms(subject: str, name: str, number: float, value: str) -> Finding:
    what = f"{ALARMS}, {name}"
    if name == _PEER:
        return plain(subject, what, value)
    return at_most(subject, what, number, _BOUND, value, f"{_BOUND:g}")


def _speed() -> Iterator[Finding]:
    chance = np.random.default_rng(1)
    n, months = _CITY
    rare = chance.poisson(chance.gamma(0.3, 1.0, (n, 1)), (n, months)).astype(np.float64)
    busy = chance.poisson(chance.gamma(8.0, 1.0, (n, 1)), (n, months)).astype(np.float64)
    kin = np.arange(n) // 146
    times = in_turns({"rare": lambda: expect(rare, kin), "busy": lambda: expect(busy, kin)})
    for name, timing in times.items():
        # By the time of the cores: what else the machine does may not weigh.
        work = statistics.median(timing.work)
        yield at_most(
            "146 × 59 series of 168 months", f"judged, {name}", work, _CITY_BOUND,
            f"{duration(timing.median)}, cores {duration(work)}", duration(_CITY_BOUND),
        )  # fmt: skip


def _judged(
    judge: Callable[[NDArray[np.float64]], NDArray[np.bool_]], counts: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Judge each of the last months as it came in, shape (AFTER, n)."""
    months = counts.shape[1]
    return np.array([judge(counts[:, : months - AFTER + 1 + past]) for past in range(AFTER)])


def _alone(counts: NDArray[np.float64]) -> NDArray[np.bool_]:
    return expect(counts).signal


def _among_kin(counts: NDArray[np.float64]) -> NDArray[np.bool_]:
    return expect(counts, np.arange(len(counts)) // _KIN).signal


def by_spreadsheet(counts: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which newest counts are over the mean of that month and three standard deviations."""
    before = counts[:, :-1][:, ::-1][:, _YEAR - 1 :: _YEAR]
    limit = before.mean(axis=1) + 3 * before.std(axis=1, ddof=1)
    return (counts[:, -1] > limit) & (counts[:, -1] >= FEWEST)


_JUDGES: dict[str, Callable[[NDArray[np.float64]], NDArray[np.bool_]]] = {
    "among kin": _among_kin,
    "alone": _alone,
    _PEER: by_spreadsheet,
}
