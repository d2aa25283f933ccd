"""The categories in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from ivbgeo.category import Category, Taxonomy
from ivbgeo.store import schema

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.engine import Connection

__all__ = ["read_taxonomy", "write_taxonomy"]


def write_taxonomy(connection: Connection, categories: Iterable[Category]) -> None:
    """Put the categories in place of those that are there."""
    connection.execute(delete(schema.category))
    connection.execute(
        insert(schema.category),
        [
            {
                "code": category.code,
                "title": category.title,
                "kind": category.kind,
                "members": " ".join(category.members),
            }
            for category in categories
        ],
    )


def read_taxonomy(connection: Connection) -> Taxonomy:
    """Read the categories, in the order in which they were written."""
    rows = connection.execute(select(schema.category).order_by(schema.category.c.id))
    return Taxonomy(
        Category(row.code, row.title, row.kind, tuple(row.members.split())) for row in rows
    )
