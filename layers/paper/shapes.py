"""Shapes and spots on paper, to set in a document: with legend, scale bar and north arrow."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from matplotlib.colors import to_rgba
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from layers.palette import BORDER, HATCHES
from layers.paper.borders import borders_of, path_of
from layers.paper.frame import Box, Frame
from layers.paper.labels import draw_names
from layers.paper.page import Page
from layers.paper.scale import draw_scale
from layers.paper.text import POINT, printable, wrapped
from layers.shape_looks import SHAPES, SPOTS, ShapeKind

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from geo import Division
    from layers.shapes import ShapeLayer, SpotKind

__all__ = ["draw_layer", "draw_shape_key", "shapes_picture", "spots_taken"]

_KEY, _GUTTER, _SCALE, _EDGE = 52.0, 5.0, 14.0, 0.3  # millimetres
_SWATCH = (9.5, 5.6)
_GAP = 2.6
_TEXT, _LEADING = 9.5, 1.25
_SCALES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
_PIXEL = 0.22  # millimetres of paper for one of the screen
_SYMBOL = 20.0  # the square that symbols are drawn in
_LABEL = 6.5  # points
_SPOT = 5.0  # millimetres around a spot that stay clear of names
_CLOSEST = 120.0  # metres: what is smaller is shown with so much around it


def shapes_picture(
    division: Division,
    layer: ShapeLayer,
    wide: float = 170.0,
    high: float = 100.0,
    *,
    least: float = _CLOSEST,
    around: float = 1.0,
) -> bytes:
    """Draw shapes and spots over the borders of a division, as an SVG of so many millimetres.

    The areas of the division have their names where there is room. Title, day and sources are not
    on it: the document around it has to say them.

    Parameters
    ----------
    least
        Metres of ground, at least, across the longer side of what is shown.
    around
        How many times as wide and as high as the shapes the ground is.

    Raises
    ------
    ValueError
        If there is nothing to draw.
    """
    ground = layer.ground
    if ground is None:
        raise ValueError("a picture of no shapes and no spots")
    page = Page(wide, high)
    box = Box(_EDGE, _EDGE, wide - _KEY - _GUTTER - 2 * _EDGE, high - 2 * _EDGE)
    frame = Frame.around(box, _wide_enough(ground, least, around), margin=6.0)
    axes = page.map_axes(frame)
    _draw_borders(axes, division, frame)
    draw_layer(page, axes, layer, frame)
    taken = spots_taken(layer, frame)
    names = dict.fromkeys(division.codes, "")
    draw_names(page, axes, division, frame, names, first=_touched(division, layer), taken=taken)
    line = Rectangle((box.left, box.bottom), box.width, box.height, fill=False, ec=BORDER, lw=0.8)
    page.axes.add_artist(line)
    draw_shape_key(page, Box(box.right + _GUTTER, _SCALE, _KEY, high - _SCALE), layer)
    draw_scale(page, box.right + _GUTTER, _EDGE + 0.5, _KEY, frame.scale)
    return page.embedded()


def draw_layer(
    page: Page, axes: Axes, layer: ShapeLayer, frame: Frame, *, larger: float = 1.0
) -> None:
    """Draw shapes, and spots with their labels; symbols so many times as large as usual."""
    for shape in layer.shapes:
        path, look = path_of(shape.polygon), SHAPES[shape.kind]
        if look.halo:
            white = {"fill": False, "ec": "white", "lw": look.width * 0.75 + 2.0}
            _add(axes, path, {"joinstyle": "round", **white})
        _add(axes, path, _paint(shape.kind))
    for spot in layer.spots:
        _draw_spot(axes, spot.kind, spot.x, spot.y, frame.scale * larger)
        if spot.label:
            page.write(
                axes, spot.x, spot.y, [printable(spot.label)], _LABEL * larger, color="white",
                weight="bold", ha="center", va="center", zorder=9,
            )  # fmt: skip


def spots_taken(
    layer: ShapeLayer, frame: Frame, *, larger: float = 1.0
) -> list[tuple[float, float, float, float]]:
    """Give what names have to stay clear of: left, bottom, right, top in RD metres."""
    half = _SPOT * larger * frame.scale / 2
    return [(one.x - half, one.y - half, one.x + half, one.y + half) for one in layer.spots]


def _touched(division: Division, layer: ShapeLayer) -> frozenset[str]:
    """Give the codes of the areas that the shapes lie in."""
    polygons = np.array([shape.polygon for shape in layer.shapes], dtype=object)
    found = shapely.STRtree(division.polygons).query(polygons, predicate="intersects")[1]
    return frozenset(division.codes[at] for at in found.tolist())


def _wide_enough(
    ground: tuple[float, float, float, float], least: float, around: float
) -> tuple[float, float, float, float]:
    left, bottom, right, top = ground
    longest = max(right - left, top - bottom)
    more = max(0.0, least - longest, (around - 1) * longest) / 2
    return left - more, bottom - more, right + more, top + more


def _draw_borders(axes: Axes, division: Division, frame: Frame) -> None:
    borders = borders_of(division, frame.scale)
    left, bottom, right, top = frame.ground
    boxes = borders.boxes
    seen = (
        (boxes[:, 2] >= left) & (boxes[:, 0] <= right)
        & (boxes[:, 3] >= bottom) & (boxes[:, 1] <= top)
    )  # fmt: skip
    _add(axes, borders.path(seen), {"fill": False, "ec": BORDER, "lw": 0.6, "joinstyle": "round"})


def _paint(kind: ShapeKind) -> dict[str, Any]:
    """Give fill, pattern and line of a kind in matplotlib's words."""
    look = SHAPES[kind]
    line = {
        "ec": look.line,
        "lw": look.width * 0.75,
        "ls": (0, look.dash) if look.dash else "solid",
        "joinstyle": "round",
    }
    if look.pattern is None:
        return {"fc": to_rgba(look.fill, look.opacity), **line}
    pattern = {"hatch": HATCHES[look.pattern], "hatchcolor": look.fill, "hatch_linewidth": 0.7}
    return {"fc": "none", **pattern, **line}


