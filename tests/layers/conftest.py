"""Maps of the embedded data, for the tests of GIS and of downloads: of each kind one."""

from __future__ import annotations

import pytest

from geo import Level
from ivbgeo.atlas import Atlas
from ivbgeo.demo import load_demo
from ivbgeo.period import Period
from ivbgeo.question import Question
from ivbgeo.reading import Statistic
from ivbgeo.store import Store
from ivbgeo.viewer import PUBLIEK
from layers.thematic import difference_map, thematic_map


@pytest.fixture(scope="session")
def maps(tmp_path_factory, data_dir):
    folder = tmp_path_factory.mktemp("gis")
    store = Store.open(f"sqlite:///{folder / 'store.sqlite'}")
    load_demo(store, data_dir)
    edition = Atlas(store).edition()
    crime = Question("0.0.0", Level.BUURT, Period.year(2024))
    nuisance = Question("woonoverlast", Level.CASEWIJK, Period.year(2023))
    made = {
        "counts": thematic_map(edition, PUBLIEK, crime, Statistic.AANTAL, folder),
        "rates": thematic_map(edition, PUBLIEK, crime, Statistic.PER_1000, folder),
        "casewijken": thematic_map(edition, PUBLIEK, nuisance, Statistic.AANTAL, folder),
        "difference": difference_map(
            edition, PUBLIEK, crime, Period.year(2022), Statistic.AANTAL, folder
        ),
    }
    store.close()
    return made
