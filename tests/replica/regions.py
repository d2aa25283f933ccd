"""The areas that the replica knows: a gemeente's own, invented neighbours and a piece of water.

The gemeente's areas and numbers are those of the project's ``data/``. With another code than
GM0637 they are the same areas under that gemeente's code.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from shapely import box, unary_union
from shapely.geometry import shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

DATA = Path(__file__).parents[2] / "data"
HOME = "GM0637"
NAMES = {HOME: "Zoetermeer"}
FILES = {2024: "{}_2024.geojson", 2025: "{}.geojson"}
# Code, name and wijk of what lies around the gemeente: west first, each from south to north.
NEIGHBOURS = (
    ("GM1916", "Leidschendam-Voorburg", ("WK191600", "WK191600", "WK191601", "WK191601")),
    ("GM1621", "Lansingerland", ("WK162100", "WK162100")),
)
# Degrees that the neighbours reach beyond the gemeente's own rectangle.
AROUND = 0.02
# Fewer inhabitants than this are kept secret.
SECRET_UNDER = 10


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the CBS counts in an area; None where it keeps that secret."""

    inhabitants: int | None
    households: int | None
    land_ha: int | None


@dataclass(frozen=True, slots=True)
class Area:
    """A gemeente, wijk or buurt of a division year; geometry in lon/lat (CRS84), degrees."""

    code: str
    name: str
    level: str
    parent: str
    gemeente: str
    gemeente_name: str
    geometry: BaseGeometry
    numbers: Numbers
    water: bool = False


@lru_cache
def areas(year: int, gemeente: str = HOME) -> tuple[Area, ...]:
    """Give the areas of a division year: gemeente, wijken, buurten, then its neighbours'.

    Raises
    ------
    KeyError
        Where the year is not one of those kept here, 2024 and 2025.
    """
    own = tuple(_own(year, gemeente))
    around = tuple(_around(own, gemeente))
    return own + around


def _own(year: int, gemeente: str) -> Iterator[Area]:
    """The areas of ``data/``, under the code of ``gemeente``."""
    digits = gemeente.removeprefix("GM")
    name = NAMES.get(gemeente, f"Gemeente {digits}")
    numbers = _numbers(year)
    for level in ("gemeente", "wijken", "buurten"):
        path = DATA / FILES[year].format(level)
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
            told = feature["properties"]
            yield Area(
                _recoded(told["code"], digits),
                name if level == "gemeente" else told["name"],
                told["level"],
                _recoded(told["parent"] or "NL00", digits),
                gemeente,
                name,
                shape(feature["geometry"]),
                numbers[told["code"]],
            )


def _recoded(code: str, digits: str) -> str:
    return code if code == "NL00" else code[:2] + digits + code[6:]


def _numbers(year: int) -> dict[str, Numbers]:
    """The numbers of 2024 on the division of a year, rounded to 5 as the CBS does."""
    found = {}
    with (DATA / "population.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["division_year"] == str(year):
                people = int(row["inhabitants"])
                secret = people < SECRET_UNDER
                found[row["area_code"]] = Numbers(
                    None if secret else _rounded(people, row["level"]),
                    None if secret else _rounded(int(row["households"]), row["level"]),
                    int(row["land_ha"]) if row["land_ha"] else None,
                )
    return found


def _rounded(number: int, level: str) -> int:
    return number if level == "gemeente" else 5 * round(number / 5)


def _around(own: tuple[Area, ...], gemeente: str) -> Iterator[Area]:
    """Neighbours that border on the gemeente without a gap, and a piece of its water."""
    home = unary_union([area.geometry for area in own if area.level == "buurt"])
    west, south, east, north = home.bounds
    middle = (west + east) / 2
    # The pond lies within the rectangle around the gemeente, as the neighbours do.
    corner = (west + AROUND / 10, north - AROUND / 10)
    pond = box(corner[0], corner[1] - AROUND / 10, corner[0] + AROUND / 10, corner[1])
    sides = ((west - AROUND, middle), (middle, east + AROUND))
    for (code, name, wijken), (left, right) in zip(NEIGHBOURS, sides, strict=True):
        if code != gemeente:
            frame = box(left, south - AROUND, right, north + AROUND) - home - pond
            yield from _neighbour(code, name, wijken, frame)
    yield from _water(gemeente, own[0].name, pond - home)


def _neighbour(
    code: str, name: str, wijken: tuple[str, ...], frame: BaseGeometry
) -> Iterator[Area]:
    west, south, east, north = frame.bounds
    step = (north - south) / len(wijken)
    numbers = Numbers(1500, 700, 250)
    buurten = []
    for row, wijk in enumerate(wijken):
        strip = box(west, south + row * step, east, south + (row + 1) * step) & frame
        buurt = f"BU{wijk[2:]}{row:02}"
        buurten.append(Area(buurt, f"{name} {row}", "buurt", wijk, code, name, strip, numbers))
    yield Area(code, name, "gemeente", "NL00", code, name, frame, _times(numbers, len(wijken)))
    for wijk in dict.fromkeys(wijken):
        parts = [area for area in buurten if area.parent == wijk]
        whole = unary_union([area.geometry for area in parts])
        total = _times(numbers, len(parts))
        yield Area(wijk, f"Wijk {wijk[-2:]}", "wijk", code, code, name, whole, total)
    yield from buurten


def _times(numbers: Numbers, times: int) -> Numbers:
    parts = (numbers.inhabitants, numbers.households, numbers.land_ha)
    return Numbers(*(None if part is None else part * times for part in parts))


def _water(gemeente: str, name: str, pond: BaseGeometry) -> Iterator[Area]:
    """Water has areas of its own, numbered 97, at every level and of the same gemeente."""
    digits = gemeente.removeprefix("GM")
    wijk = f"WK{digits}99"
    secret = Numbers(None, None, 0)
    water = Area(gemeente, name, "gemeente", "NL00", gemeente, name, pond, secret, water=True)
    yield water
    yield replace(water, code=wijk, name="Water", level="wijk", parent=gemeente)
    yield replace(water, code=f"BU{digits}9997", name="Water", level="buurt", parent=wijk)
