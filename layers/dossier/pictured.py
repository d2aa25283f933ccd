"""The map of a camera area as a picture for a document, with its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.attribution import ATTRIBUTION
from layers.bare_map import finest
from layers.document import Picture
from layers.dossier.drawn import area_layer
from layers.paper.shapes import shapes_picture

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.cameradossier import AreaMap

__all__ = ["map_picture"]

_LEAST = 900.0  # metres


def map_picture(edition: Edition, told: AreaMap) -> Picture | None:
    """Draw where a camera area is; None where that is not known at all."""
    division, layer = finest(edition), area_layer(edition, told)
    if division is None or layer is None:
        return None
    caption = f"{told.text} {ATTRIBUTION}, indeling van {division.year}."
    alternative = f"Kaart van {told.name}, met de grenzen van buurten eromheen. {told.text}"
    # Of a border alone nobody knows where it is: the buurten around it are drawn too, with names.
    drawn = shapes_picture(
        division, layer, least=_LEAST, around=1.0 if told.border is None else 2.5
    )
    return Picture(drawn, alternative, caption)
