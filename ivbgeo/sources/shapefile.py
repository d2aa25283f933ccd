"""Shapefile: points with the table beside them, from a .shp and its parts or from one zip."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from geo.shapefile import open_shapefile
from ivbgeo.errors import DataError
from ivbgeo.sources.geometry import refusals, stated_crs
from ivbgeo.sources.table import Record, Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.shapefile import Shapefile

__all__ = ["open_shape"]


@contextmanager
def open_shape(path: Path, crs: int | None = None) -> Iterator[Table]:
    """Open a Shapefile of points. Heights and measures are dropped.

    Raises
    ------
    DataError
        If a part is missing or broken, its shapes are no points, or there is no .prj and ``crs``
        doesn't tell the system either.
    """
    with refusals(), open_shapefile(path) as source:
        if source.kind not in ("Point", "leeg"):
            raise DataError("geometry.no_points", file=path.name, found=source.kind)
        yield Table(
            "Object",
            source.names,
            _records(source),
            crs=stated_crs(source.crs, crs, path.name, ask=True),
            has_points=True,
        )


def _records(source: Shapefile) -> Iterator[Record]:
    with refusals():
        for shape, cells in source.rows:
            yield Record(shape.number, cells, shape.point())
