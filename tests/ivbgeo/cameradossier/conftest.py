"""Camera areas of which all, or hardly anything, is known; incidents in and around one of them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import shapely

from geo import AreaId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.designation import Designation, DesignationVersion
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.sources import Kind
from ivbgeo.store import Store
from ivbgeo.viewer import Viewer

MADE = date(2026, 11, 27)
PLANNER = Viewer.of("planner")
BORDER = shapely.Point(93_200, 452_400).buffer(150)
REASONS = {
    "necessity": "Elke zaterdag wordt er gevochten.\nDe politie is er dan met vijf man.",
    "proportionality": "Alleen het plein, en alleen in het weekend.",
    "subsidiarity": "Er kwam meer licht, en dat hielp niet.",
    "consultation": "Overleg in de driehoek op 3 maart 2026.",
    "live_viewing": "Vrijdag en zaterdag van 22.00 tot 4.00 uur.",
    "signs": "Borden bij alle drie de ingangen.",
    "withdrawal": "Bij minder dan 40 geweldsmisdrijven per jaar.",
}


def version_of(number=0, said_at=datetime(2026, 11, 1, tzinfo=UTC), key="plein", **said):
    words = {"name": "Plein", "kind": "vast", **said}
    return DesignationVersion(
        key=key, version=number, changed_at=said_at, changed_by="planner", withdrawn=False,
        designation=Designation(**words),
    )  # fmt: skip


@pytest.fixture(scope="session")
def bare():
    """A camera area of which only a name and a wijk are known."""
    return version_of(area=AreaId("WK063702", 2025, Level.WIJK))


@pytest.fixture(scope="session")
def full():
    """A camera area of which the register says all that it can."""
    return version_of(
        number=3,
        starts="2023-05-01",
        ends=date(2026, 12, 31),
        evaluation=date(2026, 10, 1),
        order="Besluit 2023-12 van 20 april 2023",
        bylaw="APV Zoetermeer 2023, artikel 2:77",
        border=BORDER,
        retention_days=28,
        source="Besluit 2023-12",
        **REASONS,
    )


@pytest.fixture(scope="session")
def known(databases):
    """The embedded data."""
    store = Store.open(databases.address("sqlite", filled=True))
    yield Atlas(store).edition()
    store.close()


@pytest.fixture(scope="session")
def square(databases, tmp_path_factory):
    """The embedded data with 60 assaults and 3 robberies on a square in 2023, 30 in 2024."""
    store = Store.open(databases.address("sqlite", filled=True))
    path = tmp_path_factory.mktemp("square") / "incidenten.csv"
    lines = ["Soort misdrijf;Pleegdatum begin;X;Y"]
    for year, kind, many, away in (
        (2023, "1.4.5", 60, 0), (2023, "1.4.6", 3, 0), (2024, "1.4.5", 30, 0),
        (2023, "1.4.5", 20, 400), (2024, "1.4.6", 8, 400),
    ):  # fmt: skip
        lines += [
            f"{kind};{1 + n % 28:02d}-{1 + n % 12:02d}-{year};{93_200 + away + n % 7};452400"
            for n in range(many)
        ]
    path.write_text("\n".join(lines), encoding="utf-8")
    report = import_file(
        store, Atlas(store).edition(), path, Kind.INCIDENTS, ReadOptions(today=MADE)
    )
    assert not report.refused, report.rejections
    yield Atlas(store).edition()
    store.close()
