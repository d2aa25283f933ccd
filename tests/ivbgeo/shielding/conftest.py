"""A village that is small enough to try everything on: six buurten, two wijken, two casewijken."""

from dataclasses import replace
from datetime import date

import pytest
import shapely

from geo import Area, AreaId, Division, Level
from ivbgeo.atlas import Atlas
from ivbgeo.category import Category
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.sources import Kind
from ivbgeo.store import Store, categories, datasets, divisions

TENURES = ("koop", "corporatie", "particulier")
KINDS = ("1.1.1", "1.4.6", "1.4.7")
BUURTEN = tuple(f"BU0637{wijk}0{n}" for wijk in ("01", "02") for n in (1, 2, 3))
WIJKEN = ("WK063701", "WK063702")
CASEWIJKEN = ("CW063701", "CW063702")
GEMEENTE = "GM0637"
YEAR = 2025


def _taxonomy():
    yield from (Category(kind, f"Soort {kind}", "politie") for kind in KINDS)
    yield Category("hic", "High Impact Crimes", "groep", KINDS)
    yield Category("hic.woninginbraak", "Woninginbraak", "groep", ("1.1.1",))
    for status in ("lopend", "afgerond"):
        members = tuple(f"woonoverlast.{tenure}.{status}" for tenure in TENURES)
        yield from (Category(code, code, "woonoverlast") for code in members)
        yield Category(f"woonoverlast.{status}", status, "woonoverlast", members)
    for tenure in TENURES:
        own = tuple(f"woonoverlast.{tenure}.{status}" for status in ("lopend", "afgerond"))
        yield Category(f"woonoverlast.{tenure}", tenure, "woonoverlast", own)
    yield Category(
        "woonoverlast", "Woonoverlast", "woonoverlast",
        tuple(f"woonoverlast.{tenure}" for tenure in TENURES),
    )  # fmt: skip


def _box(n):
    column, row = n % 3, n // 3
    x, y = 92_000 + 100 * column, 451_000 + 100 * row
    return shapely.box(x, y, x + 100, y + 100)


def casewijk_of(buurt):
    """The casewijk that a buurt is in: casewijken cross wijken."""
    return CASEWIJKEN[int(buurt.endswith("3"))]


def _divisions():
    of_buurt = [(code, _box(n), f"WK{code[2:8]}") for n, code in enumerate(BUURTEN)]

    def joined(picked):
        return shapely.union_all([polygon for code, polygon, _ in of_buurt if picked(code)])

    yield [(code, polygon, wijk, Level.BUURT) for code, polygon, wijk in of_buurt]
    yield [
        (wijk, joined(lambda code, wijk=wijk: code[2:8] == wijk[2:]), None, Level.WIJK)
        for wijk in WIJKEN
    ]
    yield [
        (one, joined(lambda code, one=one: casewijk_of(code) == one), None, Level.CASEWIJK)
        for one in CASEWIJKEN
    ]
    yield [(GEMEENTE, joined(bool), None, Level.GEMEENTE)]


def build(store, source):
    """Give a store the areas and the categories of the village."""
    with store.writing() as connection:
        number = datasets.add_dataset(connection, "embedded", replace(source, dataset="dorp"))
        for areas in _divisions():
            made = [
                Area(AreaId(code, YEAR, level), code, polygon, parent)
                for code, polygon, parent, level in areas
            ]
            divisions.add_division(connection, number, Division.from_areas(made))
        categories.write_categories(connection, number, _taxonomy())


@pytest.fixture
def village(store, source):
    """A store of its own, of either kind, with the village."""
    build(store, source)
    return store


@pytest.fixture
def hamlet(databases, source):
    """The same, for what does not depend on the database."""
    store = Store.open(databases.address("sqlite", filled=False))
    build(store, source)
    yield store
    store.close()


@pytest.fixture
def bring(tmp_path):
    """A function that imports lines of a kind into a store; gives the edition that came of it."""
    heads = {
        "incidents": "categorie,datum,gebiedscode,jaar indeling",
        "cases": "eigendom,geopend,afgesloten,gebiedscode,jaar indeling",
    }

    def bring(store, kind, lines, name="bestand.csv", **options):
        path = tmp_path / name
        path.write_text("\n".join([heads[kind], *lines, ""]))
        told = ReadOptions(today=date(2026, 11, 1), **options)
        report = import_file(store, Atlas(store).edition(), path, Kind(kind), told)
        assert not report.refused, report.rejections
        return Atlas(store).edition()

    return bring
