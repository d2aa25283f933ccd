"""Heavy data that a map's frame keeps: sent once, and after that named by its hash.

What a map shows (:mod:`layers.command`) is sent anew with every change. Points don't belong in it:
they go ahead of it, as ``ivbgeoMap.keep(hash, data)``, only when the frame does not have them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from layers.escape import script_json

if TYPE_CHECKING:
    from typing import Self

__all__ = ["MOST_KEPT", "Kept"]

MOST_KEPT = 6
"""How many a frame keeps, the last that it got; the same number stands in static/map/kept.js."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Plain data, written as JSON once, and the hash that names it."""

    hash: str
    data: str = field(repr=False)

    @classmethod
    def of(cls, value: dict[str, Any]) -> Self:
        """Write plain data (see :func:`layers.escape.script_json`)."""
        data = script_json(value)
        # With a dash: streamlit-folium does not see what follows an underscore.
        return cls(f"k-{hashlib.sha256(data.encode()).hexdigest()[:16]}", data)

    @property
    def script(self) -> str:
        """What hands the data over to the frame."""
        return f'ivbgeoMap.keep("{self.hash}", {self.data});'
