"""The axes of a chart: round steps, lines to read along, and what they say."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ivbgeo.dutch import number
from layers.charts.drawing import SIZE, SOFT, Plot, text_width
from layers.palette import BORDER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.charts.drawing import Sheet

__all__ = ["draw_up", "room_left", "round_steps"]

_GRID = "#c9d3d6"


def round_steps(top: float, most: int = 5, *, whole: bool = False) -> tuple[float, ...]:
    """Give round numbers from 0 to at least ``top``, at equal steps, ``most`` of them or fewer.

    Examples
    --------
    >>> round_steps(87)
    (0.0, 20.0, 40.0, 60.0, 80.0, 100.0)
    >>> round_steps(2, whole=True)
    (0.0, 1.0, 2.0)
    """
    rough = max(top, 1e-9) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(part * power for part in (1, 2, 2.5, 5, 10) if part * power >= rough * (1 - 1e-9))
    if whole:
        step = math.ceil(max(step, 1.0))
    count = max(math.ceil(top / step - 1e-9), 1)
    return tuple(round(step * at, 10) for at in range(count + 1))


def room_left(steps: Sequence[float]) -> float:
    """Give the room in points that the numbers beside an axis take."""
    return max(text_width(number(step)) for step in steps) + 5.0


def draw_up(sheet: Sheet, plot: Plot, steps: Sequence[float]) -> None:
    """Draw the lines to read along, with their numbers at the left; 0 is the ground."""
    left, _, right, _ = plot.box
    for step in steps:
        y = plot.y(step)
        sheet.line(
            [(left, y), (right, y)], BORDER if step == 0 else _GRID, 0.8 if step == 0 else 0.5
        )
        sheet.text(left - 4, y + SIZE * 0.36, number(step), anchor="end", colour=SOFT)
