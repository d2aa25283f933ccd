"""The parts of the server, as the settings have them."""

from __future__ import annotations

import hashlib
import sys
from typing import TYPE_CHECKING, Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import RedirectResponse
from starlette.routing import Route

from ivbgeo.errors import IvbgeoError, SettingsError
from ivbgeo.settings import ROOT, Settings
from ivbgeo.tiles import tile_source
from layers.assets import ADDRESS, script_addresses, style_addresses
from views.server import locks, shown
from views.server.background import BackgroundTiles
from views.server.contact import PATH, SecurityText
from views.server.first_html import first_html
from views.server.frontend import Files, Frontend
from views.server.guard import Guard
from views.server.policy import ancestors
from views.server.signing import Signing, provider_here, secrets_for
from views.server.speech import Speech
from views.server.turns import Turns
from views.server.uploading import Uploads
from views.server.warming import lifespan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from starlette.requests import Request

    from ivbgeo.signin import Provider
    from ivbgeo.tiles import Extent

__all__ = ["parts"]

_SCRIPTS, _STYLE = ("page.js", "tour.js"), "page.css"
# The map: what runs the frame is there before the page is told to draw one.
_FIRST_ELEMENT = "ComponentInstance"
_WRONG = 2  # the exit status of the command line for wrong settings


def parts() -> dict[str, Any]:
    """Give what ``st.App`` is made of beside the script: routes, middleware, what comes first.

    The secrets of the sign-in are handed over within this process alone.

    Imports nothing that takes long: the server has to be there at once.

    Raises
    ------
    SystemExit
        If a setting can't be right; what is wrong goes to standard error, in Dutch.
    """
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    base = f"/{path}" if path else ""
    try:
        locks.hold()
        settings = Settings.load()
        provider = provider_here(settings, base)
        _hold(settings, provider)
        tiles = BackgroundTiles(tile_source(settings), _extent)
        framed_by = ancestors(settings.frame_ancestors)
        contact = SecurityText(settings.security_contact)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(_WRONG) from None
    frontend, of_the_map = Frontend(), _of_the_map()
    files = frontend.files()
    files |= map(_place, (*map(_address, (*_SCRIPTS, _STYLE)), *of_the_map))
    signing = [] if provider is None else [Middleware(Signing, provider=provider, base=base)]
    return {
        "secrets": secrets_for(provider),
        "routes": [
            Route(f"{base}/tiles/{{z}}/{{x}}/{{y}}", tiles.answer),
            Route(f"{base}/kaart", _to_the_map),
            Route(PATH, contact.answer),
            Route(f"{base}/{shown.PATH}/{{word}}", shown.answer, methods=["POST"]),
        ],
        "lifespan": lifespan,
        "middleware": [
            Middleware(Guard, base=base, framed_by=framed_by, page=_page(frontend, of_the_map)),
            Middleware(Speech),
            Middleware(Uploads, base=base),
            *signing,
            Middleware(Files, files=files, base=base),
            Middleware(Turns),
        ],
    }


def _hold(settings: Settings, provider: Provider | None) -> None:
    """Refuse what can't be right, that would be found only when somebody looks."""
    _ = settings.days_kept, settings.least_count, settings.months_held, settings.remarks_kept
    _ = settings.spot_days_kept
    if settings.counts_public and provider is None:
        raise SettingsError("access.public_nobody")


async def _to_the_map(request: Request) -> RedirectResponse:
    """Send on who asks for the page Kaart by its name: to Streamlit the first page has none."""
    query = request.url.query
    return RedirectResponse(f"./?{query}" if query else "./")


def _page(frontend: Frontend, ours: Sequence[str]) -> str:
    return first_html(
        frontend.html,
        *map(_address, _SCRIPTS),
        style=_address(_STYLE),
        element=frontend.element(_FIRST_ELEMENT),
        later=[*frontend.frame_scripts(), *ours],
    )


def _address(name: str) -> str:
    """Give the address of a file of ours; a browser keeps it until it changes."""
    digest = hashlib.sha256((ROOT / "static" / name).read_bytes()).hexdigest()[:8]
    return f"./app/static/{name}?v={digest}"


def _of_the_map() -> list[str]:
    """Give the addresses of what the frame of the map asks for, seen from the page."""
    return [
        one.replace(ADDRESS, "./app/static") for one in (*script_addresses(), *style_addresses())
    ]


def _place(address: str) -> tuple[str, Path]:
    """Give an address as it is asked for, and the file."""
    path, _, _ = address.removeprefix("./app/").partition("?")
    return address.removeprefix("."), ROOT / path


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
