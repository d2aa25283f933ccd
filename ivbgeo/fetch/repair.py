"""Mending borders as they were drawn: only where they break a rule, and never in silence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo import Area, Division, InvalidDivisionError
from ivbgeo.dutch import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

__all__ = ["SEAM", "Repair", "mended"]

SEAM = 0.5
"""Metres: neighbours that overlap, or leave a gap, of at most this width are drawn together."""

_SNAP = 0.001
# Square metres: what changes less, changed by rounding.
_ROUNDING = 0.01
_SEAMS = {"geo.division.overlap", "geo.division.gap"}


@dataclass(frozen=True, slots=True)
class Repair:
    """What was done to one area. ``square_metres``: how much ground it won or lost by it."""

    code: str
    name: str
    what: str
    square_metres: float

    def __str__(self) -> str:
        return f"{self.code} ({self.name}): {self.what}, {number(self.square_metres, 1)} m²"


def mended(areas: Sequence[Area]) -> tuple[Division, tuple[Repair, ...]]:
    """Make a division, mending what breaks its rules if that is little.

    A broken ring is rebuilt from its own lines (GEOS' ``MakeValid``, by structure: holes stay
    holes). Overlaps and gaps of at most ``SEAM`` wide are closed (GEOS' ``CoverageCleaner``), an
    overlap in favour of the area that it has the longest border with.

    Raises
    ------
    InvalidDivisionError
        If it is no coverage, and can't become one by moving borders half a metre.
    """
    whole, repairs = _whole(areas)
    try:
        return Division.from_areas(whole), repairs
    except InvalidDivisionError as error:
        if error.rule not in _SEAMS:
            raise
        closed, seams = _closed(whole)
        if not seams:
            raise
        try:
            return Division.from_areas(closed), (*repairs, *seams)
        except InvalidDivisionError:
            raise error from None


def _whole(areas: Sequence[Area]) -> tuple[list[Area], tuple[Repair, ...]]:
    """Rebuild the areas whose rings are broken; what can't be, stays as it is, to be refused."""
    kept, repairs = [], []
    for area in areas:
        polygon = shapely.force_2d(area.polygon)
        if shapely.is_valid(polygon):
            kept.append(replace(area, polygon=polygon))
            continue
        valid = shapely.make_valid(polygon, method="structure", keep_collapsed=False)
        parts = shapely.get_parts(valid)
        is_polygon = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
        parts = parts[is_polygon & ~shapely.is_empty(parts)]
        if not parts.size:
            kept.append(area)
            continue
        made = parts[0] if parts.size == 1 else shapely.multipolygons(parts)
        changed = abs(float(shapely.area(made) - shapely.area(polygon)))
        repairs.append(Repair(area.id.code, area.name, "grens hersteld", changed))
        kept.append(replace(area, polygon=made))
    return kept, tuple(repairs)


def _closed(areas: Sequence[Area]) -> tuple[list[Area], tuple[Repair, ...]]:
    """Close what is narrower than a seam; no repairs if anything wider had to give way."""
    drawn: NDArray[np.object_] = np.empty(len(areas), dtype=object)
    drawn[:] = [area.polygon for area in areas]
    # With the ground around them, so that a gap is one too where it reaches the outer border.
    framed = np.append(drawn, _around(drawn))
    clean = shapely.coverage_clean(framed, gap_width=SEAM, snapping_distance=_SNAP)[:-1]
    moved = shapely.symmetric_difference(drawn, clean)
    if any(shapely.is_empty(clean)) or any(_wide(each) for each in moved):
        return [], ()
    changed = shapely.area(moved)
    return (
        [replace(area, polygon=polygon) for area, polygon in zip(areas, clean, strict=True)],
        tuple(
            Repair(area.id.code, area.name, "naad met een buur gesloten", float(ground))
            for area, ground in zip(areas, changed, strict=True)
            if ground > _ROUNDING
        ),
    )


def _around(drawn: NDArray[np.object_]) -> BaseGeometry:
    """Give a frame around areas, of which gaps of at most a seam are no part."""
    ground = shapely.union_all(drawn)
    for distance in (SEAM / 2, -SEAM / 2):
        ground = shapely.buffer(ground, distance, join_style="mitre", mitre_limit=100.0)
    left, bottom, right, top = shapely.bounds(ground)
    frame = shapely.box(left - SEAM, bottom - SEAM, right + SEAM, top + SEAM)
    return shapely.difference(frame, ground)


def _wide(ground: BaseGeometry) -> bool:
    return not shapely.is_empty(shapely.buffer(ground, -SEAM / 2 - _SNAP))
