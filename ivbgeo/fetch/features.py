"""Areas as PDOK gives them: OGC API Features, and the WFS that came before it.

Nothing is taken on trust: the gemeente is filtered here, for filters are passed over there, and
what the coordinates are is told by the numbers themselves.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import shapely

from geo import CoordinateGuess, diagnose, polygons_to_rd, polygons_to_wgs84
from ivbgeo.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from shapely.geometry.base import BaseGeometry

    from ivbgeo.fetch.http import Client

__all__ = ["Collections", "Feature", "FeaturesError", "OgcApi", "WfsService", "Window", "window_of"]

# Of the largest areas at full resolution, some tens of megabytes a page.
_PAGE = 200
_RD = "http://www.opengis.net/def/crs/EPSG/0/28992"
# Degrees around what is asked for, some hundred metres.
_MARGIN = 0.001
_SINGLE = {"gemeenten": "gemeente", "wijken": "wijk", "buurten": "buurt"}


class FeaturesError(DataError):
    """A service gave something else than areas."""


@dataclass(frozen=True, slots=True)
class Window:
    """A rectangle in EPSG:28992, metres."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature of one area, which may have more. ``geometry`` in EPSG:28992, metres.

    Parameters
    ----------
    code, name
        Of the gemeente, wijk or buurt; the name may be empty.
    wijk
        Code of the wijk around a buurt; empty where it is not told.
    """

    code: str
    name: str
    wijk: str
    water: bool
    geometry: BaseGeometry


class Collections(Protocol):
    """The gemeenten, wijken and buurten of one year, whichever service gives them."""

    name: str
    address: str

    def pages(
        self, collection: str, gemeente: str, window: Window | None
    ) -> Iterator[list[Feature]]:
        """Give the features of a gemeente, page by page; a page may have none of them.

        Raises
        ------
        FetchError
            If the service does not give them.
        FeaturesError
            If it gives something else than areas.
        """


class OgcApi:
    """OGC API Features: pages with links to the next one."""

    name = "OGC API Features"

    def __init__(self, client: Client, year: int) -> None:
        self._client = client
        self._root = f"/cbs/wijken-en-buurten-{year}/ogc/v1/collections"
        self.address = f"{client.base_url}{self._root}"

    def pages(
        self, collection: str, gemeente: str, window: Window | None
    ) -> Iterator[list[Feature]]:
        """Give the features of a gemeente, page by page."""
        path = f"{self._root}/{collection}/items"
        asked = {"f": "json", "limit": _PAGE, "crs": _RD}
        if window is not None:
            asked["bbox"] = ",".join(f"{degrees:.6f}" for degrees in _degrees(window))
        page = self._client.get_json(path, asked)
        seen = set()
        while True:
            yield _features(page, collection, gemeente, self.address)
            link = _next(page)
            if link is None:
                return
            if link in seen:
                raise FeaturesError("features.form", address=self.address)
            seen.add(link)
            page = self._client.follow(link, path)


class WfsService:
    """The Web Feature Service: pages by a number to start at."""

    name = "WFS"

    def __init__(self, client: Client, year: int) -> None:
        self._client = client
        self._path = f"/cbs/wijkenbuurten/{year}/wfs/v1_0"
        self.address = f"{client.base_url}{self._path}"

    def pages(
        self, collection: str, gemeente: str, window: Window | None
    ) -> Iterator[list[Feature]]:
        """Give the features of a gemeente, page by page."""
        asked: dict[str, object] = {
            "service": "WFS",
            "version": "2.0.0",
            "request": "GetFeature",
            "typeNames": f"wijkenbuurten:{collection}",
            "outputFormat": "application/json",
            "srsName": "EPSG:28992",
            "count": _PAGE,
        }
        if window is not None:
            metres = f"{window.left:.0f},{window.bottom:.0f},{window.right:.0f},{window.top:.0f}"
            asked["bbox"] = f"{metres},urn:ogc:def:crs:EPSG::28992"
        start, before = 0, None
        while True:
            page = self._client.get_json(self._path, {**asked, "startIndex": start})
            yield _features(page, collection, gemeente, self.address)
            came = page["features"]
            if came and came == before:
                raise FeaturesError("features.form", address=self.address)
            before = came
            # The service may give fewer on a page than it is asked: only none is the end.
            start += len(came)
            if not came or start >= _matched(page):
                return


def window_of(geometries: Iterable[BaseGeometry]) -> Window:
    """Give the rectangle around geometries in EPSG:28992."""
    return Window(*(float(side) for side in shapely.total_bounds(list(geometries))))


def _degrees(window: Window) -> tuple[float, ...]:
    """Give a rectangle in lon/lat (CRS84) around a window: what every service understands."""
    box = np.array(
        [shapely.box(window.left, window.bottom, window.right, window.top)], dtype=object
    )
    west, south, east, north = shapely.total_bounds(polygons_to_wgs84(box))
    return west - _MARGIN, south - _MARGIN, east + _MARGIN, north + _MARGIN


def _features(page: Any, collection: str, gemeente: str, address: str) -> list[Feature]:
    single = _SINGLE[collection]
    found: list[Feature] = []
    try:
        for feature in page["features"]:
            told = {str(key).lower(): value for key, value in feature["properties"].items()}
            code = _text(told, f"{single}code", "statcode")
            if not code:
                raise FeaturesError("features.property", address=address, value=f"{single}code")
            # CBS numbers wijken and buurten within their gemeente.
            if (_text(told, "gemeentecode") or f"GM{code[2:6]}") != gemeente:
                continue
            found.append(
                Feature(
                    code,
                    _text(told, f"{single}naam", "statnaam"),
                    _text(told, "wijkcode"),
                    _text(told, "water", "h2o").upper() == "JA",
                    _geometry(feature["geometry"], code),
                )
            )
    except (KeyError, TypeError, AttributeError):
        raise FeaturesError("features.form", address=address) from None
    return _in_rd(found, address)


def _text(told: Mapping[str, object], *names: str) -> str:
    value = next((told[name] for name in names if told.get(name) is not None), "")
    return str(value).strip()


def _geometry(written: object, code: str) -> BaseGeometry:
    try:
        return shapely.force_2d(shapely.from_geojson(json.dumps(written)))
    except (shapely.GEOSException, ValueError) as error:
        raise FeaturesError("features.geometry", value=code, why=error) from None


def _in_rd(found: list[Feature], address: str) -> list[Feature]:
    shapes = np.empty(len(found), dtype=object)
    shapes[:] = [feature.geometry for feature in found]
    xy = shapely.get_coordinates(shapes)
    if not xy.size:
        return found
    guess = diagnose(xy[:, 0], xy[:, 1])
    if guess is CoordinateGuess.RD:
        return found
    if guess is not CoordinateGuess.WGS84:
        raise FeaturesError(
            "features.coordinates", address=address, value=f"{xy[0, 0]}, {xy[0, 1]}"
        )
    return [
        Feature(each.code, each.name, each.wijk, each.water, shape)
        for each, shape in zip(found, polygons_to_rd(shapes), strict=True)
    ]


def _next(page: Any) -> str | None:
    links = page.get("links") or []
    return next((str(link["href"]) for link in links if link.get("rel") == "next"), None)


def _matched(page: Any) -> float:
    told = page.get("numberMatched", page.get("totalFeatures"))
    return told if isinstance(told, int) else float("inf")
