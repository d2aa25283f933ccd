"""Parquet and GeoParquet: rows in batches, with points in WKB or without."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from geo.geoparquet import open_geoparquet
from ivbgeo.sources.geometry import refusals, stated_crs
from ivbgeo.sources.gpkgfile import records
from ivbgeo.sources.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["open_parquet"]


@contextmanager
def open_parquet(path: Path, crs: int | None = None) -> Iterator[Table]:
    """Open a file of Parquet; with GeoParquet's description of a geometry, points come from it.

    Columns of lists, groups and bytes are named, not read: no field can be one of them.

    Raises
    ------
    DataError
        If it is broken, encrypted, improbably large, or its geometry is no WKB, or is in no
        system and ``crs`` tells none either.
    """
    with refusals(), open_geoparquet(path) as source:
        has_points = source.geometry is not None
        names = (*source.plain, *source.other)
        yield Table(
            "Rij",
            names,
            records(source.batches(), names, source.geometry),
            crs=stated_crs(source.crs, crs, path.name, ask=True) if has_points else None,
            has_points=has_points,
        )
