"""Cameras as they were read in, one by one."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from ivbgeo.store import schema

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from ivbgeo.viewer import Viewer

__all__ = ["Camera", "read_cameras"]

_ROUND = 360


@dataclass(frozen=True, slots=True)
class Camera:
    """One camera, as it was read in; what is not known is None.

    Parameters
    ----------
    name, kind, decision
        Text of the file; kind is ``vast`` or ``tijdelijk``.
    valid_from, valid_to
        First and last day.
    x, y
        EPSG:28992, metres, both or none.
    direction
        Of the middle of the picture, degrees from north, clockwise.
    angle
        How wide it looks, degrees.
    reach
        How far it looks, metres.
    """

    name: str
    kind: str
    valid_from: date | None
    valid_to: date | None
    decision: str
    evaluation: date | None = None
    x: float | None = None
    y: float | None = None
    direction: float | None = None
    angle: float | None = None
    reach: float | None = None

    def __post_init__(self) -> None:
        if (self.x is None) != (self.y is None):
            raise ValueError(f"{self.name}: a place needs both x and y, or neither")

    def is_valid_on(self, day: date) -> bool:
        """Whether it may be in use on a day; without a first or a last day it has none."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )

    @property
    def has_view(self) -> bool:
        """Whether enough is known to draw what it looks over."""
        all_around = self.angle is not None and self.angle >= _ROUND
        aimed = self.direction is not None or all_around
        return None not in (self.x, self.angle, self.reach) and aimed


def read_cameras(connection: Connection, viewer: Viewer) -> tuple[Camera, ...]:
    """Read the cameras of what a viewer may read, by name; none for who may see no points."""
    if not viewer.may_see_points:
        return ()
    table, dataset = schema.camera, schema.dataset
    query = (
        select(*(table.c[field.name] for field in fields(Camera)))
        .join(dataset, dataset.c.id == table.c.dataset_id)
        .where(dataset.c.classification.in_(viewer.readable))
        .order_by(table.c.name, table.c.valid_from, table.c.id)
    )
    return tuple(Camera(*row) for row in connection.execute(query))
