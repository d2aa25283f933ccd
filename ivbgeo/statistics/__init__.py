"""What may be said of counts: rates and their uncertainty, what differs, and what lies together.

Pure functions on arrays: same length in, same length out; NaN where nothing can be said.
"""

from geo.neighbours import Neighbours
from ivbgeo.statistics.change import change_p, changed
from ivbgeo.statistics.discovery import adjusted, discoveries
from ivbgeo.statistics.funnel import FEWEST_PEOPLE, compare, funnel_limits, funnel_p
from ivbgeo.statistics.knox import FEWEST_EVENTS, FEWEST_PAIRS, NearRepeat, near_repeat
from ivbgeo.statistics.local import FEWEST_AREAS, Local, Pattern, hot_spots, local_moran
from ivbgeo.statistics.rates import (
    empirical_bayes,
    empirical_bayes_interval,
    garwood,
    standardised,
)
from ivbgeo.statistics.season import FEWEST_COUNTED, FEWEST_YEARS, Seasonal, season_of

__all__ = [
    "FEWEST_AREAS",
    "FEWEST_COUNTED",
    "FEWEST_EVENTS",
    "FEWEST_PAIRS",
    "FEWEST_PEOPLE",
    "FEWEST_YEARS",
    "Local",
    "NearRepeat",
    "Neighbours",
    "Pattern",
    "Seasonal",
    "adjusted",
    "change_p",
    "changed",
    "compare",
    "discoveries",
    "empirical_bayes",
    "empirical_bayes_interval",
    "funnel_limits",
    "funnel_p",
    "garwood",
    "hot_spots",
    "local_moran",
    "near_repeat",
    "season_of",
    "standardised",
]
