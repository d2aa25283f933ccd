"""Figures and borders as features of GeoJSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo import polygons_to_wgs84
from ivbgeo.answering import answer
from ivbgeo.export import records
from ivbgeo.keeping import Keeper
from ivbgeo.publish.box import Box, System
from ivbgeo.publish.offering import open_divisions
from ivbgeo.publish.selection import area_part, figure_id
from ivbgeo.viewer import PUBLIEK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from geo import Division
    from ivbgeo.atlas import Edition
    from ivbgeo.publish.collection import Collection
    from ivbgeo.publish.selection import Selection

__all__ = ["Page", "border_page", "figure_page"]

# Decimals of a degree (a centimetre) and of a metre (a millimetre).
_DECIMALS = {System.CRS84: 7, System.RD: 3}
# Geometry as it is written, by division and system; a store has some seven divisions.
_shapes = Keeper(32)


@dataclass(frozen=True, slots=True)
class Page:
    """The features that match, how many: all of them, and those of this page."""

    matched: int
    features: tuple[dict[str, Any], ...]


def figure_page(
    edition: Edition,
    selection: Selection,
    *,
    box: Box | None = None,
    system: System = System.CRS84,
    offset: int = 0,
    limit: int = 1,
) -> Page:
    """Give a page of the figures that are asked for, in the order of the questions.

    Figures whose areas are not for everybody are left out.
    """
    matched = 0
    features: list[dict[str, Any]] = []
    for question in selection.questions:
        answered = answer(edition, question, PUBLIEK)
        division = answered.division
        if division.id not in open_divisions(edition):
            continue
        inside = _inside(division, box)
        wanted = [
            i for i, figure in enumerate(answered.figures) if inside[i] and selection.takes(figure)
        ]
        shown = wanted[max(0, offset - matched) : max(0, offset + limit - matched)]
        matched += len(wanted)
        if shown:
            told, shapes = records([answered]), _written(division, system)
            features += [
                _feature(figure_id(answered.figures[i]), shapes[i], told[i]) for i in shown
            ]
    return Page(matched, tuple(features))


def border_page(
    edition: Edition,
    collection: Collection,
    *,
    areas: frozenset[str] | None = None,
    box: Box | None = None,
    system: System = System.CRS84,
    offset: int = 0,
    limit: int = 1,
) -> Page:
    """Give a page of the borders of a division; ``areas``: only those codes."""
    if collection.division is None:
        raise ValueError(f"{collection.id} is no collection of borders")
    division = edition.division(collection.division)
    inside = _inside(division, box)
    wanted = [
        i for i, code in enumerate(division.codes) if inside[i] and (areas is None or code in areas)
    ]
    shapes = _written(division, system)
    (source,) = collection.sources
    told = {"source": source.citation, "retrieved": source.retrieved.isoformat()}
    return Page(
        len(wanted),
        tuple(
            _feature(area_part(division.area_id(division.codes[i])), shapes[i], area | told)
            for i, area in _areas(division, wanted[offset : offset + limit])
        ),
    )


def _areas(division: Division, positions: list[int]) -> Iterator[tuple[int, dict[str, Any]]]:
    for i in positions:
        yield (
            i,
            {
                "area_code": division.codes[i],
                "area_name": division.names[i],
                "level": division.level.value,
                "division_year": division.year,
                "parent": division.parents[i],
                "water": division.water[i],
            },
        )


def _feature(name: str, shape: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "id": name, "geometry": shape, "properties": told}


def _inside(division: Division, box: Box | None) -> NDArray[np.bool_]:
    """Tell which areas have something in common with a box, in the system of the box."""
    if box is None:
        return np.ones(len(division), dtype=bool)
    polygons = _polygons(division, box.system)
    return np.asarray(shapely.intersects(polygons, box.polygon), dtype=bool)


def _polygons(division: Division, system: System) -> NDArray[np.object_]:
    """Give the polygons in a system, outer rings counter-clockwise."""

    def make() -> NDArray[np.object_]:
        moved = division.polygons
        if system is System.CRS84:
            moved = polygons_to_wgs84(moved)
        decimals = _DECIMALS[system]
        rounded = shapely.transform(moved, lambda xy: np.round(xy, decimals))
        return np.asarray(shapely.orient_polygons(rounded), dtype=object)

    return _shapes.once((division.content_hash, system, "polygons"), make)


def _written(division: Division, system: System) -> list[dict[str, Any]]:
    """Give the geometry of each area as GeoJSON, in a system."""
    return _shapes.once(
        (division.content_hash, system, "written"),
        lambda: [shapely.geometry.mapping(polygon) for polygon in _polygons(division, system)],
    )
