"""The errors of the domain: which rule was broken, by what value.

The Dutch sentence that a user reads comes from one table, ``ivbgeo.messages``, by the rule's name.
"""

from __future__ import annotations

from ivbgeo.messages import sentence

__all__ = [
    "DataError",
    "IvbgeoError",
    "NotAllowedError",
    "SettingsError",
    "StoreError",
    "UnknownAreaError",
    "UsageError",
]


class IvbgeoError(Exception):
    """Base of every error that ivbgeo raises on purpose.

    Parameters
    ----------
    rule
        Name of the broken rule: a key of ``ivbgeo.messages.SENTENCES``.
    **values
        What the sentence names: the value, the file, the line, what is allowed.
    """

    def __init__(self, rule: str, **values: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.values = values

    def __str__(self) -> str:
        return sentence(self.rule, **self.values)


class DataError(IvbgeoError):
    """Data was refused: a file that can't be read, a value that breaks a rule."""


class UnknownAreaError(DataError):
    """An area code that does not exist in the division year that it was said to be of."""


class NotAllowedError(IvbgeoError):
    """Something that the viewer may not see or do."""


class SettingsError(IvbgeoError):
    """A setting or an option that can't be right."""


class UsageError(SettingsError):
    """A question that can't be asked: an unknown category, level or period."""


class StoreError(IvbgeoError):
    """The store can't be opened, is of another version, or is not whole."""
