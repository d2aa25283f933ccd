"""How many points there are around a place, per km²: a kernel density in RD New.

The kernel is the quartic (biweight) one, Silverman (1986), Density Estimation for Statistics and
Data Analysis, section 4.2.1, equation 4.5: a point counts most where it is, ever less further
away, and not at all from ``bandwidth`` on. Unlike a Gaussian, it says how far a point is felt.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.points import RdPoints

__all__ = ["Density", "density_of", "peak"]

# Nodes of the grid within a bandwidth: the density is right to about 1% of its top.
_NODES = 12
_MOST_NODES = 2_000
_PER_KM2 = 1e6


@dataclass(frozen=True, slots=True, eq=False)
class Density:
    """Points per km² on the nodes of a grid in RD New (EPSG:28992).

    Parameters
    ----------
    west, south
        The first node, metres.
    step
        Metres from one node to the next.
    bandwidth
        How far a point counts, metres.
    values
        Shape (rows, columns), from south to north and from west to east.
    """

    west: float
    south: float
    step: float
    bandwidth: float
    values: NDArray[np.float64] = field(repr=False)

    def at(self, points: RdPoints) -> NDArray[np.float64]:
        """Give the density at places, shape (n,): between the nodes by bilinear interpolation.

        Off the grid it is 0, for nothing is near.
        """
        from scipy.ndimage import map_coordinates  # noqa: PLC0415 - slow to load, seldom needed

        rows, columns = (points.y - self.south) / self.step, (points.x - self.west) / self.step
        found = map_coordinates(self.values, [rows, columns], order=1, mode="constant", cval=0.0)
        return cast("NDArray[np.float64]", found)


def density_of(points: RdPoints, bandwidth: float) -> Density:
    """Estimate the density of points, without correction at any border.

    Each point is shared out over the four nodes around it, and those are convolved with the kernel.
    The sum over the grid, times the surface of a mesh, is the number of points.

    Parameters
    ----------
    points
        At least one, EPSG:28992, metres.
    bandwidth
        How far a point counts, metres.

    Raises
    ------
    ValueError
        If there are no points, one is missing, or the bandwidth is not above 0.
    """
    from scipy.signal import fftconvolve  # noqa: PLC0415 - slow to load, seldom needed

    if not (math.isfinite(bandwidth) and bandwidth > 0):
        raise ValueError(f"a bandwidth is more than 0 metres, not {bandwidth}")
    if not len(points) or not (np.isfinite(points.x) & np.isfinite(points.y)).all():
        raise ValueError("a density is of at least one point, and each has a place")
    low = np.array([points.y.min(), points.x.min()])
    high = np.array([points.y.max(), points.x.max()])
    step = max(bandwidth / _NODES, float((high - low).max()) / _MOST_NODES)
    reach = math.ceil(bandwidth / step) + 1
    first = low - reach * step
    shape = np.ceil((high - first) / step).astype(int) + reach + 1
    nodes = _shared_out(points, first, step, (int(shape[0]), int(shape[1])))
    away = np.arange(-reach, reach + 1) * step
    kernel = np.clip(1 - (away[:, None] ** 2 + away**2) / bandwidth**2, 0, None) ** 2
    # Its sum and not its integral is 1: then no point is lost to the grid.
    kernel *= _PER_KM2 / (kernel.sum() * step**2)
    values = np.clip(fftconvolve(nodes, kernel, mode="same"), 0, None)
    return Density(float(first[1]), float(first[0]), step, bandwidth, values)


def peak(bandwidth: float) -> float:
    """Give the density at a point that is alone, per km²: 3 / (π bandwidth²)."""
    return _PER_KM2 * 3 / (math.pi * bandwidth**2)


def _shared_out(
    points: RdPoints, first: NDArray[np.float64], step: float, shape: tuple[int, int]
) -> NDArray[np.float64]:
    """Share points out over the nodes around them, to each by how near it is."""
    places = [(points.y - first[0]) / step, (points.x - first[1]) / step]
    row, column = (np.floor(place).astype(np.int64) for place in places)
    up, right = places[0] - row, places[1] - column
    nodes = np.zeros(shape[0] * shape[1])
    for rows, of_row in ((0, 1 - up), (1, up)):
        for columns, of_column in ((0, 1 - right), (1, right)):
            place = (row + rows) * shape[1] + column + columns
            nodes += np.bincount(place, of_row * of_column, nodes.size)
    return nodes.reshape(shape)
