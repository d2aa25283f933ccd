"""The shapes of a Shapefile as geometries: rings to polygons, by the way they turn."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

__all__ = ["to_geometry"]

_COUNTS = struct.Struct("<ii")
_SHORTEST_RING = 4


def to_geometry(kind: str, content: bytes) -> BaseGeometry:
    """Give the flat geometry of one shape.

    Parameters
    ----------
    kind
        Point, MultiPoint, LineString or Polygon.
    content
        What the file has of it, from the type on.

    Raises
    ------
    ValueError
        If it is not whole, or has a ring that is not closed or lies outside of all others though
        it turns as a hole does.
    """
    if kind == "Point":
        return shapely.Point(*struct.unpack_from("<dd", content, 4))
    if kind == "MultiPoint":
        (number,) = struct.unpack_from("<i", content, 36)
        return shapely.MultiPoint(_corners(content, 40, number))
    if kind not in ("LineString", "Polygon"):
        raise ValueError(f"{kind} can't be read")
    number, corners = _COUNTS.unpack_from(content, 36)
    if not 0 < number <= corners or 44 + 4 * number > len(content):
        raise ValueError(f"{number} parts of {corners} corners")
    starts = np.frombuffer(content, "<i4", number, 44).astype(np.int64)
    xy = _corners(content, 44 + 4 * number, corners)
    if starts[0] != 0 or (np.diff(starts) <= 0).any() or starts[-1] >= corners:
        raise ValueError("parts that do not follow each other")
    parts = np.split(xy, starts[1:])
    if kind == "LineString":
        return shapely.MultiLineString([part for part in parts if len(part) > 1])
    return _polygon(parts)


def _corners(content: bytes, at: int, number: int) -> NDArray[np.float64]:
    if not 0 < number <= (len(content) - at) // 16:
        raise ValueError(f"{number} corners")
    return np.frombuffer(content, "<f8", 2 * number, at).reshape(-1, 2)


def _polygon(rings: list[NDArray[np.float64]]) -> BaseGeometry:
    """Put holes, which turn to the left, in the smallest ring around them that turns right."""
    for ring in rings:
        if len(ring) < _SHORTEST_RING or (ring[0] != ring[-1]).any():
            raise ValueError("a ring that is not closed")
    if not all(np.isfinite(ring).all() for ring in rings):
        raise ValueError("a corner that is no number")
    if len(rings) == 1:
        return shapely.Polygon(rings[0])
    left = [bool(shapely.is_ccw(shapely.linearrings(ring))) for ring in rings]
    outer = [ring for ring, is_left in zip(rings, left, strict=True) if not is_left]
    shells = [shapely.Polygon(ring) for ring in outer]
    holes: list[list[NDArray[np.float64]]] = [[] for _ in shells]
    order = np.argsort([shell.area for shell in shells])
    for ring, is_left in zip(rings, left, strict=True):
        if is_left:
            hole = shapely.Polygon(ring)
            around = next((int(i) for i in order if _around(shells[i], hole)), None)
            if around is None:
                raise ValueError("a hole that lies in no ring")
            holes[around].append(ring)
    made = [shapely.Polygon(ring, inner) for ring, inner in zip(outer, holes, strict=True)]
    return made[0] if len(made) == 1 else shapely.MultiPolygon(made)


def _around(shell: BaseGeometry, hole: BaseGeometry) -> bool:
    # By its border: a ring that crosses itself has no inside to ask for, and is refused later.
    if not shapely.covers(shapely.box(*shell.bounds), shapely.box(*hole.bounds)):
        return False
    with np.errstate(all="ignore"):  # corners of a damaged file can be as far as numbers go
        return bool(shapely.covers(shapely.buffer(shell, 0), shapely.boundary(hole)))
