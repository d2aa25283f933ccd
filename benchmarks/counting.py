"""Counts by area, category and month, from Parquet, beside SedonaDB's SQL on the same file.

And sums over a part of what was counted.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.finding import Finding, at_least, at_most, duration, mebibytes, plain
from benchmarks.ground import GROUNDS, Ground, ground
from benchmarks.memory import program
from benchmarks.peers import Sedona
from benchmarks.rows import rows_file
from benchmarks.timing import in_turns, say
from ivbgeo.bulk.counting import Counting
from ivbgeo.bulk.source import Source
from ivbgeo.period import Period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pyarrow as pa

    from ivbgeo.cube import Cube

__all__ = ["measure"]

_OURS, _SEDONA, _TUNED = "ivbgeo", "SedonaDB, all in SQL", "SedonaDB, its library geo"
_OVER_SEDONA = 10.0
_MEMORY = 1536 * 2**20
# Seconds.
_SUMMED = {"city": 0.005, "nation": 0.1}
_SQL = (
    "SELECT a.area, f.category, date_trunc('month', f.moment) AS month, count(*) AS number "
    "FROM file f JOIN areas a ON ST_Intersects(a.geometry, ST_Point(f.x, f.y)) "
    "GROUP BY a.area, f.category, date_trunc('month', f.moment)"
)


def measure(fewer: int) -> Iterator[Finding]:
    """Measure on both grounds, with 10,000,000 rows divided by ``fewer``."""
    number = 10_000_000 // fewer
    for name in GROUNDS:
        on = ground(name)
        subject = f"{on}, {number:,} rows"
        say(subject)
        file = rows_file(on, number)
        sedona, tuned = Sedona(on.division.polygons), Sedona(on.division.polygons, "geo")
        sedona.hold_file(file)
        tuned.hold_file(file)
        on.locator()
        methods = {
            _OURS: partial(_counted, on, file),
            _SEDONA: partial(sedona.ask, _SQL),
            _TUNED: partial(tuned.ask, _SQL),
        }
        times = in_turns(methods, rounds=3)
        for method, timing in times.items():
            yield plain(subject, f"counting by {method}", duration(timing.median))
        ratio = times[_SEDONA].over(times[_OURS])
        yield at_least(subject, "counting by SedonaDB / ivbgeo", ratio, _OVER_SEDONA)
        ratio = times[_TUNED].over(times[_OURS])
        yield plain(subject, f"counting by {_TUNED} / ivbgeo", str(ratio))
        cube = times[_OURS].answer
        same = np.array_equal(_cells(cube), _cells_of(times[_SEDONA].answer, cube))
        said = "yes" if same else "no"
        yield Finding(subject, "the same counts as SedonaDB", said, "yes", same)
        yield from _whole_program(on, subject, file)
        yield from _summed(on, subject, cube)


def _counted(on: Ground, file: Path) -> Cube:
    counting = Counting.over([Source.open(file, None, None, 28992)], on.areas, "category", "moment")
    cube = counting.count(counting.pieces()).inside
    if cube is None:
        raise RuntimeError("Nothing was counted")
    return cube


def _cells(cube: Cube) -> np.ndarray:
    """Give row, column and count of each cell that isn't 0, shape (k, 3), in order."""
    cells = cube.counts.tocoo()
    return _in_order(cells.row, cells.col, cells.data)


def _cells_of(answer: pa.Table, cube: Cube) -> np.ndarray:
    axes = cube.axes
    category = axes.positions(answer["category"].to_pandas())
    month = answer["month"].to_numpy().astype("datetime64[M]").astype(int) + 1970 * 12
    row = category * axes.months + month - axes.first_month
    return _in_order(row, answer["area"].to_numpy(), answer["number"].to_numpy())


def _in_order(*columns: np.ndarray) -> np.ndarray:
    cells = np.stack([column.astype(np.int64) for column in columns], axis=1)
    return cells[np.lexsort((cells[:, 1], cells[:, 0]))]


def _whole_program(on: Ground, subject: str, file: Path) -> Iterator[Finding]:
    say(f"{subject}: the whole program")
    with TemporaryDirectory() as folder:
        out = Path(folder) / "counts.parquet"
        columns = ("--category", "category", "--date", "moment")
        seconds, peak = program("ivbgeo", ["tally", file, out, "--areas", on.file, *columns])
    yield plain(subject, "ivbgeo tally, from start to end", duration(seconds))
    yield at_most(subject, "its memory at most", peak, _MEMORY, mebibytes(peak), "1536 MiB")


def _summed(on: Ground, subject: str, cube: Cube) -> Iterator[Finding]:
    axes = cube.axes
    every, few = axes.categories, axes.categories[10:14]
    period, year = axes.period, Period.year(2024)
    tenth = axes.areas[::10]
    sums: dict[str, Callable[[], object]] = {
        "one category in a year by area": partial(cube.by_area, few[:1], year),
        "four categories in a year by area": partial(cube.by_area, few, year),
        "all categories in a year by area": partial(cube.by_area, every, year),
        "everything by area": partial(cube.by_area, every, period),
        "four categories by month": partial(cube.by_month, few, period),
        "everything by month in a tenth of the areas": partial(cube.by_month, every, period, tenth),
    }
    bound = _SUMMED[on.name]
    shape = f"{len(axes.areas):,} × {len(every)} × {axes.months}"
    yield plain(subject, f"cells that aren't 0, of {shape}", f"{cube.counts.nnz:,}")
    for what, timing in in_turns(sums).items():
        yield at_most(subject, what, timing.median, bound, duration(timing.median), duration(bound))
