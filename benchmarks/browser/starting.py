"""From the start of the process to the first page on the screen, beside ``streamlit hello``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.browser.pairs import Pairs
from benchmarks.browser.serving import app, serving, streamlit
from benchmarks.browser.stores import CITY, town
from benchmarks.browser.visiting import browsing, visiting
from benchmarks.timing import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from playwright.sync_api import Browser

    from benchmarks.finding import Finding

__all__ = ["measure"]

_ROUNDS, _LEAST = 10, 5
_BOUND = 1.5
_NAMES = ("ivbgeo serve", "streamlit hello")


def measure(fewer: int) -> Iterator[Finding]:
    """Measure in turn; all files are in the memory of the system, for each has run before."""
    made, pairs = town(CITY), Pairs()
    with browsing() as browser:
        for number in range(max(_ROUNDS // fewer, _LEAST) + 1):
            ours = _start(browser, app(), "areas", made.settings)
            hello = _start(browser, streamlit("hello"), "heading")
            say(f"{ours:,.0f} and {hello:,.0f} ms")
            if number:
                pairs.note(ours, hello)
    subject = f"{made.areas} areas"
    yield from pairs.told(subject, "start of the process → first page", _NAMES, _BOUND)


def _start(
    browser: Browser, command: Sequence[str], what: str, settings: Mapping[str, str] | None = None
) -> float:
    """Start a server, and open its page as soon as it answers: milliseconds."""
    with serving(command, settings) as server, visiting(browser, server.url) as visit:
        return visit.moment(what) - server.started * 1e3
