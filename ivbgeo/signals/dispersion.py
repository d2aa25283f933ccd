"""How dispersed counts are: estimated of each series, and steadied by its kin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["cautious"]

# Fewer series than this say too little of their kin.
_FEWEST_KIN = 20
# Kin never weigh more than this many months of a series' own.
_MOST = 300.0
# By so many standard errors the dispersion is taken larger than estimated: in a short series it is
# often estimated too small, and that is where false alarms come from.
_CAUTION = 1.5


def cautious(
    dispersion: NDArray[np.float64], freedom: NDArray[np.float64], kin: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Give the dispersion to reckon with: drawn to that of kin, 1 or more, and on the safe side.

    Parameters
    ----------
    dispersion, freedom
        Shape (n,): Pearson's, and the degrees of freedom that it was estimated with.
    kin
        Shape (n,): series with the same number are kin, such as one category in many areas; a
        negative number has no kin.

    Notes
    -----
    Smyth, G. K. (2004). Linear models and empirical Bayes methods for assessing differential
    expression in microarray experiments. Statistical Applications in Genetics and Molecular Biology
    3, article 3: the more the dispersions of kin differ beyond chance, the less they are drawn
    together. Here the two moments are those of the dispersion itself, not of its logarithm.
    """
    freedom = np.maximum(freedom, 1.0)
    steady, steadiness = dispersion.copy(), freedom.copy()
    for one in np.unique(kin[kin >= 0]):
        at = np.flatnonzero(kin == one)
        if at.size < _FEWEST_KIN:
            continue
        mean = dispersion[at].mean()
        beyond = dispersion[at].var(ddof=1) - (2 * mean**2 / freedom[at]).mean()
        weight = min(_MOST, 2 * mean**2 / beyond) if beyond > 0 else _MOST
        steadiness[at] = weight + freedom[at]
        steady[at] = (weight * mean + freedom[at] * dispersion[at]) / steadiness[at]
    return np.maximum(steady, 1.0) * (1 + _CAUTION * np.sqrt(2 / steadiness))
