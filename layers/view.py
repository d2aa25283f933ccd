"""The part of the map that is in view."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo import NETHERLANDS_BOUNDS, WgsPoints, to_rd

if TYPE_CHECKING:
    from typing import Self

__all__ = ["ViewBounds"]

_SIDES = 4


@dataclass(frozen=True, slots=True)
class ViewBounds:
    """What is in view: degrees in WGS84, part of it within the Netherlands.

    Raises
    ------
    ValueError
        If west is not west of east, south not south of north, or all of it lies elsewhere: swapped
        axes do.
    """

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        sides = (self.west, self.south, self.east, self.north)
        west, south, east, north = self._inside
        if not all(math.isfinite(side) for side in sides) or not (west < east and south < north):
            raise ValueError(
                f"{sides} is no view: west < east and south < north, in degrees, in the Netherlands"
            )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``west,south,east,north``.

        Raises
        ------
        ValueError
            If it is no view.

        Examples
        --------
        >>> ViewBounds.parse("4.47,52.04,4.52,52.07").north
        52.07
        """
        sides = [float(part) for part in text.split(",")]
        if len(sides) != _SIDES:
            raise ValueError(f"{text!r} has {len(sides)} numbers; a view has {_SIDES}")
        return cls(*sides)

    @property
    def rd(self) -> tuple[float, float, float, float]:
        """The box in RD New that holds what is in view: left, bottom, right, top in metres."""
        west, south, east, north = self._inside
        # RD turns a little against the degrees: the corners alone decide.
        corners = to_rd(
            WgsPoints(np.array([west, east, west, east]), np.array([south, south, north, north]))
        )
        x, y = corners.x, corners.y
        return float(x.min()), float(y.min()), float(x.max()), float(y.max())

    @property
    def _inside(self) -> tuple[float, float, float, float]:
        """The part within the Netherlands, where RD is meant for."""
        low_lon, low_lat, high_lon, high_lat = NETHERLANDS_BOUNDS
        return (
            max(self.west, low_lon),
            max(self.south, low_lat),
            min(self.east, high_lon),
            min(self.north, high_lat),
        )
