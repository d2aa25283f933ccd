"""Wijken and buurten of any gemeente, at full resolution, of the years that are asked: all or none.

See ``docs/adr/0015-fetched-areas.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
from shapely.errors import ShapelyError

from geo import GeoError, Level
from ivbgeo.borders import put_divisions, refuse_other_gemeente
from ivbgeo.demo import add_categories
from ivbgeo.errors import DataError
from ivbgeo.fetch.drawing import STEPS, NoGemeenteError, draw
from ivbgeo.fetch.features import FeaturesError, window_of
from ivbgeo.fetch.http import FetchError
from ivbgeo.figure import Classification, Provenance
from ivbgeo.machine import beheerder
from ivbgeo.municipality import gemeente_code
from ivbgeo.record import Act
from ivbgeo.record.told import dataset_entry
from ivbgeo.store import datasets, divisions
from ivbgeo.store.record import add_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from geo import Division
    from ivbgeo.fetch.drawing import Drawn
    from ivbgeo.fetch.features import Window
    from ivbgeo.fetch.http import Client
    from ivbgeo.fetch.repair import Repair
    from ivbgeo.store import Store

__all__ = ["AreasReport", "YearReport", "fetch_areas"]

_REFUSALS = frozenset({400, 404})


@dataclass(frozen=True, slots=True)
class YearReport:
    """What came of one year. ``remarks``: Dutch sentences; ``written``: whether it was new."""

    year: int
    service: str
    buurten: int
    wijken: int
    water: int
    repairs: tuple[Repair, ...]
    remarks: tuple[str, ...]
    written: bool


@dataclass(frozen=True, slots=True)
class AreasReport:
    """What came of fetching areas."""

    gemeente: str
    name: str
    years: tuple[YearReport, ...]
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
            water = f", waarvan {each.water} water" if each.water else ""
            new = "" if each.written else " Er is niets veranderd."
            told.append(
                f"{self.name} {each.year}: {each.wijken} wijken en {each.buurten} buurten{water}, "
                f"via {each.service}.{new}"
            )
            told += each.remarks
            told += [f"Hersteld in {each.year}: {repair}." for repair in each.repairs]
        return tuple(told)


def fetch_areas(
    store: Store,
    gemeente: str,
    years: Sequence[int],
    *,
    client: Client,
    wfs_client: Client,
    data_dir: Path,
    progress: Callable[[str, int, int], None] = lambda _what, _done, _total: None,
) -> AreasReport:
    """Bring the gemeente, wijken and buurten of some years into the store: all of them, or none.

    Parameters
    ----------
    gemeente
        Its code, such as GM0637. The store must be of it, or be empty.
    client, wfs_client
        Ask the OGC API and, where that fails, the WFS.
    data_dir
        The embedded data, for the categories that any store has.
    progress
        Is told what is being fetched (in Dutch), how many steps are done and how many there are.

    Raises
    ------
    UsageError
        If ``gemeente`` is no code of a gemeente.
    DataError
        If the store is of another gemeente, if a year can't be had (the sentence says which can),
        or if a code would be gone that other data uses. The store stays as it was.
    GeoError
        If the areas are no coverage and can't be mended.
    """
    code = gemeente_code(gemeente)
    with store.reading() as connection:
        refuse_other_gemeente(connection, code)
        near = _known_window(connection)
    asked, total = sorted(set(years)), len(set(years)) * STEPS
    drawn: dict[int, Drawn] = {}
    failed: dict[int, str] = {}
    for place, year in enumerate(asked):

        def tell(what: str, done: int, year: int = year, place: int = place) -> None:
            progress(f"{what} {year}", place * STEPS + done, total)

        try:
            drawn[year] = draw(code, year, (client, wfs_client), near, tell)
        except (FetchError, FeaturesError, NoGemeenteError) as error:
            failed[year] = "" if error.values.get("status") in _REFUSALS else str(error)
        else:
            near = near or window_of(drawn[year].gemeente.polygons)
    if failed:
        raise DataError(
            "areas.years",
            failed=", ".join(map(str, failed)),
            why=next(filter(None, failed.values()), "PDOK heeft die jaren niet."),
            found=", ".join(map(str, drawn)) or "geen van de gevraagde jaren",
        )
    progress("Opslaan", total, total)
    return _write(store, code, drawn, data_dir)


def _known_window(connection: Connection) -> Window | None:
    """Give where the gemeente of the store lies, so that not the whole nation is looked through."""
    found = divisions.division_numbers(connection)
    newest = max((wanted for wanted in found if wanted.level is Level.GEMEENTE), default=None)
    if newest is None:
        return None
    try:
        return window_of(divisions.read_division(connection, found[newest]).polygons)
    except (GeoError, ShapelyError):
        return None


def _write(store: Store, code: str, drawn: dict[int, Drawn], data_dir: Path) -> AreasReport:
    with store.reading() as connection:
        same = {year for year, each in drawn.items() if _is_there(connection, year, each)}
        version = store.version_in(connection)
    if same != set(drawn):
        with store.writing() as connection:
            add_categories(connection, data_dir)
            for year, each in drawn.items():
                if year not in same:
                    provenance = _provenance(year, each)
                    put_divisions(connection, datasets.FETCHED, provenance, each.all)
                    add_lines(connection, [dataset_entry(beheerder(), Act.INGELEZEN, provenance)])
            version = store.version_in(connection)
    newest = drawn[max(drawn)]
    reports = [
        YearReport(
            year,
            each.service,
            len(each.buurten),
            len(each.wijken),
            int(np.sum(each.buurten.water)),
            each.repairs,
            each.remarks,
            year not in same,
        )
        for year, each in drawn.items()
    ]
    return AreasReport(code, newest.gemeente.names[0], tuple(reports), version)


def _key(year: int) -> str:
    return f"fetch/areas/{year}"


def _is_there(connection: Connection, year: int, drawn: Drawn) -> bool:
    """Whether the store has these very areas, of the dataset that they were fetched into."""
    known = {d.id: d.provenance.dataset for d in datasets.list_datasets(connection)}
    owners = divisions.division_datasets(connection)
    numbers = divisions.division_numbers(connection)

    def has(division: Division) -> bool:
        if known.get(owners.get(division.id, 0)) != _key(year):
            return False
        try:
            # The areas themselves: what was damaged is written anew.
            return divisions.read_division(connection, numbers[division.id]) == division
        except (GeoError, ShapelyError):
            return False

    return all(has(division) for division in drawn.all)


def _provenance(year: int, drawn: Drawn) -> Provenance:
    repaired = f" Hersteld: {'; '.join(map(str, drawn.repairs))}." if drawn.repairs else ""
    return Provenance(
        dataset=_key(year),
        title=f"Gemeente, wijken en buurten {year}",
        source="CBS en Kadaster, Wijk- en buurtkaart, via PDOK",
        table=f"{year}, volledige nauwkeurigheid",
        retrieved=datetime.now(UTC).date(),
        sha256=drawn.hash,
        licence="CC BY 4.0",
        classification=Classification.OPEN,
        url=drawn.address,
        remark=f"Opgehaald via {drawn.service}.{repaired}",
    )
