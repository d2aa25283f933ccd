"""Names on the areas with their value below, where there is room."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from layers.paper.borders import Spot, borders_of, spots_within
from layers.paper.drawing import CAMERA, camera_places
from layers.paper.text import POINT, printable, width, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from geo import Division
    from layers.choropleth import AreaLook
    from layers.paper.frame import Frame
    from layers.paper.page import Page
    from layers.paper.plate import Plate

__all__ = ["draw_labels", "draw_names"]

_SIZES = (9.5, 8.5, 7.5, 6.5)  # points
_LEADING = 1.2
_NUMBER = re.compile(r"[+\u2212-]?\d+(?:[.,]\d+)*%?")  # as static/map/words.js finds it
_PAD = 0.5  # millimetres around a label
_LEAST = 1.0  # millimetres: an area in which a smaller circle fits has no room at all
_FEW = 20  # so few areas have a name each, even if it sticks out
_MOST_ROWS = 4
_LONGEST_WORD, _LONGEST_NAME, _SHORTEST = 24, 48, 8  # characters: longer ones are cut off
# Where to try a label: at the best spot, then above and below it (in heights of the label).
_SHIFTS = (0.0, 0.6, -0.6, 1.15, -1.15)


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows of a name, a value below them or none, at a size; width and height in millimetres."""

    rows: tuple[str, ...]
    value: str
    size: float

    @property
    def width(self) -> float:
        rows = [width(row, self.size, bold=True) for row in self.rows]
        return max(*rows, width(self.value, self.size, bold=True)) + 2 * _PAD

    @property
    def height(self) -> float:
        lines = len(self.rows) + bool(self.value)
        return lines * self.size * _LEADING * POINT + 2 * _PAD


def draw_labels(page: Page, axes: Axes, plate: Plate, frame: Frame) -> frozenset[str]:
    """Label the areas in view: the chosen one first, then from large to small.

    Gives the codes of those that have a label.
    """
    looks = {look.code: look for look in plate.choropleth.looks}
    named = zip(plate.division.codes, plate.shown.tolist(), strict=True)
    values = {code: _value(looks.get(code)) for code, shown in named if shown}
    taken = [
        _box(x, y, CAMERA * frame.scale, CAMERA * frame.scale) for _, x, y in camera_places(plate)
    ]
    first = frozenset(filter(None, (plate.selected,)))
    return draw_names(page, axes, plate.division, frame, values, first=first, taken=taken)


def draw_names(
    page: Page,
    axes: Axes,
    division: Division,
    frame: Frame,
    values: Mapping[str, str],
    *,
    first: frozenset[str] = frozenset(),
    taken: Iterable[tuple[float, float, float, float]] = (),
) -> frozenset[str]:
    """Write the names of areas in view, each with its value below, where there is room.

    Parameters
    ----------
    values
        Which areas to name, by code, and what stands below each name; empty: nothing.
    first
        Codes of areas that have their name first, even if it sticks out.
    taken
        What to stay clear of: left, bottom, right, top in RD metres.
    """
    named = np.isin(division.codes, list(values))
    polygons, spots, few = _in_view(division, frame, named, first)
    codes = division.codes
    order = sorted(spots, key=lambda at: (codes[at] not in first, -spots[at].room, codes[at]))
    taken = list(taken)
    waiting = []
    labelled = set()
    for at in order:
        name, value = division.names[at], values[codes[at]]
        must = few or codes[at] in first
        # Of areas that must have a label, rather with its value and sticking out than without.
        blocks = _blocks(name, (value,) if must else (value, ""))
        roomy = spots[at].room / frame.scale >= _LEAST
        found = _first_fit(polygons[at], spots[at], blocks, frame, taken) if roomy else None
        if found is not None:
            taken.append(_put(page, axes, found, frame))
            labelled.add(codes[at])
        elif must:
            waiting.append((at, name, value))
    for at, name, value in waiting:
        tries = ((name, value), (name, ""), (name[:_SHORTEST] + "…", value))
        for words, number in tries:
            found = _first_free(spots[at], _blocks(words, (number,)), frame, taken)
            if found is not None:
                taken.append(_put(page, axes, found, frame))
                labelled.add(codes[at])
                break
    return frozenset(labelled)


def _in_view(
    division: Division, frame: Frame, shown: NDArray[np.bool_], first: frozenset[str]
) -> tuple[NDArray[np.object_], dict[int, Spot], bool]:
    """Give the borders, the best spot in what is seen of each area, and whether they are few."""
    borders = borders_of(division, frame.scale)
    left, bottom, right, top = frame.ground
    low_x, low_y, high_x, high_y = borders.boxes.T
    seen = (high_x > left) & (low_x < right) & (high_y > bottom) & (low_y < top)
    seen &= shown
    whole = seen & (low_x >= left) & (high_x <= right) & (low_y >= bottom) & (high_y <= top)
    found = borders.spots(np.flatnonzero(whole).tolist(), _LEAST * frame.scale)
    partly = np.flatnonzero(seen & ~whole)
    parts = shapely.intersection(borders.polygons[partly], shapely.box(left, bottom, right, top))
    # A touch is a point or a line; an area may also end in several pieces.
    parts = np.array([_polygonal(part) for part in parts], dtype=object)
    pieces = zip(partly.tolist(), spots_within(parts), strict=True)
    found |= {at: spot for at, spot in pieces if spot.room > 0}
    few = int(np.count_nonzero(seen)) <= _FEW
    for at in np.flatnonzero(whole).tolist():
        if at not in found and (few or division.codes[at] in first):
            inside = shapely.point_on_surface(borders.polygons[at])
            found[at] = Spot(inside.x, inside.y, 0.0)
    return borders.polygons, found, few


