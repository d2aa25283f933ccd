"""A change of a widget until the map has other colours, and a click on an area until it is told."""

from __future__ import annotations

import json
import statistics
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from typing import TYPE_CHECKING

from benchmarks.browser.figures import figures_file, page_file
from benchmarks.browser.pairs import Pairs, spread
from benchmarks.browser.screen import choose, click_at, next_period, points, to_and_fro
from benchmarks.browser.serving import app, serving, streamlit
from benchmarks.browser.stores import CITY, town
from benchmarks.browser.visiting import browsing, visiting
from benchmarks.finding import Finding, at_most, plain
from benchmarks.timing import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from benchmarks.browser.visiting import Change, Visit

    Acts = Iterable[tuple[Callable[[], None], Callable[[], None]]]

__all__ = ["measure"]

_ROUNDS, _LEAST = 24, 8
_CHANGE, _CLICK, _RECEIVED = 0.2, 0.35, 10_000
_NAMES = ("ivbgeo", "st_folium, made again")


def measure(fewer: int) -> Iterator[Finding]:
    """Measure with the city, both pages in the same browser, in turn."""
    made = town(CITY)
    figures = figures_file(made)
    with ExitStack() as stack:
        ours = stack.enter_context(serving(app(), made.settings))
        peer = stack.enter_context(
            serving(streamlit("run", str(page_file("plain"))), {"BENCH_FIGURES": str(figures)})
        )
        browser = stack.enter_context(browsing())
        both = (
            stack.enter_context(visiting(browser, ours.url + made.address)),
            stack.enter_context(visiting(browser, peer.url)),
        )
        for visit in both:
            visit.first("areas")
            visit.rest()
        yield from _Turns(f"{made.areas} areas", *both, max(_ROUNDS // fewer, _LEAST)).all(figures)


@dataclass(frozen=True, slots=True)
class _Turns:
    """Two pages that are used in turn."""

    subject: str
    ours: Visit
    plain: Visit
    rounds: int

    def all(self, figures: Path) -> Iterator[Finding]:
        """Tell of each of the changes, and of clicks."""
        borders, table = json.loads(figures.read_text(encoding="utf-8"))
        kinds, years = [*list(table)[1:], next(iter(table))], list(next(iter(table.values())))
        names = sorted(each["properties"]["name"] for each in borders["features"])
        lists = (
            tuple(partial(choose, each, "Soort", kind) for each in (self.ours, self.plain))
            for kind in cycle(kinds)
        )
        steps = (
            (partial(next_period, self.ours, step), partial(choose, self.plain, "Jaar", year))
            for step, year in zip(to_and_fro(len(years)), cycle(years[1:]), strict=False)
        )
        places = zip(*(points(each, self.rounds + 1) for each in (self.ours, self.plain)),
                     strict=False)  # fmt: skip
        clicks = (
            (partial(click_at, self.ours, one), partial(click_at, self.plain, other))
            for one, other in places
        )
        least = len(names) * 9 // 10
        yield from self._told("another kind → colours", lists, _CHANGE, "colours", least)
        yield from self._told("another year → colours", steps, _CHANGE, "colours", least)
        yield from self._told("click → what is known", clicks, _CLICK, "area", names)

    def _told(
        self, what: str, acts: Acts, bound: float, seen: str, *given: object
    ) -> Iterator[Finding]:
        pairs = Pairs()
        received: tuple[list[float], list[float]] = ([], [])
        # The first pair warms up.
        for number, (one, other) in enumerate(islice(acts, self.rounds + 1)):
            ours: Change = self.ours.change(one, seen, *given)
            peer: Change = self.plain.change(other, seen, *given)
            say(f"{what}: {ours.seen:.0f} and {peer.seen:.0f} ms")
            if number:
                pairs.note(ours.seen, peer.seen)
                received[0].append(ours.received)
                received[1].append(peer.received)
        yield from pairs.told(self.subject, what, _NAMES, bound)
        told = spread(received[0], "B")
        if seen == "colours":
            middle = statistics.median(received[0])
            yield at_most(self.subject, f"{what}: received", middle, _RECEIVED, told,
                          f"{_RECEIVED:,} B")  # fmt: skip
        else:
            yield plain(self.subject, f"{what}: received", told)
        others = spread(received[1], "B")
        yield plain(self.subject, f"{what}: received by {_NAMES[1]}", others)
