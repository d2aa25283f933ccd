"""Incidents and cases one by one: a time, a kind, and a place as a point, an area code or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from sqlalchemy import ColumnElement, insert, or_, select

from ivbgeo.store import schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy import Select, Table
    from sqlalchemy.engine import Connection

    from ivbgeo.period import Period
    from ivbgeo.viewer import Viewer

__all__ = ["add_rows", "covered_months", "read_cases", "read_incidents"]

_BATCH = 10_000
_TABLES = {"incidents": schema.incident, "cases": schema.casus, "cameras": schema.camera}


def add_rows(
    connection: Connection,
    kind: str,
    dataset_id: int,
    import_id: int,
    records: Iterable[Mapping[str, object]],
) -> int:
    """Write rows of a kind (incidents, cases, cameras) under a dataset; gives how many.

    Each record has the columns of that kind's table, without the two numbers.
    """
    table = _TABLES[kind]
    numbers = {"dataset_id": dataset_id, "import_id": import_id}
    written = 0
    for batch in _batches(records):
        connection.execute(insert(table), [{**record, **numbers} for record in batch])
        written += len(batch)
    return written


def _batches(records: Iterable[Mapping[str, object]]) -> Iterator[list[Mapping[str, object]]]:
    batch: list[Mapping[str, object]] = []
    for record in records:
        batch.append(record)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def covered_months(connection: Connection, kind: str, dataset_id: int) -> dict[str, frozenset[int]]:
    """Tell of which months a dataset has rows by category (of cases: by tenure).

    A month counts where it lies between the first and the last of a file that has that category.
    No numbers, so no viewer.
    """
    table = _TABLES[kind]
    key = schema.incident.c.category if kind == "incidents" else schema.casus.c.tenure
    record = schema.import_record
    found = connection.execute(
        select(key, record.c.covers_first, record.c.covers_last)
        .join(record, record.c.id == table.c.import_id)
        .where(table.c.dataset_id == dataset_id)
        .distinct()
    )
    months: dict[str, frozenset[int]] = {}
    for category, first, last in found:
        months[category] = months.get(category, frozenset()) | frozenset(range(first, last + 1))
    return months


def read_incidents(
    connection: Connection,
    viewer: Viewer,
    dataset_id: int,
    categories: Iterable[str],
    period: Period,
) -> pd.DataFrame:
    """Read the places of incidents within a period.

    Returns
    -------
    DataFrame
        Columns x, y (metres, EPSG:28992, NaN where there is no point), division_id, area_code.
        Empty if the viewer may not read the dataset.
    """
    table = schema.incident
    return _places(
        connection,
        viewer,
        table,
        dataset_id,
        table.c.category.in_(sorted(categories)),
        table.c.month.between(period.first_index, period.last_index),
    )


def read_cases(
    connection: Connection,
    viewer: Viewer,
    dataset_id: int,
    tenures: Iterable[str],
    statuses: Iterable[str],
    period: Period,
) -> pd.DataFrame:
    """Read the places of cases: closed within the period (afgerond), open at its end (lopend).

    Returns the columns of ``read_incidents``.
    """
    table = schema.casus
    wanted: list[ColumnElement[bool]] = []
    if "afgerond" in statuses:
        wanted.append(table.c.closed.between(period.first_day, period.last_day))
    if "lopend" in statuses:
        wanted.append(
            (table.c.opened <= period.last_day)
            & or_(table.c.closed.is_(None), table.c.closed > period.last_day)
        )
    return _places(
        connection, viewer, table, dataset_id, table.c.tenure.in_(sorted(tenures)), or_(*wanted)
    )


def _places(
    connection: Connection,
    viewer: Viewer,
    table: Table,
    dataset_id: int,
    *conditions: ColumnElement[bool],
) -> pd.DataFrame:
    query: Select[tuple[object, ...]] = (
        select(table.c.x, table.c.y, table.c.division_id, table.c.area_code)
        .join(schema.dataset, schema.dataset.c.id == table.c.dataset_id)
        .where(
            table.c.dataset_id == dataset_id,
            schema.dataset.c.classification.in_(viewer.readable),
            *conditions,
        )
    )
    result = connection.execute(query)
    frame = pd.DataFrame(result.all(), columns=list(result.keys()))
    return frame.astype({"x": "float64", "y": "float64", "division_id": "Int64"})
