"""Where high, or low, values lie together: local Moran's I and Getis-Ord's Gi*."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ivbgeo.errors import UsageError
from ivbgeo.statistics.discovery import discoveries

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo import Neighbours

__all__ = ["FEWEST_AREAS", "Local", "Pattern", "hot_spots", "local_moran"]

FEWEST_AREAS = 30
"""With fewer areas nothing is said: too few ways to lay the same values over the map."""

# Enough for the smallest chance to be under what false discoveries allow with 1,000 areas, and for
# that of one area among 150 to be counted rather than guessed.
_DRAWS = 49_999
_SEED = 19_590_404
_FEW = 50
# Of what sums of the same values in another order may differ.
_NOISE = 1e-9


class Pattern(StrEnum):
    """How an area lies among its neighbours."""

    HIGH_AMONG_HIGH = "hoog tussen hoog"
    LOW_AMONG_LOW = "laag tussen laag"
    HIGH_AMONG_LOW = "hoog tussen laag"
    LOW_AMONG_HIGH = "laag tussen hoog"
    HOT = "heet"
    COLD = "koud"
    NONE = "geen patroon aan te tonen"


@dataclass(frozen=True, slots=True, eq=False)
class Local:
    """What can be said of n areas among their neighbours.

    Parameters
    ----------
    statistic
        Shape (n,); NaN where an area has no value or no neighbour with one.
    p
        Shape (n,): chance of a sum of neighbours as far out, two-sided; NaN as the statistic.
    neighbours
        int array (n,): how many neighbours have a value; 0 also for an area without one.
    patterns
        One per area, after the false discovery rate; None where the statistic is not known.
    """

    statistic: NDArray[np.float64]
    p: NDArray[np.float64]
    neighbours: NDArray[np.intp]
    patterns: tuple[Pattern | None, ...]


def local_moran(value: NDArray[np.float64], neighbours: Neighbours, q: float = 0.05) -> Local:
    """Tell which areas, with their neighbours, are alike or unlike beyond chance.

    Parameters
    ----------
    value
        Shape (n,); NaN where unknown: such an area is nobody's neighbour. Of rates those of
        :func:`ivbgeo.statistics.standardised`, or small areas would be taken for extremes.
    neighbours
        Of the same n areas; each neighbour weighs the same.
    q
        Share of the areas found that may be false.

    Raises
    ------
    UsageError
        If fewer than ``FEWEST_AREAS`` areas have a value.

    Notes
    -----
    Anselin, L. (1995). Local indicators of spatial association: LISA. Geographical Analysis 27,
    93-115. The chance is by conditional permutation: the area keeps its value, those of all others
    are laid out anew. False discoveries: Benjamini and Hochberg (1995), as proposed for local
    statistics by Caldas de Castro, M. and Singer, B. H. (2006), Geographical Analysis 38, 180-208.
    """
    known, inside, at = _taking_part(value, neighbours)
    n, k = at.size, inside.number
    z = at - at.mean()
    near = inside.total(z)
    with np.errstate(invalid="ignore", divide="ignore"):
        lag = near / k
        statistic = (n - 1) * z * lag / (z**2).sum()
    p = _chances(z, near, k, _drawn(n - 1, int(k.max(initial=0))))
    kinds = np.where(
        z > 0,
        np.where(lag > 0, Pattern.HIGH_AMONG_HIGH, Pattern.HIGH_AMONG_LOW),
        np.where(lag > 0, Pattern.LOW_AMONG_HIGH, Pattern.LOW_AMONG_LOW),
    )
    return _local(known, statistic, p, k, kinds, q)


def hot_spots(value: NDArray[np.float64], neighbours: Neighbours, q: float = 0.05) -> Local:
    """Tell which areas, together with their neighbours, are high or low beyond chance.

    Parameters
    ----------
    value, neighbours, q
        As of :func:`local_moran`.

    Returns
    -------
    Local
        The statistic is Gi* in standard deviations.

    Raises
    ------
    UsageError
        If fewer than ``FEWEST_AREAS`` areas have a value.

    Notes
    -----
    Ord, J. K. and Getis, A. (1995). Local spatial autocorrelation statistics: distributional
    issues and an application. Geographical Analysis 27, 286-306. Gi* counts the area itself, so
    all values are laid out anew, its own too. (PySAL's esda keeps the area's own; the chance is
    then that of :func:`local_moran`, and says nothing that local Moran does not.)
    """
    known, inside, at = _taking_part(value, neighbours)
    n, k = at.size, inside.number
    z = at - at.mean()
    near = inside.total(z) + z
    size = k + 1
    with np.errstate(invalid="ignore", divide="ignore"):
        statistic = near / (z.std() * np.sqrt(size * (n - size) / (n - 1)))
    p = _chances(z, near, size, _drawn(n, int(size.max(initial=0))))
    p[k == 0] = np.nan
    kinds = np.where(near > 0, Pattern.HOT, Pattern.COLD)
    return _local(known, statistic, p, k, kinds, q)


def _taking_part(
    value: NDArray[np.float64], neighbours: Neighbours
) -> tuple[NDArray[np.bool_], Neighbours, NDArray[np.float64]]:
    """Give which areas have a value, the neighbours among those, and the values."""
    known = ~np.isnan(value)
    number = int(known.sum())
    if number < FEWEST_AREAS:
        raise UsageError("spatial.too_few", number=number, least=FEWEST_AREAS)
    return known, neighbours.among(known), value[known]


def _local(
    known: NDArray[np.bool_],
    statistic: NDArray[np.float64],
    p: NDArray[np.float64],
    k: NDArray[np.intp],
    kinds: NDArray[np.str_],
    q: float,
) -> Local:
    """Put what was found back among the areas of which nothing is known."""
    found = discoveries(p, q)
    told = iter(
        None if np.isnan(chance) else Pattern(str(kind)) if sure else Pattern.NONE
        for chance, kind, sure in zip(p, kinds, found, strict=True)
    )
    all_statistic, all_p = np.full(known.shape, np.nan), np.full(known.shape, np.nan)
    number = np.zeros(known.shape, dtype=np.intp)
    all_statistic[known] = np.where(k > 0, statistic, np.nan)
    all_p[known], number[known] = p, k
    return Local(all_statistic, all_p, number, tuple(next(told) if one else None for one in known))


class _Drawn(NamedTuple):
    """Draws without putting back: ``ids`` (k, draws), and for each id where it was drawn."""

    ids: NDArray[np.int32]
    order: NDArray[np.intp]
    start: NDArray[np.intp]


@lru_cache(maxsize=4)
def _drawn(n: int, k: int) -> _Drawn:
    """Draw k of n, many times; the first few of those k are a draw of as many.

    The same for the same n and k, whenever and wherever.
    """
    random = np.random.default_rng(_SEED)
    ids = np.empty((k, _DRAWS), dtype=np.int32)
    for step in range(k):
        ids[step] = random.integers(n, size=_DRAWS)
        again = np.flatnonzero((ids[:step] == ids[step]).any(axis=0))
        while again.size:
            ids[step, again] = random.integers(n, size=again.size)
            again = again[(ids[:step, again] == ids[step, again]).any(axis=0)]
    order = np.argsort(ids, axis=None, kind="stable")
    start = np.searchsorted(ids.ravel()[order], np.arange(n + 2))
    return _Drawn(ids, order, start)


def _chances(
    z: NDArray[np.float64], near: NDArray[np.float64], size: NDArray[np.intp], drawn: _Drawn
) -> NDArray[np.float64]:
    """Give the two-sided chance of each area's sum among sums of as many values drawn.

    Where draws are of all areas but the last one, the last takes the place of the area itself, so
    that each area is left out of its own draws. Then one set of draws does for all: it is put right
    where the area itself was drawn.
    """
    n = z.size
    is_left_out = drawn.start.size == n + 1
    sums = np.cumsum(z[drawn.ids], axis=0)
    noise = _NOISE * np.abs(z).max()
    p = np.full(n, np.nan)
    for k in np.unique(size[size > 0]):
        these, areas = sums[k - 1], np.flatnonzero(size == k)
        # Sorting is worth it for many.
        ordered = np.sort(these) if areas.size > _FEW else None
        for i in areas:
            low, high = near[i] - noise, near[i] + noise
            if ordered is None:
                above, below = np.count_nonzero(these >= low), np.count_nonzero(these <= high)
            else:
                above = _DRAWS - np.searchsorted(ordered, low)
                below = np.searchsorted(ordered, high, side="right")
            if is_left_out and i < n - 1:
                places = drawn.order[drawn.start[i] : drawn.start[i + 1]]
                own = these[places[: np.searchsorted(places, k * _DRAWS)] % _DRAWS]
                right = own + z[-1] - z[i]
                above += (right >= low).sum() - (own >= low).sum()
                below += (right <= high).sum() - (own <= high).sum()
            p[i] = min(1.0, 2 * (min(above, below) + 1) / (_DRAWS + 1))
    return p
