"""What may be said of counts: rates and their uncertainty, and what differs from the city.

Pure functions on arrays: same length in, same length out; NaN where nothing can be said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import special

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["changed", "compare", "empirical_bayes", "garwood"]


def garwood(
    count: NDArray[np.float64], level: float = 0.95
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the exact interval of a Poisson count.

    Parameters
    ----------
    count
        Shape (n,), whole numbers, 0 or more; NaN where unknown.
    level
        Coverage of the interval.

    Returns
    -------
    low, high
        Shape (n,) each, in counts.

    Notes
    -----
    Garwood, F. (1936). Fiducial limits for the Poisson distribution. Biometrika 28, 437-442.

    Examples
    --------
    >>> low, high = garwood(np.array([0.0, 10.0]))
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([0.0, 4.795], [3.689, 18.39])
    """
    tail = (1 - level) / 2
    # Half the chi-square quantiles of 2n and 2n + 2 degrees of freedom.
    low = np.where(count == 0, 0.0, special.gammaincinv(count, tail))
    high = special.gammainccinv(count + 1, tail)
    unknown = np.isnan(count)
    return np.where(unknown, np.nan, low), np.where(unknown, np.nan, high)


def empirical_bayes(
    count: NDArray[np.float64], population: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Shrink each area's rate towards the city's, the more so the fewer people live there.

    Parameters
    ----------
    count, population
        Shape (n,); NaN where unknown. Areas without population, or unknown, take no part.

    Returns
    -------
    rate
        Shape (n,), per inhabitant; NaN where an area takes no part.

    Notes
    -----
    Marshall, R. J. (1991). Mapping disease and mortality rates using empirical Bayes estimators.
    Applied Statistics 40, 283-294. The variance is clipped at 0 (PySAL's esda does not).
    """
    rate = np.full(count.shape, np.nan)
    known = ~np.isnan(count) & (population > 0)
    if not known.any():
        return rate
    e, b = count[known], population[known]
    mean = e.sum() / b.sum()
    variance = max(0.0, float((b * (e / b - mean) ** 2).sum() / b.sum() - mean / b.mean()))
    weight = variance / (variance + mean / b) if mean > 0 else np.zeros_like(b)
    rate[known] = weight * e / b + (1 - weight) * mean
    return rate


def compare(
    count: NDArray[np.float64],
    population: NDArray[np.float64],
    rate: float,
    level: float = 0.998,
) -> NDArray[np.int8]:
    """Tell which areas lie outside the funnel around the city's rate.

    Parameters
    ----------
    count, population
        Shape (n,); NaN where unknown.
    rate
        The city's, per inhabitant.
    level
        Coverage of the exact Poisson limits.

    Returns
    -------
    side
        Shape (n,): 1 above the limits, -1 below, 0 within; 0 also where nothing is known.

    Notes
    -----
    Spiegelhalter, D. J. (2005). Funnel plots for comparing institutional performance.
    Statistics in Medicine 24, 1185-1202.
    """
    side = np.zeros(count.shape, dtype=np.int8)
    known = ~np.isnan(count) & (population > 0)
    expected = population[known] * rate
    tail = (1 - level) / 2
    n = count[known]
    # So many or more, and so many or fewer, by Poisson.
    above = (n > 0) & (special.gammainc(n, expected) < tail)
    below = special.gammaincc(n + 1, expected) < tail
    side[known] = above.astype(np.int8) - below.astype(np.int8)
    return side


def changed(
    before: NDArray[np.float64],
    after: NDArray[np.float64],
    base_before: NDArray[np.float64],
    base_after: NDArray[np.float64],
    level: float = 0.998,
) -> NDArray[np.int8]:
    """Tell of which pairs of Poisson counts the rates can be told apart.

    Parameters
    ----------
    before, after
        Shape (n,), counts; NaN where unknown.
    base_before, base_after
        Shape (n,), what the counts are of: people, or 1 for periods of the same length.
    level
        Coverage; each side may be wrong in half of the rest.

    Returns
    -------
    side
        Shape (n,): 1 where the rate rose, -1 where it fell, 0 where chance alone can explain it;
        0 also where nothing is known.

    Notes
    -----
    Przyborowski, J. and Wilenski, H. (1940). Homogeneity of results in testing samples from
    Poisson series. Biometrika 31, 313-323: given the sum, the later count is binomial.

    Examples
    --------
    >>> one = np.ones(2)
    >>> changed(np.array([20.0, 20.0]), np.array([32.0, 60.0]), one, one).tolist()
    [0, 1]
    """
    side = np.zeros(before.shape, dtype=np.int8)
    known = ~np.isnan(before + after) & (base_before > 0) & (base_after > 0)
    total = before[known] + after[known]
    share = base_after[known] / (base_before[known] + base_after[known])
    tail = (1 - level) / 2
    n = after[known]
    # So many or more, and so many or fewer, by the binomial.
    rose = (n > 0) & (special.betainc(n, total - n + 1, share) < tail)
    fell = (n < total) & (special.betainc(total - n, n + 1, 1 - share) < tail)
    side[known] = rose.astype(np.int8) - fell.astype(np.int8)
    return side
