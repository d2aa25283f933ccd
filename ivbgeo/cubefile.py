"""A cube as a Parquet file: its cells as rows, its axes beside them, so that zero is no absence.

Columns: area_code (a code, ``outside`` or ``unknown``), category, month as ``2023-04``, count.
Every cell of the axes that has no row was counted and is 0.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from geo import DivisionId, Level
from ivbgeo.cube import Axes, Cube
from ivbgeo.errors import DataError, UsageError
from ivbgeo.period import Period

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["cube_as_parquet", "read_cube"]

_KEY = b"ivbgeo.cube"
_NO_AREA = ("outside", "unknown")


def cube_as_parquet(cube: Cube, provenance: Mapping[str, str]) -> bytes:
    """Give a cube as a Parquet file.

    Parameters
    ----------
    provenance
        Of what files it was counted, by whatever names; kept with the axes.
    """
    axes, counts = cube.axes, cube.counts
    row = np.repeat(np.arange(axes.shape[0], dtype=np.int32), np.diff(counts.indptr))
    category, month = np.divmod(row, np.int32(axes.months))
    table = pa.table(
        {
            "area_code": _column(counts.indices, (*axes.areas, *_NO_AREA)),
            "category": _column(category, axes.categories),
            "month": _column(month, _months(axes)),
            "count": counts.data,
        }
    )
    told = {
        "level": axes.division.level.value,
        "division_year": axes.division.year,
        "areas": axes.areas,
        "categories": axes.categories,
        "standing": sorted(axes.standing),
        "from": axes.period.start,
        "to": axes.period.end,
        "provenance": dict(provenance),
    }
    stream = io.BytesIO()
    about = {_KEY: json.dumps(told, ensure_ascii=False)}
    pq.write_table(table.replace_schema_metadata(about), stream, compression="zstd")
    return stream.getvalue()


def read_cube(path: Path) -> Cube:
    """Read a cube from a file that ``cube_as_parquet`` made.

    Raises
    ------
    DataError
        If the file isn't one, or has cells that aren't on its axes.
    """
    try:
        table = pq.read_table(path, memory_map=True)
        axes = _axes(json.loads((table.schema.metadata or {})[_KEY]))
        count = table["count"].to_numpy().astype(np.int64, casting="safe")
        area = _positions(table["area_code"], (*axes.areas, *_NO_AREA))
        category = _positions(table["category"], axes.categories)
        month = _positions(table["month"], _months(axes))
    except (OSError, pa.ArrowException, KeyError, TypeError, ValueError, UsageError):
        raise DataError("cube.file", file=path.name) from None
    if (count <= 0).any():
        raise DataError("cube.file", file=path.name)
    cells = np.ravel_multi_index((category * axes.months + month, area), axes.shape)
    return Cube.of_cells(axes, cells, count)


def _axes(told: Any) -> Axes:
    period = Period.parse(told["from"], told["to"])
    return Axes(
        DivisionId(Level(told["level"]), told["division_year"]),
        tuple(told["areas"]),
        tuple(told["categories"]),
        period.first_index,
        period.last_index - period.first_index + 1,
        frozenset(told["standing"]),
    )


def _months(axes: Axes) -> tuple[str, ...]:
    months = range(axes.first_month, axes.first_month + axes.months)
    return tuple(Period.of_indices(month, month).start for month in months)


def _column(positions: NDArray[np.integer], words: Sequence[str]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(positions), pa.array(words, pa.string()))


def _positions(column: pa.ChunkedArray, words: Sequence[str]) -> NDArray[np.int32]:
    """Give where each word is; KeyError for one that is not there."""
    position = {word: i for i, word in enumerate(words)}
    parts = [
        np.array([position[word] for word in chunk.dictionary.to_pylist()], dtype=np.int32)[
            chunk.indices.to_numpy()
        ]
        for chunk in column.dictionary_encode().chunks
    ]
    return np.concatenate([np.zeros(0, dtype=np.int32), *parts])
