"""Log-linear Poisson regression of many series at once, on months that they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Fit", "fit"]

_ROUNDS = 30
_CLOSE = 1e-9
# Far beyond any count of a month; it keeps a step that went astray finite.
_FARTHEST = 30.0
# Keeps what tells nothing of a term (all its months are nul) from stopping the rest.
_RIDGE = 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """The regression of n series on p terms over T months.

    ``coefficients``: shape (n, p); ``covariance``: (n, p, p), of counts that are no more dispersed
    than Poisson's; ``expected``: (n, T), counts; ``leverage``: (n, T), how far each month pulls its
    own expectation; ``converged``: (n,), whether an answer was found.
    """

    coefficients: NDArray[np.float64]
    covariance: NDArray[np.float64]
    expected: NDArray[np.float64]
    leverage: NDArray[np.float64]
    converged: NDArray[np.bool_]


def fit(
    counts: NDArray[np.float64],
    weights: NDArray[np.float64],
    design: NDArray[np.float64],
    start: NDArray[np.float64] | None = None,
) -> Fit:
    """Fit ``log(expected) = design @ coefficients`` to each series.

    Parameters
    ----------
    counts
        Shape (n, T), 0 or more; what has no weight may be any number.
    weights
        Shape (n, T), 0 or more; 0 for a month that takes no part.
    design
        Shape (T, p); the first column is 1.
    start
        Coefficients to begin with, shape (n, p), such as those of other weights; None: the mean.

    Notes
    -----
    McCullagh, P. and Nelder, J. A. (1989). Generalized Linear Models, 2nd ed., section 2.5:
    iteratively reweighted least squares. Of series without any count there is no answer:
    ``converged`` is False.
    """
    n, months = counts.shape
    terms = design.shape[1]
    crossed = (design[:, :, None] * design[:, None, :]).reshape(months, terms * terms)
    ridge = _RIDGE * np.eye(terms)
    total = weights.sum(axis=1, keepdims=True)
    mean = (weights * counts).sum(axis=1, keepdims=True) / np.where(total > 0, total, 1.0)
    coefficients = np.zeros((n, terms)) if start is None else start.copy()
    if start is None:
        coefficients[:, :1] = np.log(np.maximum(mean, np.exp(-_FARTHEST)))
    moved = np.full(n, np.inf)
    going = np.flatnonzero((mean > 0).all(axis=1))
    for _ in range(_ROUNDS):
        if not going.size:
            break
        log = _log_expected(coefficients[going], design)
        expected = np.exp(log)
        weight = weights[going]
        information = _information(weight * expected, crossed, ridge)
        target = (weight * (expected * log + counts[going] - expected)) @ design
        step = np.linalg.solve(information, target[:, :, None])[:, :, 0]
        moved[going] = np.abs(step - coefficients[going]).max(axis=1)
        coefficients[going] = np.clip(step, -_FARTHEST, _FARTHEST)
        going = going[moved[going] > _CLOSE]
    expected = np.exp(_log_expected(coefficients, design))
    information = _information(weights * expected, crossed, ridge)
    covariance = np.linalg.inv(information).astype(np.float64)
    leverage = weights * expected * (covariance.reshape(n, -1) @ crossed.T)
    return Fit(coefficients, covariance, expected, leverage, moved <= _CLOSE)


def _log_expected(
    coefficients: NDArray[np.float64], design: NDArray[np.float64]
) -> NDArray[np.float64]:
    return np.clip(coefficients @ design.T, -_FARTHEST, _FARTHEST)


def _information(
    weight: NDArray[np.float64], crossed: NDArray[np.float64], ridge: NDArray[np.float64]
) -> NDArray[np.float64]:
    terms = ridge.shape[0]
    information: NDArray[np.float64] = (weight @ crossed).reshape(-1, terms, terms) + ridge
    return information
