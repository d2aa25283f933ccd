"""Whether a camera worked: where and when is compared, what came of it, and what may be said."""

from ivbgeo.workedout.choosing import (
    Subject,
    elsewhere,
    find_subject,
    first_to_compare,
    kinds_of,
    place_of,
    subjects,
    usual_kinds,
)
from ivbgeo.workedout.controls import Control
from ivbgeo.workedout.counted import Basis, Row
from ivbgeo.workedout.layout import RING, RING_BOUNDS
from ivbgeo.workedout.outcome import Ask, Course, Outcome, Worked, work_out
from ivbgeo.workedout.place import RADIUS, RADIUS_BOUNDS, Place, of_areas, of_camera, of_designation
from ivbgeo.workedout.research import ResearchFinding, findings_for
from ivbgeo.workedout.told import as_plain

__all__ = [
    "RADIUS",
    "RADIUS_BOUNDS",
    "RING",
    "RING_BOUNDS",
    "Ask",
    "Basis",
    "Control",
    "Course",
    "Outcome",
    "Place",
    "ResearchFinding",
    "Row",
    "Subject",
    "Worked",
    "as_plain",
    "elsewhere",
    "find_subject",
    "findings_for",
    "first_to_compare",
    "kinds_of",
    "of_areas",
    "of_camera",
    "of_designation",
    "place_of",
    "subjects",
    "usual_kinds",
    "work_out",
]
