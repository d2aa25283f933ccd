"""Heavy data that a map's frame keeps: sent once, and after that named by its hash.

What a map shows (:mod:`layers.command`) is sent anew with every change. Points don't belong in it:
they go ahead of it, as ``ivbgeoMap.keep(hash, data)``, only when the frame does not have them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from folium.template import Template

from layers.as_is import AsIs
from layers.escape import script_json

if TYPE_CHECKING:
    from typing import Self

__all__ = ["MOST_KEPT", "KeepCommand", "Kept"]

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


class KeepCommand(AsIs):
    """Hands data over to the frame."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        'ivbgeoMap.keep("{{ this.kept.hash }}", {{ this.kept.data }});{% endmacro %}'
    )

    def __init__(self, kept: Kept) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "KeepCommand"
        self.kept = kept
