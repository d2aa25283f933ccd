"""Which demand each site sees, where a circle is all that is known of what a camera sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from ivbgeo.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["hottest", "within_reach"]


def within_reach(
    places: NDArray[np.float64], demand: NDArray[np.float64], radius: float
) -> csr_array[Any, Any]:
    """Tell which demand lies within a distance of each site.

    Parameters
    ----------
    places
        Shape (sites, 2): x, y in metres.
    demand
        Shape (points, 2): x, y in metres.
    radius
        Metres; what lies exactly so far counts as seen.

    Returns
    -------
    csr_array
        Shape (sites, points), bool: the same form as sight along lines gives.

    Raises
    ------
    DataError
        If a coordinate is no number, or the radius not above zero.

    Examples
    --------
    >>> within_reach(np.array([[0.0, 0.0]]), np.array([[60.0, 0.0], [60.1, 0.0]]), 60).toarray()
    array([[ True, False]])
    """
    if not 0 < radius < np.inf:
        raise DataError("plan.radius", value=radius)
    for points in (places, demand):
        unknown = int(np.count_nonzero(~np.isfinite(points).all(axis=1)))
        if unknown:
            raise DataError("plan.no_place", value=unknown)
    shape = (len(places), len(demand))
    if 0 in shape:
        return csr_array(shape, dtype=np.bool_)
    pairs = cKDTree(places).sparse_distance_matrix(cKDTree(demand), radius, output_type="ndarray")
    seen = np.ones(len(pairs), dtype=np.bool_)
    cover = csr_array((seen, (pairs["i"], pairs["j"])), shape=shape)
    cover.sort_indices()
    return cover


def hottest(
    demand: NDArray[np.float64], weight: NDArray[np.float64], size: float, share: float
) -> NDArray[np.bool_]:
    """Tell which demand lies in the hottest cells: squares that hold most.

    Parameters
    ----------
    demand
        Shape (points, 2): x, y in metres.
    weight
        Shape (points,).
    size
        Of a cell, metres.
    share
        The part of all weight that is hottest, 0 to 1.

    Returns
    -------
    ndarray
        Shape (points,), bool: those in the cells with most, until they are that part together.

    Examples
    --------
    >>> hottest(np.array([[0.0, 0.0], [1.0, 0.0], [90.0, 0.0]]), np.ones(3), 50, 0.5).tolist()
    [True, True, False]
    """
    cells = np.floor(demand / size).astype(np.int64)
    _, cell = np.unique(cells, axis=0, return_inverse=True)
    cell = cell.reshape(-1)
    held = np.bincount(cell, weight)
    order = np.argsort(-held, kind="stable")
    before = np.cumsum(held[order]) - held[order]
    hot = np.zeros(len(held), dtype=np.bool_)
    # A sum of parts may be a little more than the whole.
    hot[order[before < share * held.sum() * (1 - 1e-12)]] = True
    return np.asarray(hot[cell] & (weight > 0))
