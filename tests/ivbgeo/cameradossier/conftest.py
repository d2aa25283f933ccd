"""Stores to make dossiers from: the embedded data, and with incidents on a square."""

from __future__ import annotations

import pytest
import shapely

from geo import Level
from ivbgeo.atlas import Atlas
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.sources import Kind
from ivbgeo.store import Store
from tests.ivbgeo.cameradossier.areas import BORDER, MADE


@pytest.fixture(scope="session")
def known(databases):
    """The embedded data."""
    store = Store.open(databases.address("sqlite", filled=True))
    yield Atlas(store).edition()
    store.close()


@pytest.fixture(scope="session")
def square(databases, tmp_path_factory):
    """The embedded data with incidents on a square, fewer in 2024, and as many as before elsewhere.

    On the square assaults go from 60 to 30, burglaries from 25 to 3, damage stays at 30; there are
    3 robberies. Around it assaults go from 40 to 44, and there is nothing else.
    """
    store = Store.open(databases.address("sqlite", filled=True))
    edition = Atlas(store).edition()
    buurten = edition.division(edition.division_id(Level.BUURT)).polygons
    far = shapely.distance(buurten, BORDER) > 800
    elsewhere = [one.representative_point() for one in buurten[far][:12]]
    told = [(2023, "1.4.5", 60), (2024, "1.4.5", 30), (2023, "1.1.1", 25), (2024, "1.1.1", 3)]
    told += [(2023, "2.2.1", 30), (2024, "2.2.1", 30)]
    places = [
        (year, kind, many, BORDER.centroid) for year, kind, many in (*told, (2023, "1.4.6", 3))
    ]
    beside = shapely.Point(BORDER.centroid.x + 250, BORDER.centroid.y)
    places += [(2023, "1.4.5", 40, beside), (2024, "1.4.5", 44, beside)]
    for place in elsewhere:
        places += [(year, "2.2.1", 30, place) for year in (2023, 2024)]
        places += [(year, "1.4.5", 60, place) for year in (2023, 2024)]
        places += [(year, "1.1.1", 25, place) for year in (2023, 2024)]
    lines = ["Soort misdrijf;Pleegdatum begin;X;Y"]
    for year, kind, many, place in places:
        lines += [
            f"{kind};{1 + n % 28:02d}-{1 + n % 12:02d}-{year};{place.x + n % 7:.0f};{place.y:.0f}"
            for n in range(many)
        ]
    path = tmp_path_factory.mktemp("square") / "incidenten.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    report = import_file(store, edition, path, Kind.INCIDENTS, ReadOptions(today=MADE))
    assert not report.refused, report.rejections
    yield Atlas(store).edition()
    store.close()
