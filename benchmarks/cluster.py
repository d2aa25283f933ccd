"""Counting from Parquet by one worker process and by two; each worker has one thread.

Each worker reads, places and counts pieces of its own. A run starts and stops its workers; as that
takes a second or two whatever there is to count, the target is for workers that are there.
"""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
import psutil

from benchmarks.finding import Finding, duration, plain
from benchmarks.ground import GROUNDS, Ground, ground
from benchmarks.rows import rows_file
from benchmarks.tessellation import CACHE
from benchmarks.timing import say
from ivbgeo.bulk.cluster import crew
from ivbgeo.bulk.counting import Counted, Counting
from ivbgeo.bulk.source import Source
from ivbgeo.whole import working_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ivbgeo.cube import Cube

__all__ = ["measure"]

_FILES = 5
_FASTER = 1.7
_ROUNDS = 3


def measure(fewer: int) -> Iterator[Finding]:
    """Measure on both grounds, with 50,000,000 rows in five files divided by ``fewer``."""
    yield plain("two cores", "what two processes of arithmetic alone gain", _written(_gains()))
    number = 10_000_000 // fewer
    for name in GROUNDS:
        on = ground(name)
        subject = f"{on}, {_FILES * number:,} rows"
        say(subject)
        with TemporaryDirectory(dir=rows_file(on, number).parent) as folder:
            for copy in range(_FILES):
                # The same rows under more names: what has to be done is as much.
                os.link(rows_file(on, number), Path(folder) / f"{copy}.parquet")
            yield from _compared(on, subject, Path(folder))


def _gains() -> list[float]:
    """Tell how much sooner two processes do twice the work, that needs nothing but a core.

    Cores of a machine that is shared are often not whole cores: no program gains more than this.
    """
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(_sort, range(2)))  # so that both are there
        gains = []
        for _ in range(_ROUNDS):
            alone = pool.submit(_sort, 0).result()
            gains.append(2 * alone / max(pool.map(_sort, range(2))))
    return gains


def _sort(seed: int) -> float:
    numbers = np.random.default_rng(seed).random(2_000)
    start = perf_counter()
    for _ in range(20_000):
        np.sort(numbers)
    return perf_counter() - start


def _compared(on: Ground, subject: str, folder: Path) -> Iterator[Finding]:
    source = Source.open(folder, None, None, 28992)
    on.locator()
    counting = Counting.over([source], on.areas, "category", "moment")
    million = sum(file.rows for file in source.files) / 1e6
    found: dict[int, list[_Run]] = {1: [], 2: []}
    for _ in range(_ROUNDS):
        for workers, runs in found.items():
            runs.append(_counted(counting, workers))
            say(f"{workers}: {runs[-1].whole:.4g} s, of which counting {runs[-1].counting:.4g} s")
    for workers, runs in found.items():
        name = f"{workers} worker{'s' if workers > 1 else ''}"
        whole, counting_alone = (
            median(each) for each in zip(*map(_Run.seconds, runs), strict=True)
        )
        yield plain(subject, f"{name}, from start to end", duration(whole))
        rate = f"{million / counting_alone:.3g} million rows a second"
        yield plain(subject, f"{name}, when they are there", f"{duration(counting_alone)}, {rate}")
    pairs = list(zip(*found.values(), strict=True))
    whole = [one.whole / two.whole for one, two in pairs]
    yield plain(subject, "1 worker / 2, from start to end", _written(whole))
    ratios = [one.counting / two.counting for one, two in pairs]
    met = median(ratios) >= _FASTER
    yield Finding(
        subject, "1 worker / 2, when they are there", _written(ratios), f"≥ {_FASTER}×", met
    )
    busiest = [one.busiest / two.busiest for one, two in pairs]
    yield plain(subject, "1 worker / the busiest of 2, time of a core", _written(busiest))
    same = all((run.cube.counts != pairs[0][0].cube.counts).nnz == 0 for run in chain(*pairs))
    yield Finding(subject, "the same counts", "yes" if same else "no", "yes", same)


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """What came of a run.

    Seconds from start to end; of counting by workers that are there; of a core, that the busiest
    worker had since it was started.
    """

    cube: Cube
    whole: float
    counting: float
    busiest: float

    def seconds(self) -> tuple[float, float]:
        return self.whole, self.counting


def _counted(counting: Counting, workers: int) -> _Run:
    start = perf_counter()
    groups = counting.groups(counting.pieces())
    names = [""] * len(groups)
    with (
        working_folder(CACHE / "counts") as folder,
        crew(counting, folder, workers, None) as hands,
    ):
        before = perf_counter()
        cube = hands.total(Counting.count, Counted.of, groups, names, bool).cube
        after = perf_counter()
        busiest = max(map(_work, psutil.Process().children(recursive=True)))
    if cube is None:
        raise RuntimeError("Nothing was counted")
    return _Run(cube, perf_counter() - start, after - before, busiest)


def _work(process: psutil.Process) -> float:
    """Seconds of the cores so far."""
    times = process.cpu_times()
    return float(times.user + times.system)


def _written(ratios: list[float]) -> str:
    return f"{median(ratios):.3g}× ({min(ratios):.3g}–{max(ratios):.3g})"
