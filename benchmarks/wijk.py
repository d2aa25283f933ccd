"""What the page Mijn wijk computes when a filter is changed, apart from the browser.

A city of 146 buurten with 59 kinds of crime by month over fourteen years. Each change is a new one:
nothing of its answer is kept yet. Beside it, the same with all to be asked of the store again.
"""

from __future__ import annotations

import statistics
import time
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.finding import at_most, duration, plain
from benchmarks.months import add_months
from benchmarks.tessellation import CACHE
from benchmarks.timing import say
from geo import Level
from ivbgeo.atlas import Atlas
from ivbgeo.demo import load_demo
from ivbgeo.period import Period
from ivbgeo.question import Question
from ivbgeo.reading import Statistic
from ivbgeo.settings import ROOT
from ivbgeo.store import Store
from ivbgeo.viewer import PUBLIEK
from ivbgeo.wijk import course_of, key_categories, wijk_profile, wijken_of
from layers.wijk_map import wijk_map

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from benchmarks.finding import Finding
    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.category import Category

__all__ = ["city_store", "measure"]

_BOUND = 0.050
_TURNS = 30
_MONTHS = Period((2012, 1), (2025, 12))


def measure(fewer: int) -> Iterator[Finding]:
    """Change a filter thirty times of each kind, divided by ``fewer`` but five at least."""
    turns = max(_TURNS // fewer, 5)
    folder = CACHE / "wijk"
    with closing(city_store(folder)) as store:
        edition = Atlas(store).edition()
        wijken, kinds = list(wijken_of(edition)), key_categories(edition, PUBLIEK)

        def page(of: Edition, wijk: AreaId, period: Period, kind: Category) -> None:
            _page(of, wijk, period, kind, folder)

        say("the first page of all")
        before = time.perf_counter()
        page(edition, wijken[0], Period.year(2024), kinds[0])
        first = time.perf_counter() - before
        yield plain("146 × 59 × 168", "the first page of a version of the data", duration(first))

        periods = [Period.of_indices(first, first + 11) for first in _starts(turns)]
        changes = {
            "another wijk": [(wijk, Period.year(2024), kinds[0]) for wijk in wijken[1:]],
            "another period": [(wijken[0], period, kinds[0]) for period in periods],
            "another kind": [(wijken[0], one, kind) for one in periods[:4] for kind in kinds[1:]],
        }
        for what, steps in changes.items():
            say(what)
            taken = [_timed(partial(page, edition, *step)) for step in steps]
            work, clock = (statistics.median(one) for one in zip(*taken, strict=True))
            yield at_most(
                what, f"median of {len(steps)}, of a core", work, _BOUND, duration(work),
                duration(_BOUND),
            )  # fmt: skip
            yield plain(what, "by the clock", duration(clock))
        say("the same, asked of the store again")
        again = [
            _timed(partial(page, Atlas(store).edition(), wijken[0], at, kinds[0]))
            for at in periods[:3]
        ]
        middle = statistics.median(work for work, _ in again)
        yield plain("another period", "asked of the store again", duration(middle))


def _page(edition: Edition, wijk: AreaId, period: Period, kind: Category, folder: Path) -> None:
    """Compute all that the page says."""
    profile = wijk_profile(edition, PUBLIEK, wijk, period)
    question = Question(kind.code, Level.BUURT, period)
    wijk_map(edition, PUBLIEK, wijk, question, Statistic.AANTAL, folder)
    course_of(edition, PUBLIEK, kind, wijk, period)
    for one in profile.found.findings:
        len(one.sentence)


def _timed(run: Callable[[], None]) -> tuple[float, float]:
    """Give the seconds of a core, and by the clock."""
    work, clock = time.process_time(), time.perf_counter()
    run()
    return time.process_time() - work, time.perf_counter() - clock


def _starts(turns: int) -> list[int]:
    """Give the first months of periods of a year, none of them twice."""
    last = _MONTHS.last_index - 11
    return [last - 1 - 3 * turn for turn in range(turns)]


def city_store(folder: Path) -> Store:
    """Give a store with months of every kind, made once and kept in a folder."""
    database = folder / "store.sqlite"
    if not database.exists():
        say("making a city with months")
        folder.mkdir(parents=True, exist_ok=True)
        # A half-made store is none: it is made aside.
        aside = folder / "making.sqlite"
        aside.unlink(missing_ok=True)
        store = Store.open(f"sqlite:///{aside.resolve()}")
        load_demo(store, ROOT / "data")
        chance = np.random.default_rng(3)
        kinds = [one.code for one in Atlas(store).edition().taxonomy if one.kind == "politie"]
        add_months(
            store, _MONTHS, {code: float(np.exp(chance.normal(-0.5, 1.5))) for code in kinds}
        )
        store.close()
        aside.replace(database)
    return Store.open(f"sqlite:///{database.resolve()}")
