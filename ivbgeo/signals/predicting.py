"""How probable a count is, given what was expected and how sure of that we are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import special

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["chance", "upper_limit"]

# Standard deviations above the mean, beyond which no limit of a level in use lies.
_FAR = 40.0


def chance(
    count: NDArray[np.float64], mean: NDArray[np.float64], variance: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Give the chance of so many or more, by a negative binomial.

    Parameters
    ----------
    count
        Shape (n,), 0 or more.
    mean, variance
        Shape (n,), of the count that is to come; the variance is larger than the mean.

    Notes
    -----
    A Poisson count whose mean is known up to a gamma distribution is negative binomial; here its
    variance holds the dispersion of the counts and the uncertainty of the mean together. As the
    variance comes down to the mean, this becomes Poisson's.
    Noufaily, A. et al. (2013). An improved algorithm for outbreak detection in multiple
    surveillance systems. Statistics in Medicine 32, 1206-1222.

    Examples
    --------
    >>> chance(np.array([0.0, 9.0]), np.array([4.0, 4.0]), np.array([4.001, 6.0])).round(4).tolist()
    [1.0, 0.05]
    """
    size = mean * mean / (variance - mean)
    some = np.maximum(count, 1.0)
    # The same either way; near 1 what is left of it is lost in rounding.
    tail = np.where(
        mean > size,
        special.betaincc(size, some, size / (mean + size)),
        special.betainc(some, size, mean / (mean + size)),
    )
    return np.where(count >= 1, tail, 1.0)


def upper_limit(
    mean: NDArray[np.float64], variance: NDArray[np.float64], level: float
) -> NDArray[np.float64]:
    """Give the largest count that has a chance of ``level`` or more (see ``chance``), shape (n,).

    Examples
    --------
    >>> upper_limit(np.array([5.0]), np.array([5.0001]), 0.002).tolist()
    [13.0]
    """
    low = np.zeros_like(mean)
    high = np.ceil(mean + _FAR * np.sqrt(variance) + _FAR / np.sqrt(level))
    while (high - low > 1).any():
        middle = np.floor((low + high) / 2)
        probable = chance(middle, mean, variance) >= level
        low, high = np.where(probable, middle, low), np.where(probable, high, middle)
    return low
