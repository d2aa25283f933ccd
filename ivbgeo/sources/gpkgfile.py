"""GeoPackage: one layer of points, or one table without geometry; read in batches."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pyogrio
import pyogrio.raw
import pyproj
import shapely

from ivbgeo.errors import DataError
from ivbgeo.sources.fault import ValueRefusedError
from ivbgeo.sources.place import known_crs
from ivbgeo.sources.table import Record, Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["open_gpkg"]

_BATCH = 20_000
_STYLES = "layer_styles"  # QGIS keeps its styles in a layer of this name
_POINT_TYPES = {"Point", "Point Z", "Point M", "Point ZM", "2.5D Point", "Unknown"}


@contextmanager
def open_gpkg(path: Path) -> Iterator[Table]:
    """Open the only layer of a GeoPackage. Heights are dropped.

    Raises
    ------
    DataError
        If it is broken, has no or several layers, or a layer of something else than points.
    """
    layer, geometry_type = _only_layer(path)
    if geometry_type is not None and geometry_type not in _POINT_TYPES:
        raise DataError("geometry.no_points", file=path.name, found=geometry_type)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # GDAL's remarks; what can't be read is refused below
        try:
            source = pyogrio.raw.open_arrow(path, layer=layer, batch_size=_BATCH, use_pyarrow=True)
            meta, reader = source.__enter__()
        except Exception as error:
            raise DataError("gpkg.broken", file=path.name) from error
    try:
        geometry = (meta["geometry_name"] or "wkb_geometry") if geometry_type is not None else None
        names = [name for name in reader.schema.names if name != geometry]
        yield Table(
            "Object",
            tuple(names),
            _records(reader, names, geometry, path.name),
            crs=_crs(meta["crs"], path.name) if geometry else None,
            has_points=geometry is not None,
        )
    finally:
        source.__exit__(None, None, None)


def _only_layer(path: Path) -> tuple[str, str | None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = [(str(n), t) for n, t in pyogrio.list_layers(path) if n != _STYLES]
    except Exception as error:
        raise DataError("gpkg.broken", file=path.name) from error
    if not found:
        raise DataError("gpkg.no_layer", file=path.name)
    if len(found) > 1:
        names = ", ".join(f"‘{name}’" for name, _ in found)
        raise DataError("gpkg.layers", file=path.name, layers=names)
    name, geometry_type = found[0]
    return name, None if geometry_type is None else str(geometry_type)


def _crs(text: str | None, file: str) -> int | None:
    if not text:
        return None
    try:
        crs = pyproj.CRS.from_user_input(text)
    except pyproj.exceptions.CRSError:
        return known_crs(None, text, file)
    if crs.name.lower().startswith(("undefined", "unknown")):
        return None
    return known_crs(crs.to_epsg(), crs.name, file)


def _records(reader: Any, names: list[str], geometry: str | None, file: str) -> Iterator[Record]:
    number = 0
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                batch = reader.read_next_batch()
                columns = [batch.column(name).to_pylist() for name in names]
                shapes = batch.column(geometry).to_pylist() if geometry else [None] * len(batch)
                points = shapely.from_wkb(shapes, on_invalid="ignore")
        except StopIteration:
            return
        except Exception as error:
            raise DataError("gpkg.broken", file=file) from error
        rows: Iterator[tuple[Any, ...]] = (
            zip(*columns, strict=True) if columns else iter([()] * len(points))
        )
        for wkb, shape, cells in zip(shapes, points, rows, strict=True):
            number += 1
            try:
                yield Record(number, cells, _point(wkb, shape))
            except ValueRefusedError as fault:
                yield Record(number, (), fault=fault)


def _point(wkb: bytes | None, shape: Any) -> tuple[float, float] | None:
    if wkb is None:
        return None
    if shape is None:
        raise ValueRefusedError("geometry.broken")
    if shape.geom_type != "Point":
        raise ValueRefusedError("geometry.not_point", shape.geom_type)
    return None if shape.is_empty else (shape.x, shape.y)
