"""Small charts for paper, as SVG: made to be read in grey, with all that is not known in sight."""

from layers.charts.funnel import Dot, FunnelChart, Limit
from layers.charts.periods import Mark, PeriodChart

__all__ = ["Dot", "FunnelChart", "Limit", "Mark", "PeriodChart"]
