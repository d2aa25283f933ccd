"""Signals: a count in an area, in a month, above what its series gives reason to expect."""

from ivbgeo.signals.expecting import FEWEST, LEVEL, MONTHS, Expectation, Judged, expect

__all__ = ["FEWEST", "LEVEL", "MONTHS", "Expectation", "Judged", "expect"]
