"""Cameras as they were read in, one by one."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from sqlalchemy import select

from ivbgeo.camera import Camera
from ivbgeo.store import schema

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from ivbgeo.viewer import Viewer

__all__ = ["read_cameras"]

_KEPT = [field.name for field in fields(Camera) if field.name in schema.camera.c]


def read_cameras(connection: Connection, viewer: Viewer) -> tuple[Camera, ...]:
    """Read the cameras of what a viewer may read, by name; none for who may see no points."""
    if not viewer.may_see_points:
        return ()
    table, dataset = schema.camera, schema.dataset
    query = (
        select(*(table.c[name] for name in _KEPT))
        .join(dataset, dataset.c.id == table.c.dataset_id)
        .where(dataset.c.classification.in_(viewer.readable))
        .order_by(table.c.name, table.c.valid_from, table.c.id)
    )
    return tuple(Camera(**row._mapping) for row in connection.execute(query))  # noqa: SLF001 - its public name
