"""What of the counts of rows (incidents, cases) a viewer may see: of which areas, and how exactly.

Rows that are intern are counted whole by the app alone (``ivbgeo.viewer.COUNTING``). What leaves is
either what withholding left, or the exact count of the viewer's own wijken. See ADR 0033.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo import Level
from ivbgeo.hiding import Hidden
from ivbgeo.period import Period
from ivbgeo.places import own_ground
from ivbgeo.shielding import shown
from ivbgeo.viewer import Detail, Role

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo import DivisionId
    from ivbgeo.atlas import Edition
    from ivbgeo.shielding import Shown
    from ivbgeo.viewer import Viewer

__all__ = ["Left", "hidden_in", "left_for"]

_YEAR = 12


@dataclass(frozen=True, slots=True, eq=False)
class Left:
    """What of the counts of rows a viewer may see after withholding, by area.

    ``counts``: shape (areas,), NaN where hidden; ``hidden``: the same, values of ``Hidden``;
    ``incomplete``: of so many the area is not known that each count is a lower bound.
    """

    counts: NDArray[np.float64]
    hidden: NDArray[np.uint8]
    incomplete: bool = False


def hidden_in(edition: Edition, viewer: Viewer, wanted: DivisionId) -> NDArray[np.uint8]:
    """Give why the exact count of each area of a division is hidden from who sees its own wijken.

    Returns
    -------
    array
        Shape (areas,), values of ``Hidden``: ``NO`` or ``ELSEWHERE``.
    """
    own = own_ground(edition, viewer, wanted)
    return np.where(own, Hidden.NO, Hidden.ELSEWHERE).astype(np.uint8)


def left_for(
    edition: Edition,
    viewer: Viewer,
    dataset_id: int,
    wanted: DivisionId,
    category: str,
    period: Period,
) -> Left:
    """Give what a viewer may see of a dataset's rows after withholding, by the areas of a division.

    A period that is no cell is the sum of whole years and months of which every count is shown.
    """
    n = len(edition.division(wanted).codes)
    dataset = edition.datasets[dataset_id]
    detail = viewer.detail(dataset.kind, dataset.provenance.classification)
    if detail is Detail.NOTHING:
        return _nothing(n, Hidden.ROLE)
    if detail is Detail.OWN and not viewer.published and wanted.level is not Level.GEMEENTE:
        return _nothing(n, Hidden.ELSEWHERE)
    of_team = viewer.role is Role.WAS and not viewer.published
    if of_team and (viewer.until is None or period.last_index > viewer.until):
        return _nothing(n, Hidden.RECENT)
    decided = shown(edition, dataset_id)
    if decided is None:
        return _nothing(n, Hidden.UNDECIDED)
    found = _over(decided, wanted, category, period)
    if found is None:
        return _nothing(n, Hidden.SMALL)
    counts, incomplete = found
    hidden = np.where(np.isnan(counts), Hidden.SMALL, Hidden.NO).astype(np.uint8)
    if of_team and wanted.level is not Level.GEMEENTE:
        elsewhere = hidden_in(edition, viewer, wanted)
        hidden = np.where(elsewhere == Hidden.NO, hidden, elsewhere)
        counts = np.where(hidden == Hidden.NO, counts, np.nan)
    return Left(counts, hidden, incomplete)


def _nothing(n: int, why: Hidden) -> Left:
    return Left(np.full(n, np.nan), np.full(n, why, dtype=np.uint8))


def _over(
    decided: Shown, wanted: DivisionId, category: str, period: Period
) -> tuple[NDArray[np.float64], bool] | None:
    """Give cells, or sums of them, and whether they are lower bounds; None where there are none."""
    found = decided.over(wanted, category, period)
    if found is not None:
        return found, decided.is_incomplete(category, period)
    if decided.kind == "cases":
        # What is open at the end of one month is so in the next: months don't add up.
        return None
    total, incomplete = np.zeros(()), False
    for part in _parts(period):
        one = decided.over(wanted, category, part)
        if one is None:
            return None
        total = total + one
        incomplete = incomplete or decided.is_incomplete(category, part)
    return total, incomplete


def _parts(period: Period) -> list[Period]:
    """Divide a period in whole years and months."""
    parts, at = [], period.first_index
    while at <= period.last_index:
        whole = at % _YEAR == 0 and at + _YEAR - 1 <= period.last_index
        end = at + _YEAR - 1 if whole else at
        parts.append(Period.of_indices(at, end))
        at = end + 1
    return parts
