"""A wijkprofiel on paper: in a process that is warm, and as a command from start to file.

The city is that of ``benchmarks.wijk``: 146 buurten with 59 kinds of crime by month.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING

from benchmarks.finding import at_most, duration, plain
from benchmarks.tessellation import CACHE
from benchmarks.timing import say
from benchmarks.wijk import city_store
from ivbgeo.atlas import Atlas
from ivbgeo.period import Period
from ivbgeo.settings import ROOT
from ivbgeo.viewer import PUBLIEK
from ivbgeo.wijk import wijk_profile, wijken_of
from layers.profile import profile_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.finding import Finding

__all__ = ["measure"]

_WARM, _COMMAND = 1.0, 5.0
_TURNS = 3


def measure(fewer: int) -> Iterator[Finding]:
    """Make the profile of every wijk, and three by the command; divided by ``fewer``."""
    folder = CACHE / "wijk"
    period = Period.year(2024)
    with closing(city_store(folder)) as store:
        edition = Atlas(store).edition()
        wijken = list(wijken_of(edition))
        profiles = [wijk_profile(edition, PUBLIEK, wijk, period) for wijk in wijken]
        say("the first profile")
        before = time.process_time()
        size = len(profile_pdf(edition, PUBLIEK, profiles[0], folder))
        yield plain("PDF of one wijk", "the first one", duration(time.process_time() - before))
        say("other wijken")
        taken = []
        for profile in profiles[1 : max(len(profiles) // fewer, 3)]:
            before = time.process_time()
            profile_pdf(edition, PUBLIEK, profile, folder)
            taken.append(time.process_time() - before)
        middle = statistics.median(taken)
        what = f"median of {len(taken)}, of a core"
        yield at_most("PDF of one wijk", what, middle, _WARM, duration(middle), duration(_WARM))
        yield plain("PDF of one wijk", "size", f"{size / 1000:,.0f} kB")
    say("the command")
    taken = [_command(folder, wijken[at].code) for at in range(_TURNS)]
    work, clock = (statistics.median(one) for one in zip(*taken, strict=True))
    what = "from start to file, of a core"
    yield at_most("ivbgeo profile", what, work, _COMMAND, duration(work), duration(_COMMAND))
    yield plain("ivbgeo profile", "by the clock", duration(clock))


def _command(folder: Path, code: str) -> tuple[float, float]:
    """Give the seconds of a core, and by the clock."""
    out = folder / "profiel.pdf"
    database = f"sqlite:///{(folder / 'store.sqlite').resolve()}"
    command = [sys.executable, "-m", "ivbgeo", "profile", code, "--as", "publiek"]
    used, before = _used(), time.perf_counter()
    subprocess.run(
        [*command, "--period", "2024", "--out", str(out.resolve())],
        cwd=ROOT,
        env={**os.environ, "IVBGEO_DATABASE_URL": database},
        check=True,
        capture_output=True,
    )
    return _used() - used, time.perf_counter() - before


def _used() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime
