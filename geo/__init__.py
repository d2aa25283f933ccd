"""Geometry alone: coordinate systems, divisions, placing points, crosswalks.

Knows nothing of safety.
"""

from geo.area import Area, AreaId, DivisionId, Level, level_of
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
from geo.errors import (
    CoordinateError,
    CrosswalkError,
    GeoError,
    InvalidDivisionError,
    UnknownCodeError,
    UnreadableFileError,
)
from geo.locator import Engine, Locator, engine
from geo.mercator import LocalMercator, MercatorPoints, from_mercator, to_mercator
from geo.neighbours import Neighbours
from geo.points import RdPoints, WgsPoints
from geo.reader import read_division
from geo.simplify import DisplayBorders, simplified
from geo.threads import threads

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
    "RdPoints",
    "UnknownCodeError",
    "UnreadableFileError",
    "WgsPoints",
    "density_of",
    "diagnose",
    "engine",
    "from_mercator",
    "level_of",
    "peak",
    "polygons_to_rd",
    "polygons_to_wgs84",
    "read_division",
    "simplified",
    "threads",
    "to_mercator",
    "to_rd",
    "to_wgs84",
]
