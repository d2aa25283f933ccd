"""A map to set in a document: with legend, scale bar and north arrow; the document has the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely
from matplotlib.patches import Rectangle

from layers.palette import BORDER
from layers.paper.drawing import draw_map
from layers.paper.frame import Box, Frame
from layers.paper.key import draw_key
from layers.paper.labels import draw_labels
from layers.paper.page import Page
from layers.paper.scale import draw_scale

if TYPE_CHECKING:
    from layers.paper.plate import Plate

__all__ = ["Inset", "map_inset"]

_KEY = 52.0  # millimetres: the column with the legend
_GUTTER = 5.0
_SCALE = 14.0  # height of scale bar and north arrow
_EDGE = 0.3


@dataclass(frozen=True, slots=True)
class Inset:
    """A map as an SVG, and the codes of areas that it is about but has no room to name."""

    svg: bytes
    nameless: tuple[str, ...]


def map_inset(plate: Plate, wide: float = 170.0, high: float = 100.0) -> Inset:
    """Draw a map, so many millimetres wide and high.

    In view is what the map is about (``plate.part``). Title, period and sources are not on it: the
    document around it has to say them.
    """
    page = Page(wide, high)
    box = Box(_EDGE, _EDGE, wide - _KEY - _GUTTER - 2 * _EDGE, high - 2 * _EDGE)
    bounds = shapely.total_bounds(plate.division.polygons[plate.shown]).tolist()
    frame = Frame.around(box, tuple(bounds), margin=3.0)
    axes = page.map_axes(frame)
    draw_map(axes, plate, frame)
    named = draw_labels(page, axes, plate, frame)
    # What goes on outside is cut off here: say so with a line around it.
    line = Rectangle((box.left, box.bottom), box.width, box.height, fill=False, ec=BORDER, lw=0.8)
    page.axes.add_artist(line)
    column = Box(box.right + _GUTTER, _SCALE, _KEY, high - _SCALE)
    draw_key(page, column, (plate,))
    draw_scale(page, column.left, _EDGE + 0.5, _KEY, frame.scale)
    about = zip(plate.division.codes, plate.shown, strict=True)
    return Inset(page.embedded(), tuple(code for code, own in about if own and code not in named))
