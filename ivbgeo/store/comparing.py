"""Two stores that should hold the same embedded data, compared row by row."""

from __future__ import annotations

import hashlib
from itertools import count
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from ivbgeo.store import schema
from ivbgeo.store.integrity import Fault
from ivbgeo.store.measures import origins

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from sqlalchemy import Table
    from sqlalchemy.engine import Connection, RowMapping

__all__ = ["find_differences"]

# What a row is known by; the other columns are what it says.
_KEYS = {
    schema.division: ("level", "year"),
    schema.area: ("division_id", "code"),
    schema.crosswalk: ("source_division_id", "target_division_id", "source_code", "target_code"),
    schema.category: ("code",),
    schema.area_count: ("division_id", "area_code", "category", "first_month", "last_month"),
    schema.postcode: ("postcode4",),
    schema.camera_area: ("code",),
    schema.indicator: ("code", "area_code", "first_month", "last_month"),
    schema.regional_priority: ("period", "number", "title"),
    schema.speerpunt: ("code",),
    schema.speerpunt_category: ("speerpunt_code", "category"),
    schema.speerpunt_correspondence: ("from_code", "to_code"),
}
_MONTHS = ("first_month", "last_month")


def find_differences(found: Connection, wanted: Connection, kind: str) -> Iterator[Fault]:
    """Compare the rows of the datasets of a kind; gives a fault for each value that differs.

    What a dataset of another kind took over in ``found`` is left out: divisions with their areas,
    crosswalks by surface from and to them, and categories.
    """
    for origin in sorted(origins(wanted).keys() - origins(found).keys()):
        # What is said of an inspanning may be changed; only that there is one is compared.
        yield Fault("check.lost", {"table": schema.measure.name, "row": origin})
    taken = _taken_over(found, kind)
    for table, key in _KEYS.items():
        here = _rows(found, table, key, kind, taken)
        there = _rows(wanted, table, key, kind, taken)
        for name in sorted(there.keys() - here.keys()):
            yield Fault("check.lost", {"table": table.name, "row": _words(name)})
        for name in sorted(here.keys() - there.keys()):
            yield Fault("check.extra", {"table": table.name, "row": _words(name)})
        for name in sorted(here.keys() & there.keys()):
            for column, needed in there[name].items():
                value = here[name][column]
                if value != needed:
                    yield Fault(
                        "check.changed",
                        {
                            "table": table.name,
                            "row": _words(name),
                            "column": column,
                            "value": _word(value),
                            "needed": _word(needed),
                        },
                    )


def _taken_over(connection: Connection, kind: str) -> frozenset[str]:
    """Give the divisions and categories that are of a dataset of another kind."""
    other = select(schema.dataset.c.id).where(schema.dataset.c.kind != kind)
    division, category = schema.division.c, schema.category.c
    divisions = select(division.level, division.year).where(division.dataset_id.in_(other))
    codes = select(category.code).where(category.dataset_id.in_(other))
    return frozenset(
        [f"{row.level} {row.year}" for row in connection.execute(divisions)]
        + [row.code for row in connection.execute(codes)]
    )


def _is_taken(table: Table, told: Mapping[str, Any], taken: AbstractSet[str]) -> bool:
    if table is schema.division:
        return f"{told['level']} {told['year']}" in taken
    if table is schema.crosswalk:
        ends = told["source_division_id"], told["target_division_id"]
        # One between levels goes by name, whatever the borders.
        return ends[0].split()[0] == ends[1].split()[0] and not taken.isdisjoint(ends)
    column = {schema.area: "division_id", schema.category: "code"}.get(table)
    return column is not None and told[column] in taken


def _rows(
    connection: Connection,
    table: Table,
    key: tuple[str, ...],
    kind: str,
    taken: AbstractSet[str],
) -> dict[tuple[str, ...], dict[str, Any]]:
    """Give what each row says by what it is known by; numbers of the store itself in words."""
    query = select(table).order_by(table.c.id)
    datasets = {
        row.id: row.key
        for row in connection.execute(select(schema.dataset).where(schema.dataset.c.kind == kind))
    }
    divisions = {
        row.id: f"{row.level} {row.year}" for row in connection.execute(select(schema.division))
    }
    rows: dict[tuple[str, ...], dict[str, Any]] = {}
    for row in connection.execute(query).mappings():
        if "dataset_id" in row and row["dataset_id"] not in datasets:
            continue
        told = {column: _told(column, row, datasets, divisions) for column in row}
        del told["id"]
        if _is_taken(table, told, taken):
            continue
        name = (told.get("dataset_id", ""), *(str(told.pop(column)) for column in key))
        # Should two rows have one name, the second is still another row.
        free = next(n for n in count() if (*name, *[str(n)] * (n > 0)) not in rows)
        rows[(*name, *[str(free)] * (free > 0))] = told
    return rows


def _told(
    column: str,
    row: RowMapping,
    datasets: Mapping[int, str],
    divisions: Mapping[int, str],
) -> Any:
    value = row[column]
    if column == "dataset_id":
        return datasets[value]
    if column.endswith("division_id"):
        return divisions[value]
    return f"{value // 12}-{value % 12 + 1:02d}" if column in _MONTHS else value


def _words(name: tuple[str, ...]) -> str:
    return ", ".join(filter(None, name))


def _word(value: object) -> object:
    if isinstance(value, bytes):
        return f"de grenzen {hashlib.sha256(value).hexdigest()[:8]}"
    return "leeg" if value is None else value
