"""Rows as a register has them, as a file of Parquet: a point, a category and a moment each."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.tessellation import CACHE

if TYPE_CHECKING:
    from benchmarks.ground import Ground

__all__ = ["CATEGORIES", "MONTHS", "rows_file"]

_TABLE = Path(__file__).parent.parent / "data" / "categories.csv"
with _TABLE.open(encoding="utf-8", newline="") as _file:
    CATEGORIES = tuple(row["code"] for row in csv.DictReader(_file) if row["kind"] == "politie")
"""The codes of the police tables."""

MONTHS = 168
"""January 2012 up to December 2025."""


def rows_file(on: Ground, number: int) -> Path:
    """Give a file with so many rows, made if it isn't there yet.

    Columns: id; x and y, EPSG:28992, metres; category, a code; moment, to the second.
    """
    path = CACHE / f"rows-{on.name}-{number}.parquet"
    if path.exists():
        return path
    CACHE.mkdir(parents=True, exist_ok=True)
    x, y = on.points(number)
    chance = np.random.default_rng(2)
    # Some categories have far more than others, as is so with crime.
    share = chance.dirichlet(np.full(len(CATEGORIES), 0.7))
    category = chance.choice(len(CATEGORIES), number, p=share).astype(np.int8)
    first = np.datetime64("2012-01", "M")
    start = first.astype("datetime64[s]").astype(np.int64)
    stop = (first + MONTHS).astype("datetime64[s]").astype(np.int64)
    moment = chance.integers(start, stop, number).astype("datetime64[s]")
    table = pa.table(
        {
            "id": np.arange(number),
            "x": x,
            "y": y,
            # As plain text, which is what most files have.
            "category": pa.DictionaryArray.from_arrays(category, pa.array(CATEGORIES)).cast(
                pa.string()
            ),
            "moment": moment,
        }
    )
    beside = path.with_name(f".{os.getpid()}-{path.name}")
    pq.write_table(table, beside)
    beside.replace(path)
    return path
