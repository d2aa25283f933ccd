"""The areas of a map by size and rate, between the limits of chance around the city's rate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.dutch import number
from ivbgeo.figure import Verdict
from ivbgeo.statistics import funnel_limits
from ivbgeo.words import judged, level_words

if TYPE_CHECKING:
    from ivbgeo.figure import Figure
    from ivbgeo.mapreading import MapReading

__all__ = ["LEVELS", "Dot", "FunnelPlot", "Limits", "funnel_plot"]

LEVELS = (0.95, 0.998)
"""Coverage of the limits; outside the last one an area is not like the city."""

_FEWEST = 5  # fewer areas are no funnel
_POINTS = 48  # of a line: more are not seen


@dataclass(frozen=True, slots=True)
class Dot:
    """An area: its rate per 1,000, of how many that is, and where it lies.

    ``verdict`` None: what happened there is too little to compare, as the map says.
    """

    code: str
    name: str
    size: float
    rate: float
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Limits:
    """Between which rates per 1,000 chance alone holds areas, by their size, small to large."""

    level: float
    sizes: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class FunnelPlot:
    """What a funnel plot shows.

    ``city``: its rate per 1,000. ``size``, ``rate``: what the two axes are of. ``left_out``: how
    many areas have a figure but no place, because something of it was estimated.
    """

    dots: tuple[Dot, ...]
    city: float
    limits: tuple[Limits, ...]
    size: str
    rate: str
    areas: str
    left_out: int = 0

    @property
    def words(self) -> str:
        """The plot in a sentence, for who does not see it."""
        high, low = (
            [dot.name for dot in self.dots if dot.verdict is verdict]
            for verdict in (Verdict.HIGH, Verdict.LOW)
        )
        few = sum(dot.verdict is None for dot in self.dots)
        outside = f"{len(high)} erboven en {len(low)} eronder"
        small = f" Te klein om te vergelijken: {few}." if few else ""
        return (
            f"Trechter van {len(self.dots)} {self.areas}: {self.rate}, tegen {self.size}. De stad: "
            f"{number(self.city, 1)}. Buiten de grens van 99,8%: {outside}.{small}"
        )


def funnel_plot(reading: MapReading) -> FunnelPlot | None:
    """Make a funnel plot of what a map is of, whichever statistic it shows.

    None where the city's rate is not known, or fewer than five areas have a place.
    """
    figures = reading.answer.figures
    placed = [one for one in figures if _has_place(one)]
    if len(placed) < _FEWEST:
        return None
    dots = tuple(_dot(one) for one in sorted(placed, key=lambda one: one.population or 0.0))
    city = (placed[0].expected or 0.0) / (placed[0].population or 1.0)
    # Close together where the lines bend.
    sizes = np.geomspace(dots[0].size, dots[-1].size, _POINTS)
    per, unit = reading.question.per, reading.unit
    rated = sum(one.rate is not None for one in figures)
    return FunnelPlot(
        dots,
        1000 * city,
        tuple(_limits(sizes, city, level) for level in LEVELS),
        f"aantal {per}",
        unit if reading.statistic.is_rate else f"aantal per 1.000 {per}",
        level_words(reading.question.level, len(dots)),
        rated - len(dots),
    )


def _has_place(figure: Figure) -> bool:
    return None not in (figure.rate, figure.population, figure.expected, figure.verdict)


def _dot(figure: Figure) -> Dot:
    return Dot(
        figure.area.code,
        figure.area_name,
        figure.population or 0.0,
        figure.rate or 0.0,
        figure.verdict if judged(figure) else None,
    )


def _limits(sizes: np.ndarray, city: float, level: float) -> Limits:
    low, high = funnel_limits(sizes, city, level)
    return Limits(
        level, tuple(sizes.tolist()), tuple((1000 * low).tolist()), tuple((1000 * high).tolist())
    )
