"""The dossier of a camera area, and its evaluation: gathered as plain data, with open questions."""

from ivbgeo.cameradossier.dossier import (
    AreaMap,
    CameraDossier,
    Chapter,
    Items,
    Listing,
    Open,
    Part,
    Purpose,
    Said,
)
from ivbgeo.cameradossier.finding import camera_area, dossier_of
from ivbgeo.cameradossier.gathering import gather
from ivbgeo.cameradossier.kinds import usual_period

__all__ = [
    "AreaMap",
    "CameraDossier",
    "Chapter",
    "Items",
    "Listing",
    "Open",
    "Part",
    "Purpose",
    "Said",
    "camera_area",
    "dossier_of",
    "gather",
    "usual_period",
]
