"""A map as a GeoPackage: the figures with their provenance, and the map's own looks as style."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ivbgeo.export import compared, feature_frame, moment_of, write_layer
from ivbgeo.store.geopackage import (
    LayerMetadata,
    LayerStyle,
    add_metadata,
    add_styles,
    set_moment,
)
from layers.gis.metadata import STANDARD, qgis_metadata
from layers.gis.qml import qml
from layers.gis.rules import columns_of, rules_of
from layers.gis.sld import sld
from layers.naming import map_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.thematic import ThematicMap

__all__ = ["geopackage"]


def geopackage(maps: Sequence[ThematicMap]) -> bytes:
    """Write maps as a GeoPackage in EPSG:28992, a layer for each.

    A layer has the columns of :data:`ivbgeo.export.COLUMNS` and those of
    :func:`layers.gis.rules.columns_of`. QGIS opens it with the map's classes, patterns and labels
    (table ``layer_styles``) and shows its sources (``gpkg_metadata``). The same maps give the same
    bytes.
    """
    names = _names(maps)
    moment = moment_of([made.reading.answer for made in maps])
    styles, told = [], []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.gpkg"
        for made, name in zip(maps, names, strict=True):
            answer = made.reading.answer
            title = f"{made.reading.title}, {made.reading.when} ({made.reading.unit})"
            more = columns_of(made.choropleth, answer.division.codes)
            for row, add in zip(more, compared([made.reading]), strict=False):
                row.update(add)
            frame = feature_frame([answer], more).astype({"value": "float64", "class": "Int32"})
            write_layer(path, frame, name, f"{title}. ")
            rules = rules_of(made.choropleth)
            styles.append(LayerStyle(name, title, qml(rules), sld(name, title, rules), title))
            told.append(LayerMetadata(name, STANDARD, qgis_metadata(made, name)))
        add_styles(path, styles, moment)
        add_metadata(path, told, moment)
        set_moment(path, moment)
        return path.read_bytes()


def _names(maps: Sequence[ThematicMap]) -> list[str]:
    """Give each map a name that can stand in a query, and no two the same."""
    names: list[str] = []
    for made in maps:
        name = re.sub("[^a-z0-9]+", "_", map_name(made))
        names.append(name if name not in names else f"{name}_{len(names) + 1}")
    return names
