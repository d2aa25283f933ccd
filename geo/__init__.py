"""Geometry alone: coordinate systems, divisions, placing points, crosswalks.

Knows nothing of safety. A module is read in when something of it is asked for: the libraries behind
most take long, and who wants a level or an error has no use for them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from geo.area import Area, AreaId, DivisionId, Level, level_of
from geo.errors import (
    CoordinateError,
    CrosswalkError,
    GeoError,
    InvalidDivisionError,
    SightError,
    UnknownCodeError,
    UnreadableFileError,
)
from geo.threads import threads

if TYPE_CHECKING:
    from geo.cells import CellCounts, Cells, CellShape
    from geo.crosswalk import Certainty, Crosswalk, CrosswalkRow
    from geo.crs import (
        NETHERLANDS_BOUNDS,
        RD_BOUNDS,
        CoordinateGuess,
        diagnose,
        polygons_to_rd,
        polygons_to_wgs84,
        to_rd,
        to_wgs84,
    )
    from geo.density import Density, density_of, peak
    from geo.division import Division
    from geo.locator import Engine, Locator, engine
    from geo.mercator import LocalMercator, MercatorPoints, from_mercator, to_mercator
    from geo.neighbours import Neighbours
    from geo.points import RdPoints, WgsPoints
    from geo.reader import read_division
    from geo.sight import (
        Detail,
        DetailRing,
        Obstacles,
        Seen,
        SeenPlace,
        Sight,
        VisibleArea,
        VisibleAreas,
        detail_distance,
        detail_rings,
        seen_in,
        visible_area,
        visible_areas,
    )
    from geo.simplify import DisplayBorders, simplified

__all__ = [
    "NETHERLANDS_BOUNDS",
    "RD_BOUNDS",
    "Area",
    "AreaId",
    "CellCounts",
    "CellShape",
    "Cells",
    "Certainty",
    "CoordinateError",
    "CoordinateGuess",
    "Crosswalk",
    "CrosswalkError",
    "CrosswalkRow",
    "Density",
    "Detail",
    "DetailRing",
    "DisplayBorders",
    "Division",
    "DivisionId",
    "Engine",
    "GeoError",
    "InvalidDivisionError",
    "Level",
    "LocalMercator",
    "Locator",
    "MercatorPoints",
    "Neighbours",
    "Obstacles",
    "RdPoints",
    "Seen",
    "SeenPlace",
    "Sight",
    "SightError",
    "UnknownCodeError",
    "UnreadableFileError",
    "VisibleArea",
    "VisibleAreas",
    "WgsPoints",
    "density_of",
    "detail_distance",
    "detail_rings",
    "diagnose",
    "engine",
    "from_mercator",
    "level_of",
    "peak",
    "polygons_to_rd",
    "polygons_to_wgs84",
    "read_division",
    "seen_in",
    "simplified",
    "threads",
    "to_mercator",
    "to_rd",
    "to_wgs84",
    "visible_area",
    "visible_areas",
]

_HOMES = {
    "cells": ("CellCounts", "CellShape", "Cells"),
    "crosswalk": ("Certainty", "Crosswalk", "CrosswalkRow"),
    "crs": (
        "NETHERLANDS_BOUNDS", "RD_BOUNDS", "CoordinateGuess", "diagnose", "polygons_to_rd",
        "polygons_to_wgs84", "to_rd", "to_wgs84",
    ),
    "density": ("Density", "density_of", "peak"),
    "division": ("Division",),
    "locator": ("Engine", "Locator", "engine"),
    "mercator": ("LocalMercator", "MercatorPoints", "from_mercator", "to_mercator"),
    "neighbours": ("Neighbours",),
    "points": ("RdPoints", "WgsPoints"),
    "reader": ("read_division",),
    "sight": (
        "Detail", "DetailRing", "Obstacles", "Seen", "SeenPlace", "Sight", "VisibleArea",
        "VisibleAreas", "detail_distance", "detail_rings", "seen_in", "visible_area",
        "visible_areas",
    ),
    "simplify": ("DisplayBorders", "simplified"),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Read in the module that a name stands in."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = found  # so that this is asked once
    return found
