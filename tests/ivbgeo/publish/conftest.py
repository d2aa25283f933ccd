"""The real server, as its own process on a free port of this machine."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest
import requests

from geo import Level
from ivbgeo.areafiles import import_areas
from ivbgeo.atlas import Atlas
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.publish import Publication
from ivbgeo.publish.writing import write_publication
from ivbgeo.settings import ROOT
from ivbgeo.sources import Kind
from ivbgeo.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOSTILE = '"><script>alert("dorp")</script>\u202e{{7*7}} ${HOME} '
MARKER = "geheim-XYZZY"
# Of everything that is not for everybody: the names of its files, its numbers, its categories.
MARKS = (MARKER, "654321", "1237", "3.2.2")


@dataclass
class Ogc:
    """A publication that is being served."""

    url: str
    address: str
    folder: Path
    log: Path
    session: requests.Session

    def get(self, path: str = "", **options) -> requests.Response:
        return self.session.get(f"{self.url}{path}", timeout=60, **options)

    def items(self, collection: str, **asked) -> dict:
        answer = self.get(f"/collections/{collection}/items", params=asked)
        assert answer.status_code == 200, answer.text
        return answer.json()


@contextmanager
def serving(address: str, folder: Path) -> Iterator[Ogc]:
    """Publish a store and serve it until the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}/kaart/ogc"
    publication = Publication(
        url, "Proef <script>alert('titel')</script>", "Gemeente Proef", "GM0637", "a@b.nl", port
    )
    with closing(Store.open(address)) as store:
        write_publication(folder / "ogc", publication, Atlas(store).edition())
    log = folder / "log"
    with log.open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "ivbgeo", "serve-ogc", str(folder / "ogc")],
            cwd=ROOT,
            env=os.environ | {"IVBGEO_DATABASE_URL": address},
            stdout=said,
            stderr=said,
        )
    try:
        for _ in range(600):
            assert process.poll() is None, log.read_text()
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        with requests.Session() as session:
            yield Ogc(url, address, folder, log, session)
    finally:
        process.terminate()
        process.wait(timeout=30)


def bring(store: Store, path: Path, kind: str) -> None:
    """Import a file as whoever gives the command does: not for everybody."""
    options = ReadOptions(today=date(2026, 11, 1), division_year=2025)
    report = import_file(store, Atlas(store).edition(), path, Kind(kind), options)
    assert not report.refused, report.rejections


def rename(source: Path, path: Path) -> Path:
    """Copy a file of areas, with names that nobody should have."""
    areas = json.loads(source.read_text())
    for number, feature in enumerate(areas["features"]):
        feature["properties"]["name"] = f"{HOSTILE}{number}"
    path.write_text(json.dumps(areas))
    return path


def fill(address: str, folder: Path) -> None:
    """Add to the embedded data what must never be seen, and names that must never be run."""
    incidents = folder / f"{MARKER}-incidenten.csv"
    rows = ["soort misdrijf;datum;x;y", *["3.2.2;11-02-2024;92841;452000"] * 1237]
    incidents.write_text("\n".join(rows))
    people = folder / f"{MARKER}-bevolking.csv"
    people.write_text("gebiedscode;jaar;inwoners\nBU06370101;2025;654321\n")
    cases = folder / f"{MARKER}-casussen.csv"
    cases.write_text(
        "startdatum;eigendom;status;buurtcode\n"
        + "".join(f"{day:02d}-03-2024;koop;lopend;BU06370101\n" for day in range(1, 29))
    )
    with closing(Store.open(address)) as store:
        bring(store, incidents, "incidents")
        bring(store, people, "population")
        bring(store, cases, "cases")
        for level in (Level.WIJK, Level.GEMEENTE):
            name = "wijken" if level is Level.WIJK else "gemeente"
            import_areas(
                store, rename(ROOT / "data" / f"{name}.geojson", folder / f"{name}.geojson")
            )


@pytest.fixture(scope="session")
def home(databases):
    """The edition of the embedded data alone."""
    with closing(Store.open(databases.address("sqlite", filled=True))) as store:
        yield Atlas(store).edition()


@pytest.fixture(scope="session")
def ogc(databases, tmp_path_factory) -> Iterator[Ogc]:
    """What is open of a store that also holds what is not; for tests that only read."""
    folder = tmp_path_factory.mktemp("ogc")
    address = databases.address("sqlite", filled=True)
    fill(address, folder)
    with serving(address, folder) as served:
        yield served


@pytest.fixture(scope="session")
def marks() -> tuple[str, ...]:
    """What of the store that ``ogc`` serves must be seen nowhere."""
    return MARKS


@pytest.fixture(scope="session")
def serve():
    """A function that publishes a store and serves it."""
    return serving
