"""Prevention: what files say of it, and what was said of it since."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from ivbgeo.figure import Classification
from ivbgeo.prevention.prevention import Prevention, PreventionVersion
from ivbgeo.store import schema
from ivbgeo.store.placed import area_columns, area_in, border_column, border_in
from ivbgeo.store.register import Origin, Register
from ivbgeo.store.versions import Versioned, when

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy.engine import Connection, Row

    from ivbgeo.viewer import Viewer

__all__ = ["PREVENTIONS", "add_preventions", "find_codes"]

_PLAIN = [field.name for field in fields(Prevention) if field.name not in {"area", "border"}]


def add_preventions(
    connection: Connection, dataset_id: int, named: Mapping[str, Prevention], import_id: int
) -> None:
    """Write what a file says, by what each is called in it."""
    rows = [
        {
            **_columns(one),
            "code": code,
            "dataset_id": dataset_id,
            "import_id": import_id,
            "line": line,
        }
        for line, (code, one) in enumerate(named.items(), 1)
    ]
    if rows:
        connection.execute(insert(schema.prevention_row), rows)


def find_codes(connection: Connection) -> set[str]:
    """Give what those of files are called there, also those that were taken off the list."""
    return set(connection.execute(select(schema.prevention_row.c.code)).scalars())


def _origins(connection: Connection, _: Viewer) -> Iterator[Origin[Prevention]]:
    table, record = schema.prevention_row, schema.import_record
    query = (
        select(table, record.c.imported_at)
        .join(record, record.c.id == table.c.import_id)
        .order_by(table.c.id)
    )
    for row in connection.execute(query):
        yield Origin(row.code, when(row.imported_at), _read(row))


def _read(row: Row[Any]) -> Prevention:
    told = {name: getattr(row, name) for name in _PLAIN}
    told["classification"] = Classification(told["classification"])
    return Prevention(
        **told,
        area=area_in(row),
        border=border_in(row),
    )


def _columns(said: Prevention) -> dict[str, Any]:
    return {
        **{name: getattr(said, name) for name in _PLAIN},
        **area_columns(said.area),
        "border": border_column(said.border),
    }


PREVENTIONS: Register[Prevention, PreventionVersion] = Register(
    Versioned(
        schema.prevention,
        schema.prevention_version,
        "name",
        "prevention.unknown",
        "register.moved_on",
    ),
    "prevention",
    PreventionVersion,
    _read,
    _columns,
    _origins,
    # Whom it is for depends on where it lies: ``ivbgeo.prevention.listing`` decides.
    lambda *_: True,
)
