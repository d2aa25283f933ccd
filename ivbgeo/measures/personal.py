"""What looks like a fact about a person in a text, where only organisations belong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivbgeo.textfilter import find

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Suspect", "suspects"]


@dataclass(frozen=True, slots=True)
class Suspect:
    """A piece of text, and what it looks like, in Dutch."""

    text: str
    what: str


def suspects(texts: Iterable[str]) -> tuple[Suspect, ...]:
    """Find what looks personal by its form (``ivbgeo.textfilter``), each piece once.

    A name of a person looks like any other word: that is not found.

    Examples
    --------
    >>> [one.what for one in suspects(["Bel 06-12345678", "Zaak 2023.4567", "111222333"])]
    ['een telefoonnummer', 'een burgerservicenummer']
    """
    found = (Suspect(one.of(text), f"een {one.kind}") for text in texts for one in find(text))
    return tuple(dict.fromkeys(found))
