"""Where a tile is: zoom, column and row of the web Mercator scheme (EPSG:3857)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import asinh, floor, isfinite, pi, radians, tan

__all__ = ["DEEPEST", "Extent", "TileAddress"]

DEEPEST = 22  # zoom: 4 cm a pixel in the Netherlands
_HIGHEST = 85.0511  # degrees; there the scheme ends
_NUMBER = re.compile(r"0|[1-9][0-9]{0,7}", re.ASCII)


@dataclass(frozen=True, slots=True)
class TileAddress:
    """One tile.

    Parameters
    ----------
    zoom
        0 (the world in one tile) to ``DEEPEST``.
    column
        From the west, 0 to 2**zoom - 1.
    row
        From the north, 0 to 2**zoom - 1.

    Raises
    ------
    ValueError
        If there is no such tile.
    """

    zoom: int
    column: int
    row: int

    def __post_init__(self) -> None:
        side = 1 << self.zoom if 0 <= self.zoom <= DEEPEST else 0
        if not (0 <= self.column < side and 0 <= self.row < side):
            raise ValueError(f"no tile: {self.zoom}/{self.column}/{self.row}")

    @classmethod
    def parse(cls, zoom: str, column: str, row: str) -> TileAddress | None:
        """Read the three parts of an address as a browser sends them; None if it is no tile.

        Examples
        --------
        >>> TileAddress.parse("12", "2098", "1350")
        TileAddress(zoom=12, column=2098, row=1350)
        >>> TileAddress.parse("12", "-1", "../x")
        """
        if not all(_NUMBER.fullmatch(part) for part in (zoom, column, row)):
            return None
        try:
            return cls(int(zoom), int(column), int(row))
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Extent:
    """A piece of the world: degrees in WGS84, west and east as longitudes.

    Raises
    ------
    ValueError
        If it is no piece of the world with a width and a height.
    """

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        inside = -180 <= self.west < self.east <= 180 and -90 <= self.south < self.north <= 90  # noqa: PLR2004 - the globe
        if not (all(map(isfinite, (self.west, self.south, self.east, self.north))) and inside):
            raise ValueError(f"no extent: {self}")

    def near(self, tile: TileAddress, around: int) -> bool:
        """Whether a tile lies in the extent, or within its own size or ``around`` tiles from it.

        So much may come into view around an area that fills the map.
        """
        left, top = _place(self.west, self.north, tile.zoom)
        right, bottom = _place(self.east, self.south, tile.zoom)
        aside = max(right - left, around)
        beyond = max(bottom - top, around)
        across = floor(left - aside) <= tile.column <= floor(right + aside)
        return across and floor(top - beyond) <= tile.row <= floor(bottom + beyond)


def _place(lon: float, lat: float, zoom: int) -> tuple[float, float]:
    """Give column and row, with fractions, of a point in degrees."""
    side = 1 << zoom
    up = asinh(tan(radians(min(max(lat, -_HIGHEST), _HIGHEST))))
    return (lon + 180) / 360 * side, (1 - up / pi) / 2 * side
