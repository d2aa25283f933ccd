"""A city of which it is known what a camera did: four years of points, placed by hand."""

import math

import pytest
import shapely

from geo import DivisionId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.sources import Kind
from ivbgeo.store import Store
from ivbgeo.viewer import Role, Viewer
from ivbgeo.workedout import Place

PLANNER = Viewer(Role.PLANNER)
BUURTEN = DivisionId(Level.BUURT, 2025)
HERE = "BU06370501"  # a buurt with room for the place and the ring around it
TWIN = "BU06371119"  # where it went alike
RING_TWIN = "BU06370905"  # where it went as in the ring
QUIET = "BU06370601"
OTHERS = ("BU06371101", "BU06371102")
START = "2024-01-01"
MONTHS = [f"{year}-{month:02d}" for year in range(2022, 2026) for month in range(1, 13)]
KINDS = ("1.1.1", "1.4.5")
_MADE = {}


def middle_of(division, code):
    """Give the point of a buurt that is farthest from its border."""
    polygon = division.polygons[division.codes.index(code)]
    line = shapely.maximum_inscribed_circle(polygon)
    return shapely.Point(line.coords[0])


def rows_of(division):
    """Give (kind, month, x, y): 6 a month in the place till it came and 2 after, 4 in the ring.

    6 a month in one buurt all along, 4 in another, 1 in some others, none in the rest.
    """
    middle = middle_of(division, HERE)
    middles = {code: middle_of(division, code) for code in division.codes}
    rows = []

    def add(month, point, count, distance=0.0):
        for n in range(count):
            turn = 2 * math.pi * n / max(count, 1)
            x, y = point.x + distance * math.cos(turn), point.y + distance * math.sin(turn)
            rows.append((KINDS[n % 2], month, round(x, 1), round(y, 1)))

    for month in MONTHS:
        add(month, middle, 6 if month < START[:7] else 2, 50.0)
        add(month, middle, 4, 150.0)
        for code in {*division.codes[::4], TWIN, RING_TWIN, QUIET, *OTHERS} - {HERE}:
            add(month, middles[code], {TWIN: 6, RING_TWIN: 4}.get(code, 1))
    return rows


def fill(store, folder):
    """Give a store that city; three crimes have no point. There is a temporary camera, of 2024."""
    division = Atlas(store).edition().division(BUURTEN)
    lines = ["soort misdrijf,datum,x,y"]
    lines += [f"{kind},{month}-10,{x},{y}" for kind, month, x, y in rows_of(division)]
    lines += ["1.1.1,2024-05-10,,"] * 3
    middle = middle_of(division, HERE)
    one = f"Mast 7,tijdelijk,2024-01-01,2024-12-31,besluit 1,{middle.x},{middle.y}"
    files = {
        "incidenten": (Kind.INCIDENTS, lines),
        "cameras": (Kind.CAMERAS, ["naam,soort,vanaf,tot,besluit,x,y", one]),
    }
    for name, (kind, text) in files.items():
        path = folder / f"{name}.csv"
        path.write_text("\n".join(text) + "\n")
        report = import_file(store, Atlas(store).edition(), path, kind, ReadOptions())
        assert not report.refused, report.rejections


def address_of(databases, tmp_path_factory):
    """Give the address of that city, made once for all tests that only read it."""
    if databases not in _MADE:
        _MADE[databases] = databases.address("sqlite", filled=True)
        store = Store.open(_MADE[databases])
        fill(store, tmp_path_factory.mktemp("camerastad"))
        store.close()
    return _MADE[databases]


@pytest.fixture(scope="session")
def city(databases, tmp_path_factory):
    """The edition of that city."""
    store = Store.open(address_of(databases, tmp_path_factory))
    yield Atlas(store).edition()
    store.close()


@pytest.fixture(scope="session")
def division(city):
    return city.division(BUURTEN)


@pytest.fixture(scope="session")
def place(division):
    """The place: a circle of 100 metres."""
    return Place(name="Voorweg", polygon=middle_of(division, HERE).buffer(100), starts=START)
