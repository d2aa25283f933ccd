"""Background tiles: read from a file or asked of a service, and nothing of the figures in them."""

from __future__ import annotations

from ivbgeo.tiles.address import Extent, TileAddress
from ivbgeo.tiles.picture import Picture
from ivbgeo.tiles.source import TileSource, tile_source

__all__ = ["Extent", "Picture", "TileAddress", "TileSource", "tile_source"]
