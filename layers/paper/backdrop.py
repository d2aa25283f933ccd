"""The background behind a map on paper: tiles put together and turned into the grid of RD."""

from __future__ import annotations

import io
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from math import ceil, cos, log2, pi, radians
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, UnidentifiedImageError

from geo import RdPoints, to_wgs84
from ivbgeo.tiles import TileAddress

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ivbgeo.tiles import Picture, TileSource
    from layers.paper.frame import Frame

__all__ = ["Backdrop", "backdrop_of"]

_PIXEL = 0.17  # millimetres of a pixel on paper, about: names of streets can be read
_EQUATOR, _TILE = 40_075_016.686, 256  # metres around; pixels of a tile, where zooms are counted of
_MOST = 64  # tiles
_AT_ONCE = 4  # as the app asks
_PATIENCE = 20.0  # seconds, for all together
_SIDE = 2048  # pixels of a tile, at most
_PAPER = (255, 255, 255)


@dataclass(frozen=True, slots=True, eq=False)
class Backdrop:
    """A picture of the ground of a frame.

    ``image``: shape (h, w, 3), RGB, the north at the top, of just that ground; ``attribution``:
    whose map it is; ``complete``: no tile is missing.
    """

    image: NDArray[np.uint8]
    attribution: str
    complete: bool


def backdrop_of(source: TileSource, frame: Frame) -> Backdrop | None:
    """Get the background of a frame; None if there is none of it, or the source does not answer.

    Only the tiles that the frame shows are asked for, by their addresses. Where RD and web Mercator
    differ is in size and direction: over some kilometres an affine map is exact to a metre.
    """
    world = _world(frame)
    zoom = _zoom(source, frame, world)
    # Columns and rows, with fractions, of the corners.
    placed = world * (1 << zoom)
    (left, top), (right, bottom) = np.floor(placed.min(axis=0)), np.floor(placed.max(axis=0))
    places = list(product(range(int(left), int(right) + 1), range(int(top), int(bottom) + 1)))
    until = time.monotonic() + _PATIENCE

    def tile(place: tuple[int, int]) -> Image.Image | None:
        address = TileAddress(zoom, *place)
        found = source.at_hand(address)
        if found is None and time.monotonic() < until:
            found = source.ask(address)
        return _opened(found)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        tiles = list(pool.map(tile, places))
    known = [one for one in tiles if one is not None]
    if not known:
        return None
    side = max(one.width for one in known)
    size = (round(right - left + 1) * side, round(bottom - top + 1) * side)
    joined = Image.new("RGB", size, _PAPER)
    for (column, row), one in zip(places, tiles, strict=True):
        if one is not None:
            whole = one if one.size == (side, side) else one.resize((side, side))
            joined.paste(whole, (round(column - left) * side, round(row - top) * side))
    return Backdrop(
        _turned(joined, (placed - (left, top)) * side),
        source.attribution,
        complete=len(known) == len(tiles),
    )


def _world(frame: Frame) -> NDArray[np.float64]:
    """Give the corners of a frame, from the north-west by row: 0 to 1, from the west and north."""
    left, bottom, right, top = frame.ground
    corners = to_wgs84(RdPoints([left, right, left, right], [top, top, bottom, bottom]))
    north = np.arcsinh(np.tan(np.radians(corners.lat)))
    return np.column_stack([(corners.lon + 180) / 360, (1 - north / pi) / 2])


def _zoom(source: TileSource, frame: Frame, world: NDArray[np.float64]) -> int:
    """Choose the zoom whose pixels have about the right size on paper, and that is not too much."""
    latitude = np.degrees(np.arctan(np.sinh(pi * (1 - 2 * world[:, 1].mean()))))
    wanted = _EQUATOR * cos(radians(latitude)) / _TILE / (_PIXEL * frame.scale)
    low, high = source.zooms
    zoom = min(max(round(log2(wanted)), low), high)
    across, down = world.max(axis=0) - world.min(axis=0)
    while zoom > low and ceil(across * 2**zoom + 1) * ceil(down * 2**zoom + 1) > _MOST:
        zoom -= 1
    return zoom


def _opened(picture: Picture | None) -> Image.Image | None:
    """Open a tile, on white where it is see-through; None if it can't be."""
    if picture is None:
        return None
    try:
        with Image.open(io.BytesIO(picture.content)) as opened:
            if max(opened.size) > _SIDE:
                return None
            drawn = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return None
    paper = Image.new("RGBA", drawn.size, (*_PAPER, 255))
    return Image.alpha_composite(paper, drawn).convert("RGB")


def _turned(joined: Image.Image, corners: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Give what lies within four corners (in pixels, from the north-west by row) as a rectangle."""
    across = float(np.linalg.norm(corners[1] - corners[0]))
    down = float(np.linalg.norm(corners[2] - corners[0]))
    size = max(1, round(across)), max(1, round(down))
    to = np.array([[0, 0, 1], [size[0], 0, 1], [0, size[1], 1], [*size, 1]], dtype=float)
    affine, *_ = np.linalg.lstsq(to, corners, rcond=None)
    turned = joined.transform(
        size, Image.Transform.AFFINE, tuple(affine.T.ravel()), Image.Resampling.BICUBIC,
        fillcolor=_PAPER,
    )  # fmt: skip
    return np.asarray(turned)
