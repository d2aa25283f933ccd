"""E-mail addresses in a text, those too that are written so that a machine doesn't see them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ivbgeo.textfilter.found import Found, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["emails"]

# What is before the sign is given back to nobody (``*+``), so that a long text takes no long time.
_EMAIL = re.compile(
    r"(?<![\w.+-])\w[\w.+'-]*+"
    r"(?:@|\s?[\[(]\s?(?:at|apenstaart(?:je)?)\s?[\])]\s?)"
    r"[\w-]+(?:(?:\.|\s?[\[(]\s?(?:dot|punt)\s?[\])]\s?)[\w-]+)+",
    re.IGNORECASE,
)


def emails(text: str) -> Iterator[Found]:
    """Find ``jan@voorbeeld.nl`` and ``jan [at] voorbeeld.nl``."""
    for match in _EMAIL.finditer(text):
        yield Found(Kind.EMAIL, *match.span())
