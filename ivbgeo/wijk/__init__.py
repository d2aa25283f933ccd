"""The wijk of a wijkregisseur: all that a page and a sheet of paper say of it, as plain data."""

from ivbgeo.wijk.choosing import areas_of, first_wijk, own_wijken, wijk_by_name, wijken_of
from ivbgeo.wijk.course import Course, course_of
from ivbgeo.wijk.keyfigures import KeyFigure, all_figures, key_categories, key_figures
from ivbgeo.wijk.lately import Lately, lately
from ivbgeo.wijk.periods import first_period, periods_of
from ivbgeo.wijk.profile import WijkProfile, wijk_profile

__all__ = [
    "Course",
    "KeyFigure",
    "Lately",
    "WijkProfile",
    "all_figures",
    "areas_of",
    "course_of",
    "first_period",
    "first_wijk",
    "key_categories",
    "key_figures",
    "lately",
    "own_wijken",
    "periods_of",
    "wijk_by_name",
    "wijk_profile",
    "wijken_of",
]
