"""Shapes of Zoetermeer, and GeoJSON of them as a planner would bring it along."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

HERE = (93_000.0, 452_000.0)


def box(
    left: float, low: float, right: float, top: float, around: tuple[float, float] = HERE
) -> BaseGeometry:
    """Give a rectangle, so many metres from a place."""
    x, y = around
    return shapely.box(x + left, y + low, x + right, y + top)


def write(
    path: Path,
    shapes: Sequence[BaseGeometry | None],
    crs: str | None = "EPSG:28992",
    **columns: Sequence[Any],
) -> Path:
    """Write shapes, each with a value of each column; without a system it is WGS84."""
    features = [
        {
            "type": "Feature",
            "properties": {name: values[at] for name, values in columns.items()},
            "geometry": shape and json.loads(shapely.to_geojson(shape)),
        }
        for at, shape in enumerate(shapes)
    ]
    told: dict[str, Any] = {"type": "FeatureCollection", "features": features}
    if crs:
        told["crs"] = {"type": "name", "properties": {"name": crs}}
    path.write_text(json.dumps(told))
    return path
