"""The map on paper: A4 landscape with title, legend, scale, north arrow, period and sources."""

from __future__ import annotations

import io
import textwrap
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, PathPatch, Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import withStroke

from geo import WgsPoints, to_rd
from ivbgeo.attribution import ATTRIBUTION
from layers.cameras import SURROUNDING
from layers.legend import legend_entries
from layers.palette import BORDER, INK, LOOKS, StateLook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from geo import Division
    from layers.cameras import CameraMark
    from layers.choropleth import AreaLook, Choropleth

__all__ = ["FORMATS", "map_picture"]

FORMATS = ("png", "pdf", "svg")

_A4 = (11.69, 8.27)  # inches
_SOFT = "#42555c"
_WIDTH = 0.685  # part of the page for the map


def map_picture(  # noqa: PLR0913, PLR0917 - what a printed map has to say
    division: Division,
    choropleth: Choropleth,
    cameras: Sequence[CameraMark],
    title: str,
    period: str,
    sources: Sequence[str],
    fmt: str = "png",
    dpi: int = 150,
    *,
    unit: str = "",
    made: date | None = None,
) -> bytes:
    """Draw the map on an A4, safe to call from several threads.

    Parameters
    ----------
    division
        The borders, EPSG:28992: distances on paper are true.
    choropleth, cameras
        What is on the map.
    title, period, unit
        In Dutch.
    sources
        One line per dataset.
    fmt
        One of :data:`FORMATS`.
    dpi
        Dots per inch of a PNG.
    made
        Day on the page; today if left out.

    Raises
    ------
    ValueError
        If the format is unknown, or the choropleth is of another division.
    """
    if fmt not in FORMATS:
        raise ValueError(f"format {fmt!r} is none of {', '.join(FORMATS)}")
    if division.id != choropleth.division:
        raise ValueError(f"the map is of {choropleth.division}, the borders are of {division.id}")
    day = made or date.today()  # noqa: DTZ011 - the day where the picture is made
    figure = Figure(figsize=_A4, facecolor="white")
    FigureCanvasAgg(figure)
    plain = _Plain()
    size = min(19.0, 19.0 * 66 / max(len(title), 1))  # a long title in one line, but smaller
    figure.text(0.035, 0.952, plain(title), size=size, weight="bold", color=INK, va="top")
    figure.text(0.035, 0.902, plain(period), size=11.5, color=_SOFT, va="top")
    axes = figure.add_axes((0.035, 0.1, _WIDTH, 0.77))
    _draw_areas(axes, division, choropleth)
    _draw_cameras(axes, cameras)
    _frame(axes, division)
    _label(axes, division, plain)
    _scale_bar(axes)
    _north_arrow(axes)
    _legend(figure, choropleth, bool(cameras), plain(unit or choropleth.title))
    _foot(figure, [plain(line) for line in sources], day)
    return _written(figure, fmt, dpi)


class _Plain:
    """Text as it is: matplotlib would read dollar signs as formulas."""

    def __call__(self, text: str) -> str:
        return text.replace("$", r"\$").replace("\n", " ")


def _draw_areas(axes: Axes, division: Division, choropleth: Choropleth) -> None:
    looks = {look.code: look for look in choropleth.looks}
    for code, polygon in zip(division.codes, division.polygons, strict=True):
        axes.add_patch(PathPatch(_path(polygon), **_paint(looks.get(code), choropleth)))
    outline = PathPatch(_path(shapely.union_all(division.polygons)), fill=False, ec=INK, lw=1.2)
    axes.add_patch(outline)


def _paint(look: AreaLook | None, choropleth: Choropleth) -> dict[str, Any]:
    """Give fill, hatch and colour of the hatch; an area without a look is not measured."""
    if look is not None and look.klass is not None:
        return {"fc": choropleth.classes.colours[look.klass], "ec": BORDER, "lw": 0.5}
    return _state_paint(StateLook(look.state) if look is not None else StateLook.NIET_GEMETEN)


