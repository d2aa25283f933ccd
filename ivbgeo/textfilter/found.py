"""A piece of text that looks personal: what kind, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Found", "Kind"]


class Kind(StrEnum):
    """What a piece of text looks like, as it is called in Dutch."""

    EMAIL = "e-mailadres"
    REKENING = "rekeningnummer"
    TELEFOON = "telefoonnummer"
    BSN = "burgerservicenummer"
    KENTEKEN = "kenteken"
    ADRES = "adres"


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of a text: its kind, and its characters from ``start`` up to ``end``."""

    kind: Kind
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a piece from {self.start} up to {self.end} has no characters")

    def of(self, text: str) -> str:
        """Give the piece itself, out of the text that it was found in."""
        return text[self.start : self.end]
