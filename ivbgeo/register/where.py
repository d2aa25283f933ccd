"""Where a camera area is: its own border, or what is known of where it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo import DivisionId, Level, WgsPoints, to_rd
from ivbgeo.errors import DataError
from ivbgeo.places import is_known

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from ivbgeo.atlas import Edition
    from ivbgeo.designation import Designation

__all__ = ["AROUND", "border_of_buurten", "border_of_circle", "ground", "surroundings"]

AROUND = 250.0
"""Metres around a public point that a camera area is marked by: wide on purpose."""

_SIDES = 32  # a quarter of a circle: 0.03% of the radius inside the true one
_WIDEST = 5_000.0


def ground(edition: Edition, said: Designation) -> tuple[BaseGeometry, bool]:
    """Give where a camera area is, EPSG:28992, and whether that is its own border."""
    return (said.border, True) if said.border is not None else (surroundings(edition, said), False)


def surroundings(edition: Edition, said: Designation) -> BaseGeometry:
    """Give what is around the place that is known, EPSG:28992: never the designated area itself.

    A circle around its public point, else the area that it names, else the whole gemeente.
    """
    if said.lon is not None and said.lat is not None:
        place = to_rd(WgsPoints(np.array([said.lon]), np.array([said.lat])))
        return shapely.Point(place.x[0], place.y[0]).buffer(AROUND)
    area = said.area
    if area is not None and is_known(edition, area):
        return edition.division(area.division).area(area.code).polygon
    gemeente = edition.division(edition.division_id(Level.GEMEENTE))
    return gemeente.area(gemeente.codes[0]).polygon


def border_of_buurten(edition: Edition, year: int, codes: Iterable[str]) -> BaseGeometry:
    """Join buurten of a year into a border.

    Raises
    ------
    DataError
        If none was chosen.
    """
    division = edition.division(DivisionId(Level.BUURT, year))
    chosen = [division.area(code).polygon for code in codes]
    if not chosen:
        raise DataError("register.no_buurten")
    return shapely.union_all(chosen)


def border_of_circle(x: float | None, y: float | None, radius: float | None) -> BaseGeometry:
    """Draw a circle around a place, EPSG:28992, metres.

    Raises
    ------
    DataError
        If the place or the radius is not known, or it is no radius.
    """
    if x is None or y is None:
        raise DataError("register.no_place")
    if radius is None or not 0 < radius <= _WIDEST:
        raise DataError("register.radius", most=f"{_WIDEST:g}")
    return shapely.Point(x, y).buffer(radius, quad_segs=_SIDES)
