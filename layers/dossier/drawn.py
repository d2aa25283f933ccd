"""The map of a camera area: its border, or where it lies as far as that is known. No cameras."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.attribution import ATTRIBUTION
from ivbgeo.places import is_known
from layers.bare_map import finest
from layers.document import Picture
from layers.paper.shapes import shapes_picture
from layers.shapes import Shape, ShapeKind, shape_layer

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.cameradossier import AreaMap
    from layers.shapes import ShapeLayer

__all__ = ["area_layer", "map_picture"]


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


def map_picture(edition: Edition, told: AreaMap) -> Picture | None:
    """Draw where a camera area is; None where that is not known at all."""
    division, layer = finest(edition), area_layer(edition, told)
    if division is None or layer is None:
        return None
    caption = f"{told.text} {ATTRIBUTION}, indeling van {division.year}."
    alternative = f"Kaart van {told.name}, met de grenzen van buurten eromheen. {told.text}"
    return Picture(shapes_picture(division, layer), alternative, caption)
