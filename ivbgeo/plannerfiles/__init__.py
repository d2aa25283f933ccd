"""Files that a planner brings along: buildings, public space, places to choose from, demand.

Of a file only that is kept which is planned with: shapes, names of places, weights and costs.
"""

from ivbgeo.filekind import FileKind
from ivbgeo.plannerfiles.areas import KeptAreas
from ivbgeo.plannerfiles.holding import (
    add,
    areas_of,
    erase,
    files,
    find,
    find_by_hash,
    obstacles_of,
    spots_of,
    withdraw,
)
from ivbgeo.plannerfiles.plannerfile import PlannerFile
from ivbgeo.plannerfiles.reading import MOST_BYTES, read_kept

__all__ = [
    "MOST_BYTES",
    "FileKind",
    "KeptAreas",
    "PlannerFile",
    "add",
    "areas_of",
    "erase",
    "files",
    "find",
    "find_by_hash",
    "obstacles_of",
    "read_kept",
    "spots_of",
    "withdraw",
]
