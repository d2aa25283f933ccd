"""The map of a camera area: its border, or where it lies as far as that is known. No cameras."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.places import is_known
from layers.shapes import Shape, ShapeKind, shape_layer

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.cameradossier import AreaMap
    from layers.shapes import ShapeLayer

__all__ = ["area_layer"]


def area_layer(edition: Edition, told: AreaMap) -> ShapeLayer | None:
    """Put where a camera area is on a map; None where that is not known at all.

    The positions of cameras are not on it: a dossier is made public.
    """
    if told.border is not None:
        return shape_layer([Shape(told.name, ShapeKind.GEBIED, told.border, told.text)])
    known = [area for area in told.around if is_known(edition, area)]
    if not known:
        return None
    around = edition.division(known[0].division).area(known[0].code)
    return shape_layer([Shape(around.name, ShapeKind.OMGEVING, around.polygon, told.text)])
