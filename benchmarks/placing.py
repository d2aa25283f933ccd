"""Placing points in areas, beside the peers and beside reading the coordinates once."""

from __future__ import annotations

import time
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
import shapely

from benchmarks.finding import Finding, at_least, at_most, duration, mebibytes, plain
from benchmarks.ground import GROUNDS, Ground, ground
from benchmarks.memory import beyond, in_child
from benchmarks.peers import Joined, Sedona, differing
from benchmarks.timing import in_turns, say
from geo import Locator, read_division

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.timing import Timing

__all__ = ["measure"]

_OURS, _FLOOR = "ivbgeo", "reading the coordinates"
_SEDONA, _TUNED = "SedonaDB", "SedonaDB, its library geo"
_JOINS = ("geopandas.sjoin, points first", "geopandas.sjoin, areas first")
_OVER_JOIN, _OVER_SEDONA = 30.0, 20.0
_GROWTH = (8.0, 12.0)
_MEMORY = 300 * 2**20
# Seconds; the nation's is built once and kept.
_BUILT = {"city": 0.05, "nation": 10.0}
_LOADED = 0.05


def measure(fewer: int) -> Iterator[Finding]:
    """Measure on both grounds, with 1,000,000 and 10,000,000 points divided by ``fewer``."""
    for name in GROUNDS:
        on = ground(name)
        yield from _building(on)
        small, large = 1_000_000 // fewer, 10_000_000 // fewer
        yield from _beside_peers(on, small, rounds=5)
        yield from _beside_peers(on, large, rounds=3, slow=_JOINS)
        yield from _growing(on, small, large)
        subject = f"{on}, {large:,} points"
        say(f"{subject}: memory")
        extra = in_child(_extra_memory, name, large)
        yield at_most(
            subject, "memory beyond input and output", extra, _MEMORY, mebibytes(extra), "300 MiB"
        )


def _building(on: Ground) -> Iterator[Finding]:
    polygons = on.division.polygons
    # A division knows this of itself: it was looked at when it was checked.
    strict = bool(shapely.coverage_is_valid(polygons))
    with TemporaryDirectory() as folder:
        fresh = (Path(folder) / f"{number}.index" for number in count())
        kept = Path(folder) / "kept.index"
        Locator(polygons, kept, strict=strict)
        build, load = f"{on}: building the locator", f"{on}: the locator from disk"
        times = in_turns(
            {
                build: lambda: Locator(polygons, next(fresh), strict=strict),
                load: lambda: Locator(polygons, kept, strict=strict),
            },
            rounds=3,
        )
        built, loaded = times[build].median, times[load].median
        size = kept.stat().st_size
    bound = _BUILT[on.name]
    yield at_most(str(on), "building the locator", built, bound, duration(built), duration(bound))
    yield at_most(
        str(on), "the locator from disk", loaded, _LOADED, duration(loaded), duration(_LOADED)
    )
    yield plain(str(on), "the locator's file", mebibytes(size))
    say(f"{on}: reading the areas")
    before = time.perf_counter()
    read_division(on.file)
    seconds = time.perf_counter() - before
    yield plain(str(on), "reading and checking the areas", duration(seconds))


def _beside_peers(
    on: Ground, number: int, rounds: int, slow: tuple[str, ...] = ()
) -> Iterator[Finding]:
    subject = f"{on}, {number:,} points"
    say(subject)
    x, y = on.points(number)
    polygons, locator = on.division.polygons, on.locator()
    sedona, tuned = Sedona(polygons), Sedona(polygons, "geo")
    sedona.hold(x, y)
    tuned.hold(x, y)
    joined = Joined(polygons, x, y)
    times = in_turns(
        {
            _FLOOR: lambda: x.sum() + y.sum(),
            _OURS: lambda: locator.locate(x, y),
            _SEDONA: sedona.place,
            _TUNED: tuned.place,
            _JOINS[0]: joined.points_first,
            _JOINS[1]: joined.areas_first,
        },
        rounds,
        slow,
    )
    ours = times[_OURS]
    for name, timing in times.items():
        speed = f"{number / timing.median / 1e6:,.3g} million points a second"
        yield plain(subject, name, f"{duration(timing.median)}, {speed}")
    yield plain(subject, f"{_OURS} / {_FLOOR}", str(ours.over(times[_FLOOR])))
    quickest = min((times[name] for name in _JOINS), key=_median)
    yield at_least(subject, "geopandas.sjoin / ivbgeo", quickest.over(ours), _OVER_JOIN)
    yield at_least(subject, "SedonaDB / ivbgeo", times[_SEDONA].over(ours), _OVER_SEDONA)
    yield plain(subject, f"{_TUNED} / ivbgeo", str(times[_TUNED].over(ours)))
    for peer in (_SEDONA, _TUNED, _JOINS[0]):
        wrong = differing(ours.answer, times[peer].answer, polygons, (x, y))
        yield at_most(subject, f"points that {peer} places elsewhere", wrong, 0, str(wrong), "0")


def _median(timing: Timing) -> float:
    return timing.median


def _growing(on: Ground, small: int, large: int) -> Iterator[Finding]:
    """Compare the two numbers of points in one run."""
    locator = on.locator()
    x, y = on.points(large)
    few = x[:small].copy(), y[:small].copy()
    times = in_turns(
        {f"{small:,}": lambda: locator.locate(*few), f"{large:,}": lambda: locator.locate(x, y)}
    )
    ratio = times[f"{large:,}"].over(times[f"{small:,}"])
    low, high = _GROWTH
    yield Finding(
        str(on), f"{large:,} / {small:,} points", str(ratio), f"{low:g}–{high:g}×",
        low <= ratio.middle <= high,
    )  # fmt: skip


def _extra_memory(name: str, number: int) -> int:
    """Tell what the locator and its work take, the index on disk included."""
    on = ground(name)
    x, y = on.points(number)
    # What it takes to have a compiler is no matter of how many points there are.
    other = ground("city").division
    Locator(other.polygons).locate(np.full(100_000, 93_000.0), np.full(100_000, 453_000.0))
    extra, answer = beyond(lambda: on.locator().locate(x, y))
    return max(0, extra - int(answer.nbytes))
