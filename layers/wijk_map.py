"""A wijk on the map: a question by buurt, with the border of the wijk drawn over it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo import Level
from layers.outline import bounds_of, outline
from layers.thematic import thematic_map

if TYPE_CHECKING:
    from pathlib import Path

    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.question import Question
    from ivbgeo.reading import Statistic
    from ivbgeo.viewer import Viewer
    from layers.keep import Kept
    from layers.thematic import ThematicMap

__all__ = ["WijkMap", "wijk_map"]


@dataclass(frozen=True, slots=True)
class WijkMap:
    """A map of buurten, the border of the wijk, and what has to be in view to see it."""

    made: ThematicMap
    outline: Kept
    bounds: list[float]


def wijk_map(
    edition: Edition,
    viewer: Viewer,
    wijk: AreaId,
    question: Question,
    statistic: Statistic,
    static_dir: Path,
) -> WijkMap:
    """Read a question by the buurten of the wijk's own year.

    The buurten around keep their colours: a wijk does not end at its border.
    """
    asked = replace(question, level=Level.BUURT, division_year=wijk.year)
    made = thematic_map(edition, viewer, asked, statistic, static_dir)
    area = edition.division(wijk.division).area(wijk.code)
    named = replace(made.choropleth, title=f"{area.name}: {made.choropleth.title}")
    return WijkMap(replace(made, choropleth=named), outline(area), bounds_of(area))
