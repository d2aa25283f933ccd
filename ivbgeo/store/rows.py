"""Incidents and cases one by one: a time, a kind, and a place as a point, an area code or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Integer, cast, extract, func, literal, select

from ivbgeo.store import schema
from ivbgeo.store.bulk import insert_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping

    from numpy.typing import NDArray
    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Connection

    from ivbgeo.store.bulk import Values
    from ivbgeo.viewer import Viewer

__all__ = ["Rows", "add_rows", "covered_months", "read_cases", "read_incidents"]

_BATCH = 10_000
_TABLES = {"incidents": schema.incident, "cases": schema.casus, "cameras": schema.camera}


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """A batch of k rows, by column; each counts in every month from its first to its last.

    Parameters
    ----------
    x, y
        Metres, EPSG:28992, shape (k,); NaN where there is no point.
    division, area_code
        The number of a division, 0 for none, shape (k,), and the code of an area in it or None.
    category
        Codes of categories without members.
    first_month, last_month
        As ``year * 12 + month - 1``, shape (k,).
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    division: NDArray[np.int64]
    area_code: tuple[str | None, ...]
    category: tuple[str, ...]
    first_month: NDArray[np.int64]
    last_month: NDArray[np.int64]


def add_rows(
    connection: Connection,
    kind: str,
    dataset_id: int,
    import_id: int,
    columns: Mapping[str, Values],
    *,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Write rows of a kind (incidents, cases, cameras) under a dataset; gives how many.

    ``columns`` are those of that kind's table, without the two numbers, as ``insert_columns`` takes
    them; ``progress`` is told how many rows were written.
    """
    size = len(columns["line"])
    numbers = {
        "dataset_id": np.broadcast_to(dataset_id, size),
        "import_id": np.broadcast_to(import_id, size),
    }
    return insert_columns(connection, _TABLES[kind], {**columns, **numbers}, progress=progress)


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


def read_incidents(connection: Connection, viewer: Viewer, dataset_id: int) -> Generator[Rows]:
    """Read all incidents of a dataset, by batch; none if the viewer may not have them counted."""
    table = schema.incident
    months = table.c.month, table.c.month
    return _read(connection, viewer, "incidents", dataset_id, table.c.category, months)


def read_cases(
    connection: Connection, viewer: Viewer, dataset_id: int, last_month: int
) -> Generator[Rows]:
    """Read all cases of a dataset, by batch; none if the viewer may not have them counted.

    A case is lopend in each month at whose end it was open, till ``last_month`` where it still is,
    and afgerond in the month in which it was closed.
    """
    table = schema.casus
    opened, closed = _month(table.c.opened), _month(table.c.closed)
    # Closed on the last day of a month is closed at its end.
    running = opened, func.coalesce(closed - 1, last_month)
    for status, months in (("lopend", running), ("afgerond", (closed, closed))):
        category = literal("woonoverlast.") + table.c.tenure + literal(f".{status}")
        yield from _read(connection, viewer, "cases", dataset_id, category, months)


def _month(day: ColumnElement[Any]) -> ColumnElement[int]:
    return cast(extract("year", day) * 12 + extract("month", day) - 1, Integer)


def _read(
    connection: Connection,
    viewer: Viewer,
    kind: str,
    dataset_id: int,
    category: ColumnElement[str],
    months: tuple[ColumnElement[int], ColumnElement[int]],
) -> Generator[Rows]:
    table, (first, last) = _TABLES[kind], months
    place = (table.c.x, table.c.y, func.coalesce(table.c.division_id, 0), table.c.area_code)
    query = (
        select(*place, category, first, last)
        .join(schema.dataset, schema.dataset.c.id == table.c.dataset_id)
        .where(
            table.c.dataset_id == dataset_id,
            schema.dataset.c.classification.in_(viewer.rows_of(kind)),
            # Not so for what was in no month: opened and closed within one, or not closed yet.
            first <= last,
        )
    )
    # From a cursor on the server, so that no more than a batch is in memory.
    with connection.execute(query, execution_options={"yield_per": _BATCH}) as result:
        for batch in result.partitions():
            x, y, division, area_code, kinds, start, end = zip(*batch, strict=True)
            yield Rows(
                np.array(x, dtype=np.float64),
                np.array(y, dtype=np.float64),
                np.array(division, dtype=np.int64),
                area_code,
                kinds,
                np.array(start, dtype=np.int64),
                np.array(end, dtype=np.int64),
            )
