"""What months are compared with: which take part, season and trend, and what weighs less.

Sources
-------
Farrington, C. P., Andrews, N. J., Beale, A. D. and Catchpole, M. A. (1996). A statistical algorithm
for the early detection of outbreaks of infectious disease. Journal of the Royal Statistical Society
A 159, 547-563.
Noufaily, A., Enki, D. G., Farrington, P., Garthwaite, P., Andrews, N. and Charlett, A. (2013). An
improved algorithm for outbreak detection in multiple surveillance systems. Statistics in Medicine
32, 1206-1222.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.signals.regression import fit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ivbgeo.signals.regression import Fit

__all__ = ["GUARD", "WINDOW", "Level", "design", "level_of", "plain_level_of"]

_YEAR = 12
# Years that go by change what is usual: five of them, as Noufaily et al. do.
WINDOW = 60
# The months just before: what began in them must not become usual.
GUARD = 3
_ROUNDS = 2
# An Anscombe residual from which a month is taken for an outbreak of its own. Noufaily et al. have
# 2.58; with months instead of weeks that takes too much of what is merely dispersed.
_OUTBREAK = 3.2
# The median of the absolute value of a standard normal.
_MEDIAN = 0.6745
_LEAST = 1e-6
# Half a case more than was counted: what Jeffreys' prior of a Poisson mean adds.
_HALF = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """What is expected of n series in the newest month, shape (n,) each.

    ``mean``: counts; ``uncertainty``: the variance of its logarithm, as far as the number of counts
    goes; ``dispersion``: variance of the counts over their mean, as estimated (below 1 too);
    ``freedom``: degrees of freedom that this was estimated with; ``trend_t``: how many standard
    errors the trend is from none (0 without a trend); ``regressed``: by a regression that found an
    answer, not by the mean alone.
    """

    mean: NDArray[np.float64]
    uncertainty: NDArray[np.float64]
    dispersion: NDArray[np.float64]
    freedom: NDArray[np.float64]
    trend_t: NDArray[np.float64]
    regressed: NDArray[np.bool_]


def design(months: int, ahead: int, *, trend: bool) -> NDArray[np.float64]:
    """Give the terms of a regression: level, season as a wave of a year, and a trend if asked for.

    Parameters
    ----------
    months
        Length of the baseline.
    ahead
        How many months after its last one the month lies that is judged.

    Returns
    -------
    design
        Shape (months + 1, 3 or 4); the last row is that of the month that is judged. In it the
        trend stays where it was at the end of the baseline: nothing is extrapolated.
    """
    at = np.append(np.arange(months), months - 1 + ahead)
    turn = 2 * np.pi * at / _YEAR
    columns = [np.ones(at.size), np.cos(turn), np.sin(turn)]
    if trend:
        columns.append((np.minimum(at, months - 1) - (months - 1) / 2) / _YEAR)
    return np.stack(columns, axis=1)


def level_of(
    counts: NDArray[np.float64],
    known: NDArray[np.bool_],
    terms: NDArray[np.float64],
    *,
    trend: bool,
) -> Level:
    """Regress series, with past outbreaks weighing less, and say what the newest month would be.

    Parameters
    ----------
    counts
        Shape (n, T), of the baseline; 0 where not known.
    known
        Shape (n, T).
    terms
        As ``design`` gives them.
    """
    months, newest = terms[:-1], terms[-1]
    weights = known.astype(np.float64)
    found = fit(counts, weights, months)
    for _ in range(_ROUNDS):
        weights = _weighed(found, counts, known)
        found = fit(counts, weights, months, found.coefficients)
    freedom = weights.sum(axis=1) - terms.shape[1]
    dispersion = _dispersion(found, counts, weights, freedom)
    error = np.sqrt(np.maximum(dispersion, 1.0) * found.covariance[:, -1, -1])
    return Level(
        np.exp(np.clip(found.coefficients @ newest, -30, 30)),
        np.einsum("i,nij,j->n", newest, found.covariance, newest),
        dispersion,
        freedom,
        found.coefficients[:, -1] / error if trend else np.zeros(len(counts)),
        found.converged,
    )


def plain_level_of(counts: NDArray[np.float64], known: NDArray[np.bool_]) -> Level:
    """Say what the newest month would be by the mean of all known months, for few counts.

    Half a count is added (Jeffreys' prior), so that of a series of nothing but nul something may be
    said too. Shapes as in ``level_of``; each series has two known months or more.
    """
    total = counts.sum(axis=1) + _HALF
    months = known.sum(axis=1)
    mean = total / months
    off = np.where(known, counts - mean[:, None], 0.0)
    freedom = months - 1.0
    dispersion = (off**2).sum(axis=1) / mean / freedom
    nothing = np.zeros(len(counts))
    return Level(mean, 1 / total, dispersion, freedom, nothing, np.zeros(len(counts), dtype=bool))


def _weighed(
    found: Fit, counts: NDArray[np.float64], known: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Weigh months by how far they lie above what was expected: 1, or less for an outbreak."""
    spare = np.clip(1 - found.leverage, _LEAST, 1.0)
    expected = np.maximum(found.expected, _LEAST)
    # Anscombe's residual of a Poisson count.
    residual = 1.5 * (counts ** (2 / 3) - expected ** (2 / 3)) / expected ** (1 / 6)
    residual /= np.sqrt(spare)
    # Their spread by the middle one: outbreaks must not hide themselves in it.
    size = np.sort(np.where(known, np.abs(residual), np.inf), axis=1)
    middle = np.take_along_axis(size, known.sum(axis=1)[:, None] // 2, axis=1)
    freedom = known.sum(axis=1, keepdims=True) - found.coefficients.shape[1]
    all_of_it = np.where(known, residual**2, 0.0).sum(axis=1, keepdims=True) / freedom
    spread = np.maximum(1.0, np.minimum((middle / _MEDIAN) ** 2, all_of_it))
    standing = residual / np.sqrt(spread)
    less = np.maximum(standing, _OUTBREAK) ** -2.0
    return np.where(known, np.where(standing > _OUTBREAK, less, 1.0), 0.0)


def _dispersion(
    found: Fit,
    counts: NDArray[np.float64],
    weights: NDArray[np.float64],
    freedom: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Pearson's, of what weighs."""
    expected = np.maximum(found.expected, _LEAST)
    pearson = (weights * (counts - expected) ** 2 / expected).sum(axis=1)
    dispersion: NDArray[np.float64] = pearson / np.maximum(freedom, 1.0)
    return dispersion
