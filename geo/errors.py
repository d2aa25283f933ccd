"""The errors of geometry: which rule was broken, by which areas or coordinates.

The Dutch sentences that users read stand elsewhere, by the rule's name (``geo.…``).
"""

from __future__ import annotations

__all__ = [
    "CoordinateError",
    "CrosswalkError",
    "GeoError",
    "InvalidDivisionError",
    "SightError",
    "UnknownCodeError",
    "UnreadableFileError",
]


class GeoError(Exception):
    """Base of every error that geo raises on purpose.

    Parameters
    ----------
    rule
        Name of the broken rule, starting with ``geo.``.
    message
        What is wrong and what to do, in English, complete in itself.
    **values
        What a translated sentence names: the areas, the place, the value, what is allowed.
    """

    def __init__(self, rule: str, message: str, **values: object) -> None:
        # Both, so that another process can make it anew.
        super().__init__(rule, message)
        self.rule = rule
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return self.message


class CoordinateError(GeoError):
    """Coordinates that can't be what they are said to be."""


class InvalidDivisionError(GeoError):
    """Areas that together are no valid coverage, or a file that holds no division."""


class UnknownCodeError(GeoError):
    """An area code that does not exist in this division (it may in another year)."""


class CrosswalkError(GeoError):
    """A crosswalk that does not fit its divisions, or that can't be applied."""


class SightError(GeoError):
    """A sight that can't be, or a place from which nothing is seen."""


class UnreadableFileError(GeoError):
    """A file that is broken, locked, too large, or not what it says it is."""
