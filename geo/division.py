"""A division: all areas of one level and year, a valid coverage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray
    from shapely import MultiPolygon, Polygon

    from geo.area import AreaId, DivisionId, Level
    from geo.locator import Locator

__all__ = ["Area", "Division", "read_division"]


@dataclass(frozen=True, slots=True)
class Area:
    """One area with its name, its polygon (EPSG:28992) and the code of the area around it."""

    id: AreaId
    name: str
    polygon: Polygon | MultiPolygon
    parent_code: str | None = None


@dataclass(frozen=True, slots=True)
class Division:
    """All areas of one level and year, sorted by code."""

    id: DivisionId
    codes: tuple[str, ...]
    names: tuple[str, ...]
    polygons: NDArray[np.object_]
    parents: tuple[str | None, ...]

    @classmethod
    def from_areas(cls, areas: Iterable[Area]) -> Division:
        """Build a division out of its areas."""
        raise NotImplementedError

    @property
    def level(self) -> Level:
        """Level of the areas."""
        return self.id.level

    @property
    def year(self) -> int:
        """Year of the borders and codes."""
        return self.id.year

    @property
    def content_hash(self) -> str:
        """SHA-256 of codes, names, parents and geometry."""
        raise NotImplementedError

    def area(self, code: str) -> Area:
        """Give one area."""
        raise NotImplementedError

    def locator(self) -> Locator:
        """Give the (cached) locator of this division."""
        raise NotImplementedError

    def dissolve(
        self,
        level: Level,
        parent_of: Mapping[str, str],
        names: Mapping[str, str],
        parents: Mapping[str, str] | None = None,
    ) -> Division:
        """Merge areas into larger ones."""
        raise NotImplementedError

    def geojson(
        self, properties: Mapping[str, Mapping[str, object]] | None = None
    ) -> dict[str, Any]:
        """Give the division as an RFC 7946 FeatureCollection."""
        raise NotImplementedError


def read_division(
    path: str | Path, level: Level | None = None, year: int | None = None
) -> Division:
    """Read a division from GeoJSON or GeoPackage."""
    raise NotImplementedError
