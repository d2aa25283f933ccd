"""When incidents were, one by one: from, to, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import func, select

from ivbgeo.store import schema

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from numpy.typing import NDArray
    from sqlalchemy.engine import Connection

    from ivbgeo.period import Period
    from ivbgeo.viewer import Viewer

__all__ = ["Moments", "read_moments"]

_BATCH = 10_000


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """A batch of k incidents, by column.

    Parameters
    ----------
    x, y, division, area_code
        The place, as in ``ivbgeo.store.rows.Rows``.
    starts, ends
        Local times, datetime64[s], shape (k,); ``ends`` is NaT where there is none.
    timed
        Whether these have a time of day, shape (k,).
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    division: NDArray[np.int64]
    area_code: tuple[str | None, ...]
    starts: NDArray[np.datetime64]
    ends: NDArray[np.datetime64]
    timed: NDArray[np.bool_]


def read_moments(
    connection: Connection,
    viewer: Viewer,
    dataset_id: int,
    categories: Iterable[str],
    period: Period,
) -> Generator[Moments]:
    """Read the incidents that began in a period; none if the viewer may not have them counted."""
    table, dataset = schema.incident, schema.dataset
    query = (
        select(
            table.c.x,
            table.c.y,
            func.coalesce(table.c.division_id, 0),
            table.c.area_code,
            table.c.starts,
            table.c.ends,
            table.c.timed,
        )
        .join(dataset, dataset.c.id == table.c.dataset_id)
        .where(
            table.c.dataset_id == dataset_id,
            dataset.c.classification.in_(viewer.rows_of("incidents")),
            table.c.category.in_(sorted(categories)),
            table.c.month.between(period.first_index, period.last_index),
        )
    )
    with connection.execute(query, execution_options={"yield_per": _BATCH}) as result:
        for batch in result.partitions():
            x, y, division, area_code, starts, ends, timed = zip(*batch, strict=True)
            yield Moments(
                np.array(x, dtype=np.float64),
                np.array(y, dtype=np.float64),
                np.array(division, dtype=np.int64),
                area_code,
                np.array(starts, dtype="datetime64[s]"),
                np.array(ends, dtype="datetime64[s]"),
                np.array(timed, dtype=bool),
            )
