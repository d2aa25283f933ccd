"""Camera areas: those of documents and files, and what was said of them since."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from ivbgeo.designation import Designation, DesignationVersion
from ivbgeo.figure import Classification
from ivbgeo.store import schema
from ivbgeo.store.placed import area_columns, area_in, border_column, border_in
from ivbgeo.store.register import Origin, Register
from ivbgeo.store.versions import Versioned, when

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy.engine import Connection, Row

    from ivbgeo.viewer import Viewer

__all__ = ["DESIGNATIONS", "add_designations", "find_codes"]

_PLAIN = [field.name for field in fields(Designation) if field.name not in {"area", "border"}]


def add_designations(
    connection: Connection,
    dataset_id: int,
    named: Mapping[str, Designation],
    import_id: int | None = None,
) -> None:
    """Write what a document or a file says of camera areas, by what each is called in it."""
    rows = [
        {
            **_columns(one),
            "code": code,
            "dataset_id": dataset_id,
            "import_id": import_id,
            "line": None if import_id is None else line,
        }
        for line, (code, one) in enumerate(named.items(), 1)
    ]
    if rows:
        connection.execute(insert(schema.camera_area), rows)


def find_codes(connection: Connection) -> set[str]:
    """Give what the camera areas of documents and files are called there."""
    return set(connection.execute(select(schema.camera_area.c.code)).scalars())


def _origins(connection: Connection, viewer: Viewer) -> Iterator[Origin[Designation]]:
    table, dataset, record = schema.camera_area, schema.dataset, schema.import_record
    query = (
        select(table, dataset.c.retrieved, record.c.imported_at)
        .join(dataset, dataset.c.id == table.c.dataset_id)
        .outerjoin(record, record.c.id == table.c.import_id)
        .where(
            dataset.c.classification.in_(viewer.readable),
            table.c.classification.in_(viewer.readable),
        )
        .order_by(table.c.id)
    )
    for row in connection.execute(query):
        at = row.imported_at or datetime.combine(row.retrieved, time(), UTC)
        yield Origin(row.code, when(at), _read(row))


def _read(row: Row[Any]) -> Designation:
    told = {name: getattr(row, name) for name in _PLAIN}
    told["classification"] = Classification(told["classification"])
    return Designation(
        **told,
        area=area_in(row),
        border=border_in(row),
    )


def _columns(designation: Designation) -> dict[str, Any]:
    return {
        **{name: getattr(designation, name) for name in _PLAIN},
        **area_columns(designation.area),
        "border": border_column(designation.border),
    }


DESIGNATIONS: Register[Designation, DesignationVersion] = Register(
    Versioned(
        schema.designation,
        schema.designation_version,
        "name",
        "designation.unknown",
        "register.moved_on",
    ),
    "designation",
    DesignationVersion,
    _read,
    _columns,
    _origins,
    lambda viewer, said: viewer.may_read(said.classification),
)
