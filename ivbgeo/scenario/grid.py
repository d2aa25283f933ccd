"""A grid of places within an area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

__all__ = ["grid_in"]


def grid_in(area: BaseGeometry, spacing: float) -> NDArray[np.float64]:
    """Give the places of a square grid that lie in an area.

    The grid is the same wherever it is asked: its lines are whole numbers of steps from the origin.

    Parameters
    ----------
    area
        Polygon or multipolygon, metres.
    spacing
        Metres from one place to the next.

    Returns
    -------
    ndarray
        Shape (n, 2): x, y; from west to east, from south to north.

    Examples
    --------
    >>> grid_in(shapely.box(0, 0, 20, 9), 10).tolist()
    [[0.0, 0.0], [10.0, 0.0], [20.0, 0.0]]
    """
    west, south, east, north = area.bounds
    x = spacing * np.arange(np.ceil(west / spacing), np.floor(east / spacing) + 1)
    y = spacing * np.arange(np.ceil(south / spacing), np.floor(north / spacing) + 1)
    places = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    shapely.prepare(area)
    return np.asarray(places[shapely.intersects_xy(area, places[:, 0], places[:, 1])])
