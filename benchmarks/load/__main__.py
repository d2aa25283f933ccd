"""A short run on a server that is there already: ``python -m benchmarks.load ADDRESS PROCESS``."""

from __future__ import annotations

import argparse
import asyncio

from benchmarks.load.crowd import Crowd
from benchmarks.load.visitors import KAART, PLAIN, WIJK
from benchmarks.timing import say

_PAGES = {"kaart": KAART, "wijk": WIJK, "plain": PLAIN}


async def _run(chosen: argparse.Namespace) -> None:
    years = [str(year) for year in range(2012, 2026)]
    page, areas = _PAGES[chosen.page], chosen.areas.split(",")
    crowd = Crowd(page, chosen.address, chosen.process, years, areas)
    try:
        for sessions in map(int, chosen.sessions.split(",")):
            await crowd.grow(sessions)
            say(str(await crowd.listen(chosen.seconds)))
    finally:
        await crowd.leave()


_parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
_parser.add_argument("address", help="of the app, with a slash at the end")
_parser.add_argument("process", type=int, help="number of its process")
_parser.add_argument("--page", choices=_PAGES, default="kaart")
_parser.add_argument("--sessions", default="10", help="such as 10,25")
_parser.add_argument("--seconds", type=float, default=30.0)
_parser.add_argument("--areas", default="BU06371101", help="codes that can be clicked")
asyncio.run(_run(_parser.parse_args()))
