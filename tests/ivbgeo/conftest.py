"""A city of which it is known what stands out."""

import numpy as np
import pytest

from benchmarks.months import add_months
from geo import AreaId, DivisionId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.figure import Classification
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.period import Period
from ivbgeo.sources import Kind
from ivbgeo.store import Store
from ivbgeo.wijk import areas_of

RATES = {"0.0.0": 45.0, "1.1.1": 4.0, "1.4.4": 3.0, "1.4.5": 5.0, "1.4.6": 0.5, "2.2.1": 9.0}
MEERZICHT = AreaId("WK063705", 2025, Level.WIJK)
VOORWEG = "BU06370501"


@pytest.fixture(scope="session")
def city(databases, tmp_path_factory):
    """Three years of months of six kinds; in 2024 the burglaries of one buurt rose fivefold.

    People are counted in every buurt and wijk of 2025, dwellings too.
    """
    store = Store.open(databases.address("sqlite", filled=True))
    edition = Atlas(store).edition()
    division = edition.division(DivisionId(Level.BUURT, 2025))
    # The same as those that the counts are drawn by.
    people = np.random.default_rng(1).lognormal(6.3, 0.9, len(division.codes)).round()
    lines = ["gebiedscode;jaar indeling;jaar;inwoners;woningen"]
    for level in (Level.BUURT, Level.WIJK, Level.GEMEENTE):
        wanted = DivisionId(level, 2025)
        around = edition.up(wanted)[edition.numbers[division.id]]
        for code in edition.division(wanted).codes:
            inside = [around[buurt] == code for buurt in division.codes]
            total = int(people[inside].sum())
            lines.append(f"{code};2025;2024;{total};{total // 2}")
    file = tmp_path_factory.mktemp("stad") / "bevolking.csv"
    file.write_text("\n".join(lines) + "\n")
    options = ReadOptions(classification=Classification.OPEN)
    report = import_file(store, edition, file, Kind.POPULATION, options)
    assert not report.refused, report.rejections
    add_months(store, Period((2022, 1), (2024, 12)), RATES, changed={("1.1.1", VOORWEG): [9] * 12})
    yield Atlas(store).edition()
    store.close()


@pytest.fixture(scope="session")
def meerzicht(city):
    """The areas that are looked at for Meerzicht."""
    return areas_of(city, MEERZICHT)
