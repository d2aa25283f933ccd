"""The map behind the areas, as the part of the script of that name reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ivbgeo.errors import SettingsError
from ivbgeo.tiles import tile_source
from layers.assets import require_local

if TYPE_CHECKING:
    from ivbgeo.settings import Settings

__all__ = ["background_command"]

# Of the app itself, seen from the frame of a component; holds under a base path too.
_ADDRESS = "../../tiles/{z}/{x}/{y}"


def background_command(settings: Settings) -> dict[str, Any] | None:
    """Give what the map needs to show the background that is set; None for none.

    Returns
    -------
    dict or None
        ``tiles`` (address with places for zoom, column and row; it changes when the tiles do, so
        that a browser may keep them), ``attribution`` (text), ``minZoom`` and ``maxZoom``.

    Raises
    ------
    RemoteLinkError
        If the tiles would come from another host.
    """
    try:
        source = tile_source(settings)
    except SettingsError:
        # The server says so when it starts; the map is whole without.
        return None
    if source is None:
        return None
    address = f"{_ADDRESS}?v={source.mark}"
    require_local((address,))
    low, high = source.zooms
    return {"tiles": address, "attribution": source.attribution, "minZoom": low, "maxZoom": high}
