"""Cameras: those of files, and what was said of them since."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from ivbgeo.camera import Camera, CameraVersion
from ivbgeo.store import schema
from ivbgeo.store.register import Origin, Register
from ivbgeo.store.versions import Versioned, when

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection, Row

    from ivbgeo.viewer import Viewer

__all__ = ["CAMERAS", "find_named"]

_FIELDS = [field.name for field in fields(Camera)]
_OF_FILE = [name for name in _FIELDS if name in schema.camera.c]
# What a file had to say before there was a limit.
_CUT = {"name": 120, "decision": 300}


def find_named(connection: Connection) -> set[tuple[str, Any]]:
    """Give the name and the first day of each camera of a file: by these it is known."""
    table = schema.camera.c
    return {
        (row.name, row.valid_from)
        for row in connection.execute(select(table.name, table.valid_from))
    }


def _origins(connection: Connection, viewer: Viewer) -> Iterator[Origin[Camera]]:
    """Give what files say; nothing for who may not see where cameras are.

    A camera is called by its name, and by its first day too where another had that name before.
    """
    if not viewer.may_see_points:
        return
    table, dataset, record = schema.camera, schema.dataset, schema.import_record
    query = (
        select(*(table.c[name] for name in _OF_FILE), record.c.imported_at)
        .join(dataset, dataset.c.id == table.c.dataset_id)
        .join(record, record.c.id == table.c.import_id)
        .where(dataset.c.classification.in_(viewer.readable))
        .order_by(table.c.id)
    )
    taken: set[str] = set()
    for row in connection.execute(query):
        told = {name: getattr(row, name) for name in _OF_FILE}
        for name, most in _CUT.items():
            if len(told[name]) > most:
                told[name] = f"{told[name][: most - 1]}…"
        key = _free(told["name"], told["valid_from"], taken)
        taken.add(key)
        yield Origin(key, when(row.imported_at), Camera(**told))


def _free(name: str, first: Any, taken: set[str]) -> str:
    """Give a name that no camera before it has."""
    offered = [name, f"{name} ({first})"]
    number = 2
    while offered[0] in taken:
        offered = [*offered[1:], f"{name} ({first}, {number})"]
        number += 1
    return offered[0]


def _read(row: Row[Any]) -> Camera:
    return Camera(**{name: getattr(row, name) for name in _FIELDS})


def _columns(camera: Camera) -> dict[str, Any]:
    return {name: getattr(camera, name) for name in _FIELDS}


CAMERAS: Register[Camera, CameraVersion] = Register(
    Versioned(
        schema.camera_entry, schema.camera_version, "name", "camera.unknown", "register.moved_on"
    ),
    "camera",
    CameraVersion,
    _read,
    _columns,
    _origins,
    lambda viewer, _: viewer.may_see_points,
)
