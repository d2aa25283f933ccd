"""The register on a map of a day: camera areas, and cameras for who may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.register.where import ground
from ivbgeo.register.words import period
from layers.shapes import Shape, ShapeKind, Spot, SpotKind, shape_layer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from shapely.geometry.base import BaseGeometry

    from ivbgeo.atlas import Edition
    from ivbgeo.camera import Camera
    from ivbgeo.designation import Designation
    from layers.shapes import ShapeLayer

__all__ = ["register_layer"]

_NEW = "Uw nieuwe grens"


def register_layer(
    edition: Edition,
    areas: Iterable[Designation],
    cameras: Iterable[Camera],
    when: date,
    border: BaseGeometry | None = None,
) -> ShapeLayer:
    """Draw what is valid on a day.

    Parameters
    ----------
    areas, cameras
        What there is, of any day.
    border
        One that somebody is making, EPSG:28992.
    """
    shapes = [
        _shape(edition, said) for said in areas if said.is_valid_on(when) or said.has_run_out(when)
    ]
    if border is not None:
        shapes.append(Shape(_NEW, ShapeKind.ONTWERP, border))
    return shape_layer(shapes, _spots(cameras, when))


def _shape(edition: Edition, said: Designation) -> Shape:
    polygon, is_border = ground(edition, said)
    kind = ShapeKind.GEBIED if is_border else ShapeKind.OMGEVING
    return Shape(said.name, kind, polygon, f"{said.kind}, {period(said)}")


def _spots(cameras: Iterable[Camera], when: date) -> Iterator[Spot]:
    for one in cameras:
        if one.is_valid_on(when) and one.x is not None and one.y is not None:
            yield Spot(one.name, SpotKind.CAMERA, one.x, one.y, f"{one.kind}, {period(one)}")
