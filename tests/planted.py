"""A store with marks in what is intern, and a search for them in all that comes out."""

from __future__ import annotations

import dataclasses
import io
import re
import struct
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyogrio
import pypdf
import shapely
from scipy.sparse import csr_array
from sqlalchemy import insert
from sqlalchemy.engine import Connection

from geo import Division, Level, RdPoints, to_wgs84
from ivbgeo.atlas import Atlas, Edition
from ivbgeo.category import Taxonomy
from ivbgeo.history import History
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.prevention.kind import PreventionKind, SpotKind
from ivbgeo.prevention.prevention import Prevention
from ivbgeo.prevention.spot import Spot
from ivbgeo.shielding import shown
from ivbgeo.shielding.deciding import shield
from ivbgeo.sources import Kind
from ivbgeo.store import Store
from ivbgeo.store.prevention import PREVENTIONS
from ivbgeo.store.spots import SPOTS
from ivbgeo.store.writtenschema import remark
from ivbgeo.viewer import Role, Viewer

if TYPE_CHECKING:
    from pathlib import Path

KIND, CASES = "3.2.2", "woonoverlast.koop"
OWN, OWN_BUURT, OWN_CASEWIJK = "WK063705", "BU06370501", "CW063702"
OTHER, OTHER_BUURT, OTHER_CASEWIJK = "WK063706", "BU06370601", "CW063706"
THIRD_BUURT = "BU06371101"
# In February in the other buurt; in the other months there are 7, and 3 in the own one.
MANY, OTHER_YEAR = 1237, 1237 + 11 * 7
CITY_YEAR = OTHER_YEAR + 12 * (3 + 11)
OTHER_CASES, CITY_CASES = 1013, 1013 + 61
SECRETS = ("XYZZY4711", "zwartgallig kroonjuweel")
# In the names of the files, which the beheerder alone may read.
FILE = "appelmoesgeval"
# Remarks of a plek in each wijk, and a group of neighbours that is intern.
SPOT_THERE, SPOT_HERE, GROUP = "kraaiennestgeheim", "uilenveldgeheim", "wielewaalwacht"
# What stands in a text, and for whom that is.
WORDS = {
    **dict.fromkeys(SECRETS, frozenset[str]()),
    FILE: frozenset({"beheer"}),
    SPOT_THERE: frozenset(),
    SPOT_HERE: frozenset({"was", "wijkregisseur"}),
    GROUP: frozenset({"wijkregisseur", "planner", "beheer"}),
}

_WIJKEN = frozenset({OWN, OWN_CASEWIJK})
VIEWERS = {
    "publiek": Viewer(Role.PUBLIEK),
    "iedereen": Viewer(Role.PUBLIEK, published=True),
    "was": Viewer(Role.WAS, _WIJKEN, until=2024 * 12 + 11),
    "wijkregisseur": Viewer(Role.WIJKREGISSEUR, _WIJKEN),
    "planner": Viewer(Role.PLANNER),
    "beheer": Viewer(Role.BEHEER),
}
MARKS = (MANY, OTHER_YEAR, CITY_YEAR, OTHER_CASES, CITY_CASES)
_LEAVE = (Edition, Store, Division, Taxonomy, Connection, Viewer)
_FEW = 500  # what has more corners is a border


@dataclasses.dataclass(frozen=True)
class Point:
    """A marked place, EPSG:28992, metres, and WGS84, degrees; what it is, and for whom."""

    name: str
    x: float
    y: float
    seen_by: AbstractSet[str]
    lat: float = dataclasses.field(init=False)
    lon: float = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        where = to_wgs84(RdPoints([self.x], [self.y]))
        object.__setattr__(self, "lat", float(where.lat[0]))
        object.__setattr__(self, "lon", float(where.lon[0]))

    @cached_property
    def written(self) -> re.Pattern[str]:
        """It in a text, or packed in bytes."""
        rd = [f"{int(self.x)}[.,]{_tenth(self.x)}", f"{int(self.y)}[.,]{_tenth(self.y)}"]
        degrees = [re.escape(f"{value:.6f}"[:-1]) for value in (self.lat, self.lon)]
        packed = [
            re.escape(struct.pack(order, value).decode("latin-1"))
            for value in (self.x, self.y, self.lat, self.lon)
            for order in ("<d", ">d")
        ]
        return re.compile("|".join([*rd, *degrees, *packed]), re.DOTALL)

    def is_among(self, numbers: set[float]) -> bool:
        """Whether one of its numbers is there."""
        metres = any(abs(one - self.x) < 0.04 or abs(one - self.y) < 0.04 for one in numbers)
        degrees = any(abs(one - self.lat) < 4e-7 or abs(one - self.lon) < 4e-7 for one in numbers)
        return metres or degrees


