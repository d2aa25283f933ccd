"""The text filter: how long a remark takes, and how many numbers drawn by chance it takes out."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

from benchmarks.finding import at_most, duration, plain
from ivbgeo.settings import ROOT
from ivbgeo.textfilter import find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.finding import Finding

__all__ = ["measure"]

_LISTS = ROOT / "tests" / "ivbgeo" / "textfilter"
_TIMES, _DRAWN = 20, 5_000
_ONE = 0.005  # seconds, for a remark


def measure(fewer: int) -> Iterator[Finding]:
    """Go through the remarks of the tests, and through 5,000 numbers of each form by ``fewer``."""
    remarks = [
        line
        for path in sorted(_LISTS.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    times = max(1, _TIMES // fewer)
    before = time.perf_counter()
    for _ in range(times):
        for remark in remarks:
            find(remark)
    each = (time.perf_counter() - before) / times / len(remarks)
    subject = f"{len(remarks)} remarks"
    yield at_most(subject, "going through one", each, _ONE, duration(each), duration(_ONE))
    draw = random.Random(1)  # noqa: S311 - nothing secret
    for form, make in _forms(draw).items():
        drawn = [make() for _ in range(_DRAWN // fewer)]
        share = sum(bool(find(one)) for one in drawn) / len(drawn)
        yield plain("numbers by chance", form, f"{share:.1%} taken out")


def _forms(draw: random.Random) -> dict[str, Callable[[], str]]:
    def digits(count: int) -> str:
        return str(draw.randrange(10 ** (count - 1), 10**count))

    def year() -> int:
        return draw.randint(2015, 2026)

    def thousands() -> str:
        return f"{draw.randrange(10**6, 10**9):,}".replace(",", ".")

    return {
        "six or seven digits": lambda: digits(draw.choice((6, 7))),
        "eight digits": lambda: digits(8),
        "nine digits": lambda: digits(9),
        "ten digits, no 0 before them": lambda: digits(10),
        "2023-045678": lambda: f"{year()}-0{digits(5)}",
        "2023045678": lambda: f"{year()}0{digits(5)}",
        "PL1500-2023045678-1": lambda: f"PL1500-{year()}0{digits(5)}-1",
        "€ 1.234.567": lambda: f"€ {thousands()}",
        "1.234.567": thousands,
        "93412 452310": lambda: f"{draw.randint(90_000, 96_000)} {draw.randint(449_000, 455_000)}",
        "20240315": lambda: f"{year()}{draw.randint(1, 12):02}{draw.randint(1, 28):02}",
    }
