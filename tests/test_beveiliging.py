"""What the documents on security point at is there, and what they count is so."""

from __future__ import annotations

import re

import pytest

from geo import geoparquet, zipped
from ivbgeo.plannerfiles import MOST_BYTES, reading
from ivbgeo.settings import ROOT
from ivbgeo.sources import geojsonfile, xlsxfile
from views.components import border_fields
from views.components.file_box import LARGEST
from views.server import speech

FOLDER = ROOT / "docs" / "beveiliging"
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.md"))}
# A path in this repository, between backticks.
_PATH = re.compile(r"`((?:tests|ivbgeo|geo|views|layers|deploy|benchmarks)/[\w./-]+)`")
MB = 1 << 20


@pytest.mark.parametrize("name", TEXTS)
def test_every_file_that_is_named_is_there(name):
    missing = [path for path in _PATH.findall(TEXTS[name]) if not (ROOT / path).exists()]
    assert missing == []


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("Een bestand op de pagina Gegevens", f"{LARGEST} MB"),
        ("Een bestand van de planner", f"{MOST_BYTES // MB} MB"),
        ("Een bestand van de planner", f"{reading.MOST_AREAS:,}".replace(",", ".")),
        ("De grens van een cameragebied", f"{border_fields._LARGEST} MB"),
        ("Uitgepakt", f"{zipped.LARGEST >> 30} GB"),
        ("Uitgepakt", f"{zipped.HIGHEST_RATIO} keer"),
        ("Uitgepakt", f"{zipped.MOST_MEMBERS:,} leden".replace(",", ".")),
        ("GeoJSON", f"{geojsonfile._LARGEST // MB} MB"),
        ("Excel", f"{xlsxfile._MOST_ROWS:,} rijen".replace(",", ".")),
        ("Excel", f"{xlsxfile._MOST_COLUMNS:,} kolommen".replace(",", ".")),
        ("Parquet", f"{geoparquet._MOST_BYTES >> 30} GB"),
        ("Een bericht van de browser", f"{speech.LARGEST // MB} MB"),
    ],
)
def test_the_limits_are_those_of_the_code(row, told):
    lines = [line for line in TEXTS["maatregelen.md"].splitlines() if line.startswith(f"| {row}")]
    assert len(lines) == 1
    assert told in lines[0]
