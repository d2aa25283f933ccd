"""What the places of a plan see past buildings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from scipy.sparse import csr_array

from geo import RdPoints
from geo.areafile import read_areas
from geo.crs import polygons_to_rd
from geo.sight import Obstacles, Sight, visible_areas
from geo.system import epsg_of
from ivbgeo.dutch import number
from ivbgeo.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["BESIDE", "sightlines"]

BESIDE = 10.0
"""Metres: what lies so near to what is seen counts as seen, for addresses lie in buildings."""

_WGS84 = 4326


def sightlines(
    places: NDArray[np.float64],
    demand: NDArray[np.float64],
    radius: float,
    path: Path,
    names: Sequence[str],
) -> tuple[csr_array[Any, Any], NDArray[np.float64]]:
    """Tell what each place sees, all around, past the buildings of a file.

    Parameters
    ----------
    places, demand
        Shapes (sites, 2) and (points, 2), EPSG:28992, metres.
    radius
        Metres.
    path
        Buildings: GeoJSON, GeoPackage, Shapefile or GeoParquet.
    names
        What the places are called.

    Returns
    -------
    cover, frontage
        Shape (sites, points), bool; and shape (sites,): metres of wall in view.

    Raises
    ------
    DataError
        If a place is in a building.
    GeoError
        If the buildings can't be read.
    """
    seen = visible_areas([Sight(x, y, 0, 360, radius) for x, y in places.tolist()], _read(path))
    inside = np.flatnonzero(seen.inside)
    if len(inside):
        first = names[int(inside[0])]
        raise DataError("plan.inside", value=number(len(inside)), first=first, file=path.name)
    site, point = seen.covers(RdPoints(*demand.T), BESIDE)
    shape = (len(places), len(demand))
    return csr_array((np.ones(len(site), dtype=np.bool_), (site, point)), shape=shape), (
        seen.frontage()
    )


def _read(path: Path) -> Obstacles:
    file = read_areas(path, lambda layers: layers[0])
    try:
        shapes = np.array([shape() for shape in file.shapes], dtype=object)
    except (ValueError, shapely.errors.ShapelyError):
        raise DataError("plan.buildings", file=path.name) from None
    epsg = epsg_of(file.crs)[0] if file.crs is not None else None
    return Obstacles(polygons_to_rd(shapes) if epsg == _WGS84 else shapes)
