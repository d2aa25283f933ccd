"""Inhabitants, households, dwellings and land of CBS into the store, by year and on its division.

What CBS keeps secret is not stored: it is niet gemeten, never 0.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from geo import AreaId, DivisionId, Level
from ivbgeo.borders import refuse_other_gemeente
from ivbgeo.demo import add_categories
from ivbgeo.dutch import number
from ivbgeo.errors import DataError, StoreError
from ivbgeo.fetch.kerncijfers import TITLE, find_columns, find_tables, read_rows
from ivbgeo.figure import Classification, Provenance
from ivbgeo.machine import beheerder
from ivbgeo.municipality import gemeente_code
from ivbgeo.period import Period
from ivbgeo.record import Act
from ivbgeo.record.told import dataset_entry
from ivbgeo.sources.text import plain
from ivbgeo.store import counts, datasets, divisions
from ivbgeo.store.counts import CountRow
from ivbgeo.store.record import add_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from ivbgeo.fetch.http import Client
    from ivbgeo.fetch.kerncijfers import Kerncijfers, Row
    from ivbgeo.store import Store
    from ivbgeo.store.datasets import Dataset

__all__ = ["PopulationReport", "PopulationYear", "fetch_population"]

# Category → what the name of its column begins with, and what figures are rounded to.
_STEMS = {
    "inwoners": "AantalInwoners",
    "huishoudens": "HuishoudensTotaal",
    "woningen": "Woningvoorraad",
    "land_ha": "OppervlakteLand",
}
_NEEDED = "inwoners"
_ROUNDED = {"inwoners": 5, "huishoudens": 5, "woningen": 5, "land_ha": 1}
_WORDS = {
    "inwoners": "inwoners",
    "huishoudens": "huishoudens",
    "woningen": "woningen",
    "land_ha": "hectare land",
}
_LEVELS = {"GM": Level.GEMEENTE, "WK": Level.WIJK, "BU": Level.BUURT}
_STEPS = 2
_NAMED = 5


@dataclass(frozen=True, slots=True)
class _Areas:
    """The areas of a year: by level, code to name; and the codes of those that are water."""

    names: Mapping[Level, Mapping[str, str]]
    water: frozenset[str]


@dataclass(frozen=True, slots=True)
class PopulationYear:
    """What came of one year. ``remarks``: Dutch sentences; ``written``: whether it was new."""

    year: int
    table: str
    figures: int
    remarks: tuple[str, ...]
    written: bool


@dataclass(frozen=True, slots=True)
class PopulationReport:
    """What came of fetching population."""

    gemeente: str
    years: tuple[PopulationYear, ...]
    data_version: int

    @property
    def written(self) -> bool:
        """Whether anything changed in the store."""
        return any(year.written for year in self.years)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What a user is told, in Dutch."""
        told = []
        for each in self.years:
            came = f"{number(each.figures)} cijfers." if each.written else "Er is niets veranderd."
            told.append(f"{TITLE} {each.year} ({each.table}): {came}")
            told += each.remarks
        return tuple(told)


@dataclass(frozen=True, slots=True)
class _Fetched:
    """The rows of one year; ``rows`` None: CBS did not change its table since the last time."""

    table: Kerncijfers
    areas: _Areas
    rows: tuple[Row, ...] | None
    remarks: tuple[str, ...] = ()

    @property
    def hash(self) -> str:
        told = [[row.code, row.values] for row in self.rows or ()]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def fetch_population(
    store: Store,
    gemeente: str,
    years: Sequence[int],
    *,
    client: Client,
    data_dir: Path,
    progress: Callable[[str, int, int], None] = lambda _what, _done, _total: None,
) -> PopulationReport:
    """Bring the population of some years into the store: all of them, or none.

    Parameters
    ----------
    gemeente
        Its code, such as GM0637; the areas of each year must be in the store.
    client
        Asks CBS.
    data_dir
        The embedded data, for the categories that any store has.
    progress
        Is told what is being fetched (in Dutch), how many steps are done and how many there are.

    Raises
    ------
    UsageError
        If ``gemeente`` is no code of a gemeente.
    DataError
        If the store is of another gemeente or lacks the areas of a year, or has others; if CBS
        does not have a year, or not in the form that is known. The store stays as it was.
    """
    code = gemeente_code(gemeente)
    asked = sorted(set(years))
    with store.reading() as connection:
        refuse_other_gemeente(connection, code)
        areas = {year: _areas(connection, code, year) for year in asked}
        known = {d.provenance.dataset: d for d in datasets.list_datasets(connection)}
    total = _STEPS * len(asked)
    progress("Tabellen zoeken", 0, total)
    fetched = []
    for place, table in enumerate(find_tables(client, asked).values()):
        progress(f"Kerncijfers {table.year}", _STEPS * place + 1, total)
        if _is_unchanged(known.get(_key(table.year)), table):
            fetched.append(_Fetched(table, areas[table.year], None))
        else:
            fetched.append(_read(client, code, table, areas[table.year]))
    progress("Opslaan", total, total)
    return _write(store, code, fetched, known, client.base_url, data_dir)


def _areas(connection: Connection, gemeente: str, year: int) -> _Areas:
    """Read what the areas of a year are called."""
    numbers = divisions.division_numbers(connection)
    found = {level: numbers.get(DivisionId(level, year)) for level in _LEVELS.values()}
    present = {level: place for level, place in found.items() if place is not None}
    if len(present) != len(found):
        raise DataError("population.no_areas", year=year, gemeente=gemeente)
    return _Areas(
        {level: divisions.read_names(connection, place) for level, place in present.items()},
        frozenset().union(*(divisions.read_water(connection, at) for at in present.values())),
    )


def _key(year: int) -> str:
    return f"fetch/population/{year}"


