"""What a camera sees as shapes on a map, with what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from ivbgeo.dutch import number
from ivbgeo.seeing import WITHOUT, Use
from layers.shapes import Shape, ShapeKind, Spot, SpotKind, shape_layer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ivbgeo.seeing import Around, Look, Seen
    from layers.shapes import ShapeLayer

__all__ = ["MOST_DRAWN", "TOO_MANY", "is_crowded", "sight_layer"]

MOST_DRAWN = 1_500
"""So many buildings around a camera are drawn; more would make a map slow, and a grey stain."""

TOO_MANY = (
    "Er staan te veel gebouwen binnen het bereik om te tekenen. Ze tellen wel mee: het zicht houdt "
    "bij elk gebouw op."
)
"""What is said where buildings are not drawn."""

_RINGS = {
    Use.WAARNEMEN: ShapeKind.WAARNEMEN,
    Use.OBSERVEREN: ShapeKind.OBSERVEREN,
    Use.HERKENNEN: ShapeKind.HERKENNEN,
    Use.IDENTIFICEREN: ShapeKind.IDENTIFICEREN,
}
_MARGIN = 1.1  # of the reach: what stands around is drawn a little beyond it


def sight_layer(look: Look, around: Around, seen: Seen | None = None) -> ShapeLayer:
    """Draw a camera, what it sees, and the buildings and sensitive places around it.

    Parameters
    ----------
    seen
        What it sees; None where nothing can be said of that: then it is the camera alone, among
        what stands around it.
    """
    shapes = [*_buildings(look, around), *_seen(seen), *_sensitive(look, around, seen)]
    text = "" if seen is None or not seen.without_buildings else WITHOUT
    return shape_layer(shapes, [Spot(look.name or "Camera", SpotKind.CAMERA, look.x, look.y, text)])


def is_crowded(look: Look, around: Around) -> bool:
    """Tell whether there are too many buildings around a camera to draw."""
    buildings = around.buildings
    return buildings is not None and len(buildings.near(_circle(look))) > MOST_DRAWN


def _buildings(look: Look, around: Around) -> Iterator[Shape]:
    if around.buildings is None:
        return
    near = around.buildings.near(_circle(look))
    if 0 < len(near) <= MOST_DRAWN:
        shapes = around.buildings.polygons[near]
        # In one, for a map draws that quicker; what lies double would leave a hole.
        together = (
            shapely.union_all(shapes)
            if around.buildings.condition.overlapping
            else shapely.multipolygons(shapely.get_parts(shapes))
        )
        yield Shape("Gebouwen", ShapeKind.GEBOUW, together)


def _seen(seen: Seen | None) -> Iterator[Shape]:
    if seen is None:
        return
    said = f"{number(seen.square_metres, 0)} m²"
    told = f"{said}. {WITHOUT}." if seen.without_buildings else said
    yield Shape(f"Wat {seen.look.called} ziet", ShapeKind.ZICHT, seen.area, told)
    for ring in seen.rings:
        if ring.distance:
            far = f"Tot {number(ring.distance, 1)} meter, {number(ring.area.area, 0)} m²"
            yield Shape(ring.use.words.capitalize(), _RINGS[ring.use], ring.area, far)


def _sensitive(look: Look, around: Around, seen: Seen | None) -> Iterator[Shape]:
    areas = around.sensitive
    if areas is None:
        return
    found = {one.name: one for one in (seen.places or () if seen else ())}
    for at in areas.near(_circle(look)).tolist():
        name = areas.called(at)
        one = found.get(name)
        told = "niet in beeld" if one is None else f"{number(one.area, 0)} m² in beeld"
        yield Shape(name, ShapeKind.GEVOELIG, areas.polygons[at], told if seen else "")


def _circle(look: Look) -> shapely.Polygon:
    return shapely.Point(look.x, look.y).buffer(look.reach * _MARGIN)
