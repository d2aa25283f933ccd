"""What is shown under load: a city with open figures of the police by month, to everybody.

The app and the plain page show the same areas and the same figures. The borders that the plain page
draws have as many vertices as those of the national files; those that came with ivbgeo are
generalised, and the app's borders are a file that a browser fetches once.
"""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from benchmarks.tessellation import CACHE
from benchmarks.wijk import city_store
from geo import Level, polygons_to_wgs84
from ivbgeo.atlas import Atlas
from ivbgeo.history import history
from ivbgeo.period import Period
from ivbgeo.viewer import PUBLIEK

if TYPE_CHECKING:
    from pathlib import Path

    from ivbgeo.atlas import Edition

__all__ = ["Shown", "shown"]

_STORE = CACHE / "wijk"
_YEARS = range(2012, 2026)
_KIND = "politie"
_STEP = 16.0  # metres from vertex to vertex: some 130 of an area
_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown, and what of it can be chosen on a map.

    ``figures``: the file with borders and figures for the plain page.
    """

    database: Path
    figures: Path
    years: tuple[str, ...]
    areas: tuple[str, ...]

    @property
    def settings(self) -> dict[str, str]:
        """Variables that make the app show this store."""
        return {
            "IVBGEO_DATABASE_URL": f"sqlite:///{self.database.resolve()}",
            "IVBGEO_CACHE_DIR": str(_STORE.resolve() / "cache"),
        }


def shown() -> Shown:
    """Give the store and the file of the plain page, made if they aren't there yet."""
    with closing(city_store(_STORE)) as store:
        edition = Atlas(store).edition()
        buurten = edition.division(edition.division_id(Level.BUURT))
        figures = _STORE / "figures.json"
        if not figures.exists():
            figures.write_text(json.dumps(_figures(edition)), encoding="utf-8")
    return Shown(_STORE / "store.sqlite", figures, tuple(map(str, _YEARS)), buurten.codes)


def _figures(edition: Edition) -> tuple[object, object]:
    """Give borders as GeoJSON, and of each kind of crime and year the count of each area."""
    division = edition.division(edition.division_id(Level.BUURT))
    dense = shapely.segmentize(division.polygons, _STEP)
    lines = shapely.transform(polygons_to_wgs84(dense), lambda at: at.round(_DECIMALS))
    borders = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"code": code, "name": name},
             "geometry": json.loads(line)}
            for code, name, line in zip(
                division.codes, division.names, shapely.to_geojson(lines), strict=True
            )
        ],
    }  # fmt: skip
    told = history(edition, PUBLIEK, division.id)

    def counts(category: str, year: int) -> dict[str, float]:
        found = np.nan_to_num(told.over(category, Period.year(year)).values.count)
        return dict(zip(division.codes, found.tolist(), strict=True))

    kinds = [one for one in edition.taxonomy if one.kind == _KIND]
    table = {one.title: {str(y): counts(one.code, y) for y in _YEARS} for one in kinds}
    return borders, table
