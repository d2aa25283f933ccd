"""Text that came out of data, made safe to stand in Markdown: no link, no picture, no formula."""

from __future__ import annotations

import re

__all__ = ["plain"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#!|$~])")


def plain(text: str) -> str:
    """Escape what Markdown would read as anything but text; line ends become spaces."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
