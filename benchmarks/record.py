"""The record of access on SQLite: a line noted, all of them checked, and how large it gets."""

from __future__ import annotations

import statistics
import time
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.finding import at_most, duration, plain
from geo import AreaId, Level
from ivbgeo.record import Act, Entry
from ivbgeo.record.chain import broken
from ivbgeo.record.keeping import note
from ivbgeo.store import Store
from ivbgeo.store import record as stored
from ivbgeo.viewer import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.finding import Finding

__all__ = ["measure"]

_LINES, _ALONE, _AT_ONCE = 200_000, 300, 10_000
_NOTED, _CHECKED = 0.01, 100e-6  # seconds, for a line
_LOOKED = Entry(
    Act.BEKEKEN,
    "incidenten",
    Role.PLANNER,
    "c.planner",
    AreaId("WK063705", 2025, Level.WIJK),
    "1.1.1, 2024",
)


def measure(fewer: int) -> Iterator[Finding]:
    """Note lines one by one, then many, 200,000 divided by ``fewer``, and check them all."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "store.sqlite"
        with closing(Store.open(f"sqlite:///{file}")) as store:
            turns = []
            for _ in range(_ALONE):
                before = time.perf_counter()
                note(store, _LOOKED)
                turns.append(time.perf_counter() - before)
            middle = statistics.median(turns)
            yield at_most(
                "one line", "noting it", middle, _NOTED, duration(middle), duration(_NOTED)
            )
            empty = file.stat().st_size
            lines = _LINES // fewer
            for _ in range(lines // _AT_ONCE):
                with store.writing(figures=False) as connection:
                    stored.add_lines(connection, [_LOOKED] * _AT_ONCE)
            before = time.perf_counter()
            with store.reading() as connection:
                if any(broken(stored.all_lines(connection), stored.read_head(connection))):
                    raise AssertionError("the record is not whole")
            each = (time.perf_counter() - before) / (lines + _ALONE)
        subject = f"{lines:,} lines"
        told = f"{each * 1e6:.0f} µs each"
        yield at_most(subject, "checking them", each, _CHECKED, told, f"{_CHECKED * 1e6:.0f} µs")
        size = (file.stat().st_size - empty) / lines
        yield plain(subject, "on the disk", f"{size:.0f} bytes each")