def _state_paint(state: StateLook) -> dict[str, Any]:
    style = LOOKS[state]
    if style.hatch is None:
        return {"fc": style.fill, "ec": BORDER, "lw": 0.5}
    pattern = {"hatch": style.hatch, "hatchcolor": style.ink, "hatch_linewidth": 0.7}
    return {"fc": style.fill, "ec": BORDER, "lw": 0.5, **pattern}


def _path(polygon: shapely.Geometry) -> Path:
    rings = [
        ring for part in shapely.get_parts(polygon) for ring in (part.exterior, *part.interiors)
    ]
    return Path.make_compound_path(
        *(Path(shapely.get_coordinates(ring), closed=True) for ring in rings)
    )


def _draw_cameras(axes: Axes, cameras: Sequence[CameraMark]) -> None:
    if not cameras:
        return
    points = to_rd(
        WgsPoints(
            np.array([mark.lon for mark in cameras]), np.array([mark.lat for mark in cameras])
        )
    )
    for mark, x, y in zip(cameras, points.x, points.y, strict=True):
        # No fill: it would change the colour under it. White under the dashes, for dark areas.
        for style in ({"ec": "white", "lw": 2.6}, {"ec": INK, "lw": 1.2, "ls": (0, (4, 3))}):
            axes.add_patch(_around(mark, x, y, {"fill": False, "zorder": 5, **style}))
        _camera_symbol(axes, x, y, 105)


def _around(mark: CameraMark, x: float, y: float, style: dict[str, Any]) -> Circle | Polygon:
    if not mark.outline:
        return Circle((x, y), mark.radius, **style)
    lon, lat = np.array(mark.outline).T
    border = to_rd(WgsPoints(lon, lat))
    return Polygon(np.column_stack([border.x, border.y]), **style)


def _camera_symbol(axes: Axes, x: float, y: float, size: float) -> None:
    """Draw a camera of about so many units wide."""
    body = Rectangle((x - size * 0.6, y - size * 0.35), size * 0.8, size * 0.7, fc=INK, zorder=6)
    horn = [(0.28, 0), (0.65, 0.3), (0.65, -0.3)]
    axes.add_patch(body)
    axes.add_patch(Polygon([(x + a * size, y + b * size) for a, b in horn], fc=INK, zorder=6))


def _frame(axes: Axes, division: Division) -> None:
    left, bottom, right, top = shapely.total_bounds(division.polygons)
    margin = 0.03 * max(right - left, top - bottom)
    axes.set_xlim(left - margin, right + margin)
    axes.set_ylim(bottom - 3 * margin, top + margin)  # room for the scale bar
    axes.set_aspect("equal", anchor="W")
    axes.set_axis_off()


def _label(axes: Axes, division: Division, plain: _Plain) -> None:
    """Write the names where they fit within their area."""
    size = 7.5
    points_per_metre = _A4[0] * 72 * _WIDTH / np.diff(axes.get_xlim())[0]
    for name, polygon in zip(division.names, division.polygons, strict=True):
        circle = shapely.maximum_inscribed_circle(polygon, tolerance=5.0)
        room = 2.1 * circle.length * points_per_metre
        rows = textwrap.wrap(name, max(int(room / (0.6 * size)), 1), break_long_words=False)
        if max(map(len, rows)) * 0.6 * size > room or len(rows) * 1.2 * size > room:
            continue
        middle = shapely.get_point(circle, 0)
        axes.text(
            middle.x, middle.y, "\n".join(plain(row) for row in rows),
            size=size, weight="bold", color=INK, ha="center", va="center", zorder=8,
            linespacing=1.2, path_effects=[withStroke(linewidth=2.2, foreground="white")],
        )  # fmt: skip


def _scale_bar(axes: Axes) -> None:
    left, right = axes.get_xlim()
    bottom, top = axes.get_ylim()
    half = _round_length((right - left) / 10)
    x, y, height = (
        left + 0.015 * (right - left),
        bottom + 0.035 * (top - bottom),
        0.008 * (top - bottom),
    )
    for step, colour in enumerate((INK, "white")):
        axes.add_patch(Rectangle((x + step * half, y), half, height, fc=colour, ec=INK, lw=0.8))
    for step in range(3):
        length = f"{step * half / 1000:g}".replace(".", ",") + (" km" if step == 2 else "")  # noqa: PLR2004
        axes.text(
            x + step * half, y + 1.8 * height, length, size=8, color=INK, ha="center", va="bottom"
        )


