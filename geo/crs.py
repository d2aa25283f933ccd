"""Coordinates whose axis order is carried by their type, and the way between RD New and WGS84.

Storage and computation are in RD New (EPSG:28992), display in WGS84 (EPSG:4326). See
``docs/adr/0002-coordinates.md`` for the operation that is used and its error.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from pyproj import Transformer, network
from pyproj.enums import TransformDirection

from geo.errors import CoordinateError
from geo.points import RdPoints, WgsPoints
from geo.threads import share_out

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

__all__ = [
    "NETHERLANDS_BOUNDS",
    "RD_BOUNDS",
    "CoordinateGuess",
    "diagnose",
    "polygons_to_rd",
    "polygons_to_wgs84",
    "to_rd",
    "to_wgs84",
]

RD_BOUNDS = (482.0, 306_602.0, 284_182.0, 637_049.0)
"""Where RD New is meant for: min x, min y, max x, max y in metres (EPSG:28992)."""

NETHERLANDS_BOUNDS = (3.2, 50.7, 7.3, 53.7)
"""The Netherlands: min lon, min lat, max lon, max lat in degrees (EPSG:4326)."""

# How many of the points must fit one form before a file is said to be in it: a few stray rows
# (0, 0 for "unknown") don't make a file unreadable, two mixed forms do.
_FIT = 0.9

# Points that a thread takes at once; fewer aren't worth a second thread.
_CHUNK = 100_000

# EPSG "Amersfoort to WGS 84 (4)" with the RD New projection, written out: a search for the best
# operation would find another one on a machine that happens to have the correction grid.
_RD_TO_WGS84 = (
    "+proj=pipeline "
    "+step +inv +proj=sterea +lat_0=52.1561605555556 +lon_0=5.38763888888889 +k=0.9999079 "
    "+x_0=155000 +y_0=463000 +ellps=bessel "
    "+step +proj=push +v_3 "
    "+step +proj=cart +ellps=bessel "
    "+step +proj=helmert +x=565.4171 +y=50.3319 +z=465.5524 +rx=0.398957388243134 "
    "+ry=-0.343987817378283 +rz=1.87740163998045 +s=4.0725 +convention=coordinate_frame "
    "+step +inv +proj=cart +ellps=WGS84 "
    "+step +proj=pop +v_3 "
    "+step +proj=unitconvert +xy_in=rad +xy_out=deg"
)


class CoordinateGuess(StrEnum):
    """What two plain columns of numbers can be, in the order in which they were given."""

    RD = "rd"
    RD_SWAPPED = "rd_swapped"
    WGS84 = "wgs84"
    WGS84_SWAPPED = "wgs84_swapped"
    UNKNOWN = "unknown"


def to_wgs84(points: RdPoints) -> WgsPoints:
    """Transform points from RD New to WGS84.

    The Helmert transformation without the RDNAPTRANS correction grid, the same on every machine
    whether or not it has the grid. The error against RDNAPTRANS2018 is at most 0.25 m: 0.24 m at
    worst and 0.06 m in the middle over the Netherlands, 0.04 m at worst in Zoetermeer. There and
    back is exact to 1 mm. Many points are shared out over the processor's cores.

    Parameters
    ----------
    points
        n points, EPSG:28992, metres. A missing coordinate (NaN) stays missing.

    Returns
    -------
    WgsPoints
        n points, EPSG:4326, degrees. As is usual in the Netherlands, WGS84 is taken to be ETRS89.

    Raises
    ------
    CoordinateError
        If a point lies outside ``RD_BOUNDS``.

    Examples
    --------
    >>> amersfoort = to_wgs84(RdPoints([155000.0], [463000.0]))
    >>> print(f"{amersfoort.lon[0]:.5f} {amersfoort.lat[0]:.5f}")
    5.38720 52.15517
    """
    _refuse_outside(points.x, points.y, RD_BOUNDS, "geo.coordinates.outside_rd", "RD New")
    lon, lat = _transform(points.x, points.y, TransformDirection.FORWARD)
    return WgsPoints(lon, lat)


def to_rd(points: WgsPoints) -> RdPoints:
    """Transform points from WGS84 to RD New, the reverse of :func:`to_wgs84`.

    Parameters
    ----------
    points
        n points, EPSG:4326, degrees. A missing coordinate (NaN) stays missing.

    Returns
    -------
    RdPoints
        n points, EPSG:28992, metres; error as in :func:`to_wgs84`.

    Raises
    ------
    CoordinateError
        If a point lies outside ``NETHERLANDS_BOUNDS``: swapped axes do.
    """
    _refuse_outside(
        points.lon,
        points.lat,
        NETHERLANDS_BOUNDS,
        "geo.coordinates.outside_netherlands",
        "the Netherlands",
    )
    x, y = _transform(points.lon, points.lat, TransformDirection.INVERSE)
    return RdPoints(x, y)


def polygons_to_wgs84(polygons: NDArray[np.object_]) -> NDArray[np.object_]:
    """Transform geometries from RD New to WGS84 (lon, lat), vertex by vertex.

    Vertices that polygons share stay shared: the same numbers in give the same numbers out.

    Parameters
    ----------
    polygons
        Object array of shapely geometries, EPSG:28992.

    Returns
    -------
    ndarray
        Geometries of the same kind and shape, EPSG:4326; a third dimension is dropped.
    """
    return _transform_geometries(polygons, TransformDirection.FORWARD)


def polygons_to_rd(polygons: NDArray[np.object_]) -> NDArray[np.object_]:
    """Transform geometries from WGS84 (lon, lat) to RD New, the reverse of the above."""
    return _transform_geometries(polygons, TransformDirection.INVERSE)


def diagnose(first: ArrayLike, second: ArrayLike) -> CoordinateGuess:
    """Tell what two plain columns of numbers are, in the order in which they are given.

    The four forms exclude each other, for their bounds do not meet. Use it to refuse a file with a
    clear word, never to swap or transform without asking.

    Parameters
    ----------
    first, second
        Two columns of n numbers. Rows in which one of them is missing or infinite don't count.

    Returns
    -------
    CoordinateGuess
        The form that at least nine in ten of the rows fit; ``UNKNOWN`` where there is none, or
        where there are no rows.

    Examples
    --------
    >>> diagnose([52.0575], [4.4931])
    <CoordinateGuess.WGS84_SWAPPED: 'wgs84_swapped'>
    """
    a = np.asarray(first, dtype=np.float64).ravel()
    b = np.asarray(second, dtype=np.float64).ravel()
    known = np.isfinite(a) & np.isfinite(b)
    a, b = a[known], b[known]
    if a.size == 0:
        return CoordinateGuess.UNKNOWN
    forms = {
        CoordinateGuess.RD: _inside(a, b, RD_BOUNDS),
        CoordinateGuess.RD_SWAPPED: _inside(b, a, RD_BOUNDS),
        CoordinateGuess.WGS84: _inside(a, b, NETHERLANDS_BOUNDS),
        CoordinateGuess.WGS84_SWAPPED: _inside(b, a, NETHERLANDS_BOUNDS),
    }
    guess = max(forms, key=lambda form: int(forms[form].sum()))
    return guess if forms[guess].mean() >= _FIT else CoordinateGuess.UNKNOWN


@cache
def _transformer() -> Transformer:
    # No grid is needed, so nothing is to be fetched.
    network.set_network_enabled(active=False)  # type: ignore[attr-defined] # re-exported
    return Transformer.from_pipeline(_RD_TO_WGS84)


def _transform(
    x: NDArray[np.float64], y: NDArray[np.float64], direction: TransformDirection
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    out_x, out_y = np.empty(x.size), np.empty(x.size)

    def piece(part: slice) -> None:
        out_x[part], out_y[part] = _transformer().transform(x[part], y[part], direction=direction)

    # PROJ lets go of the GIL, and a Transformer keeps an operation for each thread.
    share_out(x.size, _CHUNK, piece)
    return out_x, out_y


def _transform_geometries(
    polygons: NDArray[np.object_], direction: TransformDirection
) -> NDArray[np.object_]:
    def move(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(_transform(xy[:, 0], xy[:, 1], direction))

    moved: Any = shapely.transform(np.asarray(polygons, dtype=object), move)
    return np.asarray(moved, dtype=object)


def _inside(
    x: NDArray[np.float64], y: NDArray[np.float64], bounds: tuple[float, float, float, float]
) -> NDArray[np.bool_]:
    x0, y0, x1, y1 = bounds
    return (x >= x0) & (x <= x1) & (y >= y0) & (y <= y1)


def _refuse_outside(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    bounds: tuple[float, float, float, float],
    rule: str,
    where: str,
) -> None:
    outside = np.flatnonzero(~_inside(x, y, bounds) & ~(np.isnan(x) | np.isnan(y)))
    if outside.size == 0:
        return
    first = int(outside[0])
    guess = diagnose(x, y)
    raise CoordinateError(
        rule,
        f"{outside.size} of {x.size} points lie outside {where}, whose bounds are {bounds}; the "
        f"first is number {first}, ({x[first]:.10g}, {y[first]:.10g}). The numbers fit: {guess}.",
        value=f"{x[first]:.10g}, {y[first]:.10g}",
        number=first,
        count=int(outside.size),
        guess=guess.value,
    )
