"""Free text of a file, without what looks personal: only where a setting says that it is kept.

It is no part of a row: no figure, page or export that is made of rows can have it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ivbgeo.dutch import trouble
from ivbgeo.errors import DataError
from ivbgeo.sources.columns import is_remark
from ivbgeo.sources.opening import open_table
from ivbgeo.textfilter import take_out

if TYPE_CHECKING:
    from pathlib import Path

    from ivbgeo.sources.reading import ParsedFile

__all__ = ["Remarks", "read_remarks"]


@dataclass(frozen=True, slots=True)
class Remarks:
    """The free texts of a file, n of them by column. ``repr`` shows none of it.

    Parameters
    ----------
    lines
        Line of the row that each is of.
    columns
        Name of the column that each stood in.
    texts
        What was left of each.
    taken_out
        Kind of what was taken out → how often.
    """

    lines: list[int] = field(default_factory=list, repr=False)
    columns: list[str] = field(default_factory=list, repr=False)
    texts: list[str] = field(default_factory=list, repr=False)
    taken_out: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        if not len(self.lines) == len(self.columns) == len(self.texts):
            raise ValueError("each text has a line and a column")


def read_remarks(path: Path, parsed: ParsedFile) -> Remarks:
    """Read the free texts of a file that was read before, and take out what looks personal.

    Columns that are used for something else, or that are of persons by their name (‘toelichting
    verdachte’), are left alone.

    Raises
    ------
    DataError
        If the file can't be read any more.
    """
    used = set(parsed.mapping.columns.values())
    found = Remarks()
    try:
        with open_table(path, parsed.crs) as table:
            wanted = {
                at: name
                for at, name in enumerate(table.columns)
                if name not in used and is_remark(name)
            }
            for batch in table.batches() if wanted else ():
                for at, name in wanted.items():
                    for line, cell in zip(batch.lines, batch.columns[at], strict=True):
                        if isinstance(cell, str) and cell.strip():
                            _add(found, line, name, cell)
    except OSError as error:
        raise DataError("file.unreadable", file=path.name, why=trouble(error)) from error
    return found


def _add(found: Remarks, line: int, column: str, text: str) -> None:
    # PostgreSQL has no text with this sign.
    cleaned = take_out(text.strip().replace("\0", ""))
    found.lines.append(line)
    found.columns.append(column)
    found.texts.append(cleaned.text)
    found.taken_out.update(one.kind.value for one in cleaned.found)
