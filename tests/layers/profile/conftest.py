"""A town with made-up incidents on the division of 2024, of which the population is known."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
import shapely

from geo import AreaId, DivisionId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.period import Period
from ivbgeo.sources import Kind
from ivbgeo.store import Store
from ivbgeo.viewer import PUBLIEK, Viewer
from ivbgeo.wijk import wijk_by_name, wijk_profile

PLANNER = Viewer.of("planner")


@pytest.fixture(scope="session")
def town_edition(databases, tmp_path_factory):
    """The embedded data with 3,000 burglaries and assaults; twice as many in one wijk."""
    store = Store.open(databases.address("sqlite", filled=True))
    path = tmp_path_factory.mktemp("incidents") / "incidenten.csv"
    edition = Atlas(store).edition()
    wijken = [edition.division(DivisionId(Level.WIJK, year)) for year in (2024, 2025)]
    path.write_text(_incidents(*wijken), encoding="utf-8")
    people = path.with_name("bevolking.csv")
    people.write_text(_people(edition), encoding="utf-8")
    for file, kind in ((path, Kind.INCIDENTS), (people, Kind.POPULATION)):
        options = ReadOptions(today=date(2026, 11, 1))
        report = import_file(store, Atlas(store).edition(), file, kind, options)
        assert not report.refused, report.rejections
    yield Atlas(store).edition()
    store.close()


def _people(edition):
    wijken = edition.division(DivisionId(Level.WIJK, 2024)).codes
    (gemeente,) = edition.division(DivisionId(Level.GEMEENTE, 2024)).codes
    found = {}
    for at, wijk in enumerate(wijken):
        buurten = edition.buurten_in(AreaId(wijk, 2024, Level.WIJK))
        found |= dict.fromkeys(buurten, 800 + 50 * at)
        found[wijk] = (800 + 50 * at) * len(buurten)
    found[gemeente] = sum(found[wijk] for wijk in wijken)
    rows = [f"{code};2024;2024;{2 * homes};{homes}" for code, homes in found.items()]
    return "\n".join(["gebiedscode;jaar indeling;jaar;inwoners;woningen", *rows])


def _incidents(division, newer):
    rng = np.random.default_rng(6)
    left, bottom, right, top = shapely.total_bounds(division.polygons)
    busy = division.polygons[2]
    x, y = rng.uniform(left, right, 9000), rng.uniform(bottom, top, 9000)
    town = [shapely.union_all(one.polygons).buffer(-20) for one in (division, newer)]
    inside = shapely.contains_xy(shapely.intersection(*town), x, y)
    often = shapely.contains_xy(busy, x, y)
    lines = ["Soort misdrijf;Pleegdatum begin;X;Y"]
    for at in np.flatnonzero(inside):
        for _ in range(3 if often[at] else 1):
            day = date.fromordinal(date(2023, 1, 1).toordinal() + int(rng.integers(0, 730)))
            kind = "1.1.1" if at % 2 else "1.4.5"
            lines.append(f"{kind};{day:%d-%m-%Y};{x[at]:.0f};{y[at]:.0f}")
    return "\n".join(lines)


@pytest.fixture(scope="session")
def busy(town_edition):
    """The profile of the wijk with much crime, as who sees all counts of incidents does."""
    division = town_edition.division(DivisionId(Level.WIJK, 2024))
    wijk = wijk_by_name(town_edition, f"2024-{division.codes[2]}")
    return wijk_profile(town_edition, PLANNER, wijk, Period.year(2024))


@pytest.fixture(scope="session")
def quiet(town_edition):
    """The profile of a wijk of which hardly anything is known, as anybody sees it."""
    return wijk_profile(
        town_edition, PUBLIEK, wijk_by_name(town_edition, "Meerzicht"), Period.year(2023)
    )
