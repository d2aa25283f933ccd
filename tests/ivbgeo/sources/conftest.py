from datetime import date

import pytest
from shapely import box

from geo import Area, AreaId, Division, Level
from ivbgeo.errors import DataError
from ivbgeo.sources import Kind, read_file

CATEGORIES = {
    "Totaal misdrijven": "0.0.0 ",
    "Diefstal/inbraak woning": "1.1.1 ",
    "Straatroof": "1.4.6 ",
    "Overval": "1.4.7 ",
    "Natuur en landschap": "2.6.11",
    "High impact crime": "hic",
}


@pytest.fixture
def categories():
    return CATEGORIES


@pytest.fixture
def write(tmp_path):
    def write(content, name="bestand.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def read(write):
    """Read a path, or content that is first written to a file."""

    def read(content, kind=Kind.INCIDENTS, name="bestand.csv", **options):
        path = write(content, name) if isinstance(content, bytes | str) else content
        options = {"today": date(2026, 11, 1), "categories": CATEGORIES} | options
        return read_file(path, kind, **options)

    return read


@pytest.fixture
def refusal(read):
    """Give the error of a file that is refused as a whole; its sentence can be made."""

    def refusal(content, kind=Kind.INCIDENTS, **options):
        with pytest.raises(DataError) as caught:
            read(content, kind, **options)
        assert str(caught.value)
        return caught.value

    return refusal


@pytest.fixture
def rules(read):
    """Give (line, rule) of what was refused, each with its sentence."""

    def rules(content, kind=Kind.INCIDENTS, **options):
        parsed = read(content, kind, **options)
        for rejection in parsed.rejections:
            assert rejection.message.startswith(f"{parsed.unit} {rejection.line}")
        assert parsed.rows_rejected == len({r.line for r in parsed.rejections})
        return [(r.line, r.rule) for r in parsed.rejections]

    return rules


@pytest.fixture
def divisions():
    """Two years in which one code stands for two places, as WK063705 does in Zoetermeer."""

    def division(year, names):
        return Division.from_areas(
            Area(AreaId(code, year, Level.WIJK), name, box(*corners))
            for code, (name, corners) in names.items()
        )

    west, east = (92_000, 450_000, 94_000, 453_000), (94_000, 450_000, 96_000, 453_000)
    return (
        division(2024, {"WK063704": ("Noordhove", west), "WK063705": ("Rokkeveen", east)}),
        division(2025, {"WK063705": ("Meerzicht", west), "WK063706": ("Buytenwegh", east)}),
    )
