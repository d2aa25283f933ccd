"""False discoveries: what is left of many tests at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["adjusted", "discoveries"]


def adjusted(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give for each test the least share of false discoveries at which it is one.

    Parameters
    ----------
    p
        Shape (n,); NaN where nothing was tested: that is no test.

    Returns
    -------
    p
        Shape (n,), 1 at most; NaN where nothing was tested.

    Notes
    -----
    Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate: a practical and
    powerful approach to multiple testing. Journal of the Royal Statistical Society B 57, 289-300.
    Holds for tests that are independent, or that go up together (Benjamini and Yekutieli, 2001).

    Examples
    --------
    >>> adjusted(np.array([0.01, np.nan, 0.04])).tolist()
    [0.02, nan, 0.04]
    """
    result = np.full(p.shape, np.nan)
    tested = np.flatnonzero(~np.isnan(p))
    order = tested[np.argsort(p[tested], kind="stable")[::-1]]
    rank = np.arange(order.size, 0, -1)
    result[order] = np.minimum(1.0, np.minimum.accumulate(p[order] * order.size / rank))
    return result


def discoveries(p: NDArray[np.float64], q: float = 0.05) -> NDArray[np.bool_]:
    """Tell which tests found something, when at most a share of the findings may be false.

    Parameters
    ----------
    p
        Shape (n,); NaN where nothing was tested: that is no test, and no finding.
    q
        Share of the findings that may be false, in the long run.

    Returns
    -------
    found
        Shape (n,). See :func:`adjusted`.
    """
    return adjusted(p) <= q
