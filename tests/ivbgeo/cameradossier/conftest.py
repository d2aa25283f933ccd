"""Stores to make dossiers from: the embedded data, and with incidents on a square."""

from __future__ import annotations

import pytest

from ivbgeo.atlas import Atlas
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.sources import Kind
from ivbgeo.store import Store
from tests.ivbgeo.cameradossier.areas import MADE


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
