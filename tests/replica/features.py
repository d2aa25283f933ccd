"""PDOK's areas: OGC API Features with next links, and the WFS that came before it."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pyproj
from shapely import box, set_precision, transform
from shapely.geometry import MultiPolygon, mapping

from .faults import Answer
from .kerncijfers import postcode
from .regions import FILES, Area, areas

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Query = Mapping[str, str]
Record = dict[str, object]

COLLECTIONS = {"gemeenten": "gemeente", "wijken": "wijk", "buurten": "buurt"}
RD = "http://www.opengis.net/def/crs/EPSG/0/28992"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
# At most this many on a page (that more is refused is not verified), and usually this many.
LIMIT, USUAL_LIMIT = 1000, 10
SECRET = -99997
HECTARE = 10_000
TO_RD = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True)


class Features:
    """The areas around one gemeente, of the years that are kept.

    Attributes
    ----------
    page
        The most features on a page, whatever is asked; small in tests of paging.
    """

    def __init__(self, gemeente: str) -> None:
        self._gemeente = gemeente
        self.page = LIMIT

    def ogc(self, base: str, year: str, rest: list[str], query: Query) -> Answer:
        """Answer a request below ``/cbs/wijken-en-buurten-{year}/ogc/v1``."""
        if not self._kept(year):
            return _problem(404, "Not Found", f"No dataset of {year}.")
        match rest:
            case ["collections"]:
                return _json({"collections": [{"id": name} for name in COLLECTIONS]})
            case ["collections", name, "items"] if name in COLLECTIONS:
                root = f"{base}/cbs/wijken-en-buurten-{year}/ogc/v1/collections/{name}/items"
                return self._items(root, int(year), name, query)
        return _problem(404, "Not Found", "No such collection.")

    def wfs(self, year: str, query: Query) -> Answer:
        """Answer a request to ``/cbs/wijkenbuurten/{year}/wfs/v1_0``; keys in any case."""
        asked = {key.lower(): value for key, value in query.items()}
        name = asked.get("typenames", asked.get("typename", "")).rpartition(":")[2]
        if asked.get("request") != "GetFeature" or name not in COLLECTIONS or not self._kept(year):
            return Answer(400, EXCEPTION, "application/xml")
        rd = asked.get("srsname", "EPSG:28992").endswith("28992")
        start, count = int(asked.get("startindex", 0)), int(asked.get("count", LIMIT))
        found = self._features(int(year), name, rd=rd)
        shown = found[start : start + min(count, self.page)]
        number = 28992 if rd else 4326
        told = {
            "type": "FeatureCollection",
            "name": name,
            "crs": {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{number}"}},
            "numberMatched": len(found),
            "numberReturned": len(shown),
            "features": [feature for _, feature in shown],
        }
        return _json(told, "application/json; subtype=geojson")

    def _kept(self, year: str) -> bool:
        return year.isdigit() and int(year) in FILES

    def _items(self, root: str, year: int, name: str, query: Query) -> Answer:
        asked = query.get("limit", str(USUAL_LIMIT))
        if not asked.isdigit() or not 1 <= int(asked) <= LIMIT:
            return _problem(400, "Bad Request", f"limit should be 1 to {LIMIT}, not {asked}.")
        crs = query.get("crs", CRS84)
        if crs not in {RD, CRS84}:
            return _problem(400, "Bad Request", f"crs {crs} is not served.")
        found = self._features(year, name, rd=crs == RD)
        if "bbox" in query:
            corners = [float(number) for number in query["bbox"].split(",")]
            window = box(*corners)
            rd_window = query.get("bbox-crs", CRS84) == RD
            inside = {
                area
                for area, _ in self._features(year, name, rd=rd_window)
                if _drawn(area, rd=rd_window).intersects(window)
            }
            found = [pair for pair in found if pair[0] in inside]
        # A filter on anything else (CQL) is passed over.
        start = _place(query["cursor"]) if "cursor" in query else 0
        size = min(int(asked), self.page)
        shown = found[start : start + size]
        links = [{"rel": "self", "type": "application/geo+json", "href": f"{root}?f=json"}]
        if start + size < len(found):
            # The real cursor is opaque; a client has to follow the link as it stands.
            kept = {key: value for key, value in query.items() if key != "cursor"}
            href = f"{root}?{urlencode({'cursor': _cursor(start + size), **kept})}"
            links.append({"rel": "next", "type": "application/geo+json", "href": href})
        told = {
            "type": "FeatureCollection",
            "numberReturned": len(shown),
            "links": links,
            "features": [feature for _, feature in shown],
        }
        return _json(told, "application/geo+json", {"Content-Crs": f"<{crs}>"})

    def _features(self, year: int, name: str, *, rd: bool) -> list[tuple[Area, Record]]:
        return [
            (area, _feature(area, name, rd=rd, number=number))
            for number, area in enumerate(areas(year, self._gemeente), start=1)
            if area.level == COLLECTIONS[name]
        ]


@cache
def _drawn(area: Area, *, rd: bool) -> BaseGeometry:
    """The area in RD New (metres, to the millimetre) or lon/lat, as a MultiPolygon."""
    shape = area.geometry
    if rd:
        moved = transform(shape, TO_RD.transform, interleaved=False)
        shape = set_precision(moved, 0.001, mode="pointwise")
    return shape if isinstance(shape, MultiPolygon) else MultiPolygon([shape])


@cache
def _feature(area: Area, name: str, *, rd: bool, number: int) -> Record:
    return {
        "type": "Feature",
        "id": f"{name}.{number}",
        "properties": _told(area, name),
        "geometry": mapping(_drawn(area, rd=rd)),
    }


def _told(area: Area, name: str) -> Record:
    """The attributes as PDOK names them; secret and unknown numbers are negative."""
    numbers = area.numbers
    own: Record = {}
    if name != "gemeenten":
        single = name.removesuffix("en")
        own = {f"{single}code": area.code, f"{single}naam": area.name}
    if name == "buurten":
        own["wijkcode"] = area.parent
        own["meest_voorkomende_postcode"] = "" if area.water else postcode(area)
    return own | {
        "gemeentecode": area.gemeente,
        "gemeentenaam": area.gemeente_name,
        "indelingswijziging_wijken_en_buurten": 1,
        "water": "JA" if area.water else "NEE",
        "aantal_inwoners": _number(numbers.inhabitants),
        "aantal_huishoudens": _number(numbers.households),
        "oppervlakte_land_in_ha": round(_drawn(area, rd=True).area / HECTARE)
        if numbers.land_ha is None
        else numbers.land_ha,
    }


def _number(number: int | None) -> int:
    return SECRET if number is None else number


def _cursor(place: int) -> str:
    return urlsafe_b64encode(f"{place}|".encode()).decode()


def _place(cursor: str) -> int:
    return int(urlsafe_b64decode(cursor).partition(b"|")[0])


EXCEPTION = (
    b'<?xml version="1.0"?><ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1">'
    b'<ows:Exception exceptionCode="InvalidParameterValue"/></ows:ExceptionReport>'
)


def _json(
    told: object, kind: str = "application/json", headers: dict[str, str] | None = None
) -> Answer:
    return Answer(200, json.dumps(told, ensure_ascii=False).encode(), kind, headers or {})


def _problem(status: int, title: str, detail: str) -> Answer:
    told = {"title": title, "status": status, "detail": detail}
    return Answer(status, json.dumps(told).encode(), "application/problem+json")
