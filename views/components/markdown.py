"""Text that came out of data, made safe to stand in Markdown: no link, no picture, no formula."""

from __future__ import annotations

import re

__all__ = ["plain"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#!|$~]|:(?=//)|@)")
# Streamlit's frontend looks for addresses and for names of pictures (:material/home:, :smile:) once
# more when what is escaped is text again. A sign that has no width and joins words parts those.
_ADDRESS = re.compile(r"(://|@|\bwww(?=\.))", re.IGNORECASE)
_PICTURE = re.compile(r":(?=[\w+/-]+[:\[])")
_JOINER = "\u2060"


def plain(text: str) -> str:
    """Escape what Markdown would read as anything but text; line ends become spaces."""
    bare = " ".join(text.split())
    parted = _PICTURE.sub(f":{_JOINER}", _ADDRESS.sub(rf"\1{_JOINER}", bare))
    return _SPECIAL.sub(r"\\\1", parted)
