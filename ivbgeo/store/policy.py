"""What the municipality aims at: indicators and speerpunten."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

from sqlalchemy import insert, select

from geo import AreaId, Level
from ivbgeo.period import Period
from ivbgeo.policy import (
    Correspondence,
    Indicator,
    RegionalPriority,
    Speerpunt,
    SpeerpuntCategory,
)
from ivbgeo.store import schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Table
    from sqlalchemy.engine import Connection, Row

    from ivbgeo.viewer import Viewer

__all__ = ["PolicyNoun", "add_policy", "read_policy"]

_TABLES: dict[type, Table] = {
    Correspondence: schema.speerpunt_correspondence,
    Indicator: schema.indicator,
    RegionalPriority: schema.regional_priority,
    Speerpunt: schema.speerpunt,
    SpeerpuntCategory: schema.speerpunt_category,
}
PolicyNoun = TypeVar(
    "PolicyNoun",
    Correspondence,
    Indicator,
    RegionalPriority,
    Speerpunt,
    SpeerpuntCategory,
)


def add_policy(connection: Connection, dataset_id: int, nouns: Sequence[PolicyNoun]) -> None:
    """Write nouns of one kind under a dataset."""
    if nouns:
        connection.execute(
            insert(_TABLES[type(nouns[0])]),
            [{**_columns(noun), "dataset_id": dataset_id} for noun in nouns],
        )


def read_policy(
    connection: Connection, viewer: Viewer, noun: type[PolicyNoun]
) -> tuple[PolicyNoun, ...]:
    """Read all of a noun that this viewer may see, in the order in which they were written."""
    table = _TABLES[noun]
    hints = get_type_hints(noun)
    rows = connection.execute(
        select(table)
        .join(schema.dataset, schema.dataset.c.id == table.c.dataset_id)
        .where(schema.dataset.c.classification.in_(viewer.readable))
        .order_by(table.c.id)
    )
    names = [field.name for field in fields(noun)]
    return tuple(noun(*(_value(hints[name], name, row) for name in names)) for row in rows)


def _columns(noun: Any) -> dict[str, object]:
    columns: dict[str, object] = {}
    for field in fields(noun):
        value = getattr(noun, field.name)
        if isinstance(value, AreaId):
            columns |= {
                "area_code": value.code,
                "level": value.level.value,
                "division_year": value.year,
            }
        elif isinstance(value, Period):
            columns |= {"first_month": value.first_index, "last_month": value.last_index}
        else:
            columns[field.name] = value
    return columns


def _value(hint: type, name: str, row: Row[Any]) -> Any:
    if hint is AreaId:
        return AreaId(row.area_code, row.division_year, Level(row.level))
    if hint is Period:
        return Period.of_indices(row.first_month, row.last_month)
    return getattr(row, name)