def _draw_spot(axes: Axes, kind: SpotKind, x: float, y: float, metres_per_mm: float) -> None:
    look = SPOTS[kind]
    size = look.size * _PIXEL * metres_per_mm / _SYMBOL
    # Of a symbol y goes down.
    turned = Affine2D().translate(-_SYMBOL / 2, -_SYMBOL / 2).scale(size, -size).translate(x, y)
    for part in look.parts:
        style = {"fc": part.fill, "ec": part.line, "lw": part.width * _PIXEL * look.size / 10}
        _add(axes, _symbol(part.path).transformed(turned), {"zorder": 8, **style})


def draw_shape_key(page: Page, box: Box, layer: ShapeLayer, columns: int = 1) -> None:
    """Draw the legend, only of what is on the map; smaller if there is much to explain."""
    kinds: tuple[ShapeKind | SpotKind, ...] = (*layer.kinds, *layer.spot_kinds)
    words = [
        SHAPES[kind].words if isinstance(kind, ShapeKind) else SPOTS[kind].words for kind in kinds
    ]
    wide = (box.width - (columns - 1) * _GUTTER) / columns
    rows = -(-len(kinds) // columns)
    for scale in _SCALES:
        beside = wide - (_SWATCH[0] + _GAP) * scale
        texts = [wrapped(text, _TEXT * scale, beside) for text in words]
        heights = [
            max(_SWATCH[1], len(lines) * _TEXT * _LEADING * POINT + 1.0) * scale for lines in texts
        ]
        between = 1.6 * scale
        # From above to below, then to the right.
        stacks = [heights[at : at + rows] for at in range(0, len(heights), rows or 1)]
        if all(sum(one) + between * len(one) <= box.height for one in stacks):
            break
    y = box.top
    for at, (kind, lines, high) in enumerate(zip(kinds, texts, heights, strict=True)):
        column, row = divmod(at, rows)
        y = box.top if row == 0 else y
        start = box.left + column * (wide + _GUTTER)
        middle, swatch_wide = y - high / 2, _SWATCH[0] * scale
        if isinstance(kind, ShapeKind):
            corner = (start, middle - _SWATCH[1] * scale / 2)
            swatch = Rectangle(corner, swatch_wide, _SWATCH[1] * scale, **_paint(kind))
            page.axes.add_artist(swatch)
        else:
            _draw_spot(page.axes, kind, start + swatch_wide / 2, middle, 1.0)
        left = start + swatch_wide + _GAP * scale
        page.text(left, middle, lines, _TEXT * scale, va="center_baseline")
        y -= high + between


@cache
def _symbol(path: str) -> Path:
    """Give the path of a symbol, as SVG writes it."""
    pen = RecordingPen()
    parse_path(path, pen)
    steps: dict[str, list[Any]] = {
        "moveTo": [Path.MOVETO],
        "lineTo": [Path.LINETO],
        "curveTo": [Path.CURVE4] * 3,
        "qCurveTo": [Path.CURVE3] * 2,
    }
    vertices: list[tuple[float, float]] = []
    codes: list[Any] = []
    for name, points in pen.value:
        if name == "closePath":
            vertices.append(vertices[-1])
            codes.append(Path.CLOSEPOLY)
        elif name in steps:
            vertices.extend(points)
            codes.extend(steps[name])
    return Path(vertices, codes)


def _add(axes: Axes, path: Path, style: dict[str, Any]) -> None:
    # Not add_patch: it works out limits that are known already, at the cost of all the rest.
    axes.add_artist(PathPatch(path, **style))
