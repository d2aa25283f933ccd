"""A sheet of paper: one map, or two to compare, with all that has to be said beside them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import shapely
from matplotlib.patches import Rectangle

from layers.palette import BORDER
from layers.paper.drawing import draw_map
from layers.paper.frame import Box, Frame
from layers.paper.key import draw_key
from layers.paper.labels import draw_labels
from layers.paper.page import Page
from layers.paper.scale import draw_scale
from layers.paper.text import fitted, printable
from layers.paper.written import FORMATS

if TYPE_CHECKING:
    from layers.paper.plate import Plate
    from layers.view import ViewBounds

__all__ = ["map_picture", "map_pictures"]

_KEY = 56.0  # millimetres: the column with the legend
_GUTTER = 7.0
_SCALE = 14.0  # height of scale bar and north arrow
_SCALE_WIDE = 56.0
_HEADS = 9.0  # height of what stands above each of two maps
_LOW = 0.3  # part of the height for the legend below two maps


def map_picture(
    plate: Plate,
    fmt: str = "png",
    dpi: int = 300,
    *,
    view: ViewBounds | None = None,
    made: date | None = None,
) -> bytes:
    """Draw a map on an A4, safe to call from several threads.

    Parameters
    ----------
    plate
        What is on it.
    fmt
        One of :data:`layers.paper.FORMATS`.
    dpi
        Dots per inch of a PNG.
    view
        What has to be in view; all of the division if left out. The sheet shows more where its
        shape asks for it.
    made
        Day on the page; today if left out.

    Raises
    ------
    ValueError
        If the format is unknown.
    """
    _check(fmt)
    day = made or date.today()  # noqa: DTZ011 - the day where the picture is made
    page = _page((plate,), plate.title, plate.when, day)
    room = page.room
    box = Box(room.left, room.bottom, room.width - _KEY - _GUTTER, room.height)
    frame = _frame(box, (plate,), view)
    _draw(page, plate, frame, view)
    column = Box(room.right - _KEY, room.bottom + _SCALE, _KEY, room.height - _SCALE)
    draw_key(page, column, (plate,))
    draw_scale(page, column.left, room.bottom + 0.5, _KEY, frame.scale)
    return page.written(fmt, dpi, printable(plate.title), day)


def map_pictures(
    left: Plate,
    right: Plate,
    fmt: str = "png",
    dpi: int = 300,
    *,
    view: ViewBounds | None = None,
    made: date | None = None,
) -> bytes:
    """Draw two maps side by side on an A4, of the same ground at the same scale.

    Where they have the same classes they share a legend. Parameters and errors are those of
    :func:`map_picture`.
    """
    _check(fmt)
    plates = (left, right)
    day = made or date.today()  # noqa: DTZ011 - the day where the picture is made
    same_title = left.title == right.title
    title = left.title if same_title else f"{left.title} en {right.title}"
    periods = tuple(dict.fromkeys(plate.period for plate in plates))
    page = _page(plates, title, " en ".join(periods), day, beside=_SCALE_WIDE + _GUTTER)
    room = page.room
    wide = (room.width - _GUTTER) / 2
    low = room.height * _LOW
    columns = [room.left, room.left + wide + _GUTTER]
    frames = []
    for plate, start in zip(plates, columns, strict=True):
        box = Box(start, room.bottom + low + _GUTTER, wide, room.height - low - _GUTTER - _HEADS)
        frames.append(_frame(box, plates, view))
        head = plate.when if same_title else f"{plate.title}, {plate.when}"
        size, lines = fitted(head, (12.0, 10.5, 9.0), wide, bold=True)
        page.text(start, box.top + _HEADS - 2.0, lines, size, weight="bold", va="top")
        _draw(page, plate, frames[-1], view)
    if left.choropleth.classes == right.choropleth.classes and left.unit == right.unit:
        draw_key(page, Box(room.left, room.bottom, room.width, low), plates, columns=4)
    else:
        for plate, start in zip(plates, columns, strict=True):
            draw_key(page, Box(start, room.bottom, wide, low), (plate,), columns=2)
    draw_scale(page, room.right - _SCALE_WIDE, room.top + 4.0, _SCALE_WIDE, frames[0].scale)
    return page.written(fmt, dpi, printable(title), day)


def _check(fmt: str) -> None:
    if fmt not in FORMATS:
        raise ValueError(f"format {fmt!r} is none of {', '.join(FORMATS)}")


def _frame(box: Box, plates: tuple[Plate, ...], view: ViewBounds | None) -> Frame:
    """Fit the ground of all maps in a box, or what is in view."""
    if view is not None:
        return Frame.around(box, view.rd, margin=0.0)
    left, bottom, right, top = shapely.total_bounds(
        np.concatenate([plate.division.polygons for plate in plates])
    ).tolist()
    return Frame.around(box, (left, bottom, right, top))


def _draw(page: Page, plate: Plate, frame: Frame, view: ViewBounds | None) -> None:
    axes = page.map_axes(frame)
    draw_map(axes, plate, frame)
    draw_labels(page, axes, plate, frame)
    if view is not None:
        # What goes on outside is cut off here: say so with a line around it.
        box = frame.box
        line = Rectangle(
            (box.left, box.bottom), box.width, box.height, fill=False, ec=BORDER, lw=0.8
        )
        page.axes.add_artist(line)


def _page(
    plates: tuple[Plate, ...], title: str, under: str, day: date, beside: float = 0.0
) -> Page:
    """Give a page with all but the maps and their legend."""
    divisions = dict.fromkeys(f"{plate.division.level} {plate.division.year}" for plate in plates)
    sources = tuple(dict.fromkeys(source for plate in plates for source in plate.sources))
    page = Page()
    page.header(printable(title), printable(under), beside)
    page.foot(f"Indeling: {' en '.join(divisions)}.", sources, day)
    return page
