"""Made-up series of monthly counts, of which it is known whether and when something changed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["AFTER", "SCENARIOS", "Scenario"]

AFTER = 2  # months that are judged, at the end of a series
_YEAR = 12
_SEASON = 0.4  # amplitude, of the logarithm: the top of the year is 2.2 times the bottom
_TREND = 0.07  # a year
_DISPERSION = 2.0
# Of a past outbreak: how long, how many times the expected count comes on top, one in how many
# months of a series.
_LASTS, _ON_TOP, _ONE_IN = 2, 2, 24


@dataclass(frozen=True, slots=True)
class Scenario:
    """A kind of series: ``years`` before the months that are judged, ``expected`` then.

    ``season``: amplitude of the logarithm; ``trend``: growth a year; ``dispersion``: variance over
    mean, 1 for Poisson's; ``outbreaks``: whether there were any before; ``some``: half of the
    series have that dispersion, the others Poisson's.
    """

    years: int
    expected: float
    name: str
    season: float = 0.0
    trend: float = 0.0
    dispersion: float = 1.0
    outbreaks: bool = False
    some: bool = False

    def __str__(self) -> str:
        return f"expected {self.expected:g}, {self.years} years, {self.name}"

    def draw(
        self, n: int, chance: np.random.Generator
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Draw n series, shape (n, months): one in which nothing changes, one that doubles.

        The two differ in the last ``AFTER`` months alone.
        """
        months = self.years * _YEAR
        at = np.arange(months + AFTER)
        turn = 2 * np.pi * at / _YEAR + chance.uniform(0, 2 * np.pi, (n, 1))
        # The mean of a year stays what it is.
        wave = np.exp(self.season * np.cos(turn)) / np.i0(self.season)
        mean = self.expected * wave * (1 + self.trend) ** ((at - months) / _YEAR)
        same = self._counts(mean, chance)
        if self.outbreaks:
            rows = np.arange(n)
            for _ in range(max(1, months // _ONE_IN)):
                start = chance.integers(0, months - _LASTS, n)
                for month in range(_LASTS):
                    more = chance.poisson(_ON_TOP * mean[rows, start + month])
                    same[rows, start + month] += more
        doubled = same.copy()
        doubled[:, -AFTER:] = self._counts(2 * mean[:, -AFTER:], chance)
        return same, doubled

    def _counts(
        self, mean: NDArray[np.float64], chance: np.random.Generator
    ) -> NDArray[np.float64]:
        if self.dispersion > 1:
            over = self.dispersion - 1
            dispersed = chance.gamma(mean / over, over)
            every = 1 + self.some
            mean = mean.copy()
            mean[::every] = dispersed[::every]
        return chance.poisson(mean).astype(np.float64)


_KINDS = (
    {"name": "nothing else"},
    {"name": "season", "season": _SEASON},
    {"name": "growth", "trend": _TREND},
    {"name": "decline", "trend": -_TREND},
    {"name": "overdispersed", "dispersion": _DISPERSION},
    {"name": "some overdispersed", "dispersion": _DISPERSION, "some": True},
    {"name": "past outbreaks", "outbreaks": True},
    {
        "name": "all of these",
        "season": _SEASON,
        "trend": _TREND,
        "dispersion": _DISPERSION,
        "outbreaks": True,
    },
)
SCENARIOS = tuple(
    Scenario(years, expected, **kind)  # type: ignore[arg-type]  # each is a keyword of its own
    for expected, years, kind in product((2.0, 5.0, 20.0), (3, 5, 10), _KINDS)
)
