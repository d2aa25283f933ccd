"""Methods timed in turn, so that what else the machine does weighs on all of them alike."""

from __future__ import annotations

import resource
import statistics
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

__all__ = ["Ratio", "Timing", "in_turns", "say"]

# A turn lasts at least this many seconds: a quick method runs more than once in it.
_TURN = 1.0


@dataclass(frozen=True, slots=True)
class Timing:
    """What a method took in each of its turns, and what it answered the last time.

    ``turns``: seconds by the clock; ``work``: seconds of the cores, of all threads together.
    """

    turns: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    answer: Any = None

    @property
    def median(self) -> float:
        """Middle of the turns, seconds."""
        return statistics.median(self.turns)

    def over(self, other: Timing) -> Ratio:
        """Tell how many times as long as another this took, turn by turn.

        A method that had fewer turns is compared with the middle one of the other.
        """
        return Ratio(_quotients(self.turns, other.turns), _quotients(self.work, other.work))


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times as long one took as the other, once for each turn.

    By the clock, and by the time of the cores: where the two differ by far, others were at work on
    the machine, or one of the two runs on more cores.
    """

    values: list[float]
    work: list[float]

    @property
    def middle(self) -> float:
        """Median of the turns."""
        return statistics.median(self.values)

    def __str__(self) -> str:
        low, high = min(self.values), max(self.values)
        spread = "" if len(self.values) == 1 else f" ({low:.3g}–{high:.3g})"
        return f"{self.middle:.3g}×{spread}, cores {statistics.median(self.work):.3g}×"


def in_turns(
    methods: Mapping[str, Callable[[], Any]], rounds: int = 5, slow: Collection[str] = ()
) -> dict[str, Timing]:
    """Time methods, each once before the next round.

    Parameters
    ----------
    methods
        Name → what to run.
    rounds
        How often each is timed, after a run that isn't: the first compiles and fills caches.
    slow
        Names of those that run once in all.

    Returns
    -------
    dict
        Name → timing.
    """
    for name, method in methods.items():
        if name not in slow:
            say(f"{name}: warming up")
            method()
    turns: dict[str, list[tuple[float, float]]] = {name: [] for name in methods}
    answers: dict[str, Any] = {}
    for number in range(rounds):
        for name, method in methods.items():
            if name in slow and number > 0:
                continue
            answers.pop(name, None)
            seconds, work, answers[name] = _turn(method)
            turns[name].append((seconds, work))
            say(f"{name}: {seconds:.4g} s")
    return {
        name: Timing([turn[0] for turn in each], [turn[1] for turn in each], answers[name])
        for name, each in turns.items()
    }


def say(text: str) -> None:
    """Tell how far it is, beside what is found."""
    print(f"  {text}", file=sys.stderr, flush=True)


def _quotients(above: list[float], below: list[float]) -> list[float]:
    if len(above) != len(below):
        below = [statistics.median(below)] * len(above)
    return [a / b for a, b in zip(above, below, strict=True)]


def _turn(method: Callable[[], Any]) -> tuple[float, float, Any]:
    """Run for one turn: seconds of the middle run, seconds of the cores for a run, the answer."""
    runs: list[float] = []
    work = _work()
    start = after = time.perf_counter()
    while after - start < _TURN:
        before = time.perf_counter()
        answer = method()
        after = time.perf_counter()
        runs.append(after - before)
    return statistics.median(runs), (_work() - work) / len(runs), answer


def _work() -> float:
    """Seconds of the cores so far, of this process and of the programs that it ran."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)
