"""``ivbgeo locate`` from Parquet to Parquet, beside reading and writing that file alone."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.parquet as pq

from benchmarks.finding import Finding, at_most, duration, mebibytes, plain
from benchmarks.ground import GROUNDS, Ground, ground
from benchmarks.memory import program
from benchmarks.rows import rows_file
from benchmarks.timing import in_turns, say

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["measure"]

_BOUND = 2.5


def measure(fewer: int) -> Iterator[Finding]:
    """Measure both programs from start to end, with 10,000,000 rows divided by ``fewer``."""
    number = 10_000_000 // fewer
    for name in GROUNDS:
        on = ground(name)
        subject = f"{on}, {number:,} rows"
        say(subject)
        source = rows_file(on, number)
        with TemporaryDirectory() as folder:
            yield from _located(on, subject, source, Path(folder))


def _located(on: Ground, subject: str, source: Path, folder: Path) -> Iterator[Finding]:
    located, copied = folder / "located.parquet", folder / "copied.parquet"
    ours, alone = "ivbgeo locate", "pyarrow, reading and writing"
    times = in_turns(
        {
            ours: lambda: _anew(located, "ivbgeo", "locate", source, located, "--areas", on.file),
            alone: lambda: _anew(copied, "benchmarks.copying", source, copied),
        },
        rounds=3,
    )
    for name, timing in times.items():
        peak = mebibytes(timing.answer)
        yield plain(subject, name, f"{duration(timing.median)}, {peak} at most")
    ratio = times[ours].over(times[alone])
    yield at_most(subject, f"{ours} / pyarrow", ratio.middle, _BOUND, str(ratio), f"{_BOUND:g}×")
    same = _same(on, source, located)
    yield Finding(subject, "the same rows, with the right areas", same, "yes", same == "yes")


def _anew(target: Path, module: str, *arguments: str | Path) -> int:
    """Run a program that writes a file that isn't there yet; bytes resident at most."""
    target.unlink(missing_ok=True)
    return program(module, arguments)[1]


def _same(on: Ground, source: Path, located: Path) -> str:
    before, after = pq.read_table(source), pq.read_table(located)
    if not after.drop_columns(["area_code"]).equals(before):
        return "other rows"
    position = on.locator().locate(before["x"].to_numpy(), before["y"].to_numpy())
    codes = np.array([*on.division.codes, ""], dtype=object)
    found = after["area_code"].fill_null("").to_numpy()
    return "yes" if (found == codes[position]).all() else "other areas"
