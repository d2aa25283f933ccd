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

__all__ = ["map_picture"]


def map_picture(edition: Edition, told: AreaMap) -> Picture | None:
    """Draw where a camera area is; None where that is not known at all.

    The positions of cameras are not on it: a dossier is made public.
    """
    division = finest(edition)
    if division is None:
        return None
    if told.border is not None:
        shape = Shape(told.name, ShapeKind.GEBIED, told.border)
    else:
        known = [area for area in told.around if is_known(edition, area)]
        if not known:
            return None
        around = edition.division(known[0].division).area(known[0].code)
        shape = Shape(around.name, ShapeKind.OMGEVING, around.polygon)
    caption = f"{told.text} {ATTRIBUTION}, indeling van {division.year}."
    alternative = f"Kaart van {told.name}, met de grenzen van buurten eromheen. {told.text}"
    return Picture(shapes_picture(division, shape_layer([shape])), alternative, caption)
