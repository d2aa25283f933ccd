"""Maps on paper, made without a browser: PNG, PDF and SVG."""

from layers.paper.inset import Inset, map_inset
from layers.paper.plate import Plate
from layers.paper.sheet import map_picture, map_pictures
from layers.paper.written import FORMATS

__all__ = ["FORMATS", "Inset", "Plate", "map_inset", "map_picture", "map_pictures"]
