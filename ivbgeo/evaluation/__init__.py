"""Whether it worked: before and after, where something was done, around it and elsewhere."""

from ivbgeo.evaluation.accuracy import accuracy_index, efficiency_index
from ivbgeo.evaluation.around import Around, around
from ivbgeo.evaluation.displacement import (
    LEAST,
    Difference,
    Zone,
    Zones,
    net_effect,
    quotient,
    weighted_difference,
)
from ivbgeo.evaluation.verdict import Called, verdict

__all__ = [
    "LEAST",
    "Around",
    "Called",
    "Difference",
    "Zone",
    "Zones",
    "accuracy_index",
    "around",
    "efficiency_index",
    "net_effect",
    "quotient",
    "verdict",
    "weighted_difference",
]
