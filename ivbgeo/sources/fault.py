"""What is refused: one value of one row, with the place a user can find it at."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from ivbgeo.messages import sentence

__all__ = ["Rejection", "ValueRefusedError", "visible"]

_LONGEST = 80
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_FIRST_PRINTABLE = 0x20


def visible(value: object, longest: int = _LONGEST) -> str:
    """Give a value as text of at most ``longest`` characters, control characters made visible.

    Characters that turn the reading direction count as control characters.
    """
    text = str(value)
    cut = text if len(text) <= longest else text[: longest - 1] + "…"
    return "".join(_shown(character) for character in cut)


def _shown(character: str) -> str:
    if unicodedata.category(character) not in _INVISIBLE:
        return character
    code = ord(character)
    return chr(0x2400 + code) if code < _FIRST_PRINTABLE else f"\\u{code:04x}"


class ValueRefusedError(Exception):
    """One value breaks a rule. It never leaves ``ivbgeo.sources``: it becomes a ``Rejection``.

    Parameters
    ----------
    rule
        Key of ``ivbgeo.messages.SENTENCES``.
    value
        The value as it stood in the file; never of a column that may hold personal data.
    field
        The field of the row, where the reader of the value itself can't be asked.
    **details
        What else the sentence names.
    """

    def __init__(
        self, rule: str, value: object = "", *, field: str | None = None, **details: object
    ) -> None:
        super().__init__(rule)
        self.rule = rule
        self.value = value
        self.field = field
        self.details = details


@dataclass(frozen=True, slots=True)
class Rejection:
    """One value that was refused: where it stands, what it was, which rule it broke.

    ``line`` counts as a user counts: the header of a CSV is line 1; a row number in Excel; the
    how-manieth object of a GeoJSON or GeoPackage. ``column`` is the name in the file, or empty.
    """

    line: int
    column: str
    value: str
    rule: str
    message: str

    @classmethod
    def of(cls, fault: ValueRefusedError, *, line: int, column: str, unit: str) -> Rejection:
        """Make the rejection with its Dutch sentence. ``unit``: Regel, Rij or Object."""
        value = visible(fault.value)
        shown = {
            key: visible(detail, 300) if isinstance(detail, str) else detail
            for key, detail in fault.details.items()
        }
        message = sentence(
            fault.rule, unit=unit, line=line, column=visible(column), value=value, **shown
        )
        return cls(line, visible(column), value, fault.rule, message)
