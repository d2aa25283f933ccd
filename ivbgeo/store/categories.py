"""The categories in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from ivbgeo.category import Category, Taxonomy
from ivbgeo.store import schema

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.engine import Connection

__all__ = ["codes_of", "read_taxonomy", "used_elsewhere", "write_categories"]


def write_categories(
    connection: Connection, dataset_id: int, categories: Iterable[Category]
) -> None:
    """Put categories under the dataset that brings them, in place of others of the same code."""
    records = [
        {
            "code": category.code,
            "title": category.title,
            "kind": category.kind,
            "members": " ".join(category.members),
            "dataset_id": dataset_id,
        }
        for category in categories
    ]
    if records:
        codes = [record["code"] for record in records]
        connection.execute(delete(schema.category).where(schema.category.c.code.in_(codes)))
        connection.execute(insert(schema.category), records)


def used_elsewhere(connection: Connection, dataset_id: int) -> list[str]:
    """Give the codes that a dataset brought and rows or counts of another dataset have."""
    brought = select(schema.category.c.code).where(schema.category.c.dataset_id == dataset_id)
    used: set[str] = set()
    for table in (schema.incident, schema.area_count):
        query = select(table.c.category).where(
            table.c.category.in_(brought), table.c.dataset_id != dataset_id
        )
        used.update(connection.execute(query.distinct()).scalars())
    return sorted(used)


def codes_of(connection: Connection, dataset_id: int) -> frozenset[str]:
    """Give the codes of the categories that a dataset brought."""
    table = schema.category
    query = select(table.c.code).where(table.c.dataset_id == dataset_id)
    return frozenset(connection.execute(query).scalars())


def read_taxonomy(connection: Connection) -> Taxonomy:
    """Read the categories, in the order in which they were written."""
    rows = connection.execute(select(schema.category).order_by(schema.category.c.id))
    return Taxonomy(
        Category(row.code, row.title, row.kind, tuple(row.members.split())) for row in rows
    )
