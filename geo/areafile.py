"""A file of areas as it stands: properties by name, geometries, and the system that it says."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

import shapely

from geo.errors import UnreadableFileError
from geo.geopackage import SQLITE, list_layers, open_layer
from geo.geoparquet import open_geoparquet
from geo.shapefile import open_shapefile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    import pyarrow as pa

__all__ = ["AreaFile", "read_areas"]

_MOST_AREAS = 200_000
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PARQUET = (b"PAR1", b"PARE")
_SHP = b"\x00\x00\x27\x0a"


@dataclass(frozen=True, slots=True)
class AreaFile:
    """What a file holds of n areas.

    ``columns``: n values each, by name in lower case. ``shapes``: n functions that make the
    geometry (None where there is none) or raise ``ValueError`` or shapely's error where it is
    broken. ``crs``: the system as text, None where the file says none.
    """

    columns: Mapping[str, Sequence[Any]]
    shapes: Sequence[Callable[[], Any]]
    crs: str | None


def read_areas(path: Path, choose: Callable[[Sequence[str]], str]) -> AreaFile:
    """Read a file of areas; what it is, is told by how it begins.

    Parameters
    ----------
    path
        GeoJSON, GeoPackage, Shapefile (.shp, or one in a .zip) or GeoParquet.
    choose
        Says which layer of a GeoPackage with several is meant.

    Raises
    ------
    UnreadableFileError
        If it can't be read.
    """
    try:
        with path.open("rb") as stream:
            start = stream.read(len(SQLITE))
        if start == SQLITE:
            return _geopackage(path, choose)
        if start.startswith(_PARQUET):
            return _geoparquet(path)
        if start.startswith((_SHP, *_ZIP)):
            return _shapefile(path)
        return _geojson(path)
    except (OSError, ValueError, RecursionError) as error:
        raise UnreadableFileError(
            "geo.file.unreadable",
            f"{path} can't be read as GeoJSON, GeoPackage, Shapefile or GeoParquet: {error}.",
            file=path.name,
        ) from error


def _geojson(path: Path) -> AreaFile:
    # Not by GDAL, which closes open rings, or drops them, with no more than a warning.
    collection = json.loads(path.read_text(encoding="utf-8-sig"))
    try:
        features = collection["features"]
        rows = [_lower(list((each["properties"] or {}).items()), path) for each in features]
        shapes = [each["geometry"] and json.dumps(each["geometry"]) for each in features]
        crs = collection["crs"]["properties"]["name"] if collection.get("crs") else None
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no FeatureCollection ({error!r})") from error
    if "crs" not in collection:
        crs = "OGC:CRS84"
    columns = {name: [row.get(name) for row in rows] for name in dict.fromkeys(chain(*rows))}
    return AreaFile(
        columns,
        [partial(shapely.from_geojson, shape) for shape in shapes],
        crs if isinstance(crs, str) else None,
    )


def _geopackage(path: Path, choose: Callable[[Sequence[str]], str]) -> AreaFile:
    layers = {name: kind for name, kind in list_layers(path).items() if kind is not None}
    if not layers:
        return AreaFile({}, [], None)
    layer = choose(list(layers)) if len(layers) > 1 else next(iter(layers))
    with open_layer(path, layer, layers[layer]) as source:
        return _from_batches(source.batches(), source.names, str(source.geometry), source.crs, path)


def _geoparquet(path: Path) -> AreaFile:
    with open_geoparquet(path) as source:
        if source.geometry is None:
            raise ValueError("there is no geometry")
        return _from_batches(source.batches(), source.plain, source.geometry, source.crs, path)


def _from_batches(
    batches: Any, names: Sequence[str], geometry: str, crs: str | None, path: Path
) -> AreaFile:
    columns: dict[str, list[Any]] = _lower([(name, []) for name in names], path)
    shapes: list[Any] = []
    for batch in batches:
        for name in names:
            columns[name.lower()] += _values(batch.column(name))
        shapes += [partial(shapely.from_wkb, wkb) for wkb in batch.column(geometry).to_pylist()]
        _refuse_many(len(shapes), path)
    return AreaFile(columns, shapes, crs)


def _values(column: pa.Array) -> list[Any]:
    try:
        return list(column.to_pylist())
    except (ValueError, OverflowError, LookupError):  # a day that Python doesn't know
        return [None] * len(column)


def _shapefile(path: Path) -> AreaFile:
    rows, shapes = [], []
    with open_shapefile(path) as source:
        for shape, cells in source.rows:
            rows.append(cells)
            shapes.append(shape.geometry)
            _refuse_many(len(shapes), path)
        cut = [list(column) for column in zip(*rows, strict=True)]
        columns = cut or [[] for _ in source.names]
        named = _lower(list(zip(source.names, columns, strict=True)), path)
        return AreaFile(named, shapes, source.crs)


def _lower(pairs: Sequence[tuple[Any, Any]], path: Path) -> dict[str, Any]:
    """Give what has a name by that name in lower case."""
    found = {str(name).lower(): value for name, value in pairs}
    if len(found) != len(pairs):
        names = [str(name).lower() for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise UnreadableFileError(
            "geo.file.double",
            f"{path} has the property {twice} twice.",
            file=path.name,
            property=twice[:80],
        )
    return found


def _refuse_many(number: int, path: Path) -> None:
    if number > _MOST_AREAS:
        raise ValueError(f"{path} has more than {_MOST_AREAS} areas")
