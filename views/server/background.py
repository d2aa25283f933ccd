"""Tiles of the background map, at the app's own address: a browser asks nobody else."""

from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from ivbgeo.tiles import TileAddress

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from ivbgeo.tiles import Extent, Picture, TileSource

__all__ = ["BackgroundTiles"]

_AT_ONCE = 4  # tiles that another host is asked for
_PATIENCE = 8.0  # seconds, waiting for a turn too
_AROUND = 8  # tiles beside the gemeente: half a large screen, at any zoom
_LOOK_AGAIN = 60.0  # seconds: other areas may have come into the store
_WEEK = 7 * 86_400


class BackgroundTiles:
    """Answers ``/tiles/{z}/{x}/{y}`` with a picture, 204 (nothing here, or not now) or 404.

    Where another host is asked it is for tiles around the gemeente alone, a few at once, so that
    the app is no proxy for the rest of the world.

    Parameters
    ----------
    source
        Where tiles come from; None answers everything with 404.
    extent
        Gives the extent of the gemeente; None as long as there is none.
    """

    def __init__(self, source: TileSource | None, extent: Callable[[], Extent | None]) -> None:
        self._source = source
        self._extent = extent
        self._lock = threading.Lock()
        self._known: tuple[float, Extent | None] = (float("-inf"), None)
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="achtergrond")

    async def answer(self, request: Request) -> Response:
        """Answer a request for a tile."""
        parts = request.path_params
        tile = TileAddress.parse(parts["z"], parts["x"], parts["y"])
        if self._source is None or tile is None:
            return Response(status_code=404)
        picture = await self._picture(self._source, tile)
        if picture is None:
            return Response(status_code=204, headers={"Cache-Control": "no-store"})
        # Its address changes with the source (layers/background.py).
        kept = {"Cache-Control": f"public, max-age={_WEEK}"}
        return Response(picture.content, media_type=picture.kind, headers=kept)

    async def _picture(self, source: TileSource, tile: TileAddress) -> Picture | None:
        low, high = source.zooms
        if not low <= tile.zoom <= high:
            return None
        picture = await run_in_threadpool(source.at_hand, tile)
        if picture is None and source.is_remote and await run_in_threadpool(self._is_near, tile):
            try:
                async with asyncio.timeout(_PATIENCE):
                    loop = asyncio.get_running_loop()
                    return await loop.run_in_executor(self._pool, source.ask, tile)
            except TimeoutError:
                return None
        return picture

    def _is_near(self, tile: TileAddress) -> bool:
        with self._lock:
            looked, extent = self._known
            if time.monotonic() - looked > _LOOK_AGAIN:
                extent = self._extent()
                self._known = (time.monotonic(), extent)
        return extent is not None and extent.near(tile, _AROUND)
