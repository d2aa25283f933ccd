"""A text without what looks personal, and what was taken out of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivbgeo.textfilter.finding import find

if TYPE_CHECKING:
    from ivbgeo.textfilter.found import Found

__all__ = ["Cleaned", "take_out"]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text with the kind in place of each piece, and where the pieces were in the first text."""

    text: str
    found: tuple[Found, ...]


def take_out(text: str) -> Cleaned:
    """Put the kind of each piece that looks personal in its place.

    Examples
    --------
    >>> take_out("Bel 06-12345678 na zes uur").text
    'Bel [telefoonnummer] na zes uur'
    """
    found = find(text)
    parts, end = [], 0
    for one in found:
        parts += [text[end : one.start], f"[{one.kind}]"]
        end = one.end
    return Cleaned("".join([*parts, text[end:]]), found)
