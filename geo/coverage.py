"""Whether areas together are a valid coverage: whole rings, no overlaps, no gaps.

The search for faulty borders is GEOS' coverage validation (``shapely.coverage_invalid_edges``);
what stands here decides what is a fault, and names the areas and the place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import numpy as np
import shapely

from geo.crs import CoordinateGuess, diagnose
from geo.errors import InvalidDivisionError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

__all__ = ["GAP_WIDTH", "TOLERANCE", "check_coverage", "check_place", "check_polygons", "union"]

GAP_WIDTH = 1.0
"""Metres: where neighbours lie nearer to each other than this, ground between them is a gap."""

TOLERANCE = 0.01
"""Metres: overlaps and gaps narrower than this are rounding, not ground (WGS84 with 7 decimals)."""

# Metres from the origin of RD New; no Dutch ground lies beyond, UTM and Web Mercator do.
_FARTHEST = 700_000.0
# How many areas a message names.
_NAMED = 5
_POLYGONAL = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


def check_polygons(labels: Sequence[str], polygons: NDArray[np.object_]) -> None:
    """Refuse areas that are no sound polygons, each on its own.

    Parameters
    ----------
    labels
        What to call each area in a message.
    polygons
        Object array (n,), EPSG:28992.

    Raises
    ------
    InvalidDivisionError
        If an area has no geometry, is something else than a polygon, or has a broken ring.
    """
    empty = np.flatnonzero(shapely.is_missing(polygons) | shapely.is_empty(polygons))
    if empty.size:
        areas = _named(labels[int(i)] for i in empty)
        raise InvalidDivisionError(
            "geo.division.empty_geometry",
            f"Without geometry: {areas}. Give each area a polygon or leave it out.",
            areas=areas,
        )
    other = np.flatnonzero(~np.isin(shapely.get_type_id(polygons), _POLYGONAL))
    if other.size:
        areas = _named(f"{labels[int(i)]}: {polygons[i].geom_type}" for i in other)
        raise InvalidDivisionError(
            "geo.division.not_polygon",
            f"Not a polygon: {areas}. Areas are polygons or multipolygons.",
            areas=areas,
        )
    broken = np.flatnonzero(~shapely.is_valid(polygons))
    if broken.size:
        areas = _named(f"{labels[int(i)]}: {shapely.is_valid_reason(polygons[i])}" for i in broken)
        raise InvalidDivisionError(
            "geo.division.ring",
            f"Broken border: {areas}. Repair it where the area was drawn.",
            areas=areas,
        )


def check_place(polygons: NDArray[np.object_]) -> None:
    """Refuse areas that are not in RD New (EPSG:28992).

    Raises
    ------
    InvalidDivisionError
        If their numbers fit another system.
    """
    xy = shapely.get_coordinates(polygons)
    guess = diagnose(xy[:, 0], xy[:, 1])
    # Ground a little outside the bounds of RD, such as the sea, is no error; another system is.
    far = bool((np.abs(xy) > _FARTHEST).any())
    if far or guess not in (CoordinateGuess.RD, CoordinateGuess.UNKNOWN):
        value = f"{xy[0, 0]:.10g}, {xy[0, 1]:.10g}"
        raise InvalidDivisionError(
            "geo.division.coordinates",
            f"These areas are not in RD New (EPSG:28992): the first corner is ({value}), the "
            f"numbers fit: {guess}. Say which system the file is in, or transform it.",
            value=value,
            guess=guess.value,
        )


def check_coverage(
    labels: Sequence[str], polygons: NDArray[np.object_], *, may_leave_ground: bool = False
) -> bool:
    """Refuse areas that overlap, or that leave ground between them.

    Vertices need not match: a corner on the middle of a neighbour's edge is no fault. Neither is a
    hole that lies within one single area, for its own border says that the ground isn't its own.

    Parameters
    ----------
    labels
        What to call each area in a message.
    polygons
        Object array (n,) of valid polygons and multipolygons, EPSG:28992.
    may_leave_ground
        Whether ground that areas enclose together may belong to none of them.

    Returns
    -------
    bool
        Whether neighbours share every vertex too.

    Raises
    ------
    InvalidDivisionError
        If two areas overlap, or ground between areas belongs to none.
    """
    edges = shapely.coverage_invalid_edges(polygons, gap_width=GAP_WIDTH)
    flagged = np.flatnonzero(~shapely.is_empty(edges))
    if flagged.size:
        _check_pairs(labels, polygons, flagged)
    _check_holes(labels, polygons, may_leave_ground=may_leave_ground)
    return flagged.size == 0 or bool(shapely.coverage_is_valid(polygons))


def union(polygons: NDArray[np.object_]) -> BaseGeometry:
    """Join areas of one coverage into one geometry.

    The quick way needs vertices that match; where they don't, the general way is taken.
    """
    join: Callable[[NDArray[np.object_]], BaseGeometry] = (
        shapely.coverage_union_all if shapely.coverage_is_valid(polygons) else shapely.union_all
    )
    return join(polygons)


def _check_pairs(
    labels: Sequence[str], polygons: NDArray[np.object_], flagged: NDArray[np.intp]
) -> None:
    tree = shapely.STRtree(polygons)
    near, other = tree.query(polygons[flagged], predicate="dwithin", distance=GAP_WIDTH)
    pairs = {(min(a, b), max(a, b)) for a, b in zip(flagged[near], other, strict=True) if a != b}
    for a, b in sorted(pairs):
        for part in shapely.get_parts(shapely.intersection(polygons[a], polygons[b])):
            if _width(part) > TOLERANCE:
                _refuse("geo.division.overlap", "overlap", (labels[a], labels[b]), part)
    for a, b in sorted(pairs):
        both = shapely.union(polygons[a], polygons[b])
        # Closing fills what is narrower than the gap width and gives back all else; mitred
        # corners, for round ones would leave crumbs in every corner.
        closed = _buffer(_buffer(both, GAP_WIDTH / 2), -GAP_WIDTH / 2)
        near_both = tree.query(closed, predicate="intersects")
        gap = shapely.difference(closed, shapely.union_all(polygons[near_both]))
        for part in shapely.get_parts(gap):
            if _width(part) > TOLERANCE and _touches(part, polygons[a], polygons[b]):
                _refuse("geo.division.gap", "leave a gap", (labels[a], labels[b]), part)


def _check_holes(
    labels: Sequence[str], polygons: NDArray[np.object_], *, may_leave_ground: bool
) -> None:
    parts = shapely.get_parts(union(polygons))
    holes = shapely.polygons(shapely.get_rings(parts)[_inner(parts)])
    if holes.size == 0:
        return
    tree = shapely.STRtree(polygons)
    for hole in holes:
        # A union may enclose ground and a part that lies free within that ground.
        ground = shapely.difference(hole, shapely.union_all(polygons[tree.query(hole)]))
        around = np.sort(tree.query(ground, predicate="intersects"))
        if _width(ground) <= TOLERANCE:
            continue
        sliver = shapely.is_empty(_buffer(ground, -GAP_WIDTH / 2))
        if sliver or (around.size > 1 and not may_leave_ground):
            _refuse("geo.division.gap", "leave a gap", [labels[i] for i in around], ground)


def _inner(parts: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Tell which of the rings of polygons are inner ones: all but the first of each."""
    _, part = shapely.get_rings(parts, return_index=True)
    inner = np.ones(part.size, dtype=bool)
    inner[np.unique(part, return_index=True)[1]] = False
    return inner


def _touches(part: BaseGeometry, a: BaseGeometry, b: BaseGeometry) -> bool:
    return bool(shapely.dwithin(part, a, TOLERANCE / 2) and shapely.dwithin(part, b, TOLERANCE / 2))


def _buffer(geometry: BaseGeometry, distance: float) -> BaseGeometry:
    return shapely.buffer(geometry, distance, join_style="mitre", mitre_limit=100.0)


def _width(geometry: BaseGeometry) -> float:
    """Give the mean width of a long and narrow shape, metres."""
    length = shapely.length(geometry) / 2
    return float(shapely.area(geometry) / length) if length else 0.0


def _named(labels: Iterable[str]) -> str:
    names = list(labels)
    more = f" (+{len(names) - _NAMED})" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _refuse(rule: str, what: str, labels: Sequence[str], ground: BaseGeometry) -> NoReturn:
    point = shapely.point_on_surface(ground)
    place = f"x {point.x:.1f}, y {point.y:.1f}"
    area = f"{shapely.area(ground):.4g}"
    areas = _named(labels)
    raise InvalidDivisionError(
        rule,
        f"These areas {what} at {place} ({area} m²): {areas}. Draw the border between them once.",
        areas=areas,
        place=place,
        area=area,
    )
