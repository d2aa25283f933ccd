"""What one camera sees: the ground, how finely, and what of it is not public."""

from ivbgeo.seeing.around import Around
from ivbgeo.seeing.look import Look
from ivbgeo.seeing.seen import Ring, Seen, Use, see
from ivbgeo.seeing.words import METHOD, WITHOUT, figures, ring_rows, sentences

__all__ = [
    "METHOD",
    "WITHOUT",
    "Around",
    "Look",
    "Ring",
    "Seen",
    "Use",
    "figures",
    "ring_rows",
    "see",
    "sentences",
]
