"""RD New on a web map: Web Mercator, and the way there as one small polynomial for a browser.

A browser knows Web Mercator (EPSG:3857) and not RD New. Over a town the way from the one to the
other is so smooth that a polynomial in two variables gives it to well under a millimetre.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import numpy as np

from geo.crs import to_rd, to_wgs84
from geo.points import RdPoints, WgsPoints

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["LocalMercator", "MercatorPoints", "from_mercator", "to_mercator"]

_RADIUS = 6_378_137.0  # metres, of the sphere that the web's maps are on
_DEGREE = 4
_NODES = 12


@dataclass(frozen=True, slots=True, eq=False)
class MercatorPoints:
    """Points in Web Mercator (EPSG:3857), in its metres; in the Netherlands 1.6 to a real one.

    ``x``, ``y``: eastings and northings, float64 arrays (n,).
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]


def to_mercator(points: RdPoints) -> MercatorPoints:
    """Transform points from RD New to Web Mercator, by way of WGS84.

    Raises
    ------
    CoordinateError
        If a point lies outside ``RD_BOUNDS``.
    """
    world = to_wgs84(points)
    return MercatorPoints(
        _RADIUS * np.radians(world.lon),
        _RADIUS * np.log(np.tan(np.pi / 4 + np.radians(world.lat) / 2)),
    )


def from_mercator(points: MercatorPoints) -> RdPoints:
    """Transform points from Web Mercator to RD New, the reverse of :func:`to_mercator`.

    Raises
    ------
    CoordinateError
        If a point lies outside ``NETHERLANDS_BOUNDS``.
    """
    latitude = 2 * np.arctan(np.exp(points.y / _RADIUS)) - np.pi / 2
    return to_rd(WgsPoints(np.degrees(points.x / _RADIUS), np.degrees(latitude)))


@dataclass(frozen=True, slots=True, eq=False)
class LocalMercator:
    """RD New to Web Mercator within a rectangle, as a polynomial of degree 4.

    It is right to 0.01 mm over 40 km and to 6 cm over 260 km, the country from south to north. With
    u = (x - centre x) / reach and v = (y - centre y) / reach, a coordinate is the sum of its
    coefficients times u^i v^j, for i = 0 to 4 and within that j = 0 to 4 - i.

    Parameters
    ----------
    centre
        Middle of the rectangle, x and y, EPSG:28992, metres.
    reach
        Half of its longest side, metres.
    coefficients
        Shape (2, 15), metres of EPSG:3857: those of x, those of y.
    """

    centre: tuple[float, float]
    reach: float
    coefficients: NDArray[np.float64] = field(repr=False)

    @classmethod
    def over(cls, bounds: tuple[float, float, float, float]) -> LocalMercator:
        """Fit the polynomial to a rectangle by least squares.

        Parameters
        ----------
        bounds
            Min x, min y, max x, max y, EPSG:28992, metres. A rectangle without width or height is
            a place.

        Raises
        ------
        CoordinateError
            If the rectangle lies outside ``RD_BOUNDS``.
        """
        x0, y0, x1, y1 = bounds
        centre = (x0 + x1) / 2, (y0 + y1) / 2
        reach = max(x1 - x0, y1 - y0, 1.0) / 2
        # Chebyshev's nodes: the error is spread evenly, and nothing swings at the edges.
        nodes = np.cos(np.pi * (np.arange(_NODES) + 0.5) / _NODES)
        u, v = _grid(nodes, (x1 - x0) / 2 / reach, (y1 - y0) / 2 / reach)
        target = _mercator_at(centre, reach, u, v)
        found, *_ = np.linalg.lstsq(_powers(u, v), target, rcond=None)
        return cls(centre, reach, cast("NDArray[np.float64]", found.T))

    def to_mercator(self, points: RdPoints) -> MercatorPoints:
        """Transform points of the rectangle, as a browser does it."""
        u = (points.x - self.centre[0]) / self.reach
        v = (points.y - self.centre[1]) / self.reach
        x, y = self.coefficients @ _powers(u, v).T
        return MercatorPoints(x, y)


def _grid(
    line: NDArray[np.float64], wide: float, high: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    u, v = np.meshgrid(line * wide, line * high)
    return u.ravel(), v.ravel()


def _mercator_at(
    centre: tuple[float, float], reach: float, u: NDArray[np.float64], v: NDArray[np.float64]
) -> NDArray[np.float64]:
    found = to_mercator(RdPoints(centre[0] + u * reach, centre[1] + v * reach))
    return np.column_stack([found.x, found.y])


def _powers(u: NDArray[np.float64], v: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the terms, shape (n, 15)."""
    pairs = [(i, j) for i in range(_DEGREE + 1) for j in range(_DEGREE + 1 - i)]
    return np.column_stack([u**i * v**j for i, j in pairs])
