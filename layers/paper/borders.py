"""The borders of a division as they are drawn on paper, made once for each and kept."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely
from matplotlib.path import Path

from geo import simplified

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo import Division

__all__ = ["Borders", "Spot", "borders_of", "path_of", "spots_within"]

_SEEN = 0.05  # millimetres on paper: what is smaller can't be seen
_FINEST = 0.25  # metres
_SPOT = 2.0  # metres: a label may be off by that


class Spot(NamedTuple):
    """The middle of the largest circle within an area, and its radius; RD metres."""

    x: float
    y: float
    room: float


@dataclass(frozen=True, slots=True, eq=False)
class Borders:
    """Borders to draw, in RD metres.

    ``polygons`` (n,), one per area; ``boxes`` (n, 4): left, bottom, right, top of each;
    ``vertices`` (v, 2), ``steps`` (v,) and ``owners`` (v,): the rings of all areas as matplotlib
    draws them, and the position of the area that a vertex is of. ``outline``: around them all.
    """

    polygons: NDArray[np.object_]
    boxes: NDArray[np.float64]
    vertices: NDArray[np.float64]
    steps: NDArray[np.uint8]
    owners: NDArray[np.intp]
    outline: Path
    _spots: dict[int, Spot] = field(default_factory=dict, repr=False)

    def path(self, areas: NDArray[np.bool_]) -> Path:
        """Give the rings of some areas, by position, as one path."""
        chosen = areas[self.owners]
        return Path(self.vertices[chosen], self.steps[chosen])

    def around(self, areas: NDArray[np.bool_]) -> Path:
        """Give the line around some areas."""
        return self.outline if areas.all() else _around(self.polygons[areas])

    def spots(self, areas: Sequence[int], least: float) -> dict[int, Spot]:
        """Give the best place for a label in areas where a circle of ``least`` metres may fit."""
        sides = np.minimum(self.boxes[:, 2] - self.boxes[:, 0], self.boxes[:, 3] - self.boxes[:, 1])
        roomy = [at for at in areas if sides[at] >= 2 * least]
        new = [at for at in roomy if at not in self._spots]
        self._spots.update(zip(new, spots_within(self.polygons[new]), strict=True))
        return {at: self._spots[at] for at in roomy}


def borders_of(division: Division, metres_per_mm: float) -> Borders:
    """Give the borders as fine as can be seen at a scale."""
    tolerance = 2.0 ** math.floor(math.log2(_SEEN * metres_per_mm))
    return _borders(division, tolerance if tolerance >= _FINEST else 0.0)


def spots_within(polygons: NDArray[np.object_]) -> list[Spot]:
    """Give the best place for a label in each polygon; an empty one has no room."""
    found = [Spot(0.0, 0.0, 0.0)] * len(polygons)
    there = np.flatnonzero(~shapely.is_empty(polygons))
    lines = shapely.maximum_inscribed_circle(polygons[there], tolerance=_SPOT)
    middles = shapely.get_coordinates(shapely.get_point(lines, 0)).tolist()
    for at, (x, y), room in zip(there.tolist(), middles, shapely.length(lines), strict=True):
        found[at] = Spot(x, y, float(room))
    return found


@lru_cache(maxsize=6)  # those of the nation are tens of megabytes
def _borders(division: Division, tolerance: float) -> Borders:
    polygons = simplified(division, tolerance).polygons
    # Holes turn the other way round: with the winding rule they stay open.
    turned = shapely.orient_polygons(polygons)
    vertices, steps, owners = _rings(turned)
    outline = _around(polygons)
    shapely.prepare(polygons)
    return Borders(
        polygons,
        shapely.bounds(polygons),
        vertices,
        steps,
        owners,
        outline,
    )


def _around(polygons: NDArray[np.object_]) -> Path:
    one = shapely.coverage_union_all if shapely.coverage_is_valid(polygons) else shapely.union_all
    return path_of(one(polygons))


def path_of(polygon: BaseGeometry) -> Path:
    """Give the rings of a polygon or multipolygon as one path, in which holes stay open."""
    turned = shapely.orient_polygons(polygon)
    vertices, steps, _ = _rings(np.array([turned], dtype=object))
    return Path(vertices, steps)


def _rings(
    polygons: NDArray[np.object_],
) -> tuple[NDArray[np.float64], NDArray[np.uint8], NDArray[np.intp]]:
    parts, area_of_part = shapely.get_parts(polygons, return_index=True)
    rings, part_of_ring = shapely.get_rings(parts, return_index=True)
    vertices, ring_of_vertex = shapely.get_coordinates(rings, return_index=True)
    steps = np.full(len(vertices), Path.LINETO, dtype=np.uint8)
    first = np.r_[True, ring_of_vertex[1:] != ring_of_vertex[:-1]]
    steps[first] = Path.MOVETO
    steps[np.r_[first[1:], True]] = Path.CLOSEPOLY
    return vertices, steps, area_of_part[part_of_ring[ring_of_vertex]]
