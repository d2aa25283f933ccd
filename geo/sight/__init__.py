"""What is seen from a place: the visible area by exact line of sight, its detail, what lies in it.

Seen from above, in the plane: an obstacle hides what is behind it, however high either is. Why it
is done in this way stands in ``docs/adr/0025-line-of-sight.md``.
"""

from geo.sight.detail import Detail, DetailRing, detail_distance, detail_rings
from geo.sight.obstacles import MOUNTING, Obstacles
from geo.sight.seen import Seen, SeenPlace, seen_in
from geo.sight.sight import FARTHEST, LEAST, Sight
from geo.sight.visible import (
    VisibleArea,
    VisibleAreas,
    beside,
    free_areas,
    visible_area,
    visible_areas,
)

__all__ = [
    "FARTHEST",
    "LEAST",
    "MOUNTING",
    "Detail",
    "DetailRing",
    "Obstacles",
    "Seen",
    "SeenPlace",
    "Sight",
    "VisibleArea",
    "VisibleAreas",
    "beside",
    "detail_distance",
    "detail_rings",
    "free_areas",
    "seen_in",
    "visible_area",
    "visible_areas",
]
