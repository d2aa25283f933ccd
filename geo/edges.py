"""The borders of areas as single edges, each of which knows what lies on either side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["EDGE", "Edges", "sorting"]

EDGE = np.dtype(
    [
        ("x0", "<f8"),
        ("y0", "<f8"),
        ("x1", "<f8"),
        ("y1", "<f8"),
        ("step", "<i4"),
        ("touch", "<i4"),
    ]
)
"""An edge, upward: y0 < y1, or y0 == y1 and x0 < x1. ``step``: number of the area to the right of
it (seen upward) minus that of the area to the left, where areas count from 1 and none is 0.
``touch``: position of the first area that has this edge."""

# Any odd numbers do: they only bring equal edges together.
_MIX = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5],
    dtype=np.uint64,
)
_HALF, _UPPER = np.uint64(32), np.uint64(24)
_BITS = 63


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """Edges of n areas; an edge that two areas share is there once.

    Parameters
    ----------
    records
        Structured array (e,) of ``EDGE``.
    cover
        int32 array (e,): how many more areas lie to the right of the edge than to the left. Of an
        edge that two areas share it is 0, along the outside of a coverage 1 or -1.
    """

    records: NDArray[np.void]
    cover: NDArray[np.int32]

    @classmethod
    def of(cls, polygons: NDArray[np.object_]) -> Edges:
        """Take polygons apart.

        Parameters
        ----------
        polygons
            Object array (n,) of valid polygons and multipolygons.
        """
        corners, area, on_left = _directed(polygons)
        # What the edge adds when it is crossed from its left to its right.
        x0, y0, x1, y1 = corners
        down = (y1 < y0) | ((y1 == y0) & (x1 < x0))
        corners[:, down] = corners[:, down][[2, 3, 0, 1]]
        sign = np.where(on_left ^ down, -1, 1).astype(np.int32)
        order = sorting(_hash(corners))
        corners, area, sign = corners[:, order], area[order], sign[order]
        new = np.ones(area.size, dtype=bool)
        # Should other edges have the same hash, an edge may stay double: that changes no answer.
        new[1:] = (corners[:, 1:] != corners[:, :-1]).any(axis=0)
        start = np.flatnonzero(new)
        records = np.empty(start.size, dtype=EDGE)
        records["x0"], records["y0"], records["x1"], records["y1"] = corners[:, start]
        if start.size:
            records["step"] = np.add.reduceat(sign * (area + 1), start)
            records["touch"] = np.minimum.reduceat(area, start)
        cover = np.add.reduceat(sign, start) if start.size else sign
        return cls(records, cover)


def _directed(
    polygons: NDArray[np.object_],
) -> tuple[NDArray[np.float64], NDArray[np.int32], NDArray[np.bool_]]:
    """Give every edge as its ring goes, its area, and whether that is on its left.

    Corners are a float64 array (4, e): x and y of the first, x and y of the second.
    """
    parts, area_of_part = shapely.get_parts(polygons, return_index=True)
    rings, part_of_ring = shapely.get_rings(parts, return_index=True)
    outer = np.ones(rings.size, dtype=bool)
    outer[1:] = part_of_ring[1:] != part_of_ring[:-1]
    inside_left = shapely.is_ccw(rings) == outer
    # Adding zero makes -0.0 the same as 0.0, bit by bit.
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    x, y = xy.T + 0.0
    moves = (x[1:] != x[:-1]) | (y[1:] != y[:-1])
    start = np.flatnonzero((ring[1:] == ring[:-1]) & moves)
    corners = np.stack([x[start], y[start], x[start + 1], y[start + 1]])
    ring = ring[start]
    return corners, area_of_part[part_of_ring[ring]].astype(np.int32), inside_left[ring]


def _hash(corners: NDArray[np.float64]) -> NDArray[np.intp]:
    mixed = np.zeros(corners.shape[1], dtype=np.uint64)
    for bits, odd in zip(corners.view(np.uint64), _MIX, strict=True):
        # The upper half of coordinates in whole metres carries all that differs.
        part = bits * odd
        mixed = (mixed ^ part ^ (part >> _HALF)) * odd
    return (mixed >> _UPPER).astype(np.intp)


def sorting(key: NDArray[np.intp]) -> NDArray[np.intp]:
    """Give the order that sorts keys, none below 0, equal ones as they stand.

    Several times as fast as ``argsort``: key and place go as one number into ``sort``.
    """
    places = int(key.size).bit_length()
    if int(key.max(initial=0)).bit_length() + places > _BITS:
        return np.argsort(key, kind="stable")
    return np.sort((key << places) | np.arange(key.size)) & ((1 << places) - 1)
