"""What looks like a fact about a person in a text, where only organisations belong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Suspect", "suspects"]

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# As the Dutch write them: 06-12345678, 079 346 81 23, +31 6 1234 5678, (079) 3468123.
_PHONE = re.compile(r"(?<![\d.,])(?:\+31|0031|\(?0)[\d\s()-]{8,14}\d(?!\d)")
_NINE = re.compile(r"(?<![\d.,-])\d{4}[. ]?\d{2}[. ]?\d{3}(?![\d.,]*\d)")
_ADDRESS = re.compile(r"\b[1-9]\d{3}\s?[A-Z]{2}\s*,?\s*\d{1,5}\b")
# A name that ends as those of streets do, with the number of a house: Dorpsstraat 12a.
_STREET = re.compile(
    r"\b\w{2,}(?:straat|laan|weg|plein|hof|kade|gracht|dreef|pad|singel|plantsoen|steeg|dijk|park"
    r"|erf|gaarde|hage|donk|brink)\s+[1-9]\d{0,2}(?:-\d{1,3}|\s?[a-z])?\b"
    r"(?![.,:]?\d|%|\s*(?:keer|maal|x|jaar|maand|weken|dagen|uur|minuten|meter))",
    re.IGNORECASE,
)
_DIGITS_OF_PHONE = {10, 11, 13}


@dataclass(frozen=True, slots=True)
class Suspect:
    """A piece of text, and what it looks like, in Dutch."""

    text: str
    what: str


def suspects(texts: Iterable[str]) -> tuple[Suspect, ...]:
    """Find what looks like an e-mail address, a phone number, a BSN or an address.

    A name of a person looks like any other word: that is not found.

    Examples
    --------
    >>> [one.what for one in suspects(["Bel 06-12345678", "Zaak 2023.4567", "111222333"])]
    ['een telefoonnummer', 'een burgerservicenummer']
    """
    return tuple(dict.fromkeys(one for text in texts for one in _found(text)))


def _found(text: str) -> Iterator[Suspect]:
    for match in _EMAIL.findall(text):
        yield Suspect(match, "een e-mailadres")
    for match in _PHONE.findall(text):
        if sum(map(str.isdigit, match)) in _DIGITS_OF_PHONE:
            yield Suspect(match.strip(), "een telefoonnummer")
    for match in _NINE.findall(text):
        if _is_bsn(match):
            yield Suspect(match, "een burgerservicenummer")
    for match in (*_ADDRESS.findall(text), *_STREET.findall(text)):
        yield Suspect(match, "een adres")


def _is_bsn(text: str) -> bool:
    """Whether nine digits pass the test of eleven that every BSN passes."""
    digits = [int(character) for character in text if character.isdigit()]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return any(digits) and sum(map(int.__mul__, digits, weights)) % 11 == 0
