"""Borders with fewer vertices, to draw with: shared borders stay shared. Never to count with.

A point near a border may lie on the other side of it here, so there is no way back to a division
or a locator. See ``docs/adr/0012-simplified-borders.md`` for what each tolerance saves.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import shapely

from geo.coverage import TOLERANCE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from geo.area import DivisionId
    from geo.division import Division

__all__ = ["DisplayBorders", "simplified"]


@dataclass(frozen=True, slots=True, eq=False)
class DisplayBorders:
    """The borders of a division as they are drawn; no division, and nothing that places points.

    Parameters
    ----------
    id
        Level and year of the division.
    codes
        One per area, as in the division.
    polygons
        Object array (n,) of polygons and multipolygons, EPSG:28992, metres; read-only.
    tolerance
        How coarse, metres; see :func:`simplified`. 0: the borders as they are.
    """

    id: DivisionId
    codes: tuple[str, ...]
    polygons: NDArray[np.object_] = field(repr=False)
    tolerance: float


def simplified(division: Division, tolerance: float) -> DisplayBorders:
    """Leave out the vertices of a division's borders that matter least to the eye.

    The method is GEOS' ``CoverageSimplifier``, after Visvalingam and Whyatt (1993): a vertex goes
    when the triangle that it makes with its neighbours is smaller than the square of the tolerance,
    so **the tolerance is the square root of an area**, and only roughly the farthest that a border
    moves. Twice the tolerance was measured, and a thin spike may lose more. Vertices never move;
    those where three areas meet, or two at the outer border, all stay. So do areas, parts and
    holes, if need be as triangles, and a border that two areas share remains one line.

    Where vertices of neighbours don't match they are made to first, within a centimetre. Where
    that fails, or where no vertex would be saved, the borders are given as they are.

    Parameters
    ----------
    division
        Whose borders.
    tolerance
        Metres, 0 or more.

    Returns
    -------
    DisplayBorders
        As many areas as the division has, in its order.

    Raises
    ------
    ValueError
        If the tolerance is negative, infinite or no number.
    """
    if not (math.isfinite(tolerance) and tolerance >= 0.0):
        raise ValueError(f"the tolerance must be 0 metres or more, not {tolerance}")
    borders = _fewer(division.polygons, tolerance) if tolerance else division.polygons
    borders.flags.writeable = False
    return DisplayBorders(division.id, division.codes, borders, tolerance)


def _fewer(polygons: NDArray[np.object_], tolerance: float) -> NDArray[np.object_]:
    matched = polygons
    if not shapely.coverage_is_valid(polygons):
        matched = shapely.coverage_clean(polygons, gap_width=TOLERANCE, snapping_distance=TOLERANCE)
    fewer: NDArray[np.object_] = shapely.coverage_simplify(matched, tolerance)
    whole = _rings(fewer) == _rings(polygons) and shapely.coverage_is_valid(fewer)
    return fewer if whole and _vertices(fewer) < _vertices(polygons) else polygons


def _rings(polygons: NDArray[np.object_]) -> int:
    return int(shapely.get_rings(shapely.get_parts(polygons)).size)


def _vertices(polygons: NDArray[np.object_]) -> int:
    return int(shapely.get_num_coordinates(polygons).sum())
