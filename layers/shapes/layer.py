"""Shapes and spots as plain data: for the frame, for the legend, and in the order of drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import shapely

from geo import RdPoints, polygons_to_wgs84, to_wgs84
from layers.keep import Kept
from layers.shape_looks import SHAPES, SPOTS, ShapeKind, SpotKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

    from layers.shape_looks import Drawn, ShapeLook

__all__ = ["Shape", "ShapeLayer", "Spot", "shape_layer"]

_Of = TypeVar("_Of", "Shape", "Spot")

_DIGITS = 6
_AROUND = 150.0  # metres that are in view around a single spot


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """An area on the map: a polygon or multipolygon, EPSG:28992, metres.

    ``text``: what else a user reads of it.
    """

    name: str
    kind: ShapeKind
    polygon: BaseGeometry
    text: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map, EPSG:28992, metres. ``label``: at most two signs in its symbol."""

    name: str
    kind: SpotKind
    x: float
    y: float
    text: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class ShapeLayer:
    """What is on the map, the lowest first.

    ``kept``: for the frame. ``bounds``: what has to be in view to see all of it (west, south, east,
    north, degrees); None where there is nothing.
    """

    shapes: tuple[Shape, ...]
    spots: tuple[Spot, ...]
    kept: Kept
    bounds: tuple[float, float, float, float] | None

    def legend(self, title: str, about: str) -> dict[str, Any]:
        """Give the legend as the map's script draws it: only of what is on the map."""
        return {
            "unit": title,
            "period": about,
            "entries": [
                *([_fill(kind), SHAPES[kind].words, _line(SHAPES[kind])] for kind in self.kinds),
                *(["none", SPOTS[kind].words, {"parts": _parts(kind)}] for kind in self.spot_kinds),
            ],
        }

    @property
    def kinds(self) -> tuple[ShapeKind, ...]:
        """The kinds of shapes on the map, in the order of drawing."""
        there = {shape.kind for shape in self.shapes}
        return tuple(kind for kind in ShapeKind if kind in there)

    @property
    def spot_kinds(self) -> tuple[SpotKind, ...]:
        """The kinds of spots on the map, in the order of drawing."""
        there = {spot.kind for spot in self.spots}
        return tuple(kind for kind in SpotKind if kind in there)

    @property
    def ground(self) -> tuple[float, float, float, float] | None:
        """Left, bottom, right and top of all of it, EPSG:28992; None where there is nothing."""
        boxes = [shape.polygon.bounds for shape in self.shapes]
        # What is around a place says where it is; shapes say so themselves.
        more = 0.0 if boxes else _AROUND
        boxes += [
            (spot.x - more, spot.y - more, spot.x + more, spot.y + more) for spot in self.spots
        ]
        if not boxes:
            return None
        sides = np.array(boxes)
        return (*sides[:, :2].min(axis=0).tolist(), *sides[:, 2:].max(axis=0).tolist())


def shape_layer(shapes: Iterable[Shape] = (), spots: Iterable[Spot] = ()) -> ShapeLayer:
    """Put shapes and spots on a map; those without a surface are left out."""
    areas = _ordered([one for one in shapes if not one.polygon.is_empty], list(ShapeKind))
    places = _ordered(list(spots), list(SpotKind))
    kept = Kept.of(
        {
            "shapes": [
                [_fill(one.kind), _line(SHAPES[one.kind]), one.name, SHAPES[one.kind].words,
                 one.text, rings]
                for one, rings in zip(areas, _rings(areas), strict=True)
            ],
            "symbols": {
                kind: {"size": SPOTS[kind].size, "parts": _parts(kind), "words": SPOTS[kind].words}
                for kind in sorted({one.kind for one in places})
            },
            "spots": [
                [one.kind, one.name, one.text, one.label, place]
                for one, place in zip(places, _places(places), strict=True)
            ],
        }
    )  # fmt: skip
    layer = ShapeLayer(tuple(areas), tuple(places), kept, None)
    ground = layer.ground
    if ground is None:
        return layer
    (box,) = polygons_to_wgs84(np.array([shapely.box(*ground)]))
    west, south, east, north = (round(float(side), _DIGITS) for side in box.bounds)
    return ShapeLayer(layer.shapes, layer.spots, kept, (west, south, east, north))


def _ordered(things: list[_Of], order: Sequence[str]) -> list[_Of]:
    return sorted(things, key=lambda one: order.index(one.kind))


def _rings(shapes: list[Shape]) -> list[list[list[list[list[float]]]]]:
    """Give of each shape its parts, of each its rings of (lat, lon), WGS84."""
    turned = polygons_to_wgs84(np.array([shape.polygon for shape in shapes], dtype=object))
    parts, of_shape = shapely.get_parts(turned, return_index=True)
    solid = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    parts, of_shape = parts[solid], of_shape[solid]
    rings, of_part = shapely.get_rings(parts, return_index=True)
    places = shapely.get_coordinates(rings)[:, ::-1].round(_DIGITS).tolist()
    # All at once, for the buildings around a camera are hundreds of parts.
    ends = np.cumsum(shapely.get_num_coordinates(rings)).tolist()
    found: list[list[list[list[list[float]]]]] = [[] for _ in shapes]
    part_at = -1
    for begin, end, part in zip([0, *ends], ends, of_part.tolist(), strict=False):
        if part != part_at:
            found[of_shape[part]].append([])
            part_at = part
        found[of_shape[part]][-1].append(places[begin:end])
    return found


def _places(spots: list[Spot]) -> list[list[float]]:
    found = to_wgs84(RdPoints(*np.array([(one.x, one.y) for one in spots]).reshape(-1, 2).T.copy()))
    pairs: list[list[float]] = np.column_stack([found.lat, found.lon]).round(_DIGITS).tolist()
    return pairs


def _fill(kind: ShapeKind) -> str:
    look = SHAPES[kind]
    return look.fill if look.pattern is None else f"url(#ivb-vlak-{kind})"


def _line(look: ShapeLook) -> dict[str, Any]:
    """Give the line and how much the fill lets through, in Leaflet's words; and ours, a halo."""
    return {
        "color": look.line,
        "weight": look.width,
        "fillOpacity": look.opacity,
        "dashArray": " ".join(f"{step:g}" for step in look.dash) if look.dash else None,
        **({"halo": True} if look.halo else {}),
    }


def _parts(kind: SpotKind) -> list[list[str | float]]:
    return [_part(part) for part in SPOTS[kind].parts]


def _part(part: Drawn) -> list[str | float]:
    return [part.path, part.fill, part.line, part.width]
