"""What an area is called: its code means nothing without the year of its division and its level."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely import MultiPolygon, Polygon

__all__ = ["Area", "AreaId", "DivisionId", "Level"]


class Level(StrEnum):
    """How fine a division is; ``CASEWIJK`` is one of the eight wijken of the casework table."""

    BUURT = "buurt"
    WIJK = "wijk"
    CASEWIJK = "casewijk"
    GEMEENTE = "gemeente"


@dataclass(frozen=True, slots=True, order=True)
class DivisionId:
    """One division: a level and the year of its borders and codes."""

    level: Level
    year: int

    def __str__(self) -> str:
        return f"{self.level}-{self.year}"


@dataclass(frozen=True, slots=True, order=True)
class AreaId:
    """One area. The same code may be another place in another year (WK063705 is)."""

    code: str
    year: int
    level: Level

    @property
    def division(self) -> DivisionId:
        """The division that the area belongs to."""
        return DivisionId(self.level, self.year)

    def __str__(self) -> str:
        return f"{self.code} ({self.level} {self.year})"


@dataclass(frozen=True, slots=True)
class Area:
    """One area.

    Parameters
    ----------
    id
        Code, division year and level.
    name
        What the area is called.
    polygon
        Polygon or multipolygon, EPSG:28992, metres.
    parent_code
        Code of the area around it in the next coarser division of the same year, if known.
    water
        Whether it is open water, which statistics tell apart from land.
    """

    id: AreaId
    name: str
    polygon: Polygon | MultiPolygon
    parent_code: str | None = None
    water: bool = False


def level_of(code: str) -> Level | None:
    """Tell the level by how a code begins: BU, WK and GM are CBS's, CW is ours; None if by none."""
    return _PREFIXES.get(code[:2])


_PREFIXES = {
    "BU": Level.BUURT,
    "WK": Level.WIJK,
    "CW": Level.CASEWIJK,
    "GM": Level.GEMEENTE,
}
