"""The CBS tables Kerncijfers wijken en buurten: one for each year, its columns numbered anew.

A number at the end of a column changes from year to year, so columns are found by what comes
before it. Keys are padded with blanks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ivbgeo.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ivbgeo.fetch.http import Client

__all__ = ["TITLE", "Kerncijfers", "Row", "find_columns", "find_tables", "read_rows"]

TITLE = "Kerncijfers wijken en buurten"
_REGIONS = "WijkenEnBuurten"


@dataclass(frozen=True, slots=True)
class Kerncijfers:
    """The table of one year, and when CBS changed it last, as CBS writes that."""

    year: int
    identifier: str
    modified: str

    @property
    def path(self) -> str:
        """Where it is, below the address of CBS."""
        return f"/ODataApi/odata/{self.identifier}"


@dataclass(frozen=True, slots=True)
class Row:
    """One area: its code and name, and a number for each category; None where CBS gives none."""

    code: str
    name: str
    values: Mapping[str, float | None]


def find_tables(client: Client, years: Iterable[int]) -> dict[int, Kerncijfers]:
    """Find the tables of years in the catalogue of CBS, by their title.

    Raises
    ------
    FetchError
        If CBS does not answer.
    DataError
        ``population.tables`` if a year has no table there, or more than one.
    """
    path = "/ODataCatalog/Tables"
    answer = client.get_json(path, {"$filter": f"startswith(Title,'{TITLE}')", "$format": "json"})
    found: dict[int, list[Kerncijfers]] = {}
    for told in _rows(answer, f"{client.base_url}{path}"):
        title = re.fullmatch(rf"{TITLE} (\d{{4}})", str(told.get("Title", "")).strip())
        if title is not None:
            table = Kerncijfers(
                int(title[1]), str(told.get("Identifier")), str(told.get("Modified"))
            )
            found.setdefault(table.year, []).append(table)
    single = {year: tables[0] for year, tables in found.items() if len(tables) == 1}
    wrong = sorted(set(years) - set(single))
    if wrong:
        doubled = [
            f"{year}: {', '.join(table.identifier for table in found[year])}"
            for year in wrong
            if year in found
        ]
        raise DataError(
            "population.tables",
            value=", ".join(map(str, wrong)),
            doubled=f" Meer dan één voor {'; '.join(doubled)}." if doubled else "",
            known=", ".join(map(str, sorted(single))) or "geen enkel jaar",
        )
    return {year: single[year] for year in sorted(set(years))}


def find_columns(client: Client, table: Kerncijfers, stems: Mapping[str, str]) -> dict[str, str]:
    """Find the columns of categories by the stem of their name; one that is not there is left out.

    Raises
    ------
    FetchError, DataError
        If CBS does not answer, or if two columns have the stem.
    """
    path = f"{table.path}/DataProperties"
    answer = client.get_json(path, {"$format": "json"})
    keys = [str(told.get("Key")) for told in _rows(answer, f"{client.base_url}{path}")]
    columns = {}
    for category, stem in stems.items():
        same = [key for key in keys if re.fullmatch(rf"{stem}(_\d+)?", key)]
        if len(same) > 1:
            raise DataError("population.columns", value=table.identifier, columns=", ".join(same))
        if same:
            columns[category] = same[0]
    return columns


def read_rows(
    client: Client, table: Kerncijfers, gemeente: str, columns: Mapping[str, str]
) -> tuple[Row, ...]:
    """Read the rows of a gemeente, its wijken and its buurten.

    Parameters
    ----------
    columns
        Category → column.

    Raises
    ------
    FetchError, DataError
        If CBS does not answer, or gives something else than numbers.
    """
    digits = gemeente.removeprefix("GM")
    rows = []
    for prefix in ("GM", "WK", "BU"):
        start = f"{prefix}{digits}"
        names = _of_regions(client, table, _REGIONS, "Key", ("Key", "Title"), start)
        named = {str(told["Key"]).strip(): str(told["Title"]).strip() for told in names}
        for told in _of_regions(
            client, table, "TypedDataSet", _REGIONS, (_REGIONS, *columns.values()), start
        ):
            code = str(told[_REGIONS]).strip()
            values = {
                category: _number(told[column], code, column)
                for category, column in columns.items()
            }
            rows.append(Row(code, named.get(code, ""), values))
    return tuple(rows)


def _of_regions(
    client: Client,
    table: Kerncijfers,
    entity: str,
    key: str,
    columns: tuple[str, ...],
    start: str,
) -> list[Mapping[str, Any]]:
    path, address = f"{table.path}/{entity}", f"{client.base_url}{table.path}/{entity}"
    asked = {
        "$filter": f"startswith({key},'{start}')",
        "$select": ",".join(columns),
        "$format": "json",
    }
    rows = _rows(client.get_json(path, asked), address)
    if not all(set(columns) <= set(row) for row in rows):
        raise DataError("population.form", address=address)
    # Whatever the service made of the filter.
    return [row for row in rows if str(row[key]).startswith(start)]


def _rows(answer: Any, address: str) -> list[Mapping[str, Any]]:
    rows = answer.get("value") if isinstance(answer, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise DataError("population.form", address=address)
    return rows


def _number(value: object, code: str, column: str) -> float | None:
    """Give a number; none for what is secret or unknown: no value, a point, a negative number."""
    if isinstance(value, str):
        text = value.strip()
        if text in {"", "."}:
            return None
        value = float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text, re.ASCII) else value
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise DataError("population.value", code=code, column=column, value=str(value)[:40])
    return float(value) if value >= 0 else None
