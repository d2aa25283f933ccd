"""A wijk on the map: a question by buurt, with the border of the wijk drawn over it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo import Level
from layers.geometry_file import publish
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

__all__ = ["WijkMap", "wijk_alone", "wijk_map"]


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


def wijk_alone(
    edition: Edition,
    viewer: Viewer,
    wijk: AreaId,
    question: Question,
    statistic: Statistic,
    static_dir: Path,
) -> ThematicMap:
    """Read a question by the buurten of a wijk, and of no other.

    Less to fetch, and nothing is said of a wijk that is not one's own. Classes are those of all
    buurten, so that a colour means the same in every wijk.

    Raises
    ------
    UsageError
        If the question can't be asked.
    """
    asked = replace(question, level=Level.BUURT, division_year=wijk.year)
    made = thematic_map(edition, viewer, asked, statistic, static_dir)
    division, own = edition.division(made.choropleth.division), edition.buurten_in(wijk)
    name = edition.division(wijk.division).area(wijk.code).name
    choropleth = replace(
        made.choropleth,
        address=edition.once(
            ("published", wijk, static_dir), lambda: publish(division, static_dir, own)
        ),
        looks=tuple(look for look in made.choropleth.looks if look.code in own),
        title=f"{name}: {made.choropleth.title}",
    )
    readings = tuple(one for one in made.reading.readings if one.figure.area.code in own)
    return replace(made, choropleth=choropleth, reading=replace(made.reading, readings=readings))
