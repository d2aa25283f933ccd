"""What a camera sees, drawn: on a map, and on paper."""

from layers.sight.drawn import sight_layer
from layers.sight.paper import sight_document, sight_pdf

__all__ = ["sight_document", "sight_layer", "sight_pdf"]
