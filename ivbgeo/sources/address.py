"""An address as the cells of a row have it: only to find a place by, shown nowhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

__all__ = ["Address", "house_number", "postcode4", "search_words"]

_LONGEST = 80
_POSTCODE = re.compile(r"([1-9]\d{3})\s*([a-z]{2})", re.IGNORECASE | re.ASCII)
_POSTCODE4 = re.compile(r"([1-9]\d{3})(?:\s*[a-z]{2}|\.0)?", re.IGNORECASE | re.ASCII)
_NUMBER = re.compile(r"(\d{1,5})(?:\.0)?(?!\d)\W*(.*)", re.ASCII)
_STREET_WITH_NUMBER = re.compile(r"(.*[^\W\d].*?)\s+(\d.*)")
_LETTERS_AND_DIGITS = re.compile(r"\d+|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Address:
    """An address that can be asked for; ``repr`` shows nothing of it.

    ``number`` is the house number with its letter and addition, in parts: 7A-2 is (7, a, 2).
    ``postcode`` is like 2711AA, or empty; of ``postcode`` and ``town`` there is at least one, and
    without a postcode there is a street.
    """

    street: str = field(repr=False)
    number: tuple[str, ...] = field(repr=False)
    postcode: str = field(repr=False)
    town: str = field(repr=False)

    def __post_init__(self) -> None:
        if not self.number or not (self.postcode or (self.street and self.town)):
            raise ValueError("an address needs a number, and a postcode or a street and a town")

    @classmethod
    def of(
        cls, street: object, number: object, suffix: object, postcode: object, town: object
    ) -> Address | None:
        """Make an address of the cells of a file; None if they don't say enough.

        The number may stand behind the street, and the addition behind the number.
        """
        where, told, more, code, place = (
            _text(cell) for cell in (street, number, suffix, postcode, town)
        )
        if not told and (both := _STREET_WITH_NUMBER.fullmatch(where)):
            where, told = both[1], both[2]
        parts = _NUMBER.fullmatch(told)
        found = _POSTCODE.fullmatch(code)
        code = f"{found[1]}{found[2].upper()}" if found else ""
        if parts is None or not (code or (where and place)):
            return None
        house = (str(int(parts[1])), *house_number(parts[2]), *house_number(more))
        return cls(where, house, code, place)

    @property
    def query(self) -> str:
        """The words to search for, without anything that a search could take for a command."""
        number = self.number[0]
        for part in self.number[1:]:
            number += part if part.isalpha() and number[-1].isdigit() else f"-{part}"
        return search_words(f"{self.street} {number} {self.postcode} {self.town}")


def postcode4(cell: object) -> str | None:
    """Give the four digits of a postcode of four or six; None for anything else."""
    match = _POSTCODE4.fullmatch(_text(cell))
    return match[1] if match else None


def _text(cell: object) -> str:
    """Give a cell as text; empty for what is no text or number, or longer than any of these."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return ""
    text = str(cell).strip()
    return text if len(text) <= _LONGEST and text.isprintable() else ""


def search_words(text: str) -> str:
    """Give the words of a text to search for, without what a search could take for a command."""
    # In small letters: AND, OR and NOT are commands.
    return " ".join(re.findall(r"\w[\w'.-]*", text.lower()))


def house_number(text: str) -> tuple[str, ...]:
    """Give digits and letters apart, in order: A-2 is (a, 2)."""
    return tuple(_LETTERS_AND_DIGITS.findall(text.casefold()))
