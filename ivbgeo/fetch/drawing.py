"""The areas of one gemeente and one year, as they were drawn, made into divisions that nest.

The buurten are what is drawn; wijken and gemeente are the buurten together. What was drawn
otherwise is said, and ground that no buurt has is refused.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import shapely

from geo import Area, AreaId, Division, Level
from ivbgeo.dutch import number
from ivbgeo.errors import DataError
from ivbgeo.fetch.features import FeaturesError, OgcApi, WfsService, window_of
from ivbgeo.fetch.http import FetchError
from ivbgeo.fetch.repair import mended

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

    from ivbgeo.fetch.features import Collections, Feature, Window
    from ivbgeo.fetch.http import Client
    from ivbgeo.fetch.repair import Repair

__all__ = ["STEPS", "Drawn", "NoGemeenteError", "draw"]

_LEVELS = {"gemeenten": Level.GEMEENTE, "wijken": Level.WIJK, "buurten": Level.BUURT}
# Metres: ground of a gemeente or wijk of this width without a buurt was not given, not drawn
# otherwise.
_MISSING = 10.0
# Square metres: a border of wijk or gemeente that differs less is the same.
_SAME = 1.0
STEPS = len(_LEVELS)
"""How many steps ``draw`` takes."""


class NoGemeenteError(DataError):
    """A year without this gemeente."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """The divisions of one year as they were made of what came."""

    gemeente: Division
    wijken: Division
    buurten: Division
    service: str
    address: str
    repairs: tuple[Repair, ...]
    remarks: tuple[str, ...]

    @property
    def all(self) -> tuple[Division, ...]:
        """The three divisions, the coarsest first."""
        return self.gemeente, self.wijken, self.buurten

    @property
    def hash(self) -> str:
        """SHA-256 of what the three are."""
        hashes = "".join(division.content_hash for division in self.all)
        return hashlib.sha256(hashes.encode()).hexdigest()


def draw(
    code: str,
    year: int,
    clients: tuple[Client, Client],
    near: Window | None,
    tell: Callable[[str, int], None],
) -> Drawn:
    """Read one year, of the OGC API or, where that fails, of the WFS.

    Parameters
    ----------
    clients
        Ask the OGC API and the WFS.
    near
        Where to look for the gemeente first; None: everywhere.
    tell
        Is told what is being done, in Dutch, and how many steps are done.

    Raises
    ------
    FetchError, FeaturesError
        If neither service gives the areas.
    DataError
        If what they give is not whole; NoGemeenteError if the year has no such gemeente.
    GeoError
        If the areas are no coverage and can't be mended.
    """
    api = OgcApi(clients[0], year)
    try:
        return _read(api, code, year, near, tell)
    except (FetchError, FeaturesError) as first:
        wfs = WfsService(clients[1], year)
        try:
            drawn = _read(wfs, code, year, near, tell)
        except (FetchError, FeaturesError):
            raise first from None
        remark = f"De OGC API gaf de gebieden van {year} niet. Daarom komen ze van de WFS."
        return replace(drawn, remarks=(remark, *drawn.remarks))


def _read(
    service: Collections,
    code: str,
    year: int,
    near: Window | None,
    tell: Callable[[str, int], None],
) -> Drawn:
    tell("Gemeente zoeken", 0)
    features = {"gemeenten": _gemeente(service, code, year, near)}
    window = window_of(feature.geometry for feature in features["gemeenten"])
    for done, collection in enumerate(("wijken", "buurten"), start=1):
        tell(f"{collection.capitalize()} ophalen", done)
        pages = service.pages(collection, code, window)
        features[collection] = [feature for page in pages for feature in page]
        if not features[collection]:
            raise DataError("areas.none", value=code, year=year, what=collection)
    areas, remarks = {}, []
    for collection, level in _LEVELS.items():
        areas[level], said = _joined(features[collection], code, year, level)
        remarks += said
    buurten, repairs = mended(list(areas[Level.BUURT].values()))
    wijken, said = _around(buurten, areas[Level.WIJK])
    remarks += said
    whole, said = _around(wijken, areas[Level.GEMEENTE])
    remarks += said
    return Drawn(whole, wijken, buurten, service.name, service.address, repairs, tuple(remarks))


def _gemeente(service: Collections, code: str, year: int, near: Window | None) -> list[Feature]:
    """Find every feature of the gemeente: its land, and its water beside that."""
    for window in dict.fromkeys((near, None)):
        for page in service.pages("gemeenten", code, window):
            if page:
                around = window_of(feature.geometry for feature in page)
                return [each for page in service.pages("gemeenten", code, around) for each in page]
    raise NoGemeenteError("areas.no_gemeente", value=code, year=year)


def _joined(
    features: Iterable[Feature], gemeente: str, year: int, level: Level
) -> tuple[dict[str, Area], list[str]]:
    """Make one area of the features of each code; land and water of one code are land."""
    parts: dict[str, list[Feature]] = {}
    for feature in features:
        parts.setdefault(feature.code, []).append(feature)
    areas, remarks = {}, []
    for code, same in sorted(parts.items()):
        names = {feature.name for feature in same} - {""}
        if len(names) > 1:
            raise DataError(
                "areas.two_names", value=code, year=year, names=", ".join(sorted(names))
            )
        water = all(feature.water for feature in same)
        name = next(iter(names), "Water" if water else code)
        if not names:
            remarks.append(
                f"{level.value.capitalize()} {code} van {year} heeft geen naam: ‘{name}’."
            )
        parent = {
            Level.BUURT: same[0].wijk or f"WK{code[2:8]}",
            Level.WIJK: gemeente,
        }.get(level)
        areas[code] = Area(AreaId(code, year, level), name, _union(same), parent, water)
    return areas, remarks


def _union(same: Sequence[Feature]) -> BaseGeometry:
    if len(same) == 1:
        return same[0].geometry
    return shapely.union_all([shapely.make_valid(feature.geometry) for feature in same])


def _around(inner: Division, areas: dict[str, Area]) -> tuple[Division, list[str]]:
    """Make larger areas of smaller ones, and say where they were drawn otherwise themselves."""
    parent_of = dict(zip(inner.codes, map(str, inner.parents), strict=True))
    apart = sorted(set(parent_of.values()) ^ set(areas))
    if apart:
        raise DataError("areas.nesting", value=", ".join(apart), inner=inner.id)
    level = next(iter(areas.values())).id.level
    made = inner.dissolve(
        level,
        parent_of,
        {code: area.name for code, area in areas.items()},
        {code: area.parent_code for code, area in areas.items() if area.parent_code},
    )
    remarks = []
    for code, name, polygon in zip(made.codes, made.names, made.polygons, strict=True):
        drawn = shapely.make_valid(areas[code].polygon)
        lost = shapely.difference(drawn, polygon)
        if not shapely.is_empty(shapely.buffer(lost, -_MISSING / 2)):
            point = shapely.point_on_surface(lost)
            raise DataError(
                "areas.missing",
                value=f"{code} ({name})",
                inner=inner.id,
                place=f"x {point.x:.0f}, y {point.y:.0f}",
            )
        differs = float(shapely.area(shapely.symmetric_difference(drawn, polygon)))
        if differs > _SAME:
            remarks.append(
                f"De grens van {code} ({name}) van {inner.year} is die van de gebieden erin samen; "
                f"zelf was hij {number(differs)} m² anders getekend."
            )
    return made, remarks
