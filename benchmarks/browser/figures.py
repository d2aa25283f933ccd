"""What the plain page shows: the same borders and figures as the app, ready to draw."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely

from benchmarks.tessellation import CACHE
from geo import Level, polygons_to_wgs84, simplified
from ivbgeo.atlas import Atlas
from ivbgeo.period import Period
from ivbgeo.question import Question
from ivbgeo.reading import Statistic, read
from ivbgeo.settings import ROOT
from ivbgeo.store import Store
from ivbgeo.viewer import Viewer

if TYPE_CHECKING:
    from benchmarks.browser.stores import Town

__all__ = ["figures_file", "page_file"]

_PAGES = Path(__file__).parent / "pages"
_DECIMALS = 6
_SEEN = 1.0  # metres: less can't be seen, and the app leaves it out as well


def figures_file(town: Town) -> Path:
    """Write borders, and the figures by category and year; give the file."""
    path = town.database.with_name("figures.json")
    viewer = Viewer.of("planner")
    with closing(Store.open(town.settings["IVBGEO_DATABASE_URL"])) as store:
        edition = Atlas(store).edition()
        division = edition.division(edition.division_id(Level.BUURT))
        shapes = shapely.transform(
            polygons_to_wgs84(simplified(division, _SEEN).polygons), lambda at: at.round(_DECIMALS)
        )

        def figures(category: str, year: int) -> dict[str, float]:
            question = Question(category, Level.BUURT, Period.year(year))
            found = read(edition, question, Statistic.AANTAL, viewer).readings
            return {one.figure.area.code: one.value or 0.0 for one in found}

        table = {
            edition.taxonomy[category].title: {
                str(year): figures(category, year)
                for year in sorted(edition.years_of(category, viewer))
            }
            for category in town.categories
        }
    borders = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"code": code, "name": name},
             "geometry": json.loads(shape)}
            for code, name, shape in zip(
                division.codes, division.names, np.atleast_1d(shapely.to_geojson(shapes)),
                strict=True,
            )
        ],
    }  # fmt: skip
    path.write_text(json.dumps([borders, table]), encoding="utf-8")
    return path


def page_file(name: str) -> Path:
    """Put a page of ``pages/`` where it has the files of Leaflet beside it, and give it."""
    folder = CACHE / "browser" / "pages"
    shutil.copytree(ROOT / "static" / "vendor", folder / "static" / "vendor", dirs_exist_ok=True)
    return Path(shutil.copy(_PAGES / f"{name}.py", folder)).resolve()