@dataclasses.dataclass(frozen=True)
class Planted:
    """The store, the marked points (first that of an incident), and who may see which number."""

    store: Store
    edition: Edition
    points: tuple[Point, ...]
    may_see: Mapping[str, AbstractSet[int]]

    def found(self, who: str, values: object) -> set[str]:
        """Give the marks that a viewer may not see and that are in what came out."""
        words, numbers = [], set()
        for one in spilled(values):
            if isinstance(one, float):
                numbers.add(one)
            else:
                words.append(one)
        text = "\n".join(words)
        hidden = [mark for mark in MARKS if mark not in self.may_see[who]]
        found = {str(mark) for mark in hidden if mark in numbers or _number(mark).search(text)}
        folded = text.casefold()
        found |= {
            word
            for word, seen_by in WORDS.items()
            if who not in seen_by and word.casefold() in folded
        }
        return found | {
            point.name
            for point in self.points
            if who not in point.seen_by and (point.is_among(numbers) or point.written.search(text))
        }


def plant(store: Store, folder: Path) -> Planted:
    """Put marks in: incidents with points, numbers and texts, and cases."""
    edition = Atlas(store).edition()
    buurten = next(edition.division(one) for one in edition.division_ids("buurt"))
    middle = shapely.point_on_surface(buurten.area(OTHER_BUURT).polygon)
    x, y = int(middle.x) + 0.37, int(middle.y) + 0.83
    lines = ["categorie,datum,x,y,gebiedscode,jaar indeling,zaaknummer,opmerking"]
    # One point for all: the others of that buurt have a code alone.
    lines += [f"{KIND},2024-02-10,{x},{y},,,{SECRETS[0]},{SECRETS[1]}"]
    for at in range(2023 * 12, 2025 * 12):
        month = f"{at // 12}-{at % 12 + 1:02}"
        many = MANY - 1 if month == "2024-02" else 7
        lines += [f"{KIND},{month}-10,,,{OTHER_BUURT},2025,{SECRETS[0]},"] * many
        lines += [f"{KIND},{month}-10,,,{OWN_BUURT},2025,,"] * 3
        # Or what is left of the city without one's own would be the other wijk.
        lines += [f"{KIND},{month}-10,,,{THIRD_BUURT},2025,,"] * 11
    _bring(store, folder / f"{FILE}-1.csv", Kind.INCIDENTS, lines)
    lines = ["eigendom,geopend,afgesloten,gebiedscode,jaar indeling,zaaknummer,omschrijving"]
    closed = "koop,2023-03-01,2024-05-20"
    lines += [f"{closed},{OTHER_CASEWIJK},2024,{SECRETS[0]},{SECRETS[1]}"] * OTHER_CASES
    lines += [f"{closed},{OWN_CASEWIJK},2024,,"] * 60
    lines += [f"koop,2023-03-01,2024-12-31,{OWN_CASEWIJK},2024,,"]
    _bring(store, folder / f"{FILE}-2.csv", Kind.CASES, lines)
    with store.writing() as connection:
        row = {"import_id": 1, "line": 1, "source_column": "opmerking", "text": SECRETS[1]}
        connection.execute(insert(remark).values(row))
    shield(store, 5)
    edition = Atlas(store).edition()
    points = (Point("punt", x, y, {"planner"}), *_plant_prevention(edition))
    return Planted(store, edition, points, _who_may_see(edition))


def _plant_prevention(edition: Edition) -> Iterator[Point]:
    """Put a plek in each of two wijken, and in one of them a group of neighbours."""
    wijken = next(edition.division(one) for one in edition.division_ids(Level.WIJK))
    for code, text, dx in ((OWN, SPOT_HERE, 31.41), (OTHER, SPOT_THERE, 29.43)):
        middle = shapely.point_on_surface(wijken.area(code).polygon)
        x, y = int(middle.x) + dx, int(middle.y) + dx + 0.33
        spot = Spot(kind=SpotKind.ENG, x=x, y=y, reported=date(2026, 11, 20), remark=text)
        with edition.store.writing(figures=False) as connection:
            SPOTS.add(connection, spot, "was")
        yield Point(f"plek {code}", x, y, WORDS[text])
    group = Prevention(
        kind=PreventionKind.GROEP,
        name=GROUP,
        # Few corners: none has a number in common with the plek within.
        border=middle.buffer(80.0, cap_style="square"),
        contact=f"groep@{GROUP}.example",
        remark=GROUP,
    )
    with edition.store.writing(figures=False) as connection:
        PREVENTIONS.add(connection, group, "beheer")


