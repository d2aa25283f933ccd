"""The border of what is seen, traced from the nearest edge in every direction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.sight.nearest import Pieces, envelopes, nearer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo.sight.obstacles import Obstacles
    from geo.sight.sight import Sight

__all__ = ["Traced", "trace"]

_TURN = 2 * np.pi
# Radians: what is seen through a narrower gap (0.2 µm at the longest reach) is left out, and
# corners nearer to each other than this in metres are one.
_NARROW, _NEAR = 1e-10, 1e-9
# m²: what rounding cuts off.
_CRUMB = 1e-6
_POLYGON = 3


@dataclass(frozen=True, slots=True, eq=False)
class Traced:
    """What is seen from some places: as of ``VisibleAreas``."""

    areas: NDArray[np.object_]
    walls: NDArray[np.float64]
    wall_of: NDArray[np.int32]
    wall_from: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class _Lines:
    """Edges as seen from an eye: x and y of both ends from that eye, metres, each shape (n,).

    From the first end to the second the eye turns to the right, as angles go.
    """

    x0: NDArray[np.float64]
    y0: NDArray[np.float64]
    x1: NDArray[np.float64]
    y1: NDArray[np.float64]
    eye: NDArray[np.intp]

    def of(self, chosen: NDArray[np.bool_]) -> _Lines:
        """Give some of them."""
        return _Lines(
            self.x0[chosen], self.y0[chosen], self.x1[chosen], self.y1[chosen], self.eye[chosen]
        )

    def then(self, other: _Lines) -> _Lines:
        """Give these and others after them."""
        return _Lines(
            np.concatenate([self.x0, other.x0]), np.concatenate([self.y0, other.y0]),
            np.concatenate([self.x1, other.x1]), np.concatenate([self.y1, other.y1]),
            np.concatenate([self.eye, other.eye]),
        )  # fmt: skip

    def curves(self, left: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Give a and b of each: one over its distance is ``a cos φ + b sin φ``, φ from ``left``."""
        away = self.x0 * self.y1 - self.y0 * self.x1
        along, across = (self.y1 - self.y0) / away, (self.x0 - self.x1) / away
        sin, cos = np.sin(left[self.eye]), np.cos(left[self.eye])
        return along * sin + across * cos, along * cos - across * sin


def trace(
    sights: Sequence[Sight], x: NDArray[np.float64], y: NDArray[np.float64], obstacles: Obstacles
) -> Traced:
    """Trace what is seen from some places that are outside every obstacle.

    Parameters
    ----------
    sights
        n of them.
    x, y
        Their eyes, EPSG:28992, metres.
    obstacles
        What stands in the way.
    """
    reach = np.array([each.reach for each in sights])
    left = np.radians([each.left for each in sights])
    width = np.radians([each.angle for each in sights])
    edges, of_edge = _edges_near(x, y, reach, obstacles)
    begin = (np.arctan2(edges.x0, edges.y0) - left[edges.eye]) % _TURN
    end = (np.arctan2(edges.x1, edges.y1) - left[edges.eye]) % _TURN
    pieces, most = _pieces(edges.eye, begin, end, width[edges.eye])
    rim, rim_pieces = _rim(sights, first=edges.eye.size)
    lines = edges.then(rim)
    a, b = lines.curves(left)
    seen = nearer(envelopes(pieces, a, b, most), rim_pieces, a, b)
    seen = seen.of(seen.end - seen.start > _NARROW)
    ends = _ends(seen, lines, (begin, end), (a, b), left)
    ends[:, :, 0] += x[seen.group, None]
    ends[:, :, 1] += y[seen.group, None]
    wall = seen.line < edges.eye.size
    return Traced(
        _polygons(seen.group, ends, np.column_stack([x, y]), width < _TURN),
        ends[wall].reshape(-1, 4),
        obstacles.part_of[of_edge[seen.line[wall]]],
        seen.group[wall].astype(np.int32),
    )


def _edges_near(
    x: NDArray[np.float64], y: NDArray[np.float64], reach: NDArray[np.float64], obstacles: Obstacles
) -> tuple[_Lines, NDArray[np.intp]]:
    """Give the edges within reach that face an eye, by eye; and which part each is of.

    From outside, what is nearest always faces: there the inside is to the left, so the back of an
    obstacle never comes first.
    """
    boxes = shapely.box(x - reach, y - reach, x + reach, y + reach)
    eye, part = obstacles.tree.query(boxes)
    order = np.lexsort((part, eye))
    eye, part = eye[order], part[order]
    count = obstacles.first_edge[part + 1] - obstacles.first_edge[part]
    edge = np.arange(count.sum()) + np.repeat(
        obstacles.first_edge[part] - np.cumsum(count) + count, count
    )
    eye, part = np.repeat(eye, count), np.repeat(part, count)
    ends = obstacles.edges[edge]
    lines = _Lines(
        ends[:, 0] - x[eye], ends[:, 1] - y[eye], ends[:, 2] - x[eye], ends[:, 3] - y[eye], eye
    )
    dx, dy = lines.x1 - lines.x0, lines.y1 - lines.y0
    facing = lines.x0 * lines.y1 - lines.y0 * lines.x1 < 0
    nearest = np.clip(-(lines.x0 * dx + lines.y0 * dy) / (dx * dx + dy * dy), 0, 1)
    chosen = facing & (np.hypot(lines.x0 + nearest * dx, lines.y0 + nearest * dy) <= reach[eye])
    return lines.of(chosen), part[chosen]


