"""A map in its frame: areas, outline, the chosen area, camera areas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.patches import Circle, PathPatch, Polygon, Rectangle

from geo import WgsPoints, to_rd
from layers.palette import BORDER, INK, LOOKS, StateLook, line_on
from layers.paper.borders import borders_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from layers.cameras import CameraMark
    from layers.choropleth import AreaLook, Choropleth
    from layers.paper.frame import Frame
    from layers.paper.plate import Plate

__all__ = ["CAMERA", "camera_places", "camera_symbol", "draw_map", "paint_of"]

CAMERA = 3.4  # millimetres wide
_AROUND = "#b4bfc3"  # borders of what the map is not about
# Width of a border by the number of areas in view: many areas would drown in their borders.
_THIN = ((400, 0.5), (3000, 0.25), (np.inf, 0.1))


def draw_map(axes: Axes, plate: Plate, frame: Frame) -> None:
    """Draw all but the labels."""
    borders = borders_of(plate.division, frame.scale)
    left, bottom, right, top = frame.ground
    boxes = borders.boxes
    seen = (
        (boxes[:, 2] >= left) & (boxes[:, 0] <= right)
        & (boxes[:, 3] >= bottom) & (boxes[:, 1] <= top)
    )  # fmt: skip
    codes, shown = plate.division.codes, plate.shown
    looks = {look.code: look for look in plate.choropleth.looks}
    # One path for all areas that look the same: a pattern runs on, and it is drawn once.
    paints: dict[tuple[Any, ...], list[int]] = {}
    lines = {"fill": False, "joinstyle": "round"}
    if not shown.all():
        _add(axes, borders.path(seen & ~shown), ec=_AROUND, lw=0.5, **lines)
    for at in np.flatnonzero(seen & shown).tolist():
        paint = paint_of(looks.get(codes[at]), plate.choropleth)
        paints.setdefault(tuple(paint.items()), []).append(at)
    by_colour: dict[str, list[int]] = {}
    for paint_items, places in paints.items():
        paint = dict(paint_items)
        _add(axes, borders.path(_mask(places, len(codes))), lw=0, **paint)
        by_colour.setdefault(line_on(paint["fc"]), []).extend(places)
    thin = next(thickness for most, thickness in _THIN if seen.sum() <= most)
    # The calm line goes on top: between a dark and a light area it is seen against both.
    for colour in sorted(by_colour, key=(BORDER, INK, "#ffffff").index, reverse=True):
        _add(axes, borders.path(_mask(by_colour[colour], len(codes))), ec=colour, lw=thin, **lines)
    _add(axes, borders.around(shown), ec=INK, lw=1.2, **lines)
    if plate.chosen is not None and plate.selected in codes:
        path = borders.path(_mask([codes.index(plate.selected)], len(codes)))
        _add(axes, path, ec="white", lw=4.2, zorder=4, **lines)
        _add(axes, path, ec=INK, lw=2.2, zorder=4, **lines)
    _draw_cameras(axes, plate, frame)


def paint_of(look: AreaLook | None, choropleth: Choropleth) -> dict[str, Any]:
    """Give fill and pattern in matplotlib's words; an area without a look is not measured."""
    if look is not None and look.klass is not None:
        return {"fc": choropleth.classes.colours[look.klass]}
    return state_paint(StateLook(look.state) if look is not None else StateLook.NIET_GEMETEN)


def state_paint(state: StateLook) -> dict[str, Any]:
    """Give fill and pattern of a state."""
    style = LOOKS[state]
    if style.hatch is None:
        return {"fc": style.fill}
    pattern = {"hatch": style.hatch, "hatchcolor": style.ink, "hatch_linewidth": 0.7}
    return {"fc": style.fill, **pattern}


def camera_places(plate: Plate) -> list[tuple[CameraMark, float, float]]:
    """Give each mark with its place in RD metres."""
    if not plate.cameras:
        return []
    lon, lat = np.array([(mark.lon, mark.lat) for mark in plate.cameras]).T
    points = to_rd(WgsPoints(lon, lat))
    return list(zip(plate.cameras, points.x.tolist(), points.y.tolist(), strict=True))


def camera_symbol(axes: Axes, x: float, y: float, size: float) -> None:
    """Draw a camera so many units wide, on a white disc as on the screen."""
    disc = Circle((x, y), size / 2, fc="white", ec=INK, lw=0.8, zorder=6)
    body = Rectangle((x - size * 0.3, y - size * 0.16), size * 0.36, size * 0.32, fc=INK, zorder=7)
    horn = [(0.1, 0), (0.3, 0.14), (0.3, -0.14)]
    lens = Polygon([(x + a * size, y + b * size) for a, b in horn], fc=INK, zorder=7)
    for part in (disc, body, lens):
        axes.add_artist(part)


def _draw_cameras(axes: Axes, plate: Plate, frame: Frame) -> None:
    for mark, x, y in camera_places(plate):
        # No fill: it would change the colour under it. White under the dashes, for dark areas.
        for style in ({"ec": "white", "lw": 2.6}, {"ec": INK, "lw": 1.2, "ls": (0, (4, 3))}):
            axes.add_artist(_around(mark, x, y, {"fill": False, "zorder": 5, **style}))
        camera_symbol(axes, x, y, CAMERA * frame.scale)


def _around(mark: CameraMark, x: float, y: float, style: dict[str, Any]) -> Circle | Polygon:
    if not mark.outline:
        return Circle((x, y), mark.radius, **style)
    lon, lat = np.array(mark.outline).T
    border = to_rd(WgsPoints(lon, lat))
    return Polygon(np.column_stack([border.x, border.y]), **style)


def _add(axes: Axes, path: Any, **style: Any) -> None:
    # Not add_patch: it works out limits that are known already, at the cost of all the rest.
    axes.add_artist(PathPatch(path, **style))


def _mask(places: list[int], count: int) -> np.ndarray:
    mask = np.zeros(count, dtype=bool)
    mask[places] = True
    return mask
