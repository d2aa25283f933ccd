"""The two divisions that everything is measured on: a city and a nation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import shapely

from benchmarks.points import clustered
from benchmarks.tessellation import CACHE, OUTLINE, national_file
from geo import Division, Locator, read_division
from ivbgeo.bulk.areas import Areas

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

__all__ = ["GROUNDS", "Ground", "ground"]

GROUNDS = ("city", "nation")
_CITY = Path(__file__).parent.parent / "data" / "buurten.geojson"


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """A division, the file that it was read from, and the ground that points are drawn on."""

    name: str
    file: Path
    division: Division
    outline: BaseGeometry

    def locator(self) -> Locator:
        """Give the locator, built once and kept, as a program would that starts often."""
        return self.division.locator(CACHE)

    @property
    def areas(self) -> Areas:
        """Give what placing the points of files needs."""
        return Areas.of(self.division, CACHE)

    def points(self, number: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Draw clustered points: x and y, float64 arrays (number,), EPSG:28992, metres."""
        return clustered(number, self.outline)

    def __str__(self) -> str:
        return f"{len(self.division):,} areas"


@cache
def ground(name: str) -> Ground:
    """Give one of ``GROUNDS``, read once."""
    if name == "city":
        division = read_division(_CITY)
        return Ground(name, _CITY, division, shapely.coverage_union_all(division.polygons))
    file = national_file()
    return Ground(name, file, read_division(file), shapely.Polygon(OUTLINE))
