"""Coordinates whose axis order is carried by their type."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "NETHERLANDS_BOUNDS",
    "RD_BOUNDS",
    "CoordinateGuess",
    "RdPoints",
    "WgsPoints",
    "diagnose",
    "polygons_to_rd",
    "polygons_to_wgs84",
    "to_rd",
    "to_wgs84",
]

RD_BOUNDS = (482.0, 306_602.0, 284_182.0, 637_049.0)
NETHERLANDS_BOUNDS = (3.2, 50.7, 7.3, 53.7)


@dataclass(frozen=True, slots=True)
class RdPoints:
    """Points in RD New (EPSG:28992), metres."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class WgsPoints:
    """Points in WGS84 (EPSG:4326), degrees."""

    lon: NDArray[np.float64]
    lat: NDArray[np.float64]


class CoordinateGuess(StrEnum):
    """What two plain columns of numbers can be."""

    RD = "rd"
    RD_SWAPPED = "rd_swapped"
    WGS84 = "wgs84"
    WGS84_SWAPPED = "wgs84_swapped"
    UNKNOWN = "unknown"


def to_wgs84(points: RdPoints) -> WgsPoints:
    """RD New to WGS84."""
    raise NotImplementedError


def to_rd(points: WgsPoints) -> RdPoints:
    """WGS84 to RD New."""
    raise NotImplementedError


def polygons_to_wgs84(polygons: NDArray[np.object_]) -> NDArray[np.object_]:
    """Transform geometries from RD New to WGS84 (lon, lat)."""
    raise NotImplementedError


def polygons_to_rd(polygons: NDArray[np.object_]) -> NDArray[np.object_]:
    """Transform geometries from WGS84 (lon, lat) to RD New."""
    raise NotImplementedError


def diagnose(first: NDArray[np.float64], second: NDArray[np.float64]) -> CoordinateGuess:
    """Tell what two plain columns are."""
    raise NotImplementedError
