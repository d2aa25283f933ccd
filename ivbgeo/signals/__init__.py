"""Signals: a count in an area, in a month, above what its series gives reason to expect."""

from ivbgeo.signals.expecting import FEWEST, LEVEL, MONTHS, Expectation, Judged, expect
from ivbgeo.signals.watching import Signal, Watch, months_to_watch, past_of, watch

__all__ = [
    "FEWEST",
    "LEVEL",
    "MONTHS",
    "Expectation",
    "Judged",
    "Signal",
    "Watch",
    "expect",
    "months_to_watch",
    "past_of",
    "watch",
]
