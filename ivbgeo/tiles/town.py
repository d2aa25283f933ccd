"""Where the areas of a store lie, to bound what is asked for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from geo import Level, RdPoints, to_wgs84
from ivbgeo.tiles.address import Extent

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition

__all__ = ["extent_of"]

_COARSE_FIRST = (Level.GEMEENTE, Level.WIJK, Level.BUURT, Level.CASEWIJK)


def extent_of(edition: Edition) -> Extent | None:
    """Give the extent of the newest division of the coarsest level; None without any area.

    Raises
    ------
    StoreError
        If the store has moved on.
    """
    for level in _COARSE_FIRST:
        found = edition.division_ids(level)
        if found:
            west, south, east, north = shapely.total_bounds(edition.division(found[0]).polygons)
            corners = to_wgs84(RdPoints([west, west, east, east], [south, north, south, north]))
            return Extent(
                float(corners.lon.min()),
                float(corners.lat.min()),
                float(corners.lon.max()),
                float(corners.lat.max()),
            )
    return None
