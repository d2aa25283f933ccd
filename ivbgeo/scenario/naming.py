"""A scenario's question in words, with the names that the store has for what it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from ivbgeo.measures.words import area_name
from ivbgeo.places import is_known
from ivbgeo.plannerfiles import FileKind, areas_of, find_by_hash
from ivbgeo.register import designations
from ivbgeo.scenario.words import question_words

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from ivbgeo.atlas import Edition
    from ivbgeo.scenario.answer import ScenarioAnswer
    from ivbgeo.scenario.question import Scenario
    from ivbgeo.viewer import Viewer

__all__ = ["FILES", "barred", "buildings", "searched", "told_question"]

FILES = {
    "candidates": FileKind.CANDIDATES,
    "public": FileKind.PUBLIC,
    "forbidden": FileKind.FORBIDDEN,
    "demand_file": FileKind.DEMAND,
    "buildings": FileKind.BUILDINGS,
}
"""Of what kind the kept file is that each field names."""

_MOST_ZONES = 500  # more would be no map


def told_question(edition: Edition, viewer: Viewer, asked: Scenario) -> dict[str, str]:
    """Tell a question: what is asked by what it is called."""
    named = {one.key: one.designation.name for one in designations(edition, viewer)}
    named |= {one.code: area_name(edition, one) for one in asked.areas}

    def file_of(field: str, sha256: str) -> str:
        file = find_by_hash(edition, viewer, FILES[field], sha256)
        return "een bestand dat er niet meer is" if file is None else file.name

    def title_of(code: str) -> str:
        return edition.taxonomy[code].title if code in edition.taxonomy else code

    return question_words(asked, title_of, lambda key: named.get(key, key), file_of)


def searched(
    edition: Edition, viewer: Viewer, asked: Scenario
) -> tuple[tuple[str, BaseGeometry], ...]:
    """Give the areas in which places are looked for, EPSG:28992; those that are still there."""
    found = [
        (one.designation.name, one.designation.border)
        for one in designations(edition, viewer)
        if one.key in asked.designations and one.designation.border is not None
    ]
    found += [
        (area_name(edition, one), edition.division(one.division).area(one.code).polygon)
        for one in asked.areas
        if is_known(edition, one)
    ]
    return tuple(found)


def barred(
    edition: Edition, viewer: Viewer, asked: Scenario
) -> tuple[tuple[str, BaseGeometry], ...]:
    """Give the zones where no camera may come, EPSG:28992; none where they are too many to draw."""
    sha256 = asked.files.get("forbidden")
    file = find_by_hash(edition, viewer, FileKind.FORBIDDEN, sha256) if sha256 else None
    if file is None:
        return ()
    areas = areas_of(edition, viewer, file)
    if len(areas) > _MOST_ZONES:
        return ()
    names = (name or file.name for name in areas.names)
    return tuple(zip(names, areas.polygons.tolist(), strict=True))


def buildings(
    edition: Edition, viewer: Viewer, asked: Scenario, answer: ScenarioAnswer
) -> BaseGeometry | None:
    """Give the buildings around the chosen places as one, EPSG:28992; None where there are none."""
    sha256 = asked.files.get("buildings")
    file = find_by_hash(edition, viewer, FileKind.BUILDINGS, sha256) if sha256 else None
    if file is None or not answer.chosen.places:
        return None
    spots = shapely.points([[place.x, place.y] for place in answer.chosen.places])
    around = shapely.union_all(shapely.buffer(spots, asked.radius))
    areas = areas_of(edition, viewer, file)
    return shapely.union_all(areas.polygons[areas.near(around)])