def _pieces(
    eye: NDArray[np.intp],
    begin: NDArray[np.float64],
    end: NDArray[np.float64],
    width: NDArray[np.float64],
) -> tuple[Pieces, int]:
    """Give each edge as a group of its own, cut off by the view; and how many groups an eye has."""
    number = np.arange(eye.size)
    nth = number - np.searchsorted(eye, eye)
    most = 1 << int(nth.max(initial=0)).bit_length()
    group = eye.astype(np.int64) * most + nth
    turn = end - begin
    # Less than half a turn, so what seems more goes on past where the view begins; what seems a
    # little less than nothing is an edge seen end on, of which rounding decided that it faces.
    once = (turn > 0) & (turn < np.pi)
    over = turn < -np.pi
    # What goes on stands first in its group.
    which = np.concatenate([number[over], number[once | over]])
    start = np.concatenate([np.zeros(over.sum()), begin[once | over]])
    stop = np.concatenate([end[over], np.where(once, end, _TURN)[once | over]])
    stop = np.minimum(stop, width[which])
    kept = start < stop
    which, start, stop = which[kept], start[kept], stop[kept]
    order = np.argsort(which, kind="stable")
    which = which[order]
    return Pieces(group[which], start[order], stop[order], which), most


def _rim(sights: Sequence[Sight], first: int) -> tuple[_Lines, Pieces]:
    """Give the far border of every view as edges from whole degree to whole degree."""
    starts, ends, degrees, eyes, reach = [], [], [], [], []
    for i, sight in enumerate(sights):
        whole = np.arange(np.floor(sight.left), np.ceil(sight.left + sight.angle))
        turned = np.clip(whole[1:] - sight.left, 0, sight.angle)
        starts.append(np.concatenate([[0.0], turned]))
        ends.append(np.append(turned, sight.angle))
        degrees.append(whole)
        eyes.append(np.full(whole.size, i))
        reach.append(np.full(whole.size, sight.reach))
    degree, far = np.radians(np.concatenate(degrees)), np.concatenate(reach)
    eye = np.concatenate(eyes)
    after = degree + np.radians(1)
    lines = _Lines(
        far * np.sin(degree), far * np.cos(degree), far * np.sin(after), far * np.cos(after), eye
    )
    start, end = np.radians(np.concatenate(starts)), np.radians(np.concatenate(ends))
    return lines, Pieces(eye.astype(np.int64), start, end, first + np.arange(eye.size))


def _ends(
    seen: Pieces,
    lines: _Lines,
    angles: tuple[NDArray[np.float64], NDArray[np.float64]],
    curves: tuple[NDArray[np.float64], NDArray[np.float64]],
    left: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Give where pieces begin and end, from the eye: shape (n, 2, 2), metres."""
    places = np.empty((seen.line.size, 2, 2))
    a, b = (each[seen.line] for each in curves)
    edge = seen.line < angles[0].size
    for i, angle in enumerate((seen.start, seen.end)):
        distance = 1 / (a * np.cos(angle) + b * np.sin(angle))
        places[:, i, 0] = distance * np.sin(left[seen.group] + angle)
        places[:, i, 1] = distance * np.cos(left[seen.group] + angle)
        # A corner of an obstacle stays what it is.
        corner = np.flatnonzero(edge)
        corner = corner[angles[i][seen.line[corner]] == angle[corner]]
        line = seen.line[corner]
        places[corner, i, 0] = (lines.x0, lines.x1)[i][line]
        places[corner, i, 1] = (lines.y0, lines.y1)[i][line]
    return places


def _polygons(
    group: NDArray[np.int64],
    ends: NDArray[np.float64],
    eyes: NDArray[np.float64],
    wedge: NDArray[np.bool_],
) -> NDArray[np.object_]:
    """Give what is seen as polygons; a view that isn't all around has its eye for a corner."""
    at_eye = np.flatnonzero(wedge)
    owner = np.concatenate([np.repeat(group, 2), at_eye])
    corners = np.concatenate([ends.reshape(-1, 2), eyes[at_eye]])
    order = np.argsort(owner, kind="stable")
    owner, corners = owner[order], corners[order]
    again = (owner[1:] == owner[:-1]) & (np.abs(corners[1:] - corners[:-1]) < _NEAR).all(axis=1)
    kept = np.concatenate([[True], ~again])
    rings = shapely.linearrings(corners[kept], indices=owner[kept])
    polygons = np.asarray(shapely.polygons(rings), dtype=object)
    broken = np.flatnonzero(~shapely.is_valid(polygons))
    if broken.size:
        parts, of = shapely.get_parts(shapely.make_valid(polygons[broken]), return_index=True)
        for i, which in enumerate(broken):
            pieces = shapely.get_parts(parts[of == i])
            solid = (shapely.get_type_id(pieces) == _POLYGON) & (shapely.area(pieces) > _CRUMB)
            polygons[which] = shapely.union_all(pieces[solid])
    return polygons
