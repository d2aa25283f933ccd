"""Pieces of script that go to the frame as they are.

branca reads what a piece of a map was written to as a template once more. Of a command with the
words of all areas that took longer than all else that the server does for a map.
"""

from __future__ import annotations

from typing import Any

import folium
from branca.element import Element

__all__ = ["AsIs"]


class AsIs(folium.MacroElement):
    """A piece of a map of which the macros give the final text."""

    def render(self, **kwargs: Any) -> str:
        """Put the text of the macros where it belongs; what it is to itself is nothing."""
        figure: Any = self.get_root()
        for place in ("header", "html", "script"):
            write = getattr(self._template.module, place, None)
            if write is not None:
                text = _Text(write(self, kwargs))
                getattr(figure, place).add_child(text, name=self.get_name())
        for child in self._children.values():
            child.render(**kwargs)
        return ""


class _Text(Element):
    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def render(self, **_: Any) -> str:
        return self._text
