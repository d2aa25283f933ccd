"""What stands out in a wijk: its counts against the city and against earlier, in order."""

from ivbgeo.standout.attention import Attention, hic_attention, hic_kinds
from ivbgeo.standout.comparing import categories_of, comparisons_of, per_of
from ivbgeo.standout.comparison import Comparison, Kind
from ivbgeo.standout.finding import Standout, stand_out

__all__ = [
    "Attention",
    "Comparison",
    "Kind",
    "Standout",
    "categories_of",
    "comparisons_of",
    "hic_attention",
    "hic_kinds",
    "per_of",
    "stand_out",
]
