"""GeoJSON: features with a point or none. Read by the standard library, so that nothing is skipped.

GDAL passes over features that it can't read and guesses types; here each one is accounted for.
"""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ivbgeo.errors import DataError
from ivbgeo.sources.fault import ValueRefusedError, visible
from ivbgeo.sources.place import known_crs
from ivbgeo.sources.table import Record, Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["open_geojson"]

_LARGEST = 512 << 20
_EPSG = re.compile(r"EPSG:(?::|[\d.]*:)?(\d{4,6})$", re.IGNORECASE)


@contextmanager
def open_geojson(path: Path, crs: int | None = None) -> Iterator[Table]:  # noqa: ARG001 - as all openers
    """Open a FeatureCollection of points (or one Feature).

    Without a ``crs`` member the coordinates are lon, lat in WGS84 (RFC 7946).

    Raises
    ------
    DataError
        If it is no GeoJSON, has other geometry only, or is too large to be read whole.
    """
    if path.stat().st_size > _LARGEST:
        raise DataError("geojson.too_large", file=path.name, limit=_LARGEST >> 20)
    document = _load(path)
    kind = document.get("type") if isinstance(document, dict) else None
    features = document.get("features") if kind == "FeatureCollection" else None
    if kind == "Feature":
        features = [document]
    if not isinstance(features, list):
        raise DataError("geojson.not_features", file=path.name)
    if features and not any(map(_may_be_placed, features)):
        raise DataError("geometry.no_points", file=path.name, found=_geometry_type(features[0]))
    columns: dict[str, None] = {}
    for feature in features:
        columns.update(dict.fromkeys(_properties(feature) or ()))
    yield Table(
        "Object",
        tuple(columns),
        _records(features, tuple(columns)),
        crs=_crs(document, path.name),
        has_points=True,
    )


def _load(path: Path) -> Any:
    raw = path.read_bytes()
    try:
        text = raw.decode(json.detect_encoding(raw))
        return json.loads(text, object_pairs_hook=_once)
    except _TwiceError as error:
        raise DataError(
            "columns.double", file=path.name, column=visible(error), other=visible(error)
        ) from None
    except json.JSONDecodeError as error:
        raise DataError(
            "geojson.broken", file=path.name, line=error.lineno, column=error.colno
        ) from None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DataError("geojson.broken", file=path.name, line=line, column=1) from None
    except (ValueError, RecursionError):
        raise DataError("geojson.not_features", file=path.name) from None


class _TwiceError(Exception):
    """A name that stands twice in one object: of its two values one would be lost."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise _TwiceError(next(name for name in names if names.count(name) > 1))
    return found


def _crs(document: dict[str, Any], file: str) -> int | None:
    member = document.get("crs")
    if member is None:
        return 4326
    properties = member.get("properties") if isinstance(member, dict) else None
    name = str(properties.get("name")) if isinstance(properties, dict) else str(member)
    if name.upper().endswith("CRS84"):
        return 4326
    match = _EPSG.search(name)
    return known_crs(int(match[1]) if match else None, name, file)


def _properties(feature: Any) -> dict[str, Any] | None:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return properties if isinstance(properties, dict) else None


def _geometry_type(feature: Any) -> str:
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    return str(geometry.get("type")) if isinstance(geometry, dict) else "leeg"


def _may_be_placed(feature: Any) -> bool:
    return _geometry_type(feature) in ("Point", "leeg")


def _records(features: list[Any], columns: tuple[str, ...]) -> Iterator[Record]:
    for number, feature in enumerate(features, 1):
        properties = _properties(feature)
        if properties is None:
            yield Record(number, (), fault=ValueRefusedError("geojson.feature"))
            continue
        try:
            point = _point(feature.get("geometry"))
        except ValueRefusedError as fault:
            yield Record(number, (), fault=fault)
            continue
        yield Record(number, [properties.get(column) for column in columns], point)


def _point(geometry: Any) -> tuple[float, float] | None:
    if geometry is None:
        return None
    if not isinstance(geometry, dict):
        raise ValueRefusedError("geometry.broken")
    if geometry.get("type") != "Point":
        raise ValueRefusedError("geometry.not_point", geometry.get("type"))
    coordinates = geometry.get("coordinates")
    if coordinates == []:  # an empty point: no place
        return None
    match coordinates:
        case [int() | float() as first, int() | float() as second, *_]:
            try:
                return float(first), float(second)
            except OverflowError:
                pass
    raise ValueRefusedError("geometry.broken")
