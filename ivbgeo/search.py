"""From what somebody types to a place: an area, or a street or an address at an address service.

What is typed goes to that service only, and only where one is set.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo import AreaId, DivisionId, Level, RdPoints, level_of, polygons_to_wgs84, to_wgs84
from ivbgeo.errors import IvbgeoError
from ivbgeo.messages import sentence
from ivbgeo.municipality import municipality_of
from ivbgeo.placement import area_names
from ivbgeo.sources.address import Address
from ivbgeo.sources.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from ivbgeo.atlas import Edition
    from ivbgeo.fetch.addresses import AddressBook, Street
    from ivbgeo.municipality import Municipality

__all__ = ["LONGEST", "Hit", "search"]

LONGEST = 80
"""No area, street or address is longer; a longer text is not searched for."""

_LEVELS = (Level.BUURT, Level.WIJK, Level.CASEWIJK)
_FEWEST_LETTERS = 3
_MOST_STREETS = 8
_LEAST_STREETS = 3  # of those found, beside many areas
_ONLY_A_NUMBER = re.compile(r"\d+\W*\w{0,4}")
_POSTCODE = re.compile(r"\b([1-9]\d{3})\s?([a-z]{2})\b", re.IGNORECASE | re.ASCII)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that somebody may mean.

    Attributes
    ----------
    title
        What it is, in Dutch; different for each hit of one search. It comes from data.
    lon, lat
        A point in it, WGS84 (EPSG:4326), degrees.
    area
        The area; of a street (a point halfway) or an address: the area that it lies in.
    bounds
        Of an area: west, south, east, north, WGS84, degrees. None for a street or an address.
    """

    title: str
    lon: float
    lat: float
    area: AreaId | None = None
    bounds: tuple[float, float, float, float] | None = None


def search(
    edition: Edition,
    text: str,
    *,
    shown: DivisionId | None = None,
    book: AddressBook | None = None,
    limit: int = 8,
    tell: Callable[[str], None] | None = None,
) -> tuple[Hit, ...]:
    """Find the places that a text may mean, the likeliest first.

    Parameters
    ----------
    text
        A name or a part of one, with spelling mistakes or not; or an address.
    shown
        The division on the map: its areas go before others that are as likely, and stand for
        those of the same name and level in the newest division.
    book
        Finds streets and addresses; without one only areas are searched.
    limit
        How many hits at most.
    tell
        Is told, in a sentence, that the address service did not answer; areas are found then too.
    """
    asked = " ".join(text.split())
    if len(asked) > LONGEST or not plain(asked):
        return ()
    divisions = _divisions(edition, shown)
    areas = _titled(edition, _areas(edition, asked, divisions, limit))
    gemeente = municipality_of(edition)
    if book is None or gemeente is None:
        return areas
    try:
        address = _find_address(edition, book, asked, gemeente, divisions)
        streets = _find_streets(edition, book, asked, gemeente, divisions)
    except IvbgeoError as error:
        # Not what was asked: that may be where somebody lives.
        _log.warning("the address service failed: %s", error.rule)
        if tell is not None:
            tell(sentence("search.addresses"))
        return areas
    streets = streets[: max(limit - len(address) - len(areas), _LEAST_STREETS)]
    areas = areas[: max(limit - len(address) - len(streets), 0)]
    return (*address, *areas, *streets)[:limit]


def _divisions(edition: Edition, shown: DivisionId | None) -> list[DivisionId]:
    newest = [found[0] for level in _LEVELS if (found := edition.division_ids(level))]
    if shown is None or shown not in edition.numbers or shown.level not in _LEVELS:
        return newest
    return [shown, *(each for each in newest if each != shown)]


def _areas(
    edition: Edition, asked: str, divisions: list[DivisionId], limit: int
) -> list[tuple[AreaId, str]]:
    """Give areas with their names; of one name and level only the one of the first division."""
    found = area_names(edition).suggest(asked, divisions, 2 * limit)
    years = {division.level: division.year for division in reversed(divisions)}
    first = {
        (each.area.level, plain(each.name))
        for each in found
        if each.area.year == years[each.area.level]
    }
    kept = [
        (each.area, each.name)
        for each in found
        if each.area.year == years[each.area.level]
        or (each.area.level, plain(each.name)) not in first
    ]
    return kept[:limit]


