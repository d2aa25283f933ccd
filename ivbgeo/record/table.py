"""Lines of the record as rows of a file: all that they say, so that the chain can be worked out."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from ivbgeo.spreadsheet import cell_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ivbgeo.record.chain import Line

__all__ = ["COLUMNS", "as_csv", "row_of"]

COLUMNS = (
    "number", "at", "act", "what", "role", "who", "area_code", "level", "division_year", "detail",
    "hash",
)  # fmt: skip
"""What a line says, in this order; the contract of the files."""


def row_of(line: Line) -> tuple[Any, ...]:
    """Give a line by its columns; the moment in UTC, and None where it says nothing."""
    told = {name: getattr(line, name) for name in COLUMNS}
    told["at"] = line.at.isoformat(timespec="microseconds")
    return tuple(told.values())


def as_csv(lines: Iterable[Line]) -> bytes:
    """Write lines as the CSV that a Dutch Excel opens at a click."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow(
            cell_text(value) if isinstance(value, str) else value for value in row_of(line)
        )
    return text.getvalue().encode("utf-8-sig")
