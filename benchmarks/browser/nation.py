"""A nation of 14,500 areas beside a city of 146: a change of colours, dragging and zooming."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from benchmarks.browser.pairs import Pairs, spread
from benchmarks.browser.screen import drag, next_period, to_and_fro, zoom
from benchmarks.browser.serving import app, serving
from benchmarks.browser.stores import CITY, NATION, YEARS, town
from benchmarks.browser.visiting import browsing, visiting
from benchmarks.finding import Finding, plain
from benchmarks.timing import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.browser.visiting import Visit

__all__ = ["measure"]

_ROUNDS, _LEAST = 24, 8
_BOUND = 3.0


def measure(fewer: int) -> Iterator[Finding]:
    """Measure both, in the same browser, in turn."""
    rounds = max(_ROUNDS // fewer, _LEAST)
    towns = [town(NATION), town(CITY)]
    names = tuple(f"{each.areas:,} areas" for each in towns)
    with ExitStack() as stack:
        servers = [stack.enter_context(serving(app(), each.settings)) for each in towns]
        browser = stack.enter_context(browsing())
        visits = []
        for each, server in zip(towns, servers, strict=True):
            visit = stack.enter_context(visiting(browser, server.url + each.address))
            yield plain(names[len(visits)], "first visit of all → areas",
                        f"{visit.first('areas'):,.0f} ms")  # fmt: skip
            visit.rest()
            visits.append(visit)
        seen, drawn = Pairs(), Pairs()
        received: list[list[float]] = [[], []]
        # The first pair warms up.
        for number, step in enumerate(islice(to_and_fro(len(YEARS)), rounds + 1)):
            pair = [each.change(partial(next_period, each, step), "colours", 1) for each in visits]
            say(f"{pair[0].seen:.0f} and {pair[1].seen:.0f} ms; drawn {pair[0].drawn:.0f}")
            if number:
                seen.note(pair[0].seen, pair[1].seen)
                drawn.note(pair[0].drawn, pair[1].drawn)
                received[0].append(pair[0].received)
                received[1].append(pair[1].received)
        subject = "another year → colours"
        yield from seen.told(subject, "first frame", names, _BOUND)
        yield from drawn.told(subject, "the frame after", names, _BOUND)
        for name, row in zip(names, received, strict=True):
            yield plain(subject, f"received: {name}", spread(row, "B"))
        for name, visit in zip(names, visits, strict=True):
            yield from _moves(name, visit)


def _moves(name: str, visit: Visit) -> Iterator[Finding]:
    """Tell how long the frames of the map are while it moves."""
    for what, move in (("dragging", drag), ("zooming", zoom)):
        visit.page.evaluate("bench.frames = []")
        move(visit)
        times = visit.page.evaluate("bench.frames")
        visit.page.evaluate("bench.frames = null")
        yield plain(name, f"{what}: time of a frame", f"{spread(times)}; longest {max(times):.0f}")
