"""Bars of years or months: what is known, what is not, what is provisional, and what was done when.

A month of which nothing is known is a field with dots, never a bar of no height.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivbgeo.dutch import number
from layers.charts.axis import draw_up, room_left, round_steps
from layers.charts.drawing import BAR, DASHES, HATCH, SIZE, SOFT, UNKNOWN, Plot, Sheet, text_width
from layers.palette import INK
from layers.paper.text import POINT, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Mark", "PeriodChart"]

_WIDE, _HIGH = 482.0, 150.0  # points: the text of an A4 is 170 mm wide
_ROOMY = 18.0  # points: bars of that width have their number above them
_TEN = 10.0
_LEADING = 1.35
_LISTED = 16  # so many values are all said in words


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that began or ended: where, in periods from the start of the first, and what."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class PeriodChart:
    """Values by period, in order.

    Parameters
    ----------
    unit
        What is counted, above the axis: ``"misdrijven per jaar"``.
    periods
        The name of each, for words: ``"2023"``, ``"maart 2024"``.
    values
        None where nothing is known.
    ticks
        The names under the axis, by position; all periods if left out.
    provisional
        Whether each may still change.
    compared, compared_name
        Values of something else by the same measure, as a line with its name.
    marks
        Dates of measures, as numbered lines.
    """

    unit: str
    periods: tuple[str, ...]
    values: tuple[float | None, ...]
    ticks: tuple[tuple[int, str], ...] = ()
    provisional: tuple[bool, ...] = ()
    compared: tuple[float | None, ...] = ()
    compared_name: str = ""
    marks: tuple[Mark, ...] = ()

    def __post_init__(self) -> None:
        if not self.periods:
            raise ValueError("a chart without periods shows nothing")
        count = len(self.periods)
        if len(self.values) != count:
            raise ValueError(f"{count} periods, {len(self.values)} values")
        for name in ("provisional", "compared"):
            if len(getattr(self, name)) not in {0, count}:
                raise ValueError(f"{count} periods, {len(getattr(self, name))} of {name}")
        if bool(self.compared) != bool(self.compared_name.strip()):
            raise ValueError("what is compared has a name, and only that")
        numbers = [n for n in (*self.values, *self.compared) if n is not None]
        if not all(math.isfinite(value) and value >= 0 for value in numbers):
            raise ValueError("values are 0 or more; None where nothing is known")
        for mark in self.marks:
            if not 0 <= mark.at <= count:
                raise ValueError(f"mark {mark.text!r} at {mark.at} is not within {count} periods")

    @property
    def alternative(self) -> str:
        """The chart in words: all values if they are few, else what one would see at a glance."""
        known = [(name, value) for name, value in zip(self.periods, self.values, strict=True)
                 if value is not None]  # fmt: skip
        said = [
            f"Staafdiagram van {self.unit}, van {self.periods[0]} tot en met {self.periods[-1]}"
        ]
        if not known:
            said.append("er is niets over bekend")
        elif len(self.periods) <= _LISTED:
            said += [
                f"{name}: {'niet bekend' if value is None else number(value)}"
                for name, value in zip(self.periods, self.values, strict=True)
            ]
        else:
            low, high = min(known, key=_value), max(known, key=_value)
            said.append(f"laagste: {number(low[1])} ({low[0]})")
            said.append(f"hoogste: {number(high[1])} ({high[0]})")
            said.append(f"laatste: {number(known[-1][1])} ({known[-1][0]})")
            if len(known) < len(self.periods):
                said.append(f"over {len(self.periods) - len(known)} perioden is niets bekend")
        if any(self.provisional):
            said.append("de gearceerde staven zijn voorlopig")
        if self.compared:
            said.append(f"een lijn toont {self.compared_name}")
        said += [f"lijn {at}: {mark.text}" for at, mark in enumerate(self.marks, 1)]
        return "; ".join(said) + "."

    def svg(self, wide: float = _WIDE, high: float = _HIGH) -> bytes:
        """Draw it, so many points wide and high; the words on marks come under that."""
        notes = [
            (at, line)
            for at, mark in enumerate(self.marks, 1)
            for line in wrapped(mark.text, SIZE, (wide - 16) * POINT)
        ]
        sheet = Sheet(wide, high + len(notes) * SIZE * _LEADING + (3 if notes else 0))
        numbers = [v for v in (*self.values, *self.compared) if v is not None]
        whole = all(float(value).is_integer() for value in numbers)
        steps = round_steps(max(numbers, default=1.0) or 1.0, 4, whole=whole)
        top = SIZE * (3.4 if self.marks else 2.6)
        box = (room_left(steps), top, wide - 2, high - SIZE * 1.7)
        plot = Plot(box, (0, len(self.periods)), (0, steps[-1]))
        self._draw_legend(sheet)
        draw_up(sheet, plot, steps)
        self._draw_bars(sheet, plot)
        self._draw_compared(sheet, plot)
        self._draw_ticks(sheet, plot)
        self._draw_marks(sheet, plot)
        self._draw_values(sheet, plot)
        told = 0
        for line, (at, text) in enumerate(notes, 1):
            y = high + line * SIZE * _LEADING
            if at != told:
                _badge(sheet, 5.0, y - SIZE * 0.36, at)
            sheet.text(13.0, y, text, colour=SOFT)
            told = at
        return sheet.svg()

    def _draw_legend(self, sheet: Sheet) -> None:
        """Write the unit, and behind it what the looks mean that are there."""
        y = SIZE + 0.5
        sheet.text(0, y, self.unit, bold=True)
        x = text_width(self.unit, bold=True) + 14
        swatches = [
            (UNKNOWN, "niet bekend", None in self.values),
            (HATCH, "voorlopig", any(self.provisional)),
        ]
        for fill, text, holds in swatches:
            if holds:
                sheet.rect((x, y - SIZE * 0.85, x + 12, y + 0.8), fill, SOFT)
                sheet.text(x + 15, y, text)
                x += text_width(text) + 27
        if self.compared:
            sheet.line([(x, y - SIZE * 0.36), (x + 16, y - SIZE * 0.36)], INK, 1.4)
            sheet.dot(x + 8, y - SIZE * 0.36, 1.8, "#ffffff")
            sheet.text(x + 19, y, self.compared_name)

    def _draw_bars(self, sheet: Sheet, plot: Plot) -> None:
        each = plot.x(1) - plot.x(0)
        gap = min(each * 0.15, 5.0)
        for at, value in enumerate(self.values):
            left, right = plot.x(at) + gap, plot.x(at + 1) - gap
            if value is None:
                # Neighbours run on as one field.
                sheet.rect((plot.x(at), plot.box[1], plot.x(at + 1), plot.box[3]), UNKNOWN)
                continue
            fill = HATCH if self.provisional and self.provisional[at] else BAR
            edge = BAR if each > _TEN else "none"
            if value > 0:
                sheet.rect((left, plot.y(value), right, plot.y(0)), fill, edge)

    def _draw_compared(self, sheet: Sheet, plot: Plot) -> None:
        runs: list[list[tuple[float, float]]] = [[]]
        for at, value in enumerate(self.compared):
            if value is None:
                runs.append([])
            else:
                runs[-1].append((plot.x(at + 0.5), plot.y(value)))
        for run in filter(None, runs):
            sheet.line(run, "#ffffff", 3.2)
            sheet.line(run, INK, 1.4)
            if plot.x(1) - plot.x(0) > _TEN:
                for x, y in run:
                    sheet.dot(x, y, 1.8, "#ffffff")

    def _draw_values(self, sheet: Sheet, plot: Plot) -> None:
        """Write each value, if there is room for all: above its bar, or at its foot if lined."""
        each = plot.x(1) - plot.x(0)
        written = [number(value) for value in self.values if value is not None]
        if each < _ROOMY or max(map(text_width, written), default=0) > each - 1:
            return
        for at, value in enumerate(self.values):
            if value is None:
                continue
            x = plot.x(at + 0.5)
            # A number near a point of the line would be read as of the line.
            y = plot.box[3] - 4 if self.compared else plot.y(value) - 2.5
            half = text_width(number(value)) / 2
            sheet.rect((x - half - 1, y - SIZE * 0.85, x + half + 1, y + 1), "#ffffff")
            sheet.text(x, y, number(value), anchor="middle")

    def _draw_ticks(self, sheet: Sheet, plot: Plot) -> None:
        bottom = plot.box[3]
        free = -math.inf
        for at, text in self.ticks or tuple(enumerate(self.periods)):
            x = plot.x(at + 0.5)
            half = text_width(text) / 2
            sheet.line([(x, bottom), (x, bottom + 3)], SOFT, 0.6)
            middle = min(max(x, plot.box[0] + half - 4), plot.box[2] - half + 2)
            if middle - half >= free:
                sheet.text(middle, bottom + SIZE + 4, text, anchor="middle", colour=SOFT)
                free = middle + half + 4

    def _draw_marks(self, sheet: Sheet, plot: Plot) -> None:
        row = plot.box[1] - SIZE * 0.75
        free = -math.inf
        for mark in self.marks:
            x = plot.x(mark.at)
            sheet.line([(x, row), (x, plot.box[3])], "#ffffff", 2.6)
            sheet.line([(x, row), (x, plot.box[3])], INK, 1.0, DASHES)
        for at, mark in sorted(enumerate(self.marks, 1), key=lambda one: one[1].at):
            # Numbers of dates close to each other stand beside each other.
            x = max(plot.x(mark.at), free)
            _badge(sheet, x, row, at)
            free = x + 11


def _badge(sheet: Sheet, x: float, y: float, at: int) -> None:
    sheet.dot(x, y, 4.6, "#ffffff")
    sheet.text(x, y + SIZE * 0.32, str(at), anchor="middle", size=6.5, bold=True)


def _value(pair: Sequence[object]) -> float:
    value = pair[1]
    assert isinstance(value, int | float)  # noqa: S101 - for the type checker
    return value
