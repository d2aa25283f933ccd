"""Every kind of file that can be read: its fields, by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.sources.cameras import CAMERAS
from ivbgeo.sources.cases import CASES
from ivbgeo.sources.incidents import INCIDENTS
from ivbgeo.sources.indicators import INDICATORS
from ivbgeo.sources.population import POPULATION

if TYPE_CHECKING:
    from ivbgeo.sources.kind import Kind, Schema

__all__ = ["SCHEMAS"]

SCHEMAS: dict[Kind, Schema] = {
    schema.kind: schema for schema in (INCIDENTS, CASES, CAMERAS, POPULATION, INDICATORS)
}
