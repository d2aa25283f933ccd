"""What looks like a fact about a person is found in free text, and taken out of it."""

from __future__ import annotations

from ivbgeo.textfilter.cleaning import Cleaned, take_out
from ivbgeo.textfilter.finding import find
from ivbgeo.textfilter.found import Found, Kind

__all__ = ["Cleaned", "Found", "Kind", "find", "take_out"]
