"""Tiles of PDOK's BRT-Achtergrondkaart, fetched when they are asked for and kept on disk."""

from __future__ import annotations

import hashlib
import time
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING
from urllib.parse import urlunsplit

import requests
from urllib3.exceptions import HTTPError

from ivbgeo.fetch.http import service_address
from ivbgeo.tiles.attribution import BRT
from ivbgeo.tiles.cache import TileCache
from ivbgeo.tiles.picture import LARGEST, Picture
from ivbgeo.tiles.rest import ENOUGH, Rest

if TYPE_CHECKING:
    from pathlib import Path

    from ivbgeo.tiles.address import TileAddress

__all__ = ["TileService"]

_PATIENCE = 5.0  # seconds: a browser waits for it
_CHUNK = 64 * 1024
_OK = 200
_NONE_THERE = frozenset({204, 400, 404, 410})
_BUSY = frozenset({429, 503})


class TileService:
    """A WMTS with addresses of the form ``{base}/{variant}/EPSG:3857/{z}/{x}/{y}.png``.

    Nothing of who asks is passed on, and no cookie of the service is kept.

    Parameters
    ----------
    base_url
        The address of the service, up to the name of the map.
    variant
        Which map: standaard, grijs, pastel or water.
    folder
        Where tiles are kept; each service and variant has a folder of its own in it.
    patience
        Seconds that one tile may take; a connection less than half of it.

    Raises
    ------
    SettingsError
        If ``base_url`` is no address.
    """

    is_remote = True
    attribution = BRT
    zooms = (6, 19)

    def __init__(
        self, base_url: str, variant: str, folder: Path, patience: float = _PATIENCE
    ) -> None:
        self._base = f"{urlunsplit(service_address(base_url))}/{variant}/EPSG:3857"
        self.mark = hashlib.sha256(self._base.encode()).hexdigest()[:8]
        self._cache = TileCache(folder / f"{variant}-{self.mark}")
        self._rest = Rest()
        self._patience = patience
        self._session = requests.Session()
        self._session.headers.update({"Accept": "image/png,image/*", "User-Agent": "ivbgeo"})
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))

    def close(self) -> None:
        """Let go of the connections."""
        self._session.close()

    def at_hand(self, tile: TileAddress) -> Picture | None:
        """Give a tile that was kept and is not old."""
        return self._cache.get(tile)

    def ask(self, tile: TileAddress) -> Picture | None:
        """Fetch a tile; while the service fails, give what was kept, however old."""
        # Somebody else may have fetched it meanwhile.
        kept = self.at_hand(tile)
        if kept is not None:
            return kept
        began = self._rest.begin()
        if began is not None:
            try:
                picture = self._fetch(tile)
            except (requests.RequestException, HTTPError):
                self._rest.failed(began, ENOUGH)
            except ValueError:
                self._rest.failed(began)
            else:
                self._rest.went_well()
                if picture is not None:
                    self._cache.put(tile, picture)
                return picture
        return self._cache.get(tile, however_old=True)

    def _fetch(self, tile: TileAddress) -> Picture | None:
        """Ask for a tile; None where the service has none.

        Raises
        ------
        RequestException, HTTPError
            If the answer does not come, or not in time.
        ValueError
            If it is no picture.
        """
        until = time.monotonic() + self._patience
        with self._session.get(
            f"{self._base}/{tile.zoom}/{tile.column}/{tile.row}.png",
            timeout=(0.4 * self._patience, 0.6 * self._patience),
            stream=True,
            allow_redirects=False,
        ) as response:
            if response.status_code in _NONE_THERE:
                return None
            if response.status_code in _BUSY:
                raise requests.HTTPError(response=response)
            if response.status_code != _OK:
                raise ValueError(response.status_code)
            body = bytearray()
            # What has come, not a whole piece: one that drips would outlast every limit.
            while piece := response.raw.read1(_CHUNK, decode_content=True):
                body += piece
                if len(body) > LARGEST:
                    raise ValueError("larger than a tile can be")
                if time.monotonic() > until:
                    raise requests.Timeout
            kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        return Picture(bytes(body), kind)
