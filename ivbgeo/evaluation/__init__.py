"""Whether it worked: before and after, where something was done, around it and elsewhere."""

from ivbgeo.evaluation.accuracy import accuracy_index, efficiency_index
from ivbgeo.evaluation.displacement import (
    LEAST,
    Difference,
    Zone,
    Zones,
    net_effect,
    quotient,
    weighted_difference,
)
from ivbgeo.evaluation.verdict import verdict

__all__ = [
    "LEAST",
    "Difference",
    "Zone",
    "Zones",
    "accuracy_index",
    "efficiency_index",
    "net_effect",
    "quotient",
    "verdict",
    "weighted_difference",
]
