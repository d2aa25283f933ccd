"""What a shape that somebody drew has to be: of a sort that fits, and whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import shapely

from ivbgeo.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Collection

    from shapely.geometry.base import BaseGeometry

__all__ = ["LINES", "POINTS", "POLYGONS", "check_outline"]

POLYGONS = frozenset({"Polygon", "MultiPolygon"})
LINES = frozenset({"LineString", "MultiLineString"})
POINTS = frozenset({"Point"})
_CALLED = {
    "Point": "een punt",
    "MultiPoint": "een rij punten",
    "LineString": "een lijn",
    "MultiLineString": "een rij lijnen",
    "Polygon": "een vlak",
    "MultiPolygon": "een vlak",
}
_WANTED = ((POLYGONS, "vlak"), (LINES, "lijn"), (POINTS, "punt"))
_REASONS = {
    "Self-intersection": "hij kruist zichzelf",
    "Ring Self": "hij raakt zichzelf",
    "Hole": "een gat ligt niet binnen het vlak",
    "Nested": "twee delen liggen over elkaar",
    "Invalid Coordinate": "een hoek is geen plaats",
    "Too few": "hij heeft te weinig hoeken",
}


def check_outline(shape: BaseGeometry, sorts: Collection[str], rule: str) -> None:
    """Refuse a shape of another sort than fits, or one that crosses itself.

    Parameters
    ----------
    shape
        EPSG:28992, metres: a place is named where one is known.
    sorts
        Names of GeoJSON: one or more of ``POLYGONS``, ``LINES``, ``POINTS`` together.
    rule
        The rule that is broken; its sentence names ``why``.

    Raises
    ------
    DataError
        If it does not fit.
    """
    if shape.is_empty:
        raise DataError(rule, why="hij is leeg")
    if shape.geom_type not in sorts:
        told = _CALLED.get(shape.geom_type, "van alles door elkaar")
        wanted = " of ".join(word for names, word in _WANTED if names <= set(sorts))
        raise DataError(rule, why=f"het is {told}, geen {wanted}")
    if not shape.is_valid:
        raise DataError(rule, why=_why_not(shapely.is_valid_reason(shape)))


def _why_not(reason: str) -> str:
    """Say in Dutch what GEOS has against a shape, with the place where it saw it."""
    why = next((words for said, words in _REASONS.items() if said in reason), "hij klopt niet")
    place = re.search(r"\[(-?[\d.]+) (-?[\d.]+)", reason)
    if place is None:
        return why
    x, y = (round(float(one)) for one in place.groups())
    return f"{why}, bij x {x} en y {y} (RD)"
