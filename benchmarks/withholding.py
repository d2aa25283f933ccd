"""Withholding in a city: how much is lost, how long it takes, and what the simple ways give away.

Counts by month are made for the buurten of the embedded data, as a police table has them: about
5,500 in a year. Beside it: withholding only what is under the threshold, and rounding to fives.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.finding import at_most, duration, plain
from benchmarks.months import made_counts
from geo import DivisionId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.demo import load_demo
from ivbgeo.settings import ROOT
from ivbgeo.store import Store
from ivbgeo.withholding import Axis, Table, large_slices, withhold
from ivbgeo.withholding.lines import gaps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.finding import Finding
    from ivbgeo.atlas import Edition

__all__ = ["measure", "town"]

_YEAR = 2025
_MONTHS = 12
_PER_1000 = 43.0  # crimes in a year, all kinds: about what the police count in the city
_THRESHOLD = 5
_LOST = 0.3
_SECONDS = 90.0


def town(edition: Edition, fewer: int = 1) -> Table:
    """Make a year of counts: buurten, wijken and gemeente; kinds, groups and total; months.

    ``fewer``: so many times fewer buurten.
    """
    buurten = edition.division(DivisionId(Level.BUURT, _YEAR))
    codes = buurten.codes[: len(buurten.codes) // fewer]
    number = edition.numbers[buurten.id]
    areas: dict[str, tuple[str, ...]] = {}
    for level in (Level.WIJK, Level.GEMEENTE):
        up = edition.up(DivisionId(level, _YEAR))[number]
        for code in codes:
            areas[up[code]] = (*areas.get(up[code], ()), code)
    kinds = [
        one.code
        for one in edition.taxonomy
        if one.kind == "politie" and one.code != "0.0.0" and not one.members
    ]
    groups = {one.code: one.members for one in edition.taxonomy if one.kind == "groep"}
    months = tuple(f"{_YEAR}-{month:02}" for month in range(1, _MONTHS + 1))
    # A few kinds are most of what happens.
    rates = np.exp(-np.random.default_rng(5).permutation(len(kinds)) / 7)
    rates *= _PER_1000 / rates.sum()
    people = np.random.default_rng(1).lognormal(6.3, 0.9, len(codes))
    leaves = np.stack(
        [made_counts(people, _MONTHS, rate, seed) for seed, rate in enumerate(rates)], axis=1
    )
    return Table(
        Axis((*codes, *areas), areas),
        Axis((*kinds, *groups, "0.0.0"), {**groups, "0.0.0": tuple(kinds)}),
        Axis((*months, str(_YEAR)), {str(_YEAR): months}),
        leaves.astype(np.float64),
    )


def measure(fewer: int) -> Iterator[Finding]:
    """Decide one year of a city of ``fewer`` times fewer buurten than usual."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(f"sqlite:///{Path(folder).resolve()}/store.sqlite")
        load_demo(store, ROOT / "data")
        table = town(Atlas(store).edition(), fewer)
        store.close()
    counts = table.counts()
    large = counts >= _THRESHOLD
    offered = large_slices(table, _THRESHOLD)
    subject = f"{len(table.areas.names)} areas × {len(table.categories.names)} × a year"
    yield plain(subject, "counted", f"{int(table.leaves.sum()):,}")
    yield plain(subject, "cells, large enough", f"{counts.size:,}, {int(large.sum()):,}")
    kept = offered & large
    yield plain(subject, "of these in slices that are offered", f"{kept.sum() / large.sum():.1%}")
    before, clock = time.process_time(), time.perf_counter()
    found = withhold(table, _THRESHOLD, offered=offered)
    work, wall = time.process_time() - before, time.perf_counter() - clock
    value = f"{found.lost():.1%} of {int(kept.sum()):,}"
    yield at_most(subject, "withheld along", found.lost(), _LOST, value, f"{_LOST:.0%}")
    taken = f"{duration(work)} of a core, {duration(wall)} by the clock"
    yield at_most(subject, "time", work, _SECONDS, taken, duration(_SECONDS))
    yield plain(subject, "not protected", str(int(found.exposed.sum())))
    yield plain(
        subject,
        "only under the threshold",
        f"0% lost, {gaps(counts, large, table.sides)} worked out",
    )
    rounded = 5 * np.round(counts[kept] / 5)
    same = float((rounded == counts[kept]).mean())
    yield plain(subject, "rounded to fives", f"{1 - same:.1%} no longer exact; a 0 says 0 to 2")
