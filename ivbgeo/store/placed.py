"""Where something lies, in columns of a row: an area with its division year, and a border."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely

from geo import AreaId, Level

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry
    from sqlalchemy.engine import Row

__all__ = ["area_columns", "area_in", "border_column", "border_in"]


def area_columns(area: AreaId | None) -> dict[str, Any]:
    """Give an area (None: the whole city, or not known) as columns of a row."""
    return {
        "area_code": area.code if area else None,
        "level": area.level.value if area else None,
        "division_year": area.year if area else None,
    }


def area_in(row: Row[Any]) -> AreaId | None:
    """Give the area that a row names, None where it names none."""
    return AreaId(row.area_code, row.division_year, Level(row.level)) if row.level else None


def border_column(border: BaseGeometry | None) -> bytes | None:
    """Give a border as it is kept: WKB, EPSG:28992; None where it is not known."""
    return None if border is None else bytes(shapely.to_wkb(border))


def border_in(row: Row[Any]) -> BaseGeometry | None:
    """Give the border of a row, EPSG:28992; None where it is not known."""
    return None if row.border is None else shapely.from_wkb(row.border)
