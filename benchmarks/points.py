"""Made points: clustered as what happens in towns is, the same for the same seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

__all__ = ["clustered"]

# Points everywhere, beside those in clusters.
_SCATTERED = 0.1


def clustered(
    number: int, outline: BaseGeometry, seed: int = 1, centres: int = 500
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Draw points around many centres, near some of them and wide around others.

    Parameters
    ----------
    number
        How many.
    outline
        Ground on which the centres lie, EPSG:28992, metres; all points lie within its bounding box,
        some of them outside the outline.
    seed
        The same seed gives the same points, and the same centres for any number.
    centres
        How many clusters there are, some much fuller than others.

    Returns
    -------
    x, y
        Eastings and northings, float64 arrays (number,), in random order.
    """
    chance = np.random.default_rng(seed)
    low, high = np.array(outline.bounds[:2]), np.array(outline.bounds[2:])
    middle = chance.uniform(low, high, (16 * centres, 2))
    middle = middle[shapely.contains_xy(outline, middle)][:centres]
    spread = chance.lognormal(np.log(0.01), 0.8, centres) * np.max(high - low)
    share = chance.dirichlet(np.full(centres, 0.5))
    centre = chance.choice(centres, number, p=share)
    columns = []
    for axis in (0, 1):
        values = chance.normal(size=number)
        values *= spread[centre]
        values += middle[centre, axis]
        scattered = (values < low[axis]) | (values > high[axis])
        columns.append((values, scattered))
    (x, out_x), (y, out_y) = columns
    anew = np.flatnonzero(out_x | out_y | (chance.random(number) < _SCATTERED))
    x[anew] = chance.uniform(low[0], high[0], anew.size)
    y[anew] = chance.uniform(low[1], high[1], anew.size)
    return x, y
