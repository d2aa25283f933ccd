"""Which two columns are the coordinates of a file of points, and the way from them to RD New."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo import NETHERLANDS_BOUNDS, CoordinateGuess, RdPoints, WgsPoints, diagnose, to_rd
from ivbgeo.errors import DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["Coordinates"]

RD, WGS84 = 28992, 4326
_NAMES = {
    CoordinateGuess.RD: "RD (EPSG:28992)",
    CoordinateGuess.RD_SWAPPED: "RD (EPSG:28992), maar dan omgewisseld",
    CoordinateGuess.WGS84: "lengte en breedte (EPSG:4326)",
    CoordinateGuess.WGS84_SWAPPED: "lengte en breedte (EPSG:4326), maar dan omgewisseld",
}
_RIGHT = {RD: CoordinateGuess.RD, WGS84: CoordinateGuess.WGS84}


@dataclass(frozen=True, slots=True)
class Coordinates:
    """The names of two columns and what is in them.

    Parameters
    ----------
    x, y
        Column of the easting and of the northing (RD), or of the longitude and the latitude.
    crs
        28992: metres; 4326: degrees.
    """

    x: str
    y: str
    crs: int = RD

    def __post_init__(self) -> None:
        if self.crs not in _RIGHT:
            raise UsageError("import.crs", value=f"EPSG:{self.crs}")
        if self.x == self.y:
            raise UsageError("points.one_column", column=self.x)

    def columns_of(self, columns: Sequence[str], file: str) -> tuple[int, int]:
        """Give the positions of the two columns among those of a file.

        Raises
        ------
        UsageError
            If one is not there, or is there twice.
        """
        for name in (self.x, self.y):
            if columns.count(name) != 1:
                rule = "points.column_twice" if name in columns else "points.no_column"
                shown = ", ".join(f"‘{column}’" for column in columns)
                raise UsageError(rule, file=file, column=name, found=shown)
        return columns.index(self.x), columns.index(self.y)

    def check(self, first: NDArray[np.float64], second: NDArray[np.float64], file: str) -> None:
        """Refuse coordinates that are as a whole of another form than is said.

        Parameters
        ----------
        first, second
            n numbers each as they stand in the file; NaN where there is none.

        Raises
        ------
        DataError
            If they look like the other system, or are swapped. Those that look like nothing pass.
        """
        guess = diagnose(first, second)
        if guess not in (_RIGHT[self.crs], CoordinateGuess.UNKNOWN):
            swapped = guess in (CoordinateGuess.RD_SWAPPED, CoordinateGuess.WGS84_SWAPPED)
            x, y = (self.y, self.x) if swapped else (self.x, self.y)
            rd = guess in (CoordinateGuess.RD, CoordinateGuess.RD_SWAPPED)
            at = int(np.flatnonzero(np.isfinite(first) & np.isfinite(second))[0])
            raise DataError(
                "points.other_form",
                file=file,
                columns=f"‘{self.x}’ en ‘{self.y}’",
                value=f"{first[at]:.10g} en {second[at]:.10g}",
                guess=_NAMES[guess],
                right=_NAMES[_RIGHT[self.crs]],
                options=f"--x {x} --y {y} --crs EPSG:{RD if rd else WGS84}",
            )

    def to_rd(self, first: NDArray[np.float64], second: NDArray[np.float64]) -> RdPoints:
        """Give the points in RD New, metres; NaN for those without a number or far outside."""
        if self.crs == RD:
            return RdPoints(first, second)
        west, south, east, north = NETHERLANDS_BOUNDS
        # A point abroad is in no area; it does not make the file wrong.
        inside = (first >= west) & (first <= east) & (second >= south) & (second <= north)
        return to_rd(WgsPoints(np.where(inside, first, np.nan), np.where(inside, second, np.nan)))
