"""Stille and enge plekken, in versions: a change is a row that comes, and none goes."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from ivbgeo.prevention.spot import Spot, SpotVersion
from ivbgeo.store import schema
from ivbgeo.store.register import Register
from ivbgeo.store.versions import Versioned

if TYPE_CHECKING:
    from sqlalchemy.engine import Row

__all__ = ["SPOTS"]

_FIELDS = [field.name for field in fields(Spot)]


def _read(row: Row[Any]) -> Spot:
    return Spot(**{name: getattr(row, name) for name in _FIELDS})


def _columns(said: Spot) -> dict[str, Any]:
    return {name: getattr(said, name) for name in _FIELDS}


SPOTS: Register[Spot, SpotVersion] = Register(
    Versioned(schema.spot, schema.spot_version, "kind", "spot.unknown", "spot.moved_on"),
    "spot",
    SpotVersion,
    _read,
    _columns,
    lambda *_: iter(()),
    # Whom it is for depends on where it lies: ``ivbgeo.prevention.listing`` decides.
    lambda *_: True,
)
