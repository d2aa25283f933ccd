"""Published counts as arrays: one dataset's counts of one category, in every division."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.series import Runs, Values, over_category

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from numpy.typing import NDArray

    from geo import DivisionId
    from ivbgeo.atlas import Edition
    from ivbgeo.period import Period
    from ivbgeo.viewer import Viewer

__all__ = ["Published", "arranged", "published"]

Published = dict[int, tuple[Runs, ...]]
"""By the number of the division, the counts by length of run, the longest first."""


def arranged(
    columns: tuple[Sequence[Any], ...], codes_of: Callable[[int], Sequence[str]]
) -> Published:
    """Put counts into arrays.

    Parameters
    ----------
    columns
        As ``ivbgeo.store.counts.read_columns`` gives them.
    codes_of
        The codes of a division, by its number.
    """
    if not columns:
        return {}
    division, code, first, last, count, provisional, estimated = columns
    number = np.array(division, dtype=np.int64)
    starts = np.array(first, dtype=np.int64)
    length = np.array(last, dtype=np.int64) - starts + 1
    values = Values(
        np.array(count, dtype=np.float64),
        np.array(provisional, dtype=bool),
        np.array(estimated, dtype=bool),
    )
    names = np.array(code)
    made: Published = {}
    for each in np.unique(number).tolist():
        here = number == each
        codes = codes_of(each)
        area = np.full(len(number), -1, dtype=np.int64)
        area[here] = _positions(codes, names[here])
        made[each] = tuple(
            _runs(months, chosen, area, starts, values, len(codes))
            for months in np.unique(length[here])[::-1].tolist()
            # What names no area of the division takes no part.
            for chosen in [np.flatnonzero(here & (length == months) & (area >= 0))]
        )
    return made


def published(
    edition: Edition,
    viewer: Viewer,
    dataset_id: int,
    wanted: DivisionId,
    category: str,
    period: Period,
) -> Values:
    """Give a dataset's published counts of a category over a period, by the areas of a division."""
    number = edition.numbers[wanted]

    def runs_of(code: str) -> tuple[Runs, ...]:
        return edition.published(viewer, dataset_id, code).get(number, ())

    n = len(edition.division(wanted).codes)
    return over_category(runs_of, n, edition.taxonomy, category, period)


def _positions(codes: Sequence[str], names: NDArray[np.str_]) -> NDArray[np.int64]:
    """Give of each name its position among the codes, -1 for none."""
    place: Mapping[str, int] = {code: i for i, code in enumerate(codes)}
    distinct, inverse = np.unique(names, return_inverse=True)
    found = np.array([place.get(str(name), -1) for name in distinct], dtype=np.int64)
    return found[inverse]


def _runs(
    months: int,
    chosen: NDArray[np.intp],
    area: NDArray[np.int64],
    first: NDArray[np.int64],
    values: Values,
    n: int,
) -> Runs:
    starts, column = np.unique(first[chosen], return_inverse=True)
    shape = n, len(starts)
    filled = Values(np.full(shape, np.nan), np.zeros(shape, bool), np.zeros(shape, bool))
    at = area[chosen], column
    filled.count[at] = values.count[chosen]
    filled.provisional[at] = values.provisional[chosen]
    filled.estimated[at] = values.estimated[chosen]
    for array in (filled.count, filled.provisional, filled.estimated):
        array.flags.writeable = False
    return Runs(months, starts, filled)
