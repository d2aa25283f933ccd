"""Incidents and cases counted by area: each row in exactly one, or counted as without place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from geo import Division

__all__ = ["tally"]


def tally(
    rows: pd.DataFrame, division: Division, up: Mapping[int, Mapping[str, str]]
) -> tuple[NDArray[np.int64], int]:
    """Count rows by area.

    Parameters
    ----------
    rows
        Columns x, y (metres, EPSG:28992), division_id, area_code, as ``ivbgeo.store.rows`` gives.
    division
        What to count by.
    up
        For the divisions (by number) whose areas nest in ``division``: code to code.

    Returns
    -------
    counts, unplaced
        Shape (n,) in the order of ``division.codes``, and the number of rows that lie in none.
    """
    counts = np.zeros(len(division.codes), dtype=np.int64)
    points = rows[rows["x"].notna()]
    if len(points):
        found = division.locator().locate(
            points["x"].to_numpy(dtype="float64"), points["y"].to_numpy(dtype="float64")
        )
        counts += np.bincount(found[found >= 0], minlength=len(counts))
    position = {code: i for i, code in enumerate(division.codes)}
    coded = rows[rows["area_code"].notna()].groupby(["division_id", "area_code"]).size()
    for (number, code), size in coded.items():
        around = up.get(int(number), {}).get(code)
        if around is not None:
            counts[position[around]] += size
    return counts, int(len(rows) - counts.sum())