def _polygonal(shape: shapely.Geometry) -> shapely.Geometry:
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return shapely.MultiPolygon(parts) if parts else shapely.Polygon()


def _value(look: AreaLook | None) -> str:
    """Give the number in what is said of an area; the legend says what of."""
    found = _NUMBER.search(look.label) if look is not None and look.value is not None else None
    return found[0] if found else ""


@lru_cache(maxsize=16384)
def _blocks(name: str, values: tuple[str, ...]) -> tuple[_Block, ...]:
    """Give the forms of a label, the best first: with the first value, large, in few rows."""
    shapes = _shapes(_shortened(printable(name)))
    return tuple(
        _Block(rows, value, size)
        for value in dict.fromkeys(values)
        for size in _SIZES
        for rows in shapes
    )


def _shortened(name: str) -> str:
    words = (
        word if len(word) <= _LONGEST_WORD else word[: _LONGEST_WORD - 1] + "…"
        for word in name.split(" ")
    )
    short = " ".join(words)
    if len(short) <= _LONGEST_NAME:
        return short
    return short[: _LONGEST_NAME - 1].rstrip() + "…"


def _shapes(name: str) -> list[tuple[str, ...]]:
    """Give ways to break a name into rows, never within a word."""
    longest = max(width(word, 1.0, bold=True) for word in name.replace("-", "- ").split(" "))
    whole = width(name, 1.0, bold=True)
    found: dict[tuple[str, ...], None] = {}
    for count in range(1, _MOST_ROWS + 1):
        rows = tuple(wrapped(name, 1.0, max(whole / count * 1.08, longest) + 1e-6, bold=True))
        if len(rows) <= _MOST_ROWS:
            found[rows] = None
    return list(found)


def _first_fit(
    polygon: shapely.Geometry,
    spot: Spot,
    blocks: tuple[_Block, ...],
    frame: Frame,
    taken: list[tuple[float, float, float, float]],
) -> tuple[_Block, float, float] | None:
    """Give the first block, and its middle, that lies within the area and on nothing else."""
    low_x, low_y, high_x, high_y = shapely.bounds(polygon)
    tries = [
        (block, spot.x, spot.y + shift * block.height * frame.scale)
        for block in blocks
        if block.width * frame.scale <= high_x - low_x
        and block.height * frame.scale <= high_y - low_y
        for shift in _SHIFTS
    ]
    if not tries:
        return None
    boxes = np.array([_box(x, y, b.width * frame.scale, b.height * frame.scale)
                      for b, x, y in tries])  # fmt: skip
    inside = shapely.contains_properly(polygon, shapely.box(*boxes.T))
    for at in np.flatnonzero(inside).tolist():
        if _is_free(tuple(boxes[at].tolist()), frame, taken):
            return tries[at]
    return None


def _first_free(
    spot: Spot,
    blocks: tuple[_Block, ...],
    frame: Frame,
    taken: list[tuple[float, float, float, float]],
) -> tuple[_Block, float, float] | None:
    """Give a block for an area that is too small for its name: the most square one."""
    small = [block for block in blocks if block.size == _SIZES[-1]]
    left, _, right, _ = frame.ground
    for block in sorted(small, key=lambda block: block.width):
        half = block.width * frame.scale / 2
        x = min(max(spot.x, left + half), right - half)
        for shift in _SHIFTS:
            y = spot.y + shift * block.height * frame.scale
            box = _box(x, y, block.width * frame.scale, block.height * frame.scale)
            if _is_free(box, frame, taken):
                return block, x, y
    return None


def _is_free(
    box: tuple[float, ...], frame: Frame, taken: list[tuple[float, float, float, float]]
) -> bool:
    left, bottom, right, top = box
    seen = frame.ground
    if left < seen[0] or bottom < seen[1] or right > seen[2] or top > seen[3]:
        return False
    return all(
        right <= other[0] or left >= other[2] or top <= other[1] or bottom >= other[3]
        for other in taken
    )


def _put(
    page: Page, axes: Axes, found: tuple[_Block, float, float], frame: Frame
) -> tuple[float, float, float, float]:
    block, x, y = found
    line = block.size * _LEADING * POINT * frame.scale
    top = y + (block.height / 2 - _PAD) * frame.scale
    style: dict[str, Any] = {
        "ha": "center",
        "va": "baseline",
        "weight": "bold",
        "zorder": 8,
        "halo": True,
    }
    last = top - (len(block.rows) - 1 + 0.82) * line
    page.write(axes, x, last, block.rows, block.size, **style)
    if block.value:
        page.write(axes, x, last - line, [block.value], block.size, **style)
    return _box(x, y, block.width * frame.scale, block.height * frame.scale)


def _box(x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2
