"""How finely a camera pictures what it sees: pixels per metre, by distance.

IEC 62676-4 names the pixels that a metre across the picture must have to detect, observe,
recognise or identify somebody. In a flat scene, through a lens without distortion, the picture at
a distance d along its middle is 2 d tan(lens / 2) metres wide, so that a metre has pixels / (2 d
tan(lens / 2)) of them. Beside the middle, the plane across the picture through a place is nearer
than the place itself, so a circle around the camera promises no more than there is. A camera that
hangs high is further from what it looks at than the ground between them is long.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.errors import SightError

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.sight.visible import VisibleArea

__all__ = ["Detail", "DetailRing", "detail_distance", "detail_rings"]

_STRAIGHT = 180.0


class Detail(IntEnum):
    """Pixels per metre that each use asks for, after IEC 62676-4."""

    DETECT = 25
    OBSERVE = 62
    RECOGNISE = 125
    IDENTIFY = 250


@dataclass(frozen=True, slots=True)
class DetailRing:
    """Where a camera sees at least so finely.

    Parameters
    ----------
    detail
        How finely.
    distance
        Up to how far over the ground, metres; never more than the reach of the sight. 0 where it
        hangs too high to see anything so finely.
    limited
        Whether the reach ends it, and not the pixels.
    area
        The visible ground within that distance, EPSG:28992. What is finer is a part of it.
    """

    detail: Detail
    distance: float
    limited: bool
    area: BaseGeometry


def detail_distance(detail: Detail, pixels: float, lens: float) -> float:
    """Tell up to what distance a camera pictures so finely, metres.

    Parameters
    ----------
    detail
        How finely.
    pixels
        Pixels across the picture.
    lens
        Angle that one picture spans, degrees, under 180. Of a camera that turns or has several
        lenses: of one picture, not of all that it covers.

    Raises
    ------
    SightError
        If there are no pixels, or the angle isn't between 0 and 180 degrees.

    Examples
    --------
    >>> round(detail_distance(Detail.IDENTIFY, pixels=1920, lens=60), 2)
    6.65
    """
    if not (pixels > 0 and math.isfinite(pixels)):
        raise SightError(
            "geo.sight.pixels",
            f"A picture is more than 0 pixels wide, not {pixels}.",
            value=f"{pixels:g}",
        )
    if not 0 < lens < _STRAIGHT:
        raise SightError(
            "geo.sight.lens",
            f"One picture spans more than 0 and less than 180 degrees, not {lens}.",
            value=f"{lens:g}",
        )
    return pixels / (2 * math.tan(math.radians(lens) / 2) * int(detail))


def detail_rings(
    visible: VisibleArea, pixels: float, lens: float | None = None, above: float = 0.0
) -> tuple[DetailRing, ...]:
    """Give where a camera sees finely enough for each use, the coarsest first.

    Parameters
    ----------
    visible
        What it sees.
    pixels
        Pixels across the picture.
    lens
        Angle of one picture, degrees; by default the angle of the sight.
    above
        How many metres the camera hangs above what it looks at, such as faces.

    Raises
    ------
    SightError
        As of ``detail_distance``: an angle of 180 degrees and more is of several pictures.
    """
    rings = []
    for detail in Detail:
        along = detail_distance(detail, pixels, visible.sight.angle if lens is None else lens)
        distance = math.sqrt(max(along**2 - above**2, 0.0))
        limited = distance >= visible.sight.reach
        area = visible.area
        if not limited:
            disc = _disc(visible.eye.x, visible.eye.y, distance) if distance else shapely.Polygon()
            area = shapely.intersection(area, disc)
        rings.append(DetailRing(detail, min(distance, visible.sight.reach), limited, area))
    return tuple(rings)


def _disc(x: float, y: float, distance: float) -> BaseGeometry:
    """Give a circle with corners at whole degrees, as the far border of a view has."""
    degree = np.radians(np.arange(360))
    corners = np.column_stack([x + distance * np.sin(degree), y + distance * np.cos(degree)])
    return shapely.polygons(corners)
