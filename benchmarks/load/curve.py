"""How the app answers more and more sessions on one process, beside a plain page of st_folium.

Each of them changes a filter every five seconds. The crowd grows on one server, which it fills with
what is made once for all, as a server in service is. Times are of this program, which runs on the
same machine: from the moment that a change is sent until the message that its run is done is read,
so what either of the two waits for is in them.
"""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING

from benchmarks.browser.figures import page_file
from benchmarks.browser.serving import app, serving, streamlit
from benchmarks.finding import at_most, duration, mebibytes, plain
from benchmarks.load.crowd import BETWEEN, Crowd
from benchmarks.load.report import write
from benchmarks.load.town import shown
from benchmarks.load.visitors import KAART, PLAIN, WIJK
from benchmarks.load.wire import SessionError
from benchmarks.timing import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.browser.serving import Served
    from benchmarks.finding import Finding
    from benchmarks.load.crowd import Heard
    from benchmarks.load.town import Shown
    from benchmarks.load.visitors import Page

__all__ = ["measure"]

_LEVELS, _FEW = (10, 25, 50, 100, 200), (5, 10)
_SECONDS, _SHORT = 30.0, 10.0
_ARRIVAL = 150.0  # seconds; a server that lets nobody in any more has broken down
_ASKED = 100  # sessions that the targets are of
_MEDIAN, _P95 = 0.150, 0.500
# As Streamlit comes; the app's own settings would be those of the plain page too.
_AS_IT_COMES = {
    "STREAMLIT_RUNNER_POST_SCRIPT_GC": "true",
    "STREAMLIT_SERVER_ENABLE_WEBSOCKET_COMPRESSION": "false",
}


def measure(fewer: int) -> Iterator[Finding]:
    """Let crowds grow, of the map, of Mijn wijk and of the plain page."""
    levels, seconds = (_LEVELS, _SECONDS) if fewer == 1 else (_FEW, _SHORT)
    made = shown()
    page = streamlit("run", str(page_file("plain")))
    theirs_has = {"BENCH_FIGURES": str(made.figures), **_AS_IT_COMES}
    with serving(app(), made.settings) as served:
        ours = _grown(KAART, served, made, levels, seconds)
    yield from _told(KAART, ours)
    most = _ASKED if fewer == 1 else levels[-1]
    with serving(app(), made.settings) as served:
        wijk = _grown(WIJK, served, made, (levels[0], most), seconds)
    yield from _told(WIJK, wijk)
    with serving(page, theirs_has) as served:
        theirs = _grown(PLAIN, served, made, levels, seconds)
    yield from _told(PLAIN, theirs)
    if fewer == 1:
        write({KAART.name: ours, WIJK.name: wijk, PLAIN.name: theirs}, levels)


def _grown(
    page: Page, served: Served, made: Shown, levels: Sequence[int], seconds: float
) -> list[Heard]:
    return asyncio.run(_grow(page, served, made, levels, seconds))


async def _grow(
    page: Page, served: Served, made: Shown, levels: Sequence[int], seconds: float
) -> list[Heard]:
    """Listen at each level, until the server is so slow that nobody gets what he asks in time."""
    heard: list[Heard] = []
    crowd = Crowd(page, served.url, served.process.pid, made.years, made.areas)
    try:
        for sessions in levels:
            with _said(page.name, sessions):
                async with asyncio.timeout(_ARRIVAL):
                    await crowd.grow(sessions)
                heard.append(await crowd.listen(seconds))
            if len(heard) < levels.index(sessions) + 1 or heard[-1].median > BETWEEN:
                break
            say(f"{page.name}: {heard[-1]}")
    finally:
        await crowd.leave()
    return heard


@contextmanager
def _said(name: str, sessions: int) -> Iterator[None]:
    """Say that there was no getting in any more."""
    try:
        yield
    except (TimeoutError, SessionError, ExceptionGroup) as error:
        say(f"{name}: {sessions} sessions did not get in: {error!r}")


def _told(page: Page, heard: Sequence[Heard]) -> Iterator[Finding]:
    for one in heard:
        of = f"{page.name}, {one.sessions} sessions"
        if page is PLAIN or one.sessions > _ASKED:
            yield plain(of, "median", duration(one.median))
            yield plain(of, "p95", duration(one.p95))
            yield plain(of, "errors", f"{len(one.errors)} of {len(one.answers)}")
        else:
            yield at_most(of, "median", one.median, _MEDIAN, duration(one.median),
                          duration(_MEDIAN))  # fmt: skip
            yield at_most(of, "p95", one.p95, _P95, duration(one.p95), duration(_P95))
            told = f"{len(one.errors)} of {len(one.answers)}"
            yield at_most(of, "errors", len(one.errors), 0, told, "0")
        yield plain(of, "of a core, a change", duration(one.work_of_one))
        yield plain(of, "memory", mebibytes(one.memory))
        yield plain(of, "this program: cores, late",
                    f"{one.mine / one.seconds:.2f}, {duration(one.lag)}")  # fmt: skip
