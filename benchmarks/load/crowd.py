"""A crowd of visitors on one server, that grows, and what it is answered meanwhile."""

from __future__ import annotations

import asyncio
import statistics
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import psutil

from benchmarks.load.visitors import Visitor
from benchmarks.load.wire import SessionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.load.visitors import Page
    from benchmarks.load.wire import Answer

__all__ = ["BETWEEN", "Crowd", "Heard"]

BETWEEN = 5.0  # seconds from one change to the next of a visitor, give or take a fifth
_ABOUT = 0.2
_DOORS = 4  # visitors who come in at once
_LOOK = 0.05  # seconds


@dataclass(frozen=True, slots=True)
class Heard:
    """What a crowd of so many was answered in a while.

    ``arriving``: seconds of each until the first run of its page was done; ``work``: seconds of the
    cores that the server used; ``mine``: that this program used; ``memory``: bytes that the server
    holds; ``lag``: seconds that this program itself was late, of a hundred looks the fifth worst.
    """

    sessions: int
    seconds: float
    answers: list[Answer]
    errors: list[str]
    arriving: list[float]
    work: float
    mine: float
    memory: int
    lag: float

    @property
    def times(self) -> list[float]:
        """Seconds of each change, the shortest first."""
        return sorted(answer.seconds for answer in self.answers)

    @property
    def median(self) -> float:
        """Half of the changes took no longer, seconds."""
        return statistics.median(self.times) if self.answers else float("nan")

    @property
    def p95(self) -> float:
        """Of twenty changes nineteen took no longer, seconds."""
        times = self.times
        return times[min(len(times) - 1, int(0.95 * len(times)))] if times else float("nan")

    @property
    def work_of_one(self) -> float:
        """Seconds of a core that the server used for a change, all that it did beside included."""
        return self.work / len(self.answers) if self.answers else float("nan")

    def __str__(self) -> str:
        wrong = f" ({self.errors[0]})" if self.errors else ""
        return (
            f"{self.sessions} sessions: {len(self.answers)} changes in {self.seconds:.0f} s,"
            f" median {self.median * 1e3:.0f} ms, p95 {self.p95 * 1e3:.0f} ms,"
            f" {len(self.errors)} errors{wrong}; {self.work_of_one * 1e3:.1f} ms of a core each,"
            f" {self.work / self.seconds:.2f} cores, {self.memory / 2**20:.0f} MiB;"
            f" this program {self.mine / self.seconds:.2f} cores, {self.lag * 1e3:.0f} ms late"
        )


@dataclass
class Crowd:
    """Visitors of one page of a server.

    ``process``: number of the server's process; ``years`` and ``areas``: what can be chosen on the
    map.
    """

    page: Page
    address: str
    process: int
    years: Sequence[str]
    areas: Sequence[str]
    cookie: str = ""
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)
    _answers: list[Answer] = field(default_factory=list)
    _errors: list[tuple[float, str]] = field(default_factory=list)
    _arriving: list[float] = field(default_factory=list)
    _asking: dict[int, float] = field(default_factory=dict)
    _came: int = 0

    async def grow(self, sessions: int) -> None:
        """Let visitors come in until there are so many; each begins to change at once.

        Raises
        ------
        ExceptionGroup
            If somebody does not get in.
        """
        doors = asyncio.Semaphore(_DOORS)
        async with asyncio.TaskGroup() as group:
            for _ in range(sessions - len(self._tasks)):
                group.create_task(self._come_in(doors))

    async def listen(self, seconds: float, settle: float = BETWEEN) -> Heard:
        """Let them be for a while, and tell what those were answered who asked after ``settle``."""
        await asyncio.sleep(settle)
        server, mine = psutil.Process(self.process), psutil.Process()
        begin, before, before_mine = time.perf_counter(), _work(server), _work(mine)
        late = await _lateness(seconds)
        end, used, mine_used = time.perf_counter(), _work(server), _work(mine)
        # Who asked before the end is waited for, however long that takes.
        while any(began < end for began in self._asking.values()):  # noqa: ASYNC110 - of many
            await asyncio.sleep(_LOOK)
        answers = [one for one in self._answers if begin <= one.began < end]
        errors = [words for began, words in self._errors if begin <= began < end]
        arriving, self._arriving = self._arriving, []
        return Heard(
            len(self._tasks), end - begin, answers, errors, arriving, used - before,
            mine_used - before_mine, server.memory_info().rss, late,
        )  # fmt: skip

    async def leave(self) -> None:
        """Let all of them go."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _come_in(self, doors: asyncio.Semaphore) -> None:
        # Each has a chance of its own, so that who came first does the same in a larger crowd.
        self._came += 1
        chance = np.random.default_rng(self._came)
        visitor = Visitor.of(
            self.page, self.address, chance, self.years, self.areas, self.cookie
        )  # fmt: skip
        async with doors:
            before = time.perf_counter()
            await visitor.session.arrive()
            self._arriving.append(time.perf_counter() - before)
        self._tasks.append(asyncio.create_task(self._stay(visitor)))

    async def _stay(self, visitor: Visitor) -> None:
        chance = visitor.chance
        await asyncio.sleep(chance.uniform(0, BETWEEN))
        try:
            while True:
                next_one = time.perf_counter() + BETWEEN * chance.uniform(1 - _ABOUT, 1 + _ABOUT)
                began = self._asking[id(visitor)] = time.perf_counter()
                try:
                    self._answers.append(await visitor.change())
                except SessionError as error:
                    self._errors.append((began, str(error)))
                del self._asking[id(visitor)]
                # Who waited for longer than that goes on at once.
                await asyncio.sleep(max(0.0, next_one - time.perf_counter()))
        finally:
            self._asking.pop(id(visitor), None)
            with suppress(Exception):
                await visitor.session.leave()


def _work(process: psutil.Process) -> float:
    used = process.cpu_times()
    return float(used.user + used.system)


async def _lateness(seconds: float) -> float:
    """Look at the clock for so long: how late a look is, of a hundred the fifth worst."""
    late: list[float] = []
    until = time.perf_counter() + seconds
    while (now := time.perf_counter()) < until:
        await asyncio.sleep(_LOOK)
        late.append(time.perf_counter() - now - _LOOK)
    return statistics.quantiles(late, n=20)[-1]
