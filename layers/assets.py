"""The scripts and styles of the map, all served by the app, and the guard that holds it so."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ivbgeo.whole import write_whole
from layers.escape import script_json
from layers.palette import pattern_definitions
from layers.shape_looks import shape_definitions

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "ADDRESS",
    "STATIC",
    "RemoteLinkError",
    "cluster_address",
    "require_local",
    "script_addresses",
    "scripts",
    "style_addresses",
    "styles",
]

# Where the app's static folder is, seen from the frame of a component; holds under a base path too.
ADDRESS = "../../app/static"
STATIC = Path(__file__).resolve().parent.parent / "static"
_LIBRARIES = ("vendor/leaflet-1.9.4/leaflet.js",)
# Of static/map, in the order in which they start: each may use what stands before it.
_PARTS = (
    "core", "kept", "words", "view", "tooltip", "canvas", "areas", "labels", "outline", "cameras",
    "shapes", "legend", "timeline", "table", "background", "clusters", "points", "views",
    "phone",
)  # fmt: skip
_STYLES = ("vendor/leaflet-1.9.4/leaflet.css", "map/map.css")

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
def scripts() -> tuple[str, ...]:
    """Read the scripts of the map: each library, and the parts of the map as one."""
    parts = [_text(f"map/{name}.js") for name in _PARTS]
    drawing = f"ivbgeoMap.patterns = {script_json(pattern_definitions(shape_definitions()))};\n"
    return (*(_text(name) for name in _LIBRARIES), "\n".join([parts[0], drawing, *parts[1:]]))


@cache
def styles() -> tuple[str, ...]:
    """Read the style sheets of the map."""
    return tuple(_text(name) for name in _STYLES)


@cache
def script_addresses() -> tuple[str, ...]:
    """Give the addresses of the scripts, seen from the frame; the parts are written as one file.

    They are fetched one after the other, so that each file more costs a journey.
    """
    name = f"built/map-{_digest(scripts()[-1])}.js"
    if not (STATIC / name).exists():
        (STATIC / name).parent.mkdir(exist_ok=True)
        write_whole(STATIC / name, scripts()[-1].encode())
    return (*(_address(name) for name in _LIBRARIES), f"{ADDRESS}/{name}")


@cache
def style_addresses() -> tuple[str, ...]:
    """Give the addresses of the style sheets, seen from the frame."""
    return tuple(_address(name) for name in _STYLES)


@cache
def cluster_address() -> str:
    """Give the address of Supercluster: the frame fetches it when points are to be clustered."""
    return _address("vendor/supercluster-8.0.1/supercluster.min.js")


def _text(name: str) -> str:
    return (STATIC / name).read_bytes().decode()  # line ends as they are


def _address(name: str) -> str:
    """Give an address that changes with the content."""
    return f"{ADDRESS}/{name}?v={_digest(_text(name))}"


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()[:8]
