"""Text of a document as its font can draw it: the same words in the PDF and in Word."""

from __future__ import annotations

from layers.paper.text import printable

__all__ = ["joined", "shown"]

_LACKING = "\ufffd"


def shown(text: str) -> str:
    """Give text as the font can draw it; what it can draw nothing of is said to be there."""
    return printable(text) or _LACKING


def joined(text: str) -> str:
    """Give a piece of a text, with the space that keeps it apart from the pieces around it."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return (before + shown(text) + after) if text.strip() else before
