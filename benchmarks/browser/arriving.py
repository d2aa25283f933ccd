"""The first usable map: from the navigation until areas are painted and one answers to the mouse.

Beside a bare page with an empty map by st_folium, of which the map itself has to be there.
"""

from __future__ import annotations

import itertools
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

from benchmarks.browser.figures import page_file
from benchmarks.browser.pairs import Pairs
from benchmarks.browser.screen import hover
from benchmarks.browser.serving import app, serving, streamlit
from benchmarks.browser.stores import CITY, town
from benchmarks.browser.visiting import SCREEN, browsing, visiting
from benchmarks.timing import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext

    from benchmarks.browser.visiting import Visit
    from benchmarks.finding import Finding

__all__ = ["measure"]

_ROUNDS, _LEAST = 20, 5
_BOUND = 1.25
_NAMES = ("ivbgeo", "an empty map by st_folium")
_PATIENCE = 120.0


def measure(fewer: int) -> Iterator[Finding]:
    """Measure a first visit, with an empty cache, and a second one, in turn."""
    made = town(CITY)
    first, second, painted = Pairs(), Pairs(), Pairs()
    with ExitStack() as stack:
        ours = stack.enter_context(serving(app(), made.settings)).url
        bare = stack.enter_context(serving(streamlit("run", str(page_file("empty"))))).url
        browser = stack.enter_context(browsing())
        # The first session of a server reads in what all others find ready.
        for number in range(max(_ROUNDS // fewer, _LEAST) + 1):
            app_times, bare_times = _twice(browser, ours), _twice(browser, bare, empty=True)
            say(f"{app_times} and {bare_times} ms")
            if number:
                first.note(app_times[0][1], bare_times[0][1])
                second.note(app_times[1][1], bare_times[1][1])
                painted.note(app_times[1][0], bare_times[1][0])
    subject = f"{made.areas} areas"
    yield from first.told(subject, "first visit → usable", _NAMES, _BOUND)
    yield from second.told(subject, "second visit → usable", _NAMES, _BOUND)
    yield from painted.told(subject, "second visit → painted", _NAMES, _BOUND)


def _twice(browser: Browser, address: str, *, empty: bool = False) -> list[tuple[int, int]]:
    """Visit a page twice with one cache: milliseconds until painted, and until usable."""
    context = browser.new_context(viewport=SCREEN)
    try:
        return [_once(browser, address, context, empty=empty) for _ in range(2)]
    finally:
        context.close()


def _once(
    browser: Browser, address: str, context: BrowserContext, *, empty: bool
) -> tuple[int, int]:
    with visiting(browser, address, context) as visit:
        if empty:
            there = round(visit.first("map"))
            return there, there
        painted = round(visit.first("areas"))
        _move(visit)
        return painted, round(visit.first("tooltip"))


def _move(visit: Visit) -> None:
    """Move the mouse over the map until it answers."""
    until = time.monotonic() + _PATIENCE
    for step in itertools.count():
        hover(visit, step)
        if visit.page.evaluate("'tooltip' in bench.first") or time.monotonic() > until:
            return
