"""GeoPackage: one layer of points, or one table without geometry; read in batches."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from geo.geopackage import list_layers, open_layer
from ivbgeo.errors import DataError
from ivbgeo.sources.arrow import NESTED, values_of
from ivbgeo.sources.fault import ValueRefusedError
from ivbgeo.sources.geometry import point_of, refusals, stated_crs
from ivbgeo.sources.table import Record, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import pyarrow as pa

__all__ = ["open_gpkg", "records"]

_STYLES = "layer_styles"  # QGIS keeps its styles in a layer of this name
_POINT_TYPES = {"Point", "Point Z", "Point M", "Point ZM", "2.5D Point", "Unknown"}


@contextmanager
def open_gpkg(path: Path, crs: int | None = None) -> Iterator[Table]:
    """Open the only layer of a GeoPackage. Heights are dropped.

    Raises
    ------
    DataError
        If it is broken, has no or several layers, or a layer of something else than points.
    """
    with refusals():
        found = {name: kind for name, kind in list_layers(path).items() if name != _STYLES}
        if not found:
            raise DataError("gpkg.no_layer", file=path.name)
        if len(found) > 1:
            names = ", ".join(f"‘{name}’" for name in found)
            raise DataError("gpkg.layers", file=path.name, layers=names[:400])
        ((name, kind),) = found.items()
        if kind is not None and kind not in _POINT_TYPES:
            raise DataError("geometry.no_points", file=path.name, found=kind)
        with open_layer(path, name, kind) as layer:
            yield Table(
                "Object",
                layer.names,
                records(layer.batches(), layer.names, layer.geometry),
                crs=stated_crs(layer.crs, crs, path.name, ask=False),
                has_points=layer.geometry is not None,
            )


def records(
    batches: Iterable[pa.RecordBatch], names: Sequence[str], geometry: str | None
) -> Iterator[Record]:
    """Give the rows of batches as records, numbered from 1.

    Parameters
    ----------
    batches
        Of geo: what it refuses is refused.
    names
        The columns; one that the batches don't have holds no single values.
    geometry
        The column of WKB, if there is one.
    """
    number = 0
    with refusals():
        for batch in batches:
            there = set(batch.schema.names)
            other = [NESTED] * len(batch)
            columns = [values_of(batch.column(n)) if n in there else other for n in names]
            shapes = batch.column(geometry).to_pylist() if geometry else [None] * len(batch)
            rows = zip(*columns, strict=True) if columns else iter([()] * len(batch))
            for wkb, cells in zip(shapes, rows, strict=True):
                number += 1
                try:
                    yield Record(number, cells, point_of(wkb))
                except ValueRefusedError as fault:
                    yield Record(number, (), fault=fault)
