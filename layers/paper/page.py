"""A page in millimetres, an A4 on its side: title above, sources below, room between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patheffects import Stroke

from ivbgeo.attribution import ATTRIBUTION
from ivbgeo.dutch import day
from layers.palette import BORDER, INK
from layers.paper.frame import Box
from layers.paper.text import POINT, fitted, printable, wrapped
from layers.paper.written import HALO, embedded, written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from matplotlib.axes import Axes

    from layers.paper.frame import Frame

__all__ = ["Page"]

_SOFT = "#42555c"
_WIDTH, _HEIGHT = 297.0, 210.0
_MARGIN = 10.0
_INCH = 25.4
_FOOT = 24.0  # at most, for the sources
_LOWEST = 7.0  # under the last line; printers need some 5 mm
_LEADING = 1.28  # height of a line, in sizes


class Page:
    """An empty page to draw on; its own axes are in millimetres from the lower left corner."""

    def __init__(self, wide: float = _WIDTH, high: float = _HEIGHT) -> None:
        self._size = wide, high
        self.figure = Figure(figsize=(wide / _INCH, high / _INCH), facecolor="white")
        self.axes = self._axes(Box(0.0, 0.0, wide, high))
        self.axes.set(xlim=(0.0, wide), ylim=(0.0, high))
        self._top = high - _MARGIN
        self._bottom = _MARGIN
        self._halos = 0

    @property
    def room(self) -> Box:
        """What is free between title and sources, once these are there."""
        return Box(_MARGIN, self._bottom, _WIDTH - 2 * _MARGIN, self._top - self._bottom)

    def map_axes(self, frame: Frame) -> Axes:
        """Give axes in RD metres for a frame."""
        axes = self._axes(frame.box)
        left, bottom, right, top = frame.ground
        axes.set(xlim=(left, right), ylim=(bottom, top))
        return axes

    def text(self, x: float, y: float, lines: Sequence[str], size: float, **style: Any) -> None:
        """Write lines at a place in millimetres; ``halo`` keeps them readable on any colour."""
        self.write(self.axes, x, y, lines, size, **style)

    def write(
        self,
        axes: Axes,
        x: float,
        y: float,
        lines: Sequence[str],
        size: float,
        *,
        halo: bool = False,
        **style: Any,
    ) -> None:
        """Write lines in axes of one's own; their texts are printable already."""
        words = "\n".join(lines)
        shared = {"size": size, "linespacing": _LEADING, "parse_math": False, **style}
        if halo:
            self._halos += 1
            around = [Stroke(linewidth=2.2, foreground="white", joinstyle="round")]
            name = f"{HALO}-{self._halos}"
            white = {**shared, "color": "white", "path_effects": around, "gid": name}
            axes.text(x, y, words, **white)
        axes.text(x, y, words, **{"color": INK, **shared})

    def header(self, title: str, under: str, beside: float = 0.0) -> None:
        """Write the title, smaller if it is long, and a line under it; ``beside`` stays free."""
        room = _WIDTH - 2 * _MARGIN - beside
        size, lines = fitted(title, (19.0, 16.5, 14.0), room, bold=True)
        if lines[-1].endswith("…"):
            size, lines = fitted(title, (14.0, 12.0, 10.5), room, lines=2, bold=True)
        self.text(_MARGIN, self._top, lines, size, weight="bold", va="top")
        self._top -= len(lines) * size * _LEADING * POINT + 1.5
        size, lines = fitted(under, (11.5, 10.0, 8.5), room)
        self.text(_MARGIN, self._top, lines, size, color=_SOFT, va="top")
        self._top -= size * _LEADING * POINT + 3.0

    def foot(self, about: str, sources: Sequence[str], made: date) -> None:
        """Write the sources, all of them, with the makers of the borders and the day."""
        last = [f"{about} Gemaakt op {day(made)}."]
        known = [source for source in map(printable, sources) if source]
        named = "; ".join((*known, f"grenzen {ATTRIBUTION}"))
        text = f"{'Bronnen' if known else 'Bron'}: {named}."
        room = _WIDTH - 2 * _MARGIN
        for size in (7.5, 6.5, 5.5, 4.5):
            lines = wrapped(text, size, room) + last
            high = len(lines) * size * _LEADING * POINT
            if high <= _FOOT - _LOWEST:
                break
        top = _LOWEST + high + 2.0
        line = Line2D([_MARGIN, _WIDTH - _MARGIN], [top, top], color=BORDER, lw=0.6)
        self.axes.add_artist(line)
        self.text(_MARGIN, top - 2.0, lines, size, color=_SOFT, va="top")
        self._bottom = top + 3.0

    def embedded(self) -> bytes:
        """Give the page as an SVG to set in a document."""
        return embedded(self.figure)

    def written(self, fmt: str, dpi: int, title: str, made: date) -> bytes:
        """Give the page as a file."""
        return written(self.figure, fmt, dpi, title, made)

    def _axes(self, box: Box) -> Axes:
        wide, high = self._size
        axes = self.figure.add_axes(
            (box.left / wide, box.bottom / high, box.width / wide, box.height / high)
        )
        axes.set_axis_off()
        return axes
