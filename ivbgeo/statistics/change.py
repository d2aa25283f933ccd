"""Whether two counts can be told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import special

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["change_p", "changed"]


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
    share = base_after[known] / (base_before[known] + base_after[known])
    tail = (1 - level) / 2
    rose, fell = _tails(before[known], after[known], share)
    side[known] = (rose < tail).astype(np.int8) - (fell < tail).astype(np.int8)
    return side


def change_p(
    before: NDArray[np.float64],
    after: NDArray[np.float64],
    base_before: NDArray[np.float64],
    base_after: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Say how often chance alone makes two counts differ so much, or more.

    Parameters
    ----------
    before, after, base_before, base_after
        As of :func:`changed`.

    Returns
    -------
    p
        Shape (n,): twice the smaller exact tail, 1 at most; NaN where nothing is known. The two can
        be told apart at a level where it is under 1 - level.

    Examples
    --------
    >>> one = np.ones(2)
    >>> change_p(np.array([20.0, 0.0]), np.array([32.0, 0.0]), one, one).round(4).tolist()
    [0.1263, 1.0]
    """
    p = np.full(before.shape, np.nan)
    known = ~np.isnan(before + after) & (base_before > 0) & (base_after > 0)
    share = base_after[known] / (base_before[known] + base_after[known])
    p[known] = np.minimum(1.0, 2 * np.minimum(*_tails(before[known], after[known], share)))
    return p


def _tails(
    before: NDArray[np.float64], after: NDArray[np.float64], share: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the chance of so many or more after, and of so many or fewer, by the binomial."""
    # Where a tail is everything the function is not defined.
    rose = special.betainc(np.maximum(after, 1), before + 1, share)
    fell = special.betainc(np.maximum(before, 1), after + 1, 1 - share)
    return np.where(after > 0, rose, 1.0), np.where(before > 0, fell, 1.0)
