"""Divisions and crosswalks in the store. Polygons are kept as WKB in EPSG:28992."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from sqlalchemy import delete, insert, select, update

from geo import Area, AreaId, Certainty, Crosswalk, CrosswalkRow, Division, DivisionId, Level
from ivbgeo.store import schema

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

__all__ = [
    "add_crosswalk",
    "add_division",
    "content_hashes",
    "division_datasets",
    "division_numbers",
    "read_crosswalk",
    "read_division",
    "read_names",
    "read_water",
    "remove_areas",
    "remove_crosswalk",
    "remove_division",
]


def add_division(connection: Connection, dataset_id: int, division: Division) -> int:
    """Write a division, in place of one of its level and year if there is; give its number."""
    table, values = (
        schema.division,
        {"dataset_id": dataset_id, "content_hash": division.content_hash},
    )
    number = connection.execute(
        update(table)
        .where(table.c.level == division.level.value, table.c.year == division.year)
        .values(values)
        .returning(table.c.id)
    ).scalar_one_or_none()
    if number is None:
        number = connection.execute(
            insert(table).returning(table.c.id),
            {**values, "level": division.level.value, "year": division.year},
        ).scalar_one()
    remove_areas(connection, number)
    connection.execute(
        insert(schema.area),
        [
            {
                "division_id": number,
                "code": code,
                "name": name,
                "parent_code": parent,
                "polygon": shapely.to_wkb(polygon),
                "water": water,
            }
            for code, name, parent, polygon, water in zip(
                division.codes,
                division.names,
                division.parents,
                division.polygons,
                division.water,
                strict=True,
            )
        ],
    )
    return int(number)


def division_numbers(connection: Connection) -> dict[DivisionId, int]:
    """Give the divisions in the store with their numbers, ordered by level and year."""
    table = schema.division
    rows = connection.execute(select(table).order_by(table.c.level, table.c.year))
    return {DivisionId(Level(row.level), row.year): row.id for row in rows}


def division_datasets(connection: Connection) -> dict[DivisionId, int]:
    """Give the number of the dataset that each division is of now."""
    return {
        DivisionId(Level(row.level), row.year): row.dataset_id
        for row in connection.execute(select(schema.division))
    }


def read_names(connection: Connection, number: int) -> dict[str, str]:
    """Read what the areas of a division are called, by code, without their borders."""
    table = schema.area.c
    rows = connection.execute(
        select(table.code, table.name).where(table.division_id == number).order_by(table.code)
    )
    return {row.code: row.name for row in rows}


def read_water(connection: Connection, number: int) -> frozenset[str]:
    """Read the codes of the areas of a division that are open water."""
    table = schema.area.c
    rows = connection.execute(select(table.code).where(table.division_id == number, table.water))
    return frozenset(row.code for row in rows)


def remove_areas(connection: Connection, number: int) -> None:
    """Take away the areas of a division, which itself stays."""
    connection.execute(delete(schema.area).where(schema.area.c.division_id == number))


def remove_division(connection: Connection, number: int) -> None:
    """Take away a division with its areas, its crosswalks and its published counts."""
    connection.execute(delete(schema.division).where(schema.division.c.id == number))


def content_hashes(connection: Connection) -> dict[int, str]:
    """Give the hash that each division had when it was written, by its number."""
    table = schema.division
    return {row.id: row.content_hash for row in connection.execute(select(table))}


def read_division(connection: Connection, number: int) -> Division:
    """Read one division; if it is not as it was written, it is checked as a coverage again."""
    head = connection.execute(select(schema.division).where(schema.division.c.id == number)).one()
    rows = connection.execute(
        select(schema.area).where(schema.area.c.division_id == number).order_by(schema.area.c.code)
    )
    level = Level(head.level)
    found = rows.all()
    polygons = shapely.from_wkb([row.polygon for row in found])
    areas = (
        Area(
            AreaId(row.code, head.year, level),
            row.name,
            polygon,
            row.parent_code,
            row.water,
        )
        for row, polygon in zip(found, polygons, strict=True)
    )
    return Division.kept(areas, head.content_hash)


def add_crosswalk(
    connection: Connection,
    dataset_id: int,
    crosswalk: Crosswalk,
    numbers: dict[DivisionId, int],
) -> None:
    """Write a crosswalk between two divisions that are in the store."""
    if not crosswalk.rows:
        return
    connection.execute(
        insert(schema.crosswalk),
        [
            {
                "dataset_id": dataset_id,
                "source_division_id": numbers[crosswalk.source],
                "target_division_id": numbers[crosswalk.target],
                "source_code": row.source_code,
                "target_code": row.target_code,
                "share_of_source": row.share_of_source,
                "share_of_target": row.share_of_target,
                "certainty": row.certainty.value,
            }
            for row in crosswalk.rows
        ],
    )


def remove_crosswalk(connection: Connection, source: int, target: int) -> None:
    """Take away the crosswalk from one division to another, each by its number."""
    table = schema.crosswalk
    connection.execute(
        delete(table).where(
            table.c.source_division_id == source, table.c.target_division_id == target
        )
    )


def read_crosswalk(
    connection: Connection,
    source: DivisionId,
    target: DivisionId,
    numbers: dict[DivisionId, int],
) -> Crosswalk | None:
    """Read the crosswalk from one division to another, if the store has it."""
    table = schema.crosswalk
    rows = connection.execute(
        select(table)
        .where(
            table.c.source_division_id == numbers[source],
            table.c.target_division_id == numbers[target],
        )
        .order_by(table.c.source_code, table.c.target_code)
    ).all()
    if not rows:
        return None
    return Crosswalk(
        source,
        target,
        tuple(
            CrosswalkRow(
                row.source_code,
                row.target_code,
                row.share_of_source,
                row.share_of_target,
                Certainty(row.certainty),
            )
            for row in rows
        ),
    )
