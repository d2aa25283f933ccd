"""A border on top of a map: that of the wijk that a page is about."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo import polygons_to_wgs84
from layers.keep import Kept

if TYPE_CHECKING:
    from geo import Area

__all__ = ["bounds_of", "outline"]

# Metres: finer can't be seen where all of a wijk is in view.
_TOLERANCE = 2.0
_DIGITS = 5


@lru_cache(maxsize=64)
def outline(area: Area) -> Kept:
    """Give the border of an area as data that the frame keeps: rings of (lat, lon), WGS84."""
    (shape,) = polygons_to_wgs84(np.array([shapely.simplify(area.polygon, _TOLERANCE)]))
    rings = [
        [[round(lat, _DIGITS), round(lon, _DIGITS)] for lon, lat in shapely.get_coordinates(ring)]
        for part in shapely.get_parts(shape)
        for ring in (part.exterior, *part.interiors)
    ]
    return Kept.of({"name": area.name, "rings": rings})


def bounds_of(area: Area) -> list[float]:
    """Give what has to be in view to see all of an area: west, south, east, north, degrees."""
    (shape,) = polygons_to_wgs84(np.array([area.polygon]))
    return [round(float(edge), _DIGITS) for edge in shape.bounds]
