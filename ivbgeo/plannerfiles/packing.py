"""What is planned with as the bytes that are kept: Parquet, without what else was in the file."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from ivbgeo.plannerfiles.areas import KeptAreas
from ivbgeo.sources.spots import Spots

if TYPE_CHECKING:
    from ivbgeo.filekind import FileKind

__all__ = ["packed", "unpacked"]


def packed(found: KeptAreas | Spots) -> bytes:
    """Write areas or spots as bytes."""
    table = found.table() if isinstance(found, KeptAreas) else _of_spots(found)
    stream = io.BytesIO()
    pq.write_table(table, stream, compression="zstd")
    return stream.getvalue()


def unpacked(content: bytes, kind: FileKind) -> KeptAreas | Spots:
    """Read areas or spots from such bytes."""
    table = pq.read_table(io.BytesIO(content))
    return KeptAreas.of_table(table) if kind.has_areas else _spots(table)


def _of_spots(spots: Spots) -> pa.Table:
    x, y = spots.places.T
    columns = {"id": pa.array(spots.ids, pa.string()), "x": pa.array(x), "y": pa.array(y)}
    return pa.table(columns | {name: pa.array(values) for name, values in spots.numbers.items()})


def _spots(table: pa.Table) -> Spots:
    places = np.column_stack([table[name].to_numpy() for name in ("x", "y")])
    numbers = {
        name: table[name].to_numpy() for name in table.column_names if name not in {"id", "x", "y"}
    }
    return Spots(tuple(table["id"].to_pylist()), places, numbers, local=False)
