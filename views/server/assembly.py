"""The parts of the server, as the settings have them."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import RedirectResponse
from starlette.routing import Route

from ivbgeo.errors import IvbgeoError, SettingsError
from ivbgeo.settings import ROOT, Settings
from ivbgeo.tiles import tile_source
from views.server.background import BackgroundTiles
from views.server.first_html import first_html
from views.server.guard import Guard
from views.server.policy import ancestors
from views.server.warming import lifespan

if TYPE_CHECKING:
    from starlette.requests import Request

    from ivbgeo.tiles import Extent

__all__ = ["parts"]

_SCRIPTS = ("page.js", "tour.js")
_WRONG = 2  # the exit status of the command line for wrong settings


def parts() -> dict[str, Any]:
    """Give what ``st.App`` is made of beside the script: routes, middleware, what comes first.

    Imports nothing that takes long: the server has to be there at once.

    Raises
    ------
    SystemExit
        If a setting can't be right; what is wrong goes to standard error, in Dutch.
    """
    try:
        settings = Settings.load()
        tiles = BackgroundTiles(tile_source(settings), _extent)
        framed_by = ancestors(settings.frame_ancestors)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(_WRONG) from None
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    base = f"/{path}" if path else ""
    return {
        "routes": [
            Route(f"{base}/tiles/{{z}}/{{x}}/{{y}}", tiles.answer),
            Route(f"{base}/kaart", _to_the_map),
        ],
        "lifespan": lifespan,
        "middleware": [Middleware(Guard, base=base, framed_by=framed_by, page=_page())],
    }


async def _to_the_map(request: Request) -> RedirectResponse:
    """Send on who asks for the page Kaart by its name: to Streamlit the first page has none."""
    query = request.url.query
    return RedirectResponse(f"./?{query}" if query else "./")


def _page() -> str:
    original = Path(st.__file__).parent / "static" / "index.html"
    return first_html(original.read_text(encoding="utf-8"), *map(_address, _SCRIPTS))


def _address(name: str) -> str:
    """Give the address of a script; a browser keeps it until it changes."""
    digest = hashlib.sha256((ROOT / "static" / name).read_bytes()).hexdigest()[:8]
    return f"./app/static/{name}?v={digest}"


def _extent() -> Extent | None:
    """Look where the gemeente lies; None as long as the store does not tell."""
    # Not before they are needed: these bring the libraries of the figures along.
    from geo import GeoError  # noqa: PLC0415 - said above
    from ivbgeo.tiles.town import extent_of  # noqa: PLC0415 - said above
    from views.components import session  # noqa: PLC0415 - said above

    try:
        return extent_of(session.edition())
    except (IvbgeoError, GeoError):
        return None
