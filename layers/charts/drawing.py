"""A sheet of SVG to draw a chart on, in points from the upper left corner."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from layers.escape import html_text
from layers.palette import BORDER, INK, LOOKS, StateLook
from layers.paper.text import POINT, printable, width

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["BAR", "DASHES", "HATCH", "SIZE", "SOFT", "UNKNOWN", "Plot", "Sheet", "text_width"]

SIZE = 7.5  # of letters
SOFT = "#42555c"
BAR = "#3b88a6"
DASHES = "5 3"
HATCH = "url(#hatch)"
UNKNOWN = "url(#unknown)"
_FONT = "DejaVu Sans"
_PATTERNS = {
    HATCH: (
        '<pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse">'
        '<rect width="4" height="4" fill="#ffffff"/>'
        f'<path d="M-1 5L5 -1M-1 1L1 -1M3 5L5 3" stroke="{BAR}" stroke-width="1.1"/></pattern>'
    ),
    UNKNOWN: (
        '<pattern id="unknown" width="5" height="5" patternUnits="userSpaceOnUse">'
        f'<rect width="5" height="5" fill="{LOOKS[StateLook.NIET_GEMETEN].fill}"/>'
        f'<circle cx="2.5" cy="2.5" r="0.7" fill="{BORDER}"/></pattern>'
    ),
}


class Plot(NamedTuple):
    """Where the data is on a sheet, and what lies at its corners.

    ``box``: left, top, right, bottom in points. ``across``, ``up``: what lies at the left and
    right, at the bottom and top.
    """

    box: tuple[float, float, float, float]
    across: tuple[float, float]
    up: tuple[float, float]

    def x(self, value: float) -> float:
        """Give where a value lies from left to right."""
        left, _, right, _ = self.box
        low, high = self.across
        return left + (value - low) / (high - low) * (right - left)

    def y(self, value: float) -> float:
        """Give where a value lies from top to bottom."""
        _, top, _, bottom = self.box
        low, high = self.up
        return bottom - (value - low) / (high - low) * (bottom - top)


class Sheet:
    """What is drawn, in the order of drawing. Every text is escaped here."""

    def __init__(self, wide: float, high: float) -> None:
        self.wide, self.high = wide, high
        self._parts: list[str] = []

    def rect(
        self,
        box: tuple[float, float, float, float],
        fill: str,
        edge: str = "none",
        thick: float = 0.6,
    ) -> None:
        """Draw a rectangle: left, top, right, bottom."""
        left, top, right, bottom = box
        self._parts.append(
            f'<rect x="{left:.2f}" y="{top:.2f}" width="{right - left:.2f}" '
            f'height="{bottom - top:.2f}" fill="{fill}" stroke="{edge}" stroke-width="{thick}"/>'
        )

    def line(
        self,
        points: Iterable[tuple[float, float]],
        colour: str = INK,
        thick: float = 1.0,
        dash: str = "",
    ) -> None:
        """Draw a line along points."""
        path = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{thick}" '
            f'stroke-linejoin="round"{dashes}/>'
        )

    def dot(self, x: float, y: float, radius: float, fill: str, edge: str = INK) -> None:
        """Draw a dot."""
        self._parts.append(
            f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius}" fill="{fill}" stroke="{edge}" '
            'stroke-width="0.9"/>'
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        anchor: str = "start",
        size: float = SIZE,
        bold: bool = False,
        colour: str = INK,
    ) -> None:
        """Write words; ``y`` is their baseline, ``anchor`` start, middle or end."""
        drawn = html_text(printable(words))
        weight = ' font-weight="bold"' if bold else ""
        shared = f'x="{x:.2f}" y="{y:.2f}" text-anchor="{anchor}" font-size="{size}"{weight}'
        self._parts.append(f'<text {shared} fill="{colour}">{drawn}</text>')

    def svg(self) -> bytes:
        """Give the sheet as a file."""
        drawn = "".join(self._parts)
        patterns = "".join(made for name, made in _PATTERNS.items() if name in drawn)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.wide:.2f}pt" '
            f'height="{self.high:.2f}pt" viewBox="0 0 {self.wide:.2f} {self.high:.2f}" '
            f'font-family="{_FONT}"><defs>{patterns}</defs>{drawn}</svg>'
        ).encode()


def text_width(words: str, size: float = SIZE, *, bold: bool = False) -> float:
    """Give the width of words in points."""
    return width(printable(words), size, bold=bold) / POINT