def _who_may_see(edition: Edition) -> dict[str, set[int]]:
    """Give which marks each viewer may see: of what withholding left, all or that of the city."""
    left: set[int] = set()
    city: set[int] = set()
    for number in edition.row_months:
        decided = shown(edition, number)
        assert decided is not None
        for part in decided.parts.values():
            left |= set(np.unique(part.counts).tolist())
            rows = [at for name, at in part.areas.items() if name.startswith(Level.GEMEENTE)]
            city |= set(np.unique(part.counts[rows]).tolist())
    marks = set(MARKS)
    return {
        "publiek": set(),
        "iedereen": marks & left,
        "was": marks & city,
        "wijkregisseur": marks & city,
        "planner": {MANY, OTHER_YEAR, CITY_YEAR},
        "beheer": marks & left,
    }


def _bring(store: Store, path: Path, kind: Kind, lines: list[str]) -> None:
    path.write_text("\n".join([*lines, ""]))
    options = ReadOptions(today=date(2026, 11, 1))
    report = import_file(store, Atlas(store).edition(), path, kind, options)
    assert not report.refused, report.rejections


def _number(mark: int) -> re.Pattern[str]:
    """A number as a number of its own, as computers and as the Dutch write it."""
    dutch = f"{mark:,}".replace(",", ".")
    return re.compile(rf"(?<![\w.])(?:{mark}|{re.escape(dutch)})(?:\.0+)?(?!\.?\d|\w)")


def _tenth(value: float) -> str:
    """The first decimal, rounded or not."""
    return f"[{int(value * 10) % 10}{round(value * 10) % 10}]"


def opened(name: str, content: bytes) -> Iterator[object]:
    """Give all that is in a file: what it says, and its bytes."""
    yield content
    if name.endswith(".pdf"):
        reader = pypdf.PdfReader(io.BytesIO(content))
        yield from (page.extract_text() for page in reader.pages)
        yield str(reader.metadata)
    elif name.endswith(".docx"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from (archive.read(one) for one in archive.namelist())
    elif name.endswith(".parquet"):
        frame = pd.read_parquet(io.BytesIO(content))
        yield frame.drop(columns="geometry", errors="ignore")
    elif name.endswith(".gpkg"):
        with tempfile.NamedTemporaryFile(suffix=".gpkg") as file:
            file.write(content)
            file.flush()
            for layer, _ in pyogrio.list_layers(file.name):
                yield pyogrio.read_dataframe(file.name, layer=layer, read_geometry=False)


def spilled(value: object, seen: dict[int, object] | None = None) -> Iterator[str | float]:
    """Give every text and every number that is in what a function gave, however deep."""
    # What was seen is kept: the place of what is gone is taken by something else.
    seen = {} if seen is None else seen
    if value is None or isinstance(value, (bool, np.bool_, *_LEAVE)) or id(value) in seen:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, bytes):
        yield value.decode("latin-1")
    elif isinstance(value, int | float | np.number):
        yield float(value)
    else:
        seen[id(value)] = value
        for part in _parts(value):
            yield from spilled(part, seen)


def _parts(value: Any) -> Iterator[object]:  # noqa: C901 - a case for each kind of thing
    if isinstance(value, History):
        for kind in (KIND, CASES):
            yield value.by_month(kind)
        return
    if isinstance(value, np.ndarray | csr_array):
        flat = value.data if isinstance(value, csr_array) else value.ravel()
        yield from np.unique(flat).tolist() if flat.dtype != object else flat.tolist()
    elif isinstance(value, pd.DataFrame):
        yield from (value[name].unique().tolist() for name in value)
        yield list(value)
    elif isinstance(value, shapely.Geometry):
        if shapely.get_num_coordinates(value) <= _FEW:
            yield shapely.get_coordinates(value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield from (getattr(value, one.name, None) for one in dataclasses.fields(value))
        # What is worked out of it, such as its words.
        for name, one in vars(type(value)).items():
            if isinstance(one, property):
                yield getattr(value, name)
    elif isinstance(value, Mapping):
        yield from (part for pair in value.items() for part in pair)
    elif isinstance(value, list | tuple | AbstractSet | Iterator):
        yield from value
    elif isinstance(value, Exception):
        yield str(value)
