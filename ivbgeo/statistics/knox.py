"""Near repeats: whether events follow each other nearby sooner than chance would have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.errors import UsageError
from ivbgeo.statistics.discovery import discoveries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo import RdPoints

__all__ = ["FEWEST_EVENTS", "FEWEST_PAIRS", "NearRepeat", "near_repeat"]

FEWEST_EVENTS = 50
"""With fewer events nothing is said at all."""

FEWEST_PAIRS = 5
"""Of a band in which chance would bring fewer pairs, nothing is said."""

SAME_PLACE = 1.0
"""Metres: nearer to each other than this is the same place."""

_SEED = 19_640_101


@dataclass(frozen=True, slots=True, eq=False)
class NearRepeat:
    """Pairs of events by the distance between them and the days between them.

    Arrays are of shape (distances + 1, spans): first the same place, then each band of distance,
    which ends at its number of ``distances`` (metres); ``spans`` bands of ``days`` days, the first
    of 0 to ``days`` - 1.

    Parameters
    ----------
    events
        How many there are.
    observed
        Pairs, whole numbers.
    expected
        Pairs if days had nothing to do with places: the mean of the days laid out anew.
    ratio
        Knox ratio, observed of expected; NaN where chance would bring fewer than ``FEWEST_PAIRS``.
    p
        Chance of as many pairs or more; NaN as the ratio.
    """

    events: int
    distances: tuple[float, ...]
    days: int
    observed: NDArray[np.intp]
    expected: NDArray[np.float64]
    ratio: NDArray[np.float64]
    p: NDArray[np.float64]

    @property
    def found(self) -> NDArray[np.bool_]:
        """Where there are more pairs than chance explains; at most 5% of these falsely."""
        return discoveries(self.p.ravel()).reshape(self.p.shape)


def near_repeat(
    points: RdPoints,
    day: NDArray[np.int64],
    distances: Sequence[float] = (100.0, 200.0, 300.0, 400.0),
    days: int = 7,
    spans: int = 4,
    permutations: int = 999,
) -> NearRepeat:
    """Count pairs of events that are near in place and in time, and compare with chance.

    Parameters
    ----------
    points
        Of n events; one without a place takes no part.
    day
        int array (n,), days since any day.
    distances
        Where bands of distance end, metres, rising.
    days, spans
        How many days a band of time has, and how many bands there are.
    permutations
        How many times the days are laid out anew over the places; the same each time it is asked.

    Raises
    ------
    UsageError
        If there are fewer than ``FEWEST_EVENTS`` events.
    ValueError
        If the bands don't rise, or if there are none.

    Notes
    -----
    Knox, E. G. (1964). The detection of space-time interactions. Applied Statistics 13, 25-30. For
    burglary: Johnson, S. D. et al. (2007). Space-time patterns of risk: a cross national
    assessment of residential burglary victimization. Journal of Quantitative Criminology 23,
    201-219. All pairs within a band are compared with chance alone, also those that share a trend:
    over several years, that season and place change together counts too.
    """
    edges = np.array([SAME_PLACE, *distances])
    if not distances or (np.diff(edges) <= 0).any() or days < 1 or spans < 1:
        raise ValueError(f"bands of {distances} metres, {spans} of {days} days: they must rise")
    placed = ~np.isnan(points.x + points.y)
    day = day[placed]
    n = day.size
    if n < FEWEST_EVENTS:
        raise UsageError("knox.too_few", number=n, least=FEWEST_EVENTS)
    one, other, band = _pairs(np.column_stack([points.x, points.y])[placed], edges)
    # A lag of a week and a half is in the second week: days // 7.
    row, longest = band * spans, days * spans

    def counted(when: NDArray[np.int32]) -> NDArray[np.intp]:
        lag = np.abs(when[one] - when[other])
        near = np.flatnonzero(lag < longest)
        cell = row[near] + lag[near] // days
        return np.bincount(cell, minlength=edges.size * spans)

    when = (day - day.min()).astype(np.int32)
    observed = counted(when)
    random = np.random.default_rng(_SEED)
    total, as_many = np.zeros_like(observed), np.zeros_like(observed)
    for _ in range(permutations):
        found = counted(random.permutation(when))
        total += found
        as_many += found >= observed
    expected = total / permutations
    told = expected >= FEWEST_PAIRS
    ratio = np.divide(observed, expected, out=np.full(expected.shape, np.nan), where=told)
    p = np.where(told, (as_many + 1) / (permutations + 1), np.nan)
    shape = (edges.size, spans)
    return NearRepeat(
        n,
        tuple(distances),
        days,
        observed.reshape(shape),
        expected.reshape(shape),
        ratio.reshape(shape),
        p.reshape(shape),
    )


def _pairs(
    xy: NDArray[np.float64], edges: NDArray[np.float64]
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """Give all pairs that are near enough, once each, and in which band of distance."""
    # Loading it takes a while, and few ask.
    from scipy.spatial import cKDTree  # noqa: PLC0415 - see above

    one, other = cKDTree(xy).query_pairs(edges[-1], output_type="ndarray").T
    distance = np.hypot(*(xy[one] - xy[other]).T)
    # On the bound of a band is within it; the same place is what is nearer than its bound.
    band = np.searchsorted(edges[1:], distance) + 1
    band[distance < SAME_PLACE] = 0
    return one, other, band
