"""Points that know their axis order and unit: a bare pair of columns never travels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.errors import CoordinateError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

__all__ = ["RdPoints", "WgsPoints"]


@dataclass(frozen=True, slots=True, eq=False)
class RdPoints:
    """Points in RD New (EPSG:28992), metres.

    Parameters
    ----------
    x, y
        Eastings and northings, float64 arrays (n,). NaN stands for missing.

    Raises
    ------
    CoordinateError
        If the two are not one-dimensional, of one length, and numbers.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]

    def __init__(self, x: ArrayLike, y: ArrayLike) -> None:
        first, second = _columns(x, y)
        object.__setattr__(self, "x", first)
        object.__setattr__(self, "y", second)

    def __len__(self) -> int:
        return int(self.x.size)


@dataclass(frozen=True, slots=True, eq=False)
class WgsPoints:
    """Points in WGS84 (EPSG:4326), degrees.

    Parameters
    ----------
    lon, lat
        Longitudes (east) and latitudes (north), float64 arrays (n,). NaN stands for missing.

    Raises
    ------
    CoordinateError
        If the two are not one-dimensional, of one length, and numbers, or if a longitude is beyond
        180 or a latitude beyond 90 degrees.
    """

    lon: NDArray[np.float64]
    lat: NDArray[np.float64]

    def __init__(self, lon: ArrayLike, lat: ArrayLike) -> None:
        first, second = _columns(lon, lat)
        wrong = np.flatnonzero((np.abs(first) > 180.0) | (np.abs(second) > 90.0))  # noqa: PLR2004 - the globe
        if wrong.size:
            value = f"{first[wrong[0]]:.10g}, {second[wrong[0]]:.10g}"
            raise CoordinateError(
                "geo.coordinates.degrees",
                f"No longitude and latitude in degrees: ({value}), point number {wrong[0]}.",
                value=value,
                number=int(wrong[0]),
            )
        object.__setattr__(self, "lon", first)
        object.__setattr__(self, "lat", second)

    def __len__(self) -> int:
        return int(self.lon.size)


def _columns(
    first: ArrayLike, second: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    try:
        a = np.asarray(first, dtype=np.float64)
        b = np.asarray(second, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise CoordinateError(
            "geo.coordinates.numbers",
            f"Coordinates must be numbers: {error}.",
            value=str(error),
        ) from error
    if a.ndim != 1 or a.shape != b.shape:
        raise CoordinateError(
            "geo.coordinates.shape",
            f"Two columns of one length are needed, not of shapes {a.shape} and {b.shape}.",
            first=str(a.shape),
            second=str(b.shape),
        )
    return a, b
