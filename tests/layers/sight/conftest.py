"""A street of Zoetermeer as files, and a store that has them and a camera."""

from datetime import date

import pytest

from ivbgeo.atlas import Atlas
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.plannerfiles import FileKind, add
from ivbgeo.sources import Kind
from ivbgeo.viewer import Role, Viewer
from tests.geojson import box, write

PLANNER = Viewer(Role.PLANNER)
CAMERAS = """naam;soort;vanaf;tot;besluit;x;y;richting;kijkhoek;bereik
Plein;vast;01-01-2024;;B-1;93000;452000;90;90;30
Half;vast;01-01-2024;;B-2;93000;452000;;;
"""


@pytest.fixture
def street(tmp_path):
    """Files by their kind: a wall from corner to corner of a view to the east, 10 m away."""
    return {
        FileKind.BUILDINGS: write(
            tmp_path / "panden.geojson", [box(10, -20, 12, 20)], woning=["ja"]
        ),
        FileKind.PUBLIC: write(tmp_path / "straat.geojson", [box(0, 0, 50, 50)]),
        FileKind.SENSITIVE: write(tmp_path / "school.geojson", [box(2, -1, 4, 1)], naam=["School"]),
    }


@pytest.fixture
def here(town, street, tmp_path):
    """An edition that has the files and two cameras."""
    path = tmp_path / "cameras.csv"
    path.write_text(CAMERAS)
    options = ReadOptions(today=date(2026, 11, 1))
    report = import_file(town, Atlas(town).edition(), path, Kind.CAMERAS, options)
    assert not report.refused, report.rejections
    edition = Atlas(town).edition()
    for kind, file in street.items():
        add(edition, PLANNER, kind, file)
    return edition
