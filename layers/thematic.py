"""A question on a map: looks out of readings, classes that hold for every year, camera marks.

Shared by the app and the command line, so that both draw the same map.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from geo import polygons_to_wgs84
from ivbgeo.dutch import moment
from ivbgeo.period import Period
from ivbgeo.reading import MapReading, Reading, Statistic, read
from layers.cameras import SURROUNDING, CameraMark
from layers.choropleth import AreaLook, Choropleth
from layers.classes import Classes, make_classes
from layers.geometry_file import publish
from layers.palette import StateLook, sequential

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ivbgeo.atlas import Edition
    from ivbgeo.policy import CameraArea
    from ivbgeo.question import Question
    from ivbgeo.viewer import Viewer

__all__ = ["ThematicMap", "camera_marks", "thematic_map"]

# Shares of any theme are read on one scale, in percent.
_SHARES = (20.0, 40.0, 60.0, 80.0, 100.0)
_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class ThematicMap:
    """What was asked, as it reads and as it looks."""

    reading: MapReading
    choropleth: Choropleth
    sources: tuple[str, ...]


def thematic_map(
    edition: Edition, viewer: Viewer, question: Question, statistic: Statistic, static_dir: Path
) -> ThematicMap:
    """Read a question for a viewer and give it looks.

    Parameters
    ----------
    static_dir
        Where the geometry is published: open geometry, never figures.

    Raises
    ------
    UsageError
        If the question can't be asked.
    """
    reading = read(edition, question, statistic, viewer)
    classes = _classes(edition, viewer, question, statistic)
    division = reading.answer.division
    looks = tuple(_look(one, classes) for one in reading.readings)
    choropleth = Choropleth(
        division.id, publish(division, static_dir), looks, classes, reading.title
    )
    return ThematicMap(reading, choropleth, _sources(reading))


def camera_marks(edition: Edition, areas: Sequence[CameraArea]) -> tuple[CameraMark, ...]:
    """Mark camera areas: at the place nearby that is known, else all over the area named."""
    return tuple(_mark(edition, area) for area in areas)


def _classes(edition: Edition, viewer: Viewer, question: Question, statistic: Statistic) -> Classes:
    """Make classes of the values of every year, so that a colour means the same in each."""
    years = edition.years_of(question.category, viewer) if question.period.is_year else ()
    periods = tuple(Period.year(year) for year in years) or (question.period,)
    key = ("classes", replace(question, period=periods[0]), statistic, viewer)
    return edition.once(key, lambda: _make_classes(edition, viewer, question, statistic, periods))


def _make_classes(
    edition: Edition,
    viewer: Viewer,
    question: Question,
    statistic: Statistic,
    periods: tuple[Period, ...],
) -> Classes:
    if statistic is Statistic.AANDEEL_LOPEND:
        return Classes(_SHARES, sequential(len(_SHARES)), whole=False)
    values = [
        reading.value
        for period in periods
        for reading in read(edition, replace(question, period=period), statistic, viewer).readings
        if reading.value is not None and not reading.too_few
    ]
    return make_classes(values, whole=statistic is Statistic.AANTAL)


def _look(reading: Reading, classes: Classes) -> AreaLook:
    state = StateLook.TE_WEINIG if reading.too_few else StateLook(reading.state.value)
    paint = state is StateLook.GEMETEN and reading.value is not None
    return AreaLook(
        code=reading.figure.area.code,
        name=reading.figure.area_name,
        state=state,
        value=reading.value,
        label=reading.text,
        # A share of nothing at all that runs is a share: it is in the first class.
        klass=classes.index(max(reading.value or 0.0, _LEAST)) if paint else None,
        note=reading.note,
    )


def _sources(reading: MapReading) -> tuple[str, ...]:
    found = {
        provenance.citation
        for figure in reading.answer.figures
        for provenance in (
            figure.provenance,
            figure.population_provenance if reading.statistic is Statistic.PER_1000 else None,
        )
        if provenance is not None
    }
    return tuple(sorted(found))


def _mark(edition: Edition, area: CameraArea) -> CameraMark:
    words = f"{area.decision} Evaluatie: {area.evaluation}."
    if area.since:
        words = f"Sinds {moment(area.since)}. {words}"
    if area.lon is not None and area.lat is not None:
        return CameraMark(area.name, area.lon, area.lat, area.precision or SURROUNDING, words)
    # Only the area around is known: the symbol stands on its border, not at a place within it.
    polygon = edition.division(area.reference.division).area(area.reference.code).polygon
    if polygon.geom_type != "Polygon":
        polygon = polygon.convex_hull
    (shape,) = polygons_to_wgs84(np.array([polygon]))
    outline = tuple((float(lon), float(lat)) for lon, lat in shape.exterior.coords)
    lon, lat = max(outline, key=lambda place: place[1])
    return CameraMark(area.name, lon, lat, area.precision, words, outline=outline)
