"""Where incidents were, and nothing else of them: no number, no kind, no time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import select

from geo import RdPoints
from ivbgeo.store import schema

if TYPE_CHECKING:
    from collections.abc import Iterable

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
) -> tuple[RdPoints, int]:
    """Read where the incidents of a dataset were that began in a period.

    Returns
    -------
    places
        In order of x and y, and not of the file. None if the viewer may see no points, or may not
        read the dataset.
    unplaced
        How many incidents more have no point.
    """
    table, dataset = schema.incident, schema.dataset
    query = (
        select(table.c.x, table.c.y)
        .join(dataset, dataset.c.id == table.c.dataset_id)
        .where(
            table.c.dataset_id == dataset_id,
            dataset.c.classification.in_(viewer.rows_of("incidents")),
            table.c.category.in_(sorted(categories)),
            table.c.month.between(period.first_index, period.last_index),
        )
    )
    if not viewer.may_see_points:
        return RdPoints([], []), 0
    found = [np.empty((2, 0))]
    with connection.execute(query, execution_options={"yield_per": _BATCH}) as result:
        # By column: NumPy takes eight times as long over rows.
        found += [
            np.array(list(zip(*batch, strict=True)), dtype=np.float64)
            for batch in result.partitions()
        ]
    places = np.concatenate(found, axis=1)
    known = ~np.isnan(places[0])
    x, y = places[:, known]
    # The order of a file may tell which point was whose.
    order = np.lexsort((y, x))
    return RdPoints(x[order], y[order]), int((~known).sum())
