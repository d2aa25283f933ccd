"""The funnel plot: how far chance alone brings an area from the city's rate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import special

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

__all__ = ["FEWEST_PEOPLE", "compare", "funnel_limits", "funnel_p"]

FEWEST_PEOPLE = 50
"""Of fewer people, or dwellings, a rate says nothing of who lives there."""

# Halvings of a bracket: beyond these a float64 does not change.
_STEPS = 64


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
    tail = (1 - level) / 2
    above, below = _tails(count[known], population[known] * rate)
    side[known] = (above < tail).astype(np.int8) - (below < tail).astype(np.int8)
    return side


def funnel_p(
    count: NDArray[np.float64], population: NDArray[np.float64], rate: float
) -> NDArray[np.float64]:
    """Say how often chance alone brings an area so far from the city's rate, or farther.

    Parameters
    ----------
    count, population, rate
        As of :func:`compare`.

    Returns
    -------
    p
        Shape (n,): twice the smaller exact tail, 1 at most; NaN where nothing is known. An area
        lies outside the limits of a level where it is under 1 - level.
    """
    p = np.full(count.shape, np.nan)
    known = ~np.isnan(count) & (population > 0)
    above, below = _tails(count[known], population[known] * rate)
    p[known] = np.minimum(1.0, 2 * np.minimum(above, below))
    return p


def funnel_limits(
    population: NDArray[np.float64], rate: float, level: float = 0.998
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the two sides of the funnel, to draw.

    Parameters
    ----------
    population
        Shape (n,); NaN where unknown.
    rate, level
        As of :func:`compare`.

    Returns
    -------
    low, high
        Shape (n,) each, per inhabitant; NaN without population. An area lies under ``low`` or over
        ``high`` exactly where :func:`compare` says so.

    Notes
    -----
    Counts are whole, so that limits in counts go up by steps and a funnel of them has teeth. These
    are the same limits without teeth: where the exact tail, as the incomplete Gamma function that
    it is of any number, passes (1 - level) / 2. Between two whole numbers no count can lie, so that
    a curve through there divides the same areas.
    """
    tail = (1 - level) / 2
    known = population > 0
    b = population[known]
    low, high = np.full(population.shape, np.nan), np.full(population.shape, np.nan)
    expected = b * rate
    # Far over any limit: the tail there is below 1e-300.
    top = expected + 40 * np.sqrt(expected) + 1000
    high[known] = _where(lambda n: special.gammainc(n, expected) < tail, top) / b
    low[known] = _where(lambda n: special.gammaincc(n + 1, expected) >= tail, top) / b
    return low, high


def _tails(
    count: NDArray[np.float64], expected: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the chance of so many or more, and of so many or fewer, by Poisson."""
    above = np.where(count > 0, special.gammainc(np.maximum(count, 1), expected), 1.0)
    return above, special.gammaincc(count + 1, expected)


def _where(
    holds: Callable[[NDArray[np.float64]], NDArray[np.bool_]], top: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Give the number, 0 or more, from which something holds."""
    under, over = np.zeros_like(top), top
    for _ in range(_STEPS):
        middle = (under + over) / 2
        held = holds(middle)
        under, over = np.where(held, under, middle), np.where(held, middle, over)
    return under
