"""Scale bar and north arrow."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from matplotlib.patches import Polygon, Rectangle

from layers.palette import INK
from layers.paper.text import width

if TYPE_CHECKING:
    from layers.paper.page import Page

__all__ = ["draw_scale", "round_length"]

_SIZE = 8.0  # points
_HIGH, _APART = 1.4, 2.0  # millimetres


def draw_scale(page: Page, x: float, y: float, room: float, metres_per_mm: float) -> None:
    """Draw a north arrow and a scale bar beside it, from (x, y) up and to the right, in mm."""
    _draw_arrow(page, x + 2.2, y)
    start = x + 10.0
    half = round_length((room - 18.0) / 2 * metres_per_mm)
    long = half / metres_per_mm
    for step, colour in enumerate((INK, "white")):
        page.axes.add_artist(
            Rectangle((start + step * long, y), long, _HIGH, fc=colour, ec=INK, lw=0.8)
        )
    in_km = half * 2 >= 1000  # noqa: PLR2004 - a kilometre
    numbers = [f"{step * half / (1000 if in_km else 1):g}".replace(".", ",") for step in range(3)]
    wide = [width(text, _SIZE) for text in numbers]
    for step, text in enumerate(numbers):
        if step == 1 and max(wide[0], wide[2]) / 2 + wide[1] / 2 + _APART > long:
            continue  # two numbers without a space between them are another one
        unit = (" km" if in_km else " m") if step == 2 else ""  # noqa: PLR2004 - the last
        # The number stands over its mark, the unit behind it.
        page.text(start + step * long - wide[step] / 2, y + _HIGH + 1.2, [text + unit], _SIZE)


def round_length(metres: float) -> float:
    """Give the largest of 1, 2, 5 × 10ⁿ that fits.

    Examples
    --------
    >>> round_length(870)
    500.0
    """
    power = 10.0 ** math.floor(math.log10(metres))
    return max(step * power for step in (1, 2, 5) if step * power <= metres)


def _draw_arrow(page: Page, x: float, y: float) -> None:
    """Draw north of the RD grid: less than two degrees from true north in the Netherlands."""
    style: dict[str, Any] = {"ec": INK, "lw": 0.8, "joinstyle": "round"}
    for side, colour in ((-1, INK), (1, "white")):
        corners = [(x, y + 7.4), (x + side * 2.2, y), (x, y + 1.8)]
        page.axes.add_artist(Polygon(corners, fc=colour, **style))
    page.text(x, y + 8.2, ["N"], 10.0, weight="bold", ha="center")
