"""A funnel plot on paper: all areas by size and rate, the limits of chance, and one that counts."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ivbgeo.dutch import number
from layers.charts.axis import draw_up, room_left, round_steps
from layers.charts.drawing import DASHES, SIZE, SOFT, Plot, Sheet, text_width
from layers.palette import INK

__all__ = ["Dot", "FunnelChart", "Limit"]

_WIDE, _HIGH = 482.0, 185.0
_OTHER = "#ffffff"
_CENTRE = "9 2.5 1.5 2.5"
_STYLES = (("", 1.2), (DASHES, 1.0))


@dataclass(frozen=True, slots=True)
class Dot:
    """An area: its size, its rate, and its name."""

    size: float
    rate: float
    name: str

    def __post_init__(self) -> None:
        if not (math.isfinite(self.size) and math.isfinite(self.rate) and self.size > 0):
            raise ValueError(f"{self.name!r}: size {self.size}, rate {self.rate} can't be drawn")


@dataclass(frozen=True, slots=True)
class Limit:
    """Between which rates chance alone holds areas: by size, from small to large."""

    name: str
    sizes: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]

    def __post_init__(self) -> None:
        if not len(self.sizes) == len(self.low) == len(self.high):
            raise ValueError(f"limit {self.name!r}: as many sizes as limits")


@dataclass(frozen=True, slots=True)
class FunnelChart:
    """A funnel plot.

    ``across`` and ``up``: what the axes are of, in words. ``centre`` with its name: the rate of the
    whole. ``limits``: the widest first. ``chosen``: the position of the dot that counts, if any.
    """

    across: str
    up: str
    dots: tuple[Dot, ...]
    centre: float
    centre_name: str
    limits: tuple[Limit, ...]
    chosen: int | None = None

    def __post_init__(self) -> None:
        if not self.dots:
            raise ValueError("a funnel plot without areas shows nothing")
        if self.chosen is not None and not 0 <= self.chosen < len(self.dots):
            raise ValueError(f"there is no dot {self.chosen}")
        if len(self.limits) > len(_STYLES):
            raise ValueError(f"{len(self.limits)} limits: {len(_STYLES)} can be told apart")

    @property
    def alternative(self) -> str:
        """The chart in words."""
        said = [
            f"Trechterdiagram van {len(self.dots)} gebieden: {self.up} tegenover {self.across}",
            f"{self.centre_name}: {number(self.centre, 1)}",
        ]
        if self.chosen is not None:
            dot = self.dots[self.chosen]
            said.append(f"{dot.name}: {number(dot.rate, 1)}")
        return "; ".join(said) + "."

    def svg(self, wide: float = _WIDE, high: float = _HIGH) -> bytes:
        """Draw it, so many points wide and high."""
        sheet = Sheet(wide, high)
        # Limits of the smallest areas go up without end; what is there has to be seen.
        top = max(*(dot.rate for dot in self.dots), self.centre) * 1.08
        near = [n for limit in self.limits for n in limit.high[len(limit.high) // 8 :]]
        steps = round_steps(max(top, min(max(near, default=top), top * 1.6)) or 1.0, 4)
        right = round_steps(max(dot.size for dot in self.dots) * 1.04, 6)
        box = (room_left(steps), SIZE * 2.6, wide - 14, high - SIZE * 3.4)
        plot = Plot(box, (0, right[-1]), (0, steps[-1]))
        sheet.text(0, SIZE + 0.5, self.up, bold=True)
        self._draw_legend(sheet)
        draw_up(sheet, plot, steps)
        for step in right:
            x = plot.x(step)
            sheet.line([(x, box[3]), (x, box[3] + 3)], SOFT, 0.6)
            sheet.text(x, box[3] + SIZE + 4, number(step), anchor="middle", colour=SOFT)
        sheet.text(box[2], high - 2, self.across, anchor="end", colour=SOFT)
        for limit, (dash, thick) in zip(self.limits, _STYLES, strict=False):
            for bound in (limit.low, limit.high):
                for run in _within(plot, limit.sizes, bound):
                    sheet.line(run, SOFT, thick, dash)
        y = plot.y(self.centre)
        sheet.line([(box[0], y), (box[2], y)], INK, 1.3, _CENTRE)
        self._draw_dots(sheet, plot)
        return sheet.svg()

    def _draw_legend(self, sheet: Sheet) -> None:
        x, y = text_width(self.up, bold=True) + 14, SIZE + 0.5
        lines = [(self.centre_name, INK, _CENTRE, 1.3)]
        lines += [
            (limit.name, SOFT, dash, thick)
            for limit, (dash, thick) in zip(self.limits, _STYLES, strict=False)
        ]
        for name, colour, dash, thick in lines:
            sheet.line([(x, y - SIZE * 0.36), (x + 20, y - SIZE * 0.36)], colour, thick, dash)
            sheet.text(x + 23, y, name)
            x += text_width(name) + 35

    def _draw_dots(self, sheet: Sheet, plot: Plot) -> None:
        for at, dot in enumerate(self.dots):
            if at != self.chosen:
                sheet.dot(plot.x(dot.size), plot.y(dot.rate), 2.2, _OTHER, SOFT)
        if self.chosen is None:
            return
        dot = self.dots[self.chosen]
        x, y = plot.x(dot.size), plot.y(dot.rate)
        sheet.dot(x, y, 4.2, INK, "#ffffff")
        text = f"{dot.name}: {number(dot.rate, 1)}"
        beside = text_width(text, bold=True)
        fits = x + 8 + beside <= plot.box[2]
        start = x + 8 if fits else max(x - 8 - beside, plot.box[0])
        middle = min(max(y, plot.box[1] + SIZE), plot.box[3] - SIZE)
        sheet.rect(
            (start - 2, middle - SIZE * 0.7, start + beside + 2, middle + SIZE * 0.7), "#ffffff"
        )
        sheet.text(start, middle + SIZE * 0.36, text, bold=True)


def _within(
    plot: Plot, sizes: tuple[float, ...], bound: tuple[float, ...]
) -> list[list[tuple[float, float]]]:
    """Give the parts of a limit that lie in the plot."""
    low, high = plot.up
    runs: list[list[tuple[float, float]]] = [[]]
    for size, rate in zip(sizes, bound, strict=True):
        if plot.across[0] <= size <= plot.across[1] and low <= rate <= high:
            runs[-1].append((plot.x(size), plot.y(rate)))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if len(run) > 1]
