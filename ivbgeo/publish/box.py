"""What ``bbox=`` says: a box in one of the two systems that are served."""

from __future__ import annotations

import math
import re
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum

import shapely

from geo import CoordinateGuess, diagnose
from ivbgeo.errors import UsageError

__all__ = ["ASKED", "Box", "System"]

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?", re.ASCII)
_LONGEST = 80
# minx, miny, maxx, maxy; or the same with heights, which areas don't have.
_FLAT, _HIGH = 4, 6


class System(StrEnum):
    """The systems of coordinates that are served, by the address that names them."""

    CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
    RD = "http://www.opengis.net/def/crs/EPSG/0/28992"

    @classmethod
    def of(cls, text: str) -> System:
        """Read the name of a system.

        Raises
        ------
        UsageError
            If it is not one that is served.
        """
        try:
            return cls(text)
        except ValueError:
            known = " en ".join(cls)
            raise UsageError("publish.crs", value=text[:_LONGEST], known=known) from None


# How a box can be meant in a system, and by which other guess it must be refused.
_OTHER = {
    System.CRS84: {
        CoordinateGuess.WGS84_SWAPPED,
        CoordinateGuess.RD,
        CoordinateGuess.RD_SWAPPED,
    },
    System.RD: {
        CoordinateGuess.RD_SWAPPED,
        CoordinateGuess.WGS84,
        CoordinateGuess.WGS84_SWAPPED,
    },
}


@dataclass(frozen=True, slots=True)
class Box:
    """A box; x is east (the longitude), y is north (the latitude)."""

    min_x: float
    min_y: float
    max_x: float
    max_y: float
    system: System = System.CRS84

    @classmethod
    def parse(cls, text: str, system: System = System.CRS84) -> Box:
        """Read ``minx,miny,maxx,maxy``.

        Raises
        ------
        UsageError
            If these are not four (or six) numbers, if a least one is more than its greatest, or if
            they are of another system or swapped.
        """
        parts = text.split(",")
        if len(parts) not in (_FLAT, _HIGH) or not all(map(_NUMBER.fullmatch, parts)):
            raise UsageError("publish.bbox", value=text[:_LONGEST])
        numbers = [float(part) for part in parts]
        half = len(numbers) // 2
        (min_x, min_y), (max_x, max_y) = numbers[:2], numbers[half : half + 2]
        if not all(map(math.isfinite, numbers)) or min_x > max_x or min_y > max_y:
            raise UsageError("publish.bbox", value=text[:_LONGEST])
        if diagnose([min_x, max_x], [min_y, max_y]) in _OTHER[system]:
            raise UsageError("publish.bbox_swapped", value=text[:_LONGEST])
        return cls(min_x, min_y, max_x, max_y, system)

    @property
    def polygon(self) -> shapely.Polygon:
        """The box as a polygon, in its own system."""
        return shapely.box(self.min_x, self.min_y, self.max_x, self.max_y)


# pygeoapi takes a box to RD New by two of its corners, which bends it; the box as it was asked
# goes past it, for the request at hand.
ASKED: ContextVar[Box | None] = ContextVar("asked", default=None)
