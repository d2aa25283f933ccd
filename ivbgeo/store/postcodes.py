"""Postcodes of four digits in the store: each with the one area that it lies in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from geo import AreaId, Level
from ivbgeo.store import schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.engine import Connection

    from geo import DivisionId

__all__ = ["add_postcodes", "read_postcodes"]


def add_postcodes(
    connection: Connection,
    dataset_id: int,
    placed: Mapping[str, AreaId],
    numbers: Mapping[DivisionId, int],
) -> None:
    """Write postcodes (four digits → area) under a dataset."""
    if placed:
        connection.execute(
            insert(schema.postcode),
            [
                {
                    "dataset_id": dataset_id,
                    "postcode4": postcode4,
                    "division_id": numbers[area.division],
                    "area_code": area.code,
                }
                for postcode4, area in sorted(placed.items())
            ],
        )


def read_postcodes(connection: Connection) -> dict[str, AreaId]:
    """Give the area of each postcode that lies in one: four digits → area."""
    table, division = schema.postcode.c, schema.division.c
    rows = connection.execute(
        select(table.postcode4, table.area_code, division.year, division.level)
        .join(schema.division, division.id == table.division_id)
        .order_by(table.postcode4, table.id)
    )
    return {row.postcode4: AreaId(row.area_code, row.year, Level(row.level)) for row in rows}
