"""CSV as this project keeps it: UTF-8, comma, line feeds, exact columns, empty for not known."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivbgeo.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path
    from typing import TypeVar

    T = TypeVar("T")

__all__ = ["Record", "csv_text", "read_records", "refuse_doubles"]


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a CSV file, knowing where it stands, so that a refusal can name it."""

    file: str
    line: int
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def parse(self, column: str, convert: Callable[[str], T], needed: str) -> T:
        """Convert a cell.

        Raises
        ------
        DataError
            ``embedded.value`` if ``convert`` raises ValueError; ``needed`` says in Dutch what
            should have stood there.
        """
        text = self.values[column]
        try:
            return convert(text)
        except ValueError:
            raise DataError(
                "embedded.value",
                file=self.file,
                line=self.line,
                column=column,
                value=text,
                needed=needed,
            ) from None

    def whole(self, column: str) -> int:
        """Give a whole number of 0 or more."""
        return self.parse(column, _whole, "een heel getal van 0 of meer")

    def whole_or_none(self, column: str) -> int | None:
        """Give a whole number of 0 or more, or None for an empty cell."""
        return self.whole(column) if self.values[column] else None

    def number_or_none(self, column: str) -> float | None:
        """Give a number, or None for an empty cell."""
        if not self.values[column]:
            return None
        return self.parse(column, float, "een getal met een punt voor de decimalen")

    def one_of(self, column: str, allowed: Sequence[str]) -> str:
        """Give a word that must be one of ``allowed``."""
        return self.parse(column, _among(allowed), " of ".join(w or "leeg" for w in allowed))

    def flag(self, column: str) -> bool:
        """Give a 0 or 1 as a truth value."""
        return self.parse(column, _flag, "0 of 1")


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return int(text)


def _among(allowed: Sequence[str]) -> Callable[[str], str]:
    def check(text: str) -> str:
        if text not in allowed:
            raise ValueError(text)
        return text

    return check


def _flag(text: str) -> bool:
    if text not in ("0", "1"):
        raise ValueError(text)
    return text == "1"


def read_records(path: Path, columns: Sequence[str]) -> tuple[Record, ...]:
    """Read a CSV file that must have exactly these columns, in this order.

    Raises
    ------
    DataError
        ``embedded.missing`` if there is no such file, ``embedded.encoding`` if it is not UTF-8,
        ``embedded.columns`` or ``embedded.cells`` if it has other columns than these,
        ``embedded.csv`` if its quotes don't close.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise DataError("embedded.missing", file=path.name) from None
    except UnicodeDecodeError:
        raise DataError("embedded.encoding", file=path.name) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        found, *lines = [(reader.line_num, cells) for cells in reader] or [(0, [])]
    except csv.Error:
        raise DataError("embedded.csv", file=path.name, line=reader.line_num) from None
    if found[1] != list(columns):
        raise DataError(
            "embedded.columns", file=path.name, value=",".join(found[1]), needed=",".join(columns)
        )
    records = []
    for line, cells in lines:
        if len(cells) != len(columns):
            raise DataError(
                "embedded.cells",
                file=path.name,
                line=line,
                value=len(cells),
                needed=len(columns),
            )
        records.append(Record(path.name, line, dict(zip(columns, cells, strict=True))))
    return tuple(records)


def refuse_doubles(records: Iterable[Record], key: Sequence[str]) -> None:
    """Refuse two lines with the same cells in the columns of ``key``.

    Raises
    ------
    DataError
        ``embedded.double``
    """
    seen = set()
    for record in records:
        cells = tuple(record[column] for column in key)
        if cells in seen:
            raise DataError("embedded.double", file=record.file, value=" ".join(cells))
        seen.add(cells)


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write rows as CSV text; ``None`` becomes an empty cell."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        if len(row) != len(columns):
            raise ValueError(f"{row!r} has {len(row)} cells; the columns are {columns!r}")
        writer.writerow(["" if cell is None else cell for cell in row])
    return out.getvalue()
