"""Columns of Arrow as plain cells: what is no single value, or no day that exists, says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from ivbgeo.sources.table import Cell

__all__ = ["NESTED", "OtherCell", "values_of"]


@dataclass(frozen=True, slots=True)
class OtherCell:
    """A value that is no text, number, moment or truth: every reader of values refuses it."""

    text: str

    def __str__(self) -> str:
        return self.text


_NO_DAY = OtherCell("een tijd die niet bestaat")
NESTED = OtherCell("een lijst of een groep")
"""What stands in the place of one that is not read."""


def values_of(column: pa.Array) -> list[Cell]:
    """Give a column as a list of cells; moments with a zone keep it, fractions are cut to µs."""
    types, kind = pa.types, column.type
    if types.is_dictionary(kind):
        known = values_of(column.dictionary)
        return [None if at is None else known[at] for at in column.indices.to_pylist()]
    if types.is_nested(kind) or types.is_duration(kind) or types.is_interval(kind):
        return [NESTED if valid else None for valid in column.is_valid().to_pylist()]
    if types.is_decimal(kind):
        return [None if value is None else _number(value) for value in column.to_pylist()]
    if types.is_timestamp(kind):
        # Under any zone the moment itself is in UTC; its name may be one that isn't known here.
        unit = "us" if kind.unit == "ns" else kind.unit
        zoned = pa.timestamp(unit, "UTC" if kind.tz else None)
        column = _cast(column, zoned)
    elif types.is_time64(kind) and kind.unit == "ns":
        column = _cast(column, pa.time64("us"))
    try:
        return list(column.to_pylist())
    except (ValueError, OverflowError):  # a year that Python's calendar doesn't have
        return [_one(value) for value in column]


def _cast(column: pa.Array, kind: pa.DataType) -> pa.Array:
    return pc.cast(column, kind, safe=False)


def _number(value: Any) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _one(value: pa.Scalar) -> Cell:
    try:
        cell: Cell = value.as_py()
    except (ValueError, OverflowError):
        return _NO_DAY
    return cell