def _round_length(metres: float) -> float:
    """Give the largest of 1, 2, 5 × 10ⁿ that fits."""
    power = 10.0 ** np.floor(np.log10(metres))
    return float(max(step * power for step in (1, 2, 5) if step * power <= metres))


def _north_arrow(axes: Axes) -> None:
    """North of the RD grid, less than half a degree from true north here."""
    style: dict[str, Any] = {"transform": axes.transAxes, "zorder": 9}
    axes.add_patch(
        Polygon([(0.965, 0.965), (0.952, 0.9), (0.965, 0.915)], fc=INK, ec=INK, lw=0.8, **style)
    )
    axes.add_patch(
        Polygon([(0.965, 0.965), (0.978, 0.9), (0.965, 0.915)], fc="white", ec=INK, lw=0.8, **style)
    )
    axes.text(
        0.965,
        0.972,
        "N",
        size=11,
        weight="bold",
        color=INK,
        ha="center",
        va="bottom",
        transform=axes.transAxes,
    )


def _legend(figure: Figure, choropleth: Choropleth, cameras: bool, unit: str) -> None:  # noqa: FBT001
    # One unit is a tenth of an inch, so that a swatch is as large on every page.
    axes = figure.add_axes((0.745, 0.1, 0.235, 0.77))
    width, height = _A4[0] * 2.35, _A4[1] * 7.7
    axes.set(xlim=(0, width), ylim=(-height, 0))
    axes.set_axis_off()
    heading = textwrap.wrap(unit, 36)
    axes.text(0, -1, "\n".join(heading), size=11, weight="bold", color=INK, va="top")
    y = -2.6 - 1.9 * len(heading)
    for state, colour, text in legend_entries(choropleth):
        paint = {"fc": colour, "ec": BORDER, "lw": 0.5} if colour else _state_paint(state)
        y = _legend_row(axes, y, paint, text)
    if cameras:
        axes.add_patch(Circle((1.9, y - 2.0), 1.4, fc="white", ec=INK, lw=1.1, ls=(0, (3, 2))))
        _camera_symbol(axes, 1.85, y - 2.0, 1.4)
        axes.text(
            4.9,
            y - 2.0,
            f"cameragebied\n({SURROUNDING[0].lower()}{SURROUNDING[1:]})",
            size=9,
            color=INK,
            va="center",
        )


def _legend_row(axes: Axes, y: float, paint: dict[str, Any], text: str) -> float:
    """Draw a swatch with its text and give where the next row starts."""
    rows = textwrap.wrap(text, 30)
    height = 3.2 + 1.5 * (len(rows) - 1)
    middle = y - height / 2
    axes.add_patch(Rectangle((0, middle - 1.1), 3.8, 2.2, **paint))
    axes.text(4.9, middle, "\n".join(rows), size=9.5, color=INK, va="center")
    return y - height


def _foot(figure: Figure, sources: Sequence[str], day: date) -> None:
    text = f"Bronnen: {'; '.join((*sources, f'grenzen {ATTRIBUTION}'))}."
    for size in (7.5, 6.5, 5.5, 4.5):
        lines = textwrap.wrap(text, int(170 * 7.5 / size))
        if len(lines) + 1 <= 4 * 7.5 / size:  # what fits under the line
            break
    lines.append(f"Gemaakt op {day.day}-{day.month}-{day.year}.")
    figure.add_artist(Line2D([0.035, 0.965], [0.087, 0.087], color=BORDER, lw=0.6))
    figure.text(0.035, 0.075, "\n".join(lines), size=size, color=_SOFT, va="top", linespacing=1.4)


def _written(figure: Figure, fmt: str, dpi: int) -> bytes:
    target = io.BytesIO()
    figure.savefig(target, format=fmt, dpi=dpi, metadata={"Date": None} if fmt == "svg" else None)
    return target.getvalue()