def _titled(edition: Edition, areas: list[tuple[AreaId, str]]) -> tuple[Hit, ...]:
    """Make hits of areas; what would be called alike gets what it lies in, or else its code."""
    titles = [f"{name} ({area.level})" for area, name in areas]
    for more in (_around, _code):
        counts = Counter(titles)
        titles = [
            title if counts[title] == 1 else f"{name} ({area.level} {more(edition, area)})"
            for title, (area, name) in zip(titles, areas, strict=True)
        ]
    return tuple(
        _area_hit(edition, title, area) for title, (area, _) in zip(titles, areas, strict=True)
    )


def _around(edition: Edition, area: AreaId) -> str:
    parent = edition.division(area.division).area(area.code).parent_code
    level = level_of(parent) if parent else None
    if parent is None or level is None or DivisionId(level, area.year) not in edition.numbers:
        return area.code
    around = edition.division(DivisionId(level, area.year))
    return f"in {around.area(parent).name}" if parent in around.codes else area.code


def _code(_edition: Edition, area: AreaId) -> str:
    return area.code


def _area_hit(edition: Edition, title: str, area: AreaId) -> Hit:
    polygon = edition.division(area.division).area(area.code).polygon
    (shape,) = polygons_to_wgs84(np.array([polygon]))
    west, south, east, north = map(float, shape.bounds)
    inside = shapely.point_on_surface(shape)
    return Hit(title, float(inside.x), float(inside.y), area, (west, south, east, north))


def _find_address(
    edition: Edition,
    book: AddressBook,
    asked: str,
    gemeente: Municipality,
    divisions: list[DivisionId],
) -> tuple[Hit, ...]:
    address = _address(asked, gemeente.name)
    found = None if address is None else book.find_all([address]).get(address)
    return () if found is None else (_point_hit(edition, f"{asked} (adres)", found, divisions),)


def _address(asked: str, town: str) -> Address | None:
    """Read an address: a street with a number, or a postcode with one; a town after a comma."""
    code = _POSTCODE.search(asked)
    rest = _POSTCODE.sub(",", asked, count=1)
    parts = [part.strip() for part in rest.split(",") if part.strip()]
    if not parts:
        return None
    street = re.sub(rf"\s+{re.escape(town)}$", "", parts[0], flags=re.IGNORECASE)
    place = parts[1] if len(parts) > 1 else town
    has_street = _ONLY_A_NUMBER.fullmatch(street) is None
    if has_street and not _may_be_asked(street):
        return None
    return Address.of(
        street if has_street else None,
        None if has_street else street,
        None,
        f"{code[1]}{code[2]}" if code else None,
        None if code else place,
    )


def _may_be_asked(name: str) -> bool:
    """Whether a text may be a street: what can't be one does not leave the house."""
    return sum(map(str.isalpha, name)) >= _FEWEST_LETTERS and name.isprintable()


def _find_streets(
    edition: Edition,
    book: AddressBook,
    asked: str,
    gemeente: Municipality,
    divisions: list[DivisionId],
) -> tuple[Hit, ...]:
    # Without the number and what follows it: a street is asked for by its name alone.
    name = re.split(r"\s\d|,", asked)[0].strip()
    if not _may_be_asked(name):
        return ()
    # Kept in memory only, for this edition.
    streets: tuple[Street, ...] = edition.once(
        ("streets", gemeente.id, plain(name)), lambda: book.find_streets(name, _MOST_STREETS)
    )
    counts = Counter(street.name for street in streets)
    return tuple(
        _point_hit(
            edition,
            f"{street.name} (straat)"
            if counts[street.name] == 1 and street.town == gemeente.name
            else f"{street.name}, {street.town} (straat)",
            (street.x, street.y),
            divisions,
        )
        for street in streets
    )


def _point_hit(
    edition: Edition, title: str, place: tuple[float, float], divisions: list[DivisionId]
) -> Hit:
    """Make a hit of a point (x, y) in EPSG:28992."""
    points = RdPoints([place[0]], [place[1]])
    degrees = to_wgs84(points)
    area = None
    if divisions:
        division = edition.division(divisions[0])
        (found,) = division.locator().locate(points.x, points.y)
        area = division.area_id(division.codes[found]) if found >= 0 else None
    return Hit(title, float(degrees.lon[0]), float(degrees.lat[0]), area)
