"""Rates of counts, how sure they are, and what is left of them when chance is taken off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import special

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["empirical_bayes", "empirical_bayes_interval", "garwood", "standardised"]


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
    known, mean, variance = _prior(count, population)
    e, b = count[known], population[known]
    weight = variance / (variance + mean / b) if mean > 0 else np.zeros_like(b)
    rate[known] = weight * e / b + (1 - weight) * mean
    return rate


def empirical_bayes_interval(
    count: NDArray[np.float64], population: NDArray[np.float64], level: float = 0.95
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Say between what lies the rate that is left when chance is taken off.

    Parameters
    ----------
    count, population
        As of :func:`empirical_bayes`.
    level
        Share of the posterior between the two.

    Returns
    -------
    low, high
        Shape (n,) each, per inhabitant; NaN where an area takes no part. Where the rates differ no
        more than chance makes them, all areas have the same rate and the interval has no width.

    Notes
    -----
    Rates are taken to be Gamma distributed with the mean and the variance of Marshall (1991), so
    that :func:`empirical_bayes` is the mean of the posterior; the interval is between its
    quantiles, widened to the mean where that lies outside them. Mean and variance are taken as
    known, so it is somewhat too narrow where areas are few: Clayton, D. and Kaldor, J. (1987).
    Empirical Bayes estimates of age-standardized relative risks for use in disease mapping.
    Biometrics 43, 671-681.
    """
    low, high = np.full(count.shape, np.nan), np.full(count.shape, np.nan)
    known, mean, variance = _prior(count, population)
    # A variance that is nothing but rounding is none.
    if variance <= mean**2 * 1e-15:
        low[known] = high[known] = mean
        return low, high
    shape = mean**2 / variance + count[known]
    scale = mean / variance + population[known]
    tail = (1 - level) / 2
    # Where nearly all was counted in one place it is so skewed that its mean lies outside these.
    rate = shape / scale
    low[known] = np.minimum(special.gammaincinv(shape, tail) / scale, rate)
    high[known] = np.maximum(special.gammainccinv(shape, tail) / scale, rate)
    return low, high


def standardised(
    count: NDArray[np.float64], population: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Say how far each area's rate lies from the city's, in what is usual for so many people.

    Parameters
    ----------
    count, population
        As of :func:`empirical_bayes`.

    Returns
    -------
    deviate
        Shape (n,), without unit; NaN where an area takes no part, and everywhere where nothing was
        counted at all.

    Notes
    -----
    Assunção, R. M. and Reis, E. A. (1999). A new proposal to adjust Moran's I for population
    density. Statistics in Medicine 18, 2147-2162. The variance between areas is clipped at 0, as
    for :func:`empirical_bayes`; PySAL's esda clips its sum with the variance within each area.
    """
    deviate = np.full(count.shape, np.nan)
    known, mean, variance = _prior(count, population)
    if mean > 0:
        e, b = count[known], population[known]
        deviate[known] = (e / b - mean) / np.sqrt(variance + mean / b)
    return deviate


def _prior(
    count: NDArray[np.float64], population: NDArray[np.float64]
) -> tuple[NDArray[np.bool_], float, float]:
    """Give which areas take part, the mean of their rates, and their variance beside chance."""
    known = ~np.isnan(count) & (population > 0)
    if not known.any():
        return known, 0.0, 0.0
    e, b = count[known], population[known]
    mean = float(e.sum() / b.sum())
    spread = float((b * (e / b - mean) ** 2).sum() / b.sum())
    return known, mean, max(0.0, spread - mean / float(b.mean()))
