"""The record of access on SQLite: lines noted, also beside an import, and all of them checked."""

from __future__ import annotations

import statistics
import threading
import time
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.finding import at_most, duration, plain
from benchmarks.incidents import incidents_file
from geo import AreaId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.demo import load_demo
from ivbgeo.errors import StoreError
from ivbgeo.importing import import_file
from ivbgeo.record import Act, Entry
from ivbgeo.record.chain import broken
from ivbgeo.record.keeping import note
from ivbgeo.settings import ROOT
from ivbgeo.sources import Kind
from ivbgeo.store import Store
from ivbgeo.store import record as stored
from ivbgeo.viewer import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.finding import Finding

__all__ = ["measure"]

_LINES, _ALONE, _AT_ONCE = 200_000, 300, 10_000
_NOTED, _CHECKED = 0.01, 100e-6  # seconds, for a line
_ROWS, _OFTEN = (100_000, 600_000), 0.05  # of an import; seconds between two looks beside it
_LOOKED = Entry(
    Act.BEKEKEN,
    "incidenten",
    Role.PLANNER,
    "c.planner",
    AreaId("WK063705", 2025, Level.WIJK),
    "1.1.1, 2024",
)


def measure(fewer: int) -> Iterator[Finding]:
    """Note lines one by one, then many, and check them all; and note beside an import.

    200,000 lines, and 100,000 and 600,000 rows that are imported, divided by ``fewer``.
    """
    yield from _noting(fewer)
    for rows in _ROWS:
        yield from _beside(rows // fewer)


def _noting(fewer: int) -> Iterator[Finding]:
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


def _beside(rows: int) -> Iterator[Finding]:
    """Look now and then while a file is brought in: SQLite has one writer at a time."""
    source = incidents_file(rows)
    with TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/store.sqlite"
        with closing(Store.open(address)) as store, closing(Store.open(address)) as other:
            load_demo(store, ROOT / "data")
            edition, turns, done = Atlas(store).edition(), [], threading.Event()
            refused = 0

            def look() -> None:
                nonlocal refused
                while not done.wait(_OFTEN):
                    before = time.perf_counter()
                    try:
                        note(other, _LOOKED)
                    except StoreError:
                        refused += 1
                    turns.append(time.perf_counter() - before)

            thread = threading.Thread(target=look)
            thread.start()
            try:
                import_file(store, edition, source, Kind.INCIDENTS)
            finally:
                done.set()
                thread.join()
    subject = f"beside an import of {rows:,} rows"
    middle = statistics.median(turns)
    yield at_most(subject, "noting a look", middle, _NOTED, duration(middle), duration(_NOTED))
    yield plain(subject, "the longest wait", duration(max(turns)))
    yield plain(subject, "refused, after 10 s", f"{refused} of {len(turns)}")
