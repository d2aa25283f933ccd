"""The scripts and styles of the map, all served by the app, and the guard that holds it so."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from layers.geometry_file import ADDRESS

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["SCRIPTS", "STATIC", "STYLES", "RemoteLinkError", "address", "require_local", "text"]

STATIC = Path(__file__).resolve().parent.parent / "static"
SCRIPTS = ("vendor/leaflet-1.9.4/leaflet.js", "map.js")
STYLES = ("vendor/leaflet-1.9.4/leaflet.css", "map.css")

# With a scheme, or starting at a host: "//host", at the start or after a quote or a bracket.
_REMOTE = re.compile(r"""://|(?:^|["'(=\s])//\w""")


class RemoteLinkError(Exception):
    """Something that goes to the browser names another host."""


def require_local(parts: Iterable[str]) -> None:
    """Hold back what names another host, before anything is sent.

    Raises
    ------
    RemoteLinkError
        If one of the parts holds a link with a scheme or a host.
    """
    for part in parts:
        found = _REMOTE.search(part)
        if found:
            start = max(found.start() - 20, 0)
            raise RemoteLinkError(
                f"{part[start : found.end() + 40]!r} names another host; the map may only use the "
                "app's own static files: put the file in static/vendor"
            )


@cache
def text(name: str) -> str:
    """Read a script or a style of the map."""
    return (STATIC / name).read_text(encoding="utf-8")


@cache
def address(name: str) -> str:
    """Give the address of a script or style, seen from the frame; it changes with the content."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:8]
    return f"{ADDRESS}/{name}?v={digest}"
