"""Which column is which field, told by a user: one small TOML file for each kind of file."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ivbgeo.dutch import trouble
from ivbgeo.errors import DataError
from ivbgeo.sources.fault import visible
from ivbgeo.sources.kind import Kind
from ivbgeo.sources.place import RD, WGS84

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["ColumnMapping"]


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which column is which field, for one kind of file; kept as TOML.

    ``columns``: field → name of the column in the file. ``crs``: EPSG code of the coordinates,
    28992 or 4326. ``division_year``: year of the division that the area codes are of.
    """

    kind: Kind
    columns: Mapping[str, str] = field(default_factory=dict)
    crs: int | None = None
    division_year: int | None = None

    def __post_init__(self) -> None:
        if self.crs not in (None, RD, WGS84):
            raise DataError("mapping.crs", value=self.crs)

    @classmethod
    def load(cls, path: Path) -> ColumnMapping:
        """Read a mapping.

        Raises
        ------
        DataError
            If the file can't be read, is no TOML, or says something else than a mapping can.
        """
        try:
            text = path.read_bytes().decode("utf-8-sig")
            return cls.loads(text)
        except OSError as error:
            raise DataError("file.unreadable", file=path.name, why=trouble(error)) from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
            raise DataError("mapping.broken", file=path.name, why=visible(error, 200)) from None

    @classmethod
    def loads(cls, text: str) -> ColumnMapping:
        """Read a mapping from TOML text, of which ``dumps`` shows the form."""
        tables = tomllib.loads(text.replace("\r\n", "\n"))
        unknown = sorted(tables.keys() - {"kind", "crs", "division_year", "columns"})
        if unknown:
            raise DataError("mapping.key", value=visible(unknown[0]))
        if tables.get("kind") not in list(Kind):
            raise DataError(
                "mapping.kind", value=visible(tables.get("kind", "")), known=", ".join(Kind)
            )
        for key in ("crs", "division_year"):
            if type(tables.get(key)) not in (int, type(None)):
                raise DataError("mapping.number", key=key, value=visible(tables[key]))
        columns = tables.get("columns", {})
        if not isinstance(columns, dict) or not all(isinstance(v, str) for v in columns.values()):
            raise DataError("mapping.columns")
        return cls(Kind(tables["kind"]), columns, tables.get("crs"), tables.get("division_year"))

    def dumps(self) -> str:
        """Write the mapping as TOML."""
        lines = [f"kind = {_quoted(self.kind)}"]
        if self.crs is not None:
            lines.append(f"crs = {self.crs}")
        if self.division_year is not None:
            lines.append(f"division_year = {self.division_year}")
        lines += ["", "[columns]"]
        lines += [f"{_quoted(name)} = {_quoted(column)}" for name, column in self.columns.items()]
        return "\n".join(lines) + "\n"

    def save(self, path: Path) -> None:
        """Write the mapping to a file, UTF-8."""
        path.write_text(self.dumps(), encoding="utf-8", newline="\n")


def _quoted(text: str) -> str:
    # JSON's escapes are TOML's, but for this one.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
