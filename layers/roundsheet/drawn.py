"""The map of a round: the wijk, its streets where there is a background, plekken and rounds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, hypot, pi, sin
from typing import TYPE_CHECKING, Any

import shapely
from matplotlib.patches import PathPatch, Rectangle

from geo import DivisionId, Level
from layers.palette import BORDER, INK
from layers.paper.backdrop import backdrop_of
from layers.paper.borders import path_of
from layers.paper.frame import Box, Frame
from layers.paper.labels import draw_names
from layers.paper.page import Page
from layers.paper.scale import draw_scale
from layers.paper.shapes import draw_layer, draw_shape_key, spots_taken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from shapely.geometry.base import BaseGeometry

    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.tiles import TileSource
    from layers.paper.backdrop import Backdrop
    from layers.shapes import ShapeLayer, Spot

__all__ = ["SHARE", "WIDE", "RoundMap", "blank", "round_map", "useful_height"]

SHARE = 0.64
"""Of the width of the text: beside it there is room for words."""
WIDE = 170.0 * SHARE
"""Millimetres."""

_EDGE, _ROW, _COLUMNS = 0.3, 6.6, 2  # millimetres; of the legend
_MARGIN = 3.0
_SCALE, _SCALE_HIGH = 47.0, 13.0
_SYMBOL = 7.2  # millimetres
_LARGER = 1.3  # times as large as on other maps: it is read outdoors, in the dark
_POINTS = 72 / 25.4


@dataclass(frozen=True, slots=True)
class RoundMap:
    """A map as an SVG; ``attribution``: of whom the background is, empty where there is none.

    ``complete``: no part of the background that was asked for is missing.
    """

    svg: bytes
    attribution: str
    complete: bool


def blank(high: float) -> bytes:
    """Give an SVG as large as the map, to see whether it fits."""
    size = f'width="{WIDE * _POINTS}pt" height="{high * _POINTS}pt"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}></svg>'.encode()


def useful_height(edition: Edition, wijk: AreaId, layer: ShapeLayer) -> float:
    """Give how high a map can be used, in millimetres: higher, it would not be larger."""
    polygon = edition.division(wijk.division).area(wijk.code).polygon
    left, bottom, right, top = (float(one) for one in polygon.bounds)
    return (WIDE - 2 * _MARGIN) * (top - bottom) / (right - left) + 2 * _MARGIN + _low(layer)


def _low(layer: ShapeLayer) -> float:
    """Give the height of the legend."""
    return -(-len((*layer.kinds, *layer.spot_kinds)) // _COLUMNS) * _ROW + 1.0


def round_map(
    edition: Edition, wijk: AreaId, layer: ShapeLayer, high: float, source: TileSource | None = None
) -> RoundMap:
    """Draw a wijk with what is on its round, ``WIDE`` by so many millimetres.

    The source of the background is asked for what is in view, and may not answer.
    """
    ground = edition.division(wijk.division).area(wijk.code).polygon
    page, low = Page(WIDE, high), _low(layer)
    box = Box(_EDGE, low, WIDE - 2 * _EDGE, high - low - _EDGE)
    frame = Frame.around(box, ground.bounds, margin=_MARGIN)
    backdrop = None if source is None else backdrop_of(source, frame)
    axes = page.map_axes(frame)
    _draw_ground(axes, frame, ground, backdrop)
    buurten = DivisionId(Level.BUURT, wijk.year)
    division = edition.division(buurten) if buurten in edition.numbers else None
    inside = sorted(edition.buurten_in(wijk)) if division is not None else []
    if division is not None:
        for code in inside:
            _line(axes, division.area(code).polygon, ec=INK, lw=0.7, ls=(0, (1, 2)), zorder=0.7)
    for colour, thick in (("white", 4.0), (INK, 2.0)):
        _line(axes, ground, ec=colour, lw=thick, zorder=0.8)
    corner = _freest_corner(frame, ground)
    moved = replace(layer, spots=_apart(layer.spots, frame.scale, _room(frame, corner)))
    _draw_leads(axes, frame, layer.spots, moved.spots)
    draw_layer(page, axes, moved, frame, larger=_LARGER)
    if division is not None:
        taken = spots_taken(moved, frame, larger=_LARGER)
        draw_names(page, axes, division, frame, dict.fromkeys(inside, ""), taken=taken)
    _draw_beside(page, frame, corner)
    draw_shape_key(page, Box(0.0, 0.0, WIDE, low - 1.0), layer, columns=_COLUMNS)
    return RoundMap(page.embedded(), *_told(backdrop, source))


def _line(axes: Axes, polygon: BaseGeometry, **style: Any) -> None:
    axes.add_artist(PathPatch(path_of(polygon), fill=False, joinstyle="round", **style))


def _draw_ground(axes: Axes, frame: Frame, ground: BaseGeometry, backdrop: Backdrop | None) -> None:
    """Draw the streets; what is not of this wijk stays readable, and stays behind."""
    left, bottom, right, top = frame.ground
    if backdrop is not None:
        # As it is: an SVG holds it once, and who prints it makes the dots.
        axes.imshow(
            backdrop.image, extent=(left, right, bottom, top), interpolation="none", zorder=0,
            aspect="auto",
        )  # fmt: skip
    around = shapely.box(left, bottom, right, top).difference(ground)
    axes.add_artist(PathPatch(path_of(around), fc="white", alpha=0.55, lw=0, zorder=0.5))


def _draw_leads(axes: Axes, frame: Frame, spots: Sequence[Spot], moved: Sequence[Spot]) -> None:
    """Draw a line from where each symbol went to where it is of."""
    for spot, other in zip(spots, moved, strict=True):
        if (spot.x, spot.y) != (other.x, other.y):
            axes.plot([spot.x, other.x], [spot.y, other.y], color=INK, lw=1.4, zorder=7)
            axes.plot([spot.x], [spot.y], "o", color=INK, ms=3.4, mec="white", mew=0.8, zorder=7.5)
    # Drawing lines moves the view.
    left, bottom, right, top = frame.ground
    axes.set(xlim=(left, right), ylim=(bottom, top))


def _draw_beside(page: Page, frame: Frame, corner: Box) -> None:
    """Draw a line around the map, and the scale bar in a corner of it."""
    # A page is not drawn over its maps: what lies over them is of the map.
    page.axes.set_zorder(1)
    box = frame.box
    looks: tuple[tuple[Box, dict[str, Any]], ...] = (
        (corner, {"fc": "white", "alpha": 0.8, "lw": 0}),
        (box, {"fill": False, "ec": BORDER, "lw": 0.8}),
    )
    for one, style in looks:
        rectangle = Rectangle((one.left, one.bottom), one.width, one.height, **style)
        page.axes.add_artist(rectangle)
    draw_scale(page, corner.left + 1.0, corner.bottom + 1.2, _SCALE, frame.scale)


def _room(frame: Frame, corner: Box) -> BaseGeometry:
    """Give where the middle of a symbol may come: whole on the map, and not under the scale."""
    half = _SYMBOL / 2 * frame.scale
    on_map = shapely.box(*frame.ground).buffer(-half, join_style="mitre")
    return on_map.difference(_on_ground(frame, corner).buffer(half))


def _apart(spots: Sequence[Spot], metres_per_mm: float, room: BaseGeometry) -> tuple[Spot, ...]:
    """Move spots whose symbols would lie over each other or beside the room, to the nearest place.

    The later ones of two. Where there is no place within reach a spot stays where it is.
    """
    wide = _SYMBOL * metres_per_mm
    ring = [
        (distance * cos(turn * pi / 6), distance * sin(turn * pi / 6))
        for distance in (1.0, 1.5, 2.0, 2.5, 3.0)
        for turn in range(12)
    ]
    placed: list[Spot] = []
    shapely.prepare(room)
    for spot in spots:
        tries = [(spot.x, spot.y), *((spot.x + wide * a, spot.y + wide * b) for a, b in ring)]
        x, y = next(
            (
                at
                for at in tries
                if all(hypot(at[0] - o.x, at[1] - o.y) >= wide for o in placed)
                and shapely.intersects_xy(room, *at)
            ),
            tries[0],
        )
        placed.append(replace(spot, x=x, y=y))
    return tuple(placed)


def _freest_corner(frame: Frame, ground: BaseGeometry) -> Box:
    """Give the corner for the scale bar that covers the least of the wijk."""
    box = frame.box
    corners = [
        Box(x, y, _SCALE, _SCALE_HIGH)
        for y in (box.bottom, box.top - _SCALE_HIGH)
        for x in (box.left, box.right - _SCALE)
    ]

    return min(corners, key=lambda one: _on_ground(frame, one).intersection(ground).area)


def _on_ground(frame: Frame, box: Box) -> BaseGeometry:
    """Give what lies under a box that is on the map."""
    left, bottom, _, _ = frame.ground
    x = (box.left - frame.box.left) * frame.scale + left
    y = (box.bottom - frame.box.bottom) * frame.scale + bottom
    return shapely.box(x, y, x + box.width * frame.scale, y + box.height * frame.scale)


def _told(backdrop: Backdrop | None, source: TileSource | None) -> tuple[str, bool]:
    if backdrop is None:
        return "", source is None
    return backdrop.attribution, backdrop.complete
