"""The stores that the app shows: a city in detail and a nation, made by the product's own imports.

The city is the demo with borders of its own: 146 areas of 100 to 200 vertices, as in the national
files, where those that came with ivbgeo are generalised. Its incidents and people are made up. The
nation is one gemeente of 14,500 buurten, for a store is of one gemeente.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pyogrio.raw
import shapely

from benchmarks.ground import ground
from benchmarks.tessellation import AREAS, CACHE, national_file, tessellation_polygons
from benchmarks.timing import say
from geo import Level
from ivbgeo.demo import add_categories
from ivbgeo.settings import ROOT
from ivbgeo.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["CITY", "NATION", "YEARS", "Town", "town"]

CITY, NATION = "city", "nation"
YEARS = range(2019, 2026)
_DIVISION_YEAR = 2025
_CATEGORIES = ("1.1.1", "1.4.5", "1.4.6", "2.2.1")
_PER_YEAR = 3_000  # incidents of each category in a city


@dataclass(frozen=True, slots=True)
class Town:
    """A store, and what the map shows of it at first.

    ``address``: what the address of the page asks; ``areas``: how many there are; ``categories``:
    of what there are figures of all of them.
    """

    name: str
    database: Path
    areas: int
    categories: tuple[str, ...]
    address: str

    @property
    def settings(self) -> dict[str, str]:
        """Variables that make the app show this store."""
        return {
            "IVBGEO_DATABASE_URL": f"sqlite:///{self.database.resolve()}",
            "IVBGEO_CACHE_DIR": str(self.database.parent.resolve() / "cache"),
        }


def town(name: str) -> Town:
    """Give one of the two, made if it isn't there yet."""
    folder = CACHE / "visited" / name
    made = _TOWNS[name](folder / "store.sqlite")
    if not made.database.exists():
        say(f"making the store of a {name}")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        _FILL[name](made)
    return made


def _city(database: Path) -> Town:
    codes = ground("city").division.codes
    return Town(
        CITY, database, len(codes), _CATEGORIES,
        f"?onderwerp=misdrijven&soort={_CATEGORIES[0]}&maat=aantal&periode=2023&per=buurt",
    )  # fmt: skip


def _nation(database: Path) -> Town:
    address = "?onderwerp=bevolking&periode=2023&per=buurt"
    return Town(NATION, database, AREAS, ("inwoners",), address)


def _fill_city(made: Town) -> None:
    # A half-made store is none: it is made aside.
    aside = _aside(made)
    _ivbgeo(aside, "demo")
    division, folder = ground("city").division, made.database.parent
    polygons = _into(tessellation_polygons(made.areas), shapely.total_bounds(division.polygons))
    areas = _areas_file(folder / "buurten.gpkg", polygons, Level.BUURT, division.codes,
                        division.names)  # fmt: skip
    _ivbgeo(aside, "import", "areas", areas)
    chance = np.random.default_rng(1)
    rows: list[tuple[object, ...]] = []
    for category, year in product(_CATEGORIES, YEARS):
        share = chance.lognormal(0.0, 1.0, made.areas)
        found = chance.choice(made.areas, _PER_YEAR, p=share / share.sum())
        days, months = chance.integers(1, [[29], [13]], (2, _PER_YEAR))
        rows += [
            (category, f"{day:02}-{month:02}-{year}", division.codes[at], _DIVISION_YEAR)
            for at, day, month in zip(found, days, months, strict=True)
        ]
    header = ("soort misdrijf", "datum", "gebiedscode", "jaar indeling")
    # Open, so that nobody has to sign in to see them.
    _ivbgeo(aside, "import", "incidents", _table(folder / "incidenten.csv", header, rows),
            "--classification", "open")  # fmt: skip
    _ivbgeo(aside, "import", "population", _people(folder, division.codes),
            "--classification", "open")  # fmt: skip
    _done(aside, made)


def _fill_nation(made: Town) -> None:
    aside, folder = _aside(made), made.database.parent
    file = national_file()
    # A gemeente of more buurten than its code has room for: they come before it does.
    _ivbgeo(aside, "import", "areas", file)
    polygons = shapely.from_wkb(pyogrio.raw.read(file)[2])
    whole = np.array([shapely.coverage_union_all(polygons)])
    _ivbgeo(aside, "import", "areas", _areas_file(folder / "gemeente.gpkg", whole, Level.GEMEENTE,
                                                  ["GM0000"], ["Proefland"]))  # fmt: skip
    store = Store.open(f"sqlite:///{aside.resolve()}")
    with store.writing() as connection:
        add_categories(connection, ROOT / "data")
    store.close()
    codes = [f"BU{i:08d}" for i in range(made.areas)]
    _ivbgeo(aside, "import", "population", _people(folder, codes), "--classification", "open")
    _done(aside, made)


_TOWNS = {CITY: _city, NATION: _nation}
_FILL = {CITY: _fill_city, NATION: _fill_nation}


def _aside(made: Town) -> Path:
    return made.database.with_name("making.sqlite")


def _done(aside: Path, made: Town) -> None:
    aside.replace(made.database)


def _into(polygons: NDArray[np.object_], bounds: Sequence[float]) -> NDArray[np.object_]:
    """Shrink a division so that it fits into bounds: west, south, east, north, metres."""
    left, bottom, right, top = shapely.total_bounds(polygons)
    scale = np.array([(bounds[2] - bounds[0]) / (right - left),
                      (bounds[3] - bounds[1]) / (top - bottom)])  # fmt: skip
    origin = np.array([left, bottom])
    return shapely.transform(polygons, lambda xy: (xy - origin) * scale + bounds[:2])


def _areas_file(
    path: Path,
    polygons: NDArray[np.object_],
    level: Level,
    codes: Sequence[str],
    names: Sequence[str],
) -> Path:
    pyogrio.raw.write(
        path,
        shapely.to_wkb(polygons),
        [
            np.array(codes, dtype=object),
            np.array(names, dtype=object),
            np.full(len(codes), str(level), dtype=object),
            np.full(len(codes), _DIVISION_YEAR),
        ],
        ["code", "name", "level", "year"],
        driver="GPKG",
        layer=str(level),
        geometry_type="Polygon",
        crs="EPSG:28992",
    )
    return path


def _people(folder: Path, codes: Sequence[str]) -> Path:
    chance = np.random.default_rng(2)
    people = chance.lognormal(6.5, 1.0, len(codes))
    rows = [
        (code, _DIVISION_YEAR, year, int(number))
        for year in YEARS
        for code, number in zip(codes, people * chance.uniform(0.8, 1.25, len(codes)), strict=True)
    ]
    header = ("gebiedscode", "jaar indeling", "jaar", "inwoners")
    return _table(folder / "bevolking.csv", header, rows)


def _table(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(header)
        writer.writerows(rows)
    return path


def _ivbgeo(database: Path, *command: str | Path) -> None:
    environment = {**os.environ, "IVBGEO_DATABASE_URL": f"sqlite:///{database.resolve()}"}
    ran = subprocess.run(
        [sys.executable, "-m", "ivbgeo", *map(str, command)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if ran.returncode:
        raise RuntimeError(f"ivbgeo {' '.join(map(str, command))}: {ran.stderr}")
