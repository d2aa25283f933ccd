"""Asking what is not known: each question gets the next number of its dossier."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from ivbgeo.cameradossier.dossier import Open, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Asker"]


@dataclass(slots=True)
class Asker:
    """Gives open questions their numbers, in the order in which they are asked."""

    _numbers: Iterator[int]

    @classmethod
    def new(cls) -> Asker:
        """Begin at one."""
        return cls(count(1))

    def ask(self, about: str, question: str) -> Open:
        """Ask what is not known."""
        return Open(next(self._numbers), about, question)

    def told(self, text: str, about: str, question: str) -> Said | Open:
        """Give what the register says; where it says nothing, ask."""
        return Said(text.strip(), about, quoted=True) if text.strip() else self.ask(about, question)
