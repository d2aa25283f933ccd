"""Published counts: one number for an area, a category and a run of months."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from sqlalchemy import delete, insert, select

from ivbgeo.store import schema
from ivbgeo.store.bulk import insert_columns

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from typing import Any

    from numpy.typing import NDArray
    from sqlalchemy.engine import Connection, CursorResult

    from geo import AreaId, DivisionId
    from ivbgeo.period import Period
    from ivbgeo.viewer import Viewer

__all__ = [
    "CountRow",
    "Coverage",
    "add_columns",
    "add_counts",
    "counted_categories",
    "list_coverage",
    "read_columns",
    "read_counts",
    "remove_counts",
    "remove_other_divisions",
]


@dataclass(frozen=True, slots=True)
class CountRow:
    """A published count; ``count`` is None where the source names the cell but gives no number."""

    area: AreaId
    category: str
    period: Period
    count: float | None
    provisional: bool = False
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """That a dataset has published counts of a category in a division, and of which months.

    All of them are runs of ``run`` months (1: by month), and begin in one year.
    """

    dataset_id: int
    division_id: int
    category: str
    first_month: int
    last_month: int
    run: int


def add_counts(
    connection: Connection,
    dataset_id: int,
    rows: Iterable[CountRow],
    numbers: dict[DivisionId, int],
) -> int:
    """Write published counts; gives how many."""
    records = [
        {
            "dataset_id": dataset_id,
            "division_id": numbers[row.area.division],
            "area_code": row.area.code,
            "category": row.category,
            "first_month": row.period.first_index,
            "last_month": row.period.last_index,
            "count": row.count,
            "provisional": row.provisional,
            "estimated": row.estimated,
        }
        for row in rows
    ]
    if records:
        connection.execute(insert(schema.area_count), records)
    return len(records)


def add_columns(
    connection: Connection,
    dataset_id: int,
    category: str,
    columns: Mapping[str, Sequence[Any] | NDArray[Any]],
) -> int:
    """Write n published counts of a category; gives how many.

    ``columns``: division_id, area_code, first_month, last_month, count and provisional, of n values
    each.
    """
    size = len(columns["count"])
    same = {"dataset_id": dataset_id, "category": category, "estimated": False}
    # One value seen n times takes no room.
    repeated = {name: np.broadcast_to(np.array(value), size) for name, value in same.items()}
    return insert_columns(connection, schema.area_count, {**columns, **repeated}) if size else 0


def remove_counts(connection: Connection, dataset_id: int, category: str, period: Period) -> None:
    """Take away the counts of a category that begin in a period."""
    table = schema.area_count
    connection.execute(
        delete(table).where(
            table.c.dataset_id == dataset_id,
            table.c.category == category,
            table.c.first_month.between(period.first_index, period.last_index),
        )
    )


def remove_other_divisions(
    connection: Connection, dataset_id: int, division_ids: Collection[int]
) -> int:
    """Take away the counts that are of other divisions than these; gives how many."""
    table = schema.area_count
    result = connection.execute(
        delete(table).where(
            table.c.dataset_id == dataset_id, table.c.division_id.not_in(sorted(division_ids))
        )
    )
    return int(result.rowcount)


def counted_categories(connection: Connection, dataset_id: int) -> frozenset[str]:
    """Give the categories that a dataset has published counts of."""
    table = schema.area_count
    query = select(table.c.category).where(table.c.dataset_id == dataset_id).distinct()
    return frozenset(connection.execute(query).scalars())


def list_coverage(connection: Connection) -> tuple[Coverage, ...]:
    """Tell what there are published counts of: no numbers, so no viewer."""
    table = schema.area_count
    # Each run of months once, in the order of an index: quicker than having every count grouped.
    query = select(
        *(table.c.dataset_id, table.c.category),
        *(table.c.first_month, table.c.last_month, table.c.division_id),
    ).distinct()
    starts: dict[tuple[int, int, str, int, int], list[int]] = {}
    for dataset_id, category, first, last, division_id in connection.execute(query):
        key = (dataset_id, division_id, category, first // 12, last - first + 1)
        starts.setdefault(key, []).append(first)
    return tuple(
        Coverage(*key[:3], min(starts[key]), max(starts[key]) + key[4] - 1, key[4])
        for key in sorted(starts)
    )


def read_counts(
    connection: Connection,
    viewer: Viewer,
    dataset_id: int,
    categories: Iterable[str],
    period: Period,
) -> pd.DataFrame:
    """Read the published counts of whole runs of months within a period.

    Returns
    -------
    DataFrame
        Columns division_id, area_code, category, first_month, last_month, count (float, NaN where
        unknown), provisional, estimated. Empty if the viewer may not read the dataset.
    """
    table, dataset = schema.area_count, schema.dataset
    query = (
        select(
            table.c.division_id,
            table.c.area_code,
            table.c.category,
            table.c.first_month,
            table.c.last_month,
            table.c.count,
            table.c.provisional,
            table.c.estimated,
        )
        .join(dataset, dataset.c.id == table.c.dataset_id)
        .where(
            table.c.dataset_id == dataset_id,
            dataset.c.classification.in_(viewer.readable),
            table.c.category.in_(sorted(categories)),
            table.c.first_month >= period.first_index,
            table.c.last_month <= period.last_index,
        )
    )
    return _frame(connection.execute(query))


def read_columns(
    connection: Connection, viewer: Viewer, dataset_id: int, category: str
) -> tuple[Sequence[Any], ...]:
    """Read all published counts of one category.

    Returns
    -------
    tuple
        Columns of equal length: division_id, area_code, first_month, last_month, count (None where
        unknown), provisional, estimated. Empty if the viewer may not read the dataset, or there
        are none.
    """
    table, dataset = schema.area_count, schema.dataset
    query = (
        select(
            *(table.c.division_id, table.c.area_code, table.c.first_month, table.c.last_month),
            *(table.c.count, table.c.provisional, table.c.estimated),
        )
        .join(dataset, dataset.c.id == table.c.dataset_id)
        .where(
            table.c.dataset_id == dataset_id,
            dataset.c.classification.in_(viewer.readable),
            table.c.category == category,
        )
    )
    # The rows of the database itself: wrapped ones take four times as long.
    cursor = connection.execute(query).cursor
    return tuple(zip(*cursor.fetchall(), strict=True)) if cursor is not None else ()


def _frame(result: CursorResult[Any]) -> pd.DataFrame:
    names = list(result.keys())
    # By column: pandas looks at every single row of another kind than its own.
    columns = list(zip(*result.all(), strict=True)) or [()] * len(names)
    frame = pd.DataFrame(dict(zip(names, columns, strict=True)))
    return frame.astype({"count": "float64", "provisional": bool, "estimated": bool})
