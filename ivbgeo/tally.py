"""Incidents and cases counted by area: each row in exactly one, or counted as without place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from geo import Division

__all__ = ["Tally", "tally"]


@dataclass(frozen=True, slots=True)
class Tally:
    """Rows counted by area.

    ``counts``: shape (n,), in the order of the division's codes. ``outside``: rows that lie in none
    of its areas. ``unknown``: rows of which it can't be told in which area they lie, if in any.
    """

    counts: NDArray[np.int64]
    outside: int
    unknown: int


def tally(rows: pd.DataFrame, division: Division, up: Mapping[int, Mapping[str, str]]) -> Tally:
    """Count rows by area.

    Parameters
    ----------
    rows
        Columns x, y (metres, EPSG:28992), division_id, area_code, as ``ivbgeo.store.rows`` gives;
        a row may have a point, an area code, both or neither.
    division
        What to count by.
    up
        For the divisions (by number) whose areas nest in ``division``: code to code.
    """
    place = np.full(len(rows), -1)
    position = {code: i for i, code in enumerate(division.codes)}
    # What the source says of the area goes before the point: borders are drawn roughly.
    for number, parent_of in up.items():
        here = rows["division_id"].eq(number).fillna(value=False).to_numpy(dtype=bool)
        around = {code: position[parent] for code, parent in parent_of.items()}
        place[here] = rows["area_code"][here].map(around).fillna(-1).astype(int)
    points = (place < 0) & rows["x"].notna().to_numpy()
    place[points] = division.locator().locate(
        rows["x"].to_numpy(dtype="float64")[points], rows["y"].to_numpy(dtype="float64")[points]
    )
    counts = np.bincount(place[place >= 0], minlength=len(position))
    # A code of a division that does not nest here, or no place at all, tells nothing.
    told = rows["x"].notna() | rows["division_id"].isin(list(up))
    unknown = int((~told.to_numpy(dtype=bool)).sum())
    return Tally(counts, int((place < 0).sum()) - unknown, unknown)
