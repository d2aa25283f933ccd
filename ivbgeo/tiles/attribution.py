"""Whose map the background is, as plain text."""

from __future__ import annotations

from html.parser import HTMLParser

__all__ = ["BRT", "of_file"]

BRT = "Achtergrond: © Kadaster, BRT-Achtergrondkaart, CC BY 4.0"
_UNSAID = "Achtergrond: de bron staat niet in het bestand"
_LONGEST = 200
_SILENT = frozenset({"script", "style"})


class _Words(HTMLParser):
    """Collects what a reader would see: makers of tiles write their name as HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self._silent += tag in _SILENT

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data)


def of_file(told: object) -> str:
    """Give the attribution of a tile file, from what its metadata says; without markup.

    Examples
    --------
    >>> of_file('<a href="https://x.example">© Makers</a>')
    'Achtergrond: © Makers'
    >>> of_file(None)
    'Achtergrond: de bron staat niet in het bestand'
    """
    words = _Words()
    words.feed(told if isinstance(told, str) else "")
    words.close()
    text = "".join(char if char.isprintable() else " " for char in "".join(words.said))
    text = " ".join(text.split())[:_LONGEST]
    return f"Achtergrond: {text}" if text else _UNSAID
