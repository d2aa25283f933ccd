"""Pieces of script that go to the frame as they are.

branca reads what a piece of a map was written to as a template once more. Of a command with the
words of all areas that took longer than all else that the server does for a map.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import folium
from branca.element import Element

if TYPE_CHECKING:
    from branca.element import Figure

__all__ = ["AsIs"]


class AsIs(folium.MacroElement):
    """A piece of a map of which the macros give the final text."""

    def render(self, **kwargs: Any) -> None:
        """Put the text of the macros where it belongs."""
        figure: Figure = self.get_root()
        for place, box in (
            ("header", figure.header),
            ("html", figure.html),
            ("script", figure.script),
        ):
            write = getattr(self._template.module, place, None)
            if write is not None:
                box.add_child(_Text(write(self, kwargs)), name=self.get_name())


class _Text(Element):
    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def render(self, **_: Any) -> str:
        return self._text