def _is_unchanged(dataset: Dataset | None, table: Kerncijfers) -> bool:
    return dataset is not None and dataset.provenance.remark == _remark(table)


def _remark(table: Kerncijfers) -> str:
    return f"Door het CBS afgerond. Laatst gewijzigd door het CBS: {table.modified}."


def _read(client: Client, gemeente: str, table: Kerncijfers, areas: _Areas) -> _Fetched:
    columns = find_columns(client, table, _STEMS)
    if _NEEDED not in columns:
        raise DataError("population.no_column", value=table.identifier, column=_STEMS[_NEEDED])
    rows = read_rows(client, table, gemeente, columns)
    _check_areas(rows, table, areas.names, gemeente)
    lacking = [_WORDS[category] for category in _STEMS if category not in columns]
    remarks = [f"De tabel {table.identifier} heeft geen {word}." for word in lacking]
    told = areas.water | {row.code for row in rows}
    absent = [
        f"{code} ({name})"
        for named in areas.names.values()
        for code, name in named.items()
        if code not in told
    ]
    if absent:
        remarks.append(f"Niet in de tabel, dus niet gemeten: {_some(absent)}.")
    remarks += [_added_up(rows, category) for category in columns]
    return _Fetched(table, areas, rows, tuple(filter(None, remarks)))


def _check_areas(
    rows: Sequence[Row], table: Kerncijfers, names: Mapping[Level, Mapping[str, str]], gemeente: str
) -> None:
    """Refuse a table of other areas than those in the store: codes are used again."""
    if gemeente not in {row.code for row in rows}:
        raise DataError("population.no_gemeente", value=gemeente, table=table.identifier)
    other = []
    for row in rows:
        name = names[_LEVELS[row.code[:2]]].get(row.code)
        if name is None or _bare(name) != _bare(row.name):
            here = f"hier ‘{name}’" if name is not None else "hier onbekend"
            other.append(f"{row.code} ‘{row.name}’ ({here})")
    if other:
        raise DataError(
            "population.other_areas",
            value=_some(other),
            table=table.identifier,
            year=table.year,
            gemeente=gemeente,
        )


def _bare(name: str) -> str:
    """Give a name to compare by: without ‘Wijk 01’ before it and ‘(gemeente)’ after it."""
    name = re.sub(r"^wijk \d+\s+", "", name.strip(), flags=re.IGNORECASE)
    return plain(re.sub(r"\s*\(gemeente\)$", "", name))


def _some(told: Sequence[str]) -> str:
    more = f" en nog {len(told) - _NAMED}" if len(told) > _NAMED else ""
    return ", ".join(told[:_NAMED]) + more


def _added_up(rows: Sequence[Row], category: str) -> str:
    """Say whether the buurten add up to the gemeente, as far as rounding lets them."""
    whole = next(row.values[category] for row in rows if row.code.startswith("GM"))
    parts = [row.values[category] for row in rows if row.code.startswith("BU")]
    known = [part for part in parts if part is not None]
    words = _WORDS[category]
    if whole is None:
        return f"Van de gemeente zelf is het aantal {words} niet bekend."
    told = f"De buurten hebben samen {number(sum(known))} {words}, de gemeente {number(whole)}"
    secret = len(parts) - len(known)
    rounding = _ROUNDED[category] / 2 * (len(known) + 1)
    if secret:
        if sum(known) - whole <= rounding:
            return f"{told}; van {secret} {'buurt' if secret == 1 else 'buurten'} is het geheim."
    elif abs(sum(known) - whole) <= rounding:
        return f"{told}; dat past bij de afronding."
    return f"{told}. Let op: dat verschilt meer dan de afronding verklaart."


def _write(
    store: Store,
    gemeente: str,
    fetched: Sequence[_Fetched],
    known: Mapping[str, Dataset],
    base_url: str,
    data_dir: Path,
) -> PopulationReport:
    def is_new(each: _Fetched) -> bool:
        before = known.get(_key(each.table.year))
        return each.rows is not None and (before is None or before.provenance.sha256 != each.hash)

    written: dict[int, int] = {}
    if any(is_new(each) for each in fetched):
        with store.writing() as connection:
            add_categories(connection, data_dir)
            numbers = divisions.division_numbers(connection)
            for each in fetched:
                if not is_new(each):
                    continue
                year = each.table.year
                if _areas(connection, gemeente, year) != each.areas:
                    raise StoreError("store.moved_on")
                provenance = _provenance(each, base_url)
                dataset = datasets.put_dataset(connection, datasets.FETCHED, provenance)
                written[year] = counts.add_counts(connection, dataset, _counts(each), numbers)
                add_lines(connection, [dataset_entry(beheerder(), Act.INGELEZEN, provenance)])
    years = tuple(
        PopulationYear(
            each.table.year,
            each.table.identifier,
            written.get(each.table.year, 0),
            each.remarks,
            each.table.year in written,
        )
        for each in fetched
    )
    return PopulationReport(gemeente, years, store.version)


def _counts(fetched: _Fetched) -> Iterator[CountRow]:
    year = fetched.table.year
    for row in fetched.rows or ():
        area = AreaId(row.code, year, _LEVELS[row.code[:2]])
        for category, value in row.values.items():
            if value is not None:
                yield CountRow(area, category, Period.year(year), value)


def _provenance(fetched: _Fetched, base_url: str) -> Provenance:
    table = fetched.table
    return Provenance(
        dataset=_key(table.year),
        title=f"Bevolking {table.year}",
        source=f"CBS, {TITLE} {table.year}",
        table=table.identifier,
        retrieved=datetime.now(UTC).date(),
        sha256=fetched.hash,
        licence="CC BY 4.0",
        classification=Classification.OPEN,
        url=f"{base_url}{table.path}",
        remark=_remark(table),
    )
