"""Placing points in areas, beside the peers and beside reading the coordinates once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmarks.finding import Finding, at_least, at_most, duration, mebibytes, plain
from benchmarks.ground import GROUNDS, Ground, ground
from benchmarks.memory import beyond, in_child
from benchmarks.peers import Joined, Sedona, differing
from benchmarks.timing import in_turns, say
from geo import Locator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.timing import Timing

__all__ = ["measure"]

_OURS, _FLOOR, _SEDONA = "ivbgeo", "reading the coordinates", "SedonaDB"
_JOINS = ("geopandas.sjoin, points first", "geopandas.sjoin, areas first")
_OVER_JOIN, _OVER_SEDONA = 30.0, 20.0
_GROWTH = (8.0, 12.0)
_MEMORY = 300 * 2**20
_BUILT = 0.05


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

    def build() -> Locator:
        # It may put off its work until it is asked.
        locator = Locator(polygons)
        locator.locate(np.zeros(1), np.zeros(1))
        return locator

    seconds = in_turns({f"{on}: building": build}, rounds=3)[f"{on}: building"].median
    what = "building the locator"
    if on.name == "city":
        yield at_most(str(on), what, seconds, _BUILT, duration(seconds), duration(_BUILT))
    else:
        yield plain(str(on), what, duration(seconds))


def _beside_peers(
    on: Ground, number: int, rounds: int, slow: tuple[str, ...] = ()
) -> Iterator[Finding]:
    subject = f"{on}, {number:,} points"
    say(subject)
    x, y = on.points(number)
    polygons, locator = on.division.polygons, on.division.locator()
    sedona, joined = Sedona(polygons), Joined(polygons, x, y)
    sedona.hold(x, y)
    times = in_turns(
        {
            _FLOOR: lambda: x.sum() + y.sum(),
            _OURS: lambda: locator.locate(x, y),
            _SEDONA: sedona.place,
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
    for peer in (_SEDONA, _JOINS[0]):
        wrong = differing(ours.answer, times[peer].answer, polygons, (x, y))
        yield at_most(subject, f"points that {peer} places elsewhere", wrong, 0, str(wrong), "0")


def _median(timing: Timing) -> float:
    return timing.median


def _growing(on: Ground, small: int, large: int) -> Iterator[Finding]:
    """Compare the two numbers of points in one run."""
    locator = on.division.locator()
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
    on = ground(name)
    x, y = on.points(number)
    locator = on.division.locator()
    # Compiles, and makes what is made when it is first asked.
    locator.locate(x[: number // 10], y[: number // 10])
    extra, answer = beyond(lambda: locator.locate(x, y))
    return max(0, extra - int(answer.nbytes))
