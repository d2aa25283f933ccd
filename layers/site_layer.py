"""A scenario's answer on the map: chosen places, those of the simple way, cameras, and the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from ivbgeo.dutch import number
from layers.shapes import Shape, ShapeKind, Spot, SpotKind, shape_layer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from ivbgeo.scenario import Place, ScenarioAnswer
    from layers.shapes import ShapeLayer

__all__ = ["site_layer"]

_CORNERS = 16  # for each quarter of a circle


def site_layer(
    answer: ScenarioAnswer,
    radius: float,
    *,
    around: Iterable[tuple[str, BaseGeometry]] = (),
    barred: Iterable[tuple[str, BaseGeometry]] = (),
    buildings: BaseGeometry | None = None,
    greedy: bool = True,
    candidates: bool = False,
) -> ShapeLayer:
    """Put an answer on a map.

    Parameters
    ----------
    radius
        How far a camera sees where nothing is known to stand in the way, metres.
    around, barred
        The areas in which places were looked for, and those where none may come: name and polygon,
        EPSG:28992.
    buildings
        Those around the chosen places, EPSG:28992; None where there are none.
    greedy, candidates
        Whether the choice of the simple way, and all places to choose from, are shown too.
    """
    shapes = [Shape(name, ShapeKind.ZOEKGEBIED, polygon) for name, polygon in around]
    shapes += [Shape(name, ShapeKind.VERBODEN, polygon) for name, polygon in barred]
    if buildings is not None:
        shapes.append(Shape("Gebouwen", ShapeKind.GEBOUW, buildings))
    spots: list[Spot] = []
    if candidates:
        spots += [Spot(f"x {x}, y {y}", SpotKind.KANDIDAAT, x, y) for x, y in answer.candidates]
    if greedy:
        spots += [_spot(place, SpotKind.GULZIG, answer.total) for place in answer.greedy.places]
    for at, place in enumerate(answer.chosen.ranked, start=1):
        shapes.append(Shape(f"{at}. {place.name}", ShapeKind.ZICHT, _ground(place, radius)))
        spots.append(_spot(place, SpotKind.GEKOZEN, answer.total, str(at)))
    for place in answer.cameras:
        shapes.append(Shape(place.name, ShapeKind.ZICHT, _ground(place, radius)))
        spots.append(_spot(place, SpotKind.CAMERA, answer.total))
    return shape_layer(shapes, spots)


def _ground(place: Place, radius: float) -> BaseGeometry:
    if not place.ground:
        return shapely.Point(place.x, place.y).buffer(radius, quad_segs=_CORNERS)
    # Rounded for keeping, so perhaps no longer valid to the last decimal.
    return shapely.make_valid(shapely.from_wkt(place.ground))


def _spot(place: Place, kind: SpotKind, total: float, label: str = "") -> Spot:
    part = f"{number(100 * place.seen / total, 1)}% in beeld" if total else ""
    bare = "zonder gebouwen berekend" if place.bare else ""
    text = ", ".join(filter(None, [place.where, part, bare]))
    name = f"{label}. {place.name}" if label else place.name
    return Spot(name, kind, place.x, place.y, text, label)
