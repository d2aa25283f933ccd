"""Measure by name: ``python -m benchmarks [--quick] [NAME …]``; without a name, everything.

What stands before a point is a name for all that begin with it: ``browser``.

The table goes to stdout, how far it is to stderr. Exit status: 0 every target is met; 1 one is
missed, and stderr says which; 2 wrong usage.
"""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sys
import time
from typing import TYPE_CHECKING

import numba
import psutil
from rich.console import Console
from rich.table import Table

from benchmarks.timing import say

if TYPE_CHECKING:
    from benchmarks.finding import Finding

# In this order; each is a module with a function ``measure``.
_NAMES = (
    "placing",
    "files",
    "counting",
    "cluster",
    "coordinates",
    "simplifying",
    "importing",
    "publishing",
    "paper",
    "dossier",
    "wijk",
    "profiles",
    "pointmap",
    "signals",
    "record",
    "remarks",
    "sites",
    "sight",
    "withholding",
    "browser.changing",
    "browser.arriving",
    "browser.starting",
    "browser.nation",
    "load.curve",
)
_FEWER = 10
# A table in a file is not cut off at 80 characters.
_WIDTH = 150


def main() -> int:
    """Measure what the command line names, show the table and tell whether targets are met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(_NAMES))
    parser.add_argument(
        "--quick",
        action="store_true",
        help="ten times fewer points; what starts up weighs more then, so targets may be missed",
    )
    chosen = parser.parse_args()
    known = {part for name in _NAMES for part in _names_of(name)}
    unknown = [name for name in chosen.names if name not in known]
    if unknown:
        parser.error(f"{', '.join(unknown)} can't be measured; choose of {', '.join(_NAMES)}")
    console = Console(width=None if sys.stdout.isatty() else _WIDTH)
    missed: list[Finding] = []
    for name in _NAMES:
        if chosen.names and not _names_of(name) & set(chosen.names):
            continue
        say(name)
        measure = importlib.import_module(f"benchmarks.{name}").measure
        before = time.perf_counter()
        findings = list(measure(_FEWER if chosen.quick else 1))
        console.print(_table(name, time.perf_counter() - before, findings))
        missed.extend(found for found in findings if found.met is False)
    console.print(_machine())
    for found in missed:
        say(f"Missed: {found.subject}: {found.what}: {found.value}, wanted {found.target}")
    return 1 if missed else 0


def _names_of(name: str) -> set[str]:
    return {name, name.partition(".")[0]}


def _table(name: str, seconds: float, findings: list[Finding]) -> Table:
    table = Table(title=f"{name} ({seconds:,.0f} s)", title_justify="left", pad_edge=False)
    for column in ("on", "what", "measured", "target", "met"):
        table.add_column(column)
    before = ""
    for found in findings:
        met = {True: "yes", False: "NO", None: ""}[found.met]
        first = "" if found.subject == before else found.subject
        table.add_row(first, found.what, found.value, found.target, met)
        before = found.subject
    return table


def _machine() -> str:
    """Tell on what was measured; how busy it was says how far to trust the figures."""
    memory = psutil.virtual_memory().total / 2**30
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, load {load:.1f} at the end; "
        f"Python {platform.python_version()}, Numba {numba.__version__}"
    )


if __name__ == "__main__":
    sys.exit(main())
