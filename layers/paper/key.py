"""The legend on paper: what each colour, pattern and mark means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib.patches import Circle, Rectangle

from layers.cameras import SURROUNDING
from layers.legend import legend_entries
from layers.palette import BORDER, INK
from layers.paper.drawing import CAMERA, camera_symbol, state_paint
from layers.paper.text import POINT, fitted, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.paper.frame import Box
    from layers.paper.page import Page
    from layers.paper.plate import Plate

__all__ = ["draw_key"]

_SCALES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
_TEXT, _HEADING = 9.5, 11.0  # points
_SWATCH = (9.5, 5.6)  # millimetres
_GAP = 2.6
_LEADING = 1.25
_CAMERAS = "camera"
_CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class _Row:
    """What is drawn in the swatch, and what it means.

    A new line keeps what goes from right to left apart from what does not.
    """

    paint: tuple[tuple[str, Any], ...] | str
    text: str


def draw_key(page: Page, box: Box, plates: Sequence[Plate], columns: int = 1) -> None:
    """Draw one legend for maps with the same classes, smaller if there is much to explain."""
    rows = list(dict.fromkeys(row for plate in plates for row in _rows(plate)))
    rows += _chosen(plates)
    gutter = 5.0
    wide = (box.width - (columns - 1) * gutter) / columns
    heading = plates[0].unit or plates[0].choropleth.title
    for scale in _SCALES:
        size, lines = fitted(heading, (_HEADING * scale,), box.width, lines=3, bold=True)
        start = box.top - len(lines) * size * _LEADING * POINT - 2.5 * scale
        beside = wide - (_SWATCH[0] + _GAP) * scale
        texts = [
            [line for part in row.text.split("\n") for line in wrapped(part, _TEXT * scale, beside)]
            for row in rows
        ]
        heights = [_height(len(text), scale) for text in texts]
        places = _flow(heights, start - box.bottom, columns)
        if places is not None:
            break
    else:
        # More than any page holds: what comes first is what counts.
        places = _flow(heights, start - box.bottom, columns, cut=True) or []
    page.text(box.left, box.top, lines, size, weight="bold", va="top")
    for row, text, height, (column, down) in zip(rows, texts, heights, places, strict=False):
        x, y = box.left + column * (wide + gutter), start - down - height / 2
        _draw_swatch(page, x, y, row, scale)
        page.text(x + (_SWATCH[0] + _GAP) * scale, y, text, _TEXT * scale, va="center_baseline")


def _rows(plate: Plate) -> list[_Row]:
    rows = [
        _Row(tuple(({"fc": colour} if colour else state_paint(state)).items()), text)
        for state, colour, text in legend_entries(plate.choropleth)
    ]
    if plate.cameras:
        rows.append(_Row(_CAMERAS, f"cameragebied ({SURROUNDING[0].lower()}{SURROUNDING[1:]})"))
    return rows


def _chosen(plates: Sequence[Plate]) -> list[_Row]:
    """Give a row for the chosen area: with its value, or with that of each period."""
    found = [(plate, plate.chosen) for plate in plates if plate.chosen is not None]
    if not found:
        return []
    several = len(plates) > 1
    values = [f"{plate.period}: {look.label}" if several else look.label for plate, look in found]
    return [_Row(_CHOSEN, "\n".join((f"gekozen: {found[0][1].name}", *values)))]


def _height(lines: int, scale: float) -> float:
    return max(lines * _TEXT * scale * _LEADING * POINT, _SWATCH[1] * scale) + 2.0 * scale


def _flow(
    heights: list[float], room: float, columns: int, *, cut: bool = False
) -> list[tuple[int, float]] | None:
    """Give column and distance from the top of each row; None if they don't fit."""
    places: list[tuple[int, float]] = []
    column, down = 0, 0.0
    for height in heights:
        if down + height > room and down > 0:
            column, down = column + 1, 0.0
        if column >= columns or height > room:
            return places if cut else None
        places.append((column, down))
        down += height
    return places


def _draw_swatch(page: Page, x: float, y: float, row: _Row, scale: float) -> None:
    wide, high = _SWATCH[0] * scale, _SWATCH[1] * scale
    if row.paint == _CAMERAS:
        middle = x + wide / 2
        radius = high * 0.62
        ring = Circle((middle, y), radius, fill=False, ec=INK, lw=1.1, ls=(0, (4, 3)))
        page.axes.add_artist(ring)
        camera_symbol(page.axes, middle, y, min(CAMERA, radius * 1.3))
        return
    if row.paint == _CHOSEN:
        page.axes.add_artist(
            Rectangle(
                (x + 0.4, y - high / 2 + 0.4), wide - 0.8, high - 0.8, fill=False, ec=INK, lw=2.2
            )
        )
        return
    style = dict(row.paint)  # type: ignore[arg-type] # not one of the words
    page.axes.add_artist(Rectangle((x, y - high / 2), wide, high, ec=BORDER, lw=0.5, **style))
