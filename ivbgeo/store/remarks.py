"""Free text of imported files. It is written, counted and erased; nothing here reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import delete, func, select

from ivbgeo.store.bulk import insert_columns
from ivbgeo.store.erasing import leave_nothing
from ivbgeo.store.writtenschema import remark

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from ivbgeo.sources.remarks import Remarks
    from ivbgeo.store.bulk import Values

__all__ = ["add_remarks", "count_remarks", "erase_remarks"]


def add_remarks(connection: Connection, import_id: int, remarks: Remarks) -> None:
    """Write the free texts of an imported file; they go when it goes."""
    columns: dict[str, Values] = {
        "import_id": np.broadcast_to(import_id, len(remarks.lines)),
        "line": remarks.lines,
        "source_column": remarks.columns,
        "text": remarks.texts,
    }
    insert_columns(connection, remark, columns)


def count_remarks(connection: Connection) -> int:
    """Give how many free texts there are."""
    return int(connection.execute(select(func.count()).select_from(remark)).scalar_one())


def erase_remarks(connection: Connection, import_id: int | None) -> int:
    """Take away the free texts of an imported file, or of all; gives how many there were."""
    leave_nothing(connection)
    query = delete(remark)
    if import_id is not None:
        query = query.where(remark.c.import_id == import_id)
    return connection.execute(query).rowcount
