"""Simpler borders to draw with: what a browser has to fetch, and whether it is still a coverage."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import shapely

from benchmarks.finding import Finding, duration, plain
from benchmarks.ground import GROUNDS, Ground, ground
from benchmarks.timing import in_turns
from geo import polygons_to_wgs84, simplified

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["measure"]

# Metres; 0 leaves the borders as they are.
_TOLERANCES = (0, 1, 2, 5, 10, 25, 50, 100)
# Of a degree: about 10 cm, as the app sends.
_DECIMALS = 6


def measure(_fewer: int) -> Iterator[Finding]:
    """Measure on both grounds; no fewer points make this quicker."""
    for name in GROUNDS:
        on = ground(name)
        for tolerance in _TOLERANCES:
            yield from _simplified(on, tolerance)


def _simplified(on: Ground, tolerance: float) -> Iterator[Finding]:
    polygons = on.division.polygons
    label = f"{on}: simplified to {tolerance} m"
    timing = in_turns(
        {label: lambda: simplified(on.division, tolerance).polygons}, rounds=1, slow=(label,)
    )[label]
    vertices = shapely.get_num_coordinates(timing.answer).sum()
    kept = vertices / shapely.get_num_coordinates(polygons).sum()
    payload = _payload(timing.answer)
    packed = gzip.compress(payload, compresslevel=6)
    yield plain(
        str(on),
        f"borders, tolerance {tolerance} m",
        f"{vertices:,} vertices ({kept:.0%}), {len(payload) / 1e3:,.0f} kB, "
        f"gzip {len(packed) / 1e3:,.0f} kB, {duration(timing.median)}",
    )
    whole = bool(
        shapely.coverage_is_valid(timing.answer)
        and not shapely.is_empty(timing.answer).any()
        and shapely.is_valid(timing.answer).all()
    )
    said = "yes" if whole else "no"
    yield Finding(str(on), f"still a coverage at {tolerance} m", said, "yes", whole)


def _payload(polygons: NDArray[np.object_]) -> bytes:
    """Write borders as GeoJSON geometries in degrees, without what the app adds to them."""
    rounded = shapely.transform(polygons_to_wgs84(polygons), lambda xy: xy.round(_DECIMALS))
    shapes = [json.loads(text) for text in shapely.to_geojson(rounded)]
    return json.dumps(shapes, separators=(",", ":")).encode()
