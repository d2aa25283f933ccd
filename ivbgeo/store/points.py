"""Where incidents were, and nothing else of them: no number, no kind, no time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import select

from ivbgeo.store import schema

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray
    from sqlalchemy.engine import Connection

    from ivbgeo.period import Period
    from ivbgeo.viewer import Viewer

__all__ = ["read_places"]

_BATCH = 20_000


def read_places(
    connection: Connection,
    viewer: Viewer,
    dataset_id: int,
    categories: Iterable[str],
    period: Period,
) -> tuple[NDArray[np.float64], int]:
    """Read where the incidents of a dataset were that began in a period.

    Returns
    -------
    places
        Shape (n, 2): x and y, EPSG:28992, metres, in order of these and not of the file. None if
        the viewer may see no points, or may not read the dataset.
    unplaced
        How many incidents more have no point.
    """
    table, dataset = schema.incident, schema.dataset
    query = (
        select(table.c.x, table.c.y)
        .join(dataset, dataset.c.id == table.c.dataset_id)
        .where(
            table.c.dataset_id == dataset_id,
            dataset.c.classification.in_(viewer.readable),
            table.c.category.in_(sorted(categories)),
            table.c.month.between(period.first_index, period.last_index),
        )
    )
    if not viewer.may_see_points:
        return np.empty((0, 2)), 0
    found = [np.empty((0, 2))]
    with connection.execute(query, execution_options={"yield_per": _BATCH}) as result:
        found += [np.array(batch, dtype=np.float64) for batch in result.partitions()]
    places = np.concatenate(found)
    known = ~np.isnan(places[:, 0])
    kept = places[known]
    # The order of a file may tell which point was whose.
    order = np.lexsort((kept[:, 1], kept[:, 0]))
    return kept[order], int((~known).sum())
