"""A question on a map: looks out of readings, classes that hold for every year, camera marks.

Shared by the app and the command line, so that both draw the same map.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo import polygons_to_wgs84
from ivbgeo.difference import difference
from ivbgeo.period import Period
from ivbgeo.reading import MapReading, Reading, Statistic, read
from ivbgeo.register.where import surroundings
from ivbgeo.register.words import summary
from ivbgeo.spread import spread
from layers.breaks import Method
from layers.cameras import BORDER, SURROUNDING, CameraMark
from layers.choropleth import AreaLook, Choropleth
from layers.classes import Classes, make_classes
from layers.diverging import DIFFERENCE_TEXTS, EXPECTED_TEXTS, Diverging, make_diverging
from layers.geometry_file import publish
from layers.named import HOT_AND_COLD, PATTERN_TEXTS, QUADRANTS, REFUSED_TEXTS, Named
from layers.palette import StateLook, sequential

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ivbgeo.atlas import Edition
    from ivbgeo.designation import Designation
    from ivbgeo.question import Question
    from ivbgeo.viewer import Viewer
    from layers.diverging import Scale

__all__ = ["Classing", "ThematicMap", "camera_marks", "difference_map", "thematic_map"]

# Shares of any theme are read on one scale, in percent.
_SHARES = (20.0, 40.0, 60.0, 80.0, 100.0)
_LEAST = 1e-9
# What is of no population.
_BARE = frozenset({Statistic.AANTAL, Statistic.AANDEEL_LOPEND})
# More periods say hardly more of where classes of differences should end.
_MOST = 16


@dataclass(frozen=True, slots=True)
class Classing:
    """How values are put into classes; ``breaks`` are a user's own, for ``Method.EIGEN``."""

    method: Method = Method.NATUURLIJK
    k: int = 5
    breaks: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class ThematicMap:
    """What was asked, as it reads and as it looks."""

    reading: MapReading
    choropleth: Choropleth
    sources: tuple[str, ...]


def thematic_map(
    edition: Edition,
    viewer: Viewer,
    question: Question,
    statistic: Statistic,
    static_dir: Path,
    *,
    classing: Classing | None = None,
    periods: Sequence[Period] = (),
) -> ThematicMap:
    """Read a question for a viewer and give it looks.

    Parameters
    ----------
    static_dir
        Where the geometry is published: open geometry, never figures.
    classing
        How values are put into classes; natural breaks if left out.
    periods
        Those that the classes have to hold for; all years if left out.

    Raises
    ------
    UsageError
        If the question can't be asked.
    """
    how = classing or Classing()

    def make() -> ThematicMap:
        reading = read(edition, question, statistic, viewer)
        if statistic.is_pattern:
            names = QUADRANTS if statistic is Statistic.SAMENHANG else HOT_AND_COLD
            texts = REFUSED_TEXTS if reading.refusal else PATTERN_TEXTS
            return _made(edition, reading, names, static_dir, texts)
        if statistic is Statistic.VERWACHT:
            scale = _expected_scale(edition, viewer, question, tuple(periods))
            return _made(edition, reading, scale, static_dir, EXPECTED_TEXTS)
        classes = _classes(edition, viewer, question, statistic, how, tuple(periods))
        return _made(edition, reading, classes, static_dir)

    key = ("map", question, statistic, viewer, how, tuple(periods), static_dir)
    return edition.once(key, make)


def difference_map(
    edition: Edition,
    viewer: Viewer,
    question: Question,
    before: Period,
    statistic: Statistic,
    static_dir: Path,
    *,
    periods: tuple[Period, ...] = (),
) -> ThematicMap:
    """Read how a question differs from another period, and give it looks on a scale around nul.

    ``periods`` are those that the classes have to hold for; the question's own if left out.

    Raises
    ------
    UsageError
        If the two can't be compared.
    """
    reading = difference(edition, question, before, statistic, viewer)
    key = ("differences", question.category, question.level, before, statistic, viewer, periods)

    def make() -> Diverging:
        # Of every period that can be compared: a colour means the same whichever is chosen.
        made = (
            difference(edition, replace(question, period=one), before, statistic, viewer)
            for one in _some(periods or (question.period,))
        )
        return make_diverging(_painted(made), whole=statistic is Statistic.AANTAL)

    return _made(edition, reading, edition.once(key, make), static_dir, DIFFERENCE_TEXTS)


def camera_marks(edition: Edition, areas: Sequence[Designation]) -> tuple[CameraMark, ...]:
    """Mark camera areas: by their border, else at the place nearby, else all over the area named.

    One of several parts has as many marks.
    """
    return tuple(mark for area in areas for mark in _marks(edition, area))


def _made(
    edition: Edition,
    reading: MapReading,
    classes: Scale,
    static_dir: Path,
    texts: Mapping[StateLook, str] | None = None,
) -> ThematicMap:
    division = reading.answer.division
    address = edition.once(
        ("published", division.id, static_dir), lambda: publish(division, static_dir)
    )
    looks = tuple(_look(one, classes) for one in reading.readings)
    title = f"{reading.title}, {reading.when}"
    choropleth = Choropleth(division.id, address, looks, classes, title, texts or {})
    return ThematicMap(reading, choropleth, _sources(reading))


def _classes(
    edition: Edition,
    viewer: Viewer,
    question: Question,
    statistic: Statistic,
    classing: Classing,
    periods: tuple[Period, ...],
) -> Classes:
    """Make classes of the values of every period, so that a colour means the same in each."""
    if statistic is Statistic.AANDEEL_LOPEND:
        return Classes(_SHARES, sequential(len(_SHARES)), whole=False)
    periods = periods or _years(edition, viewer, question)

    def make() -> Classes:
        values = spread(edition, question, statistic, viewer, periods)
        whole = statistic is Statistic.AANTAL
        return make_classes(
            values.tolist(), classing.k, whole=whole, method=classing.method, breaks=classing.breaks
        )

    return edition.once(
        (
            "classes",
            question.category,
            question.level,
            question.division_year,
            (periods[0], periods[-1], len(periods)),
            statistic,
            classing,
            viewer,
        ),
        make,
    )


def _expected_scale(
    edition: Edition, viewer: Viewer, question: Question, periods: tuple[Period, ...]
) -> Diverging:
    """Make classes of what was more or less than expected, the same for every period."""
    periods = periods or _years(edition, viewer, question)
    # What is shorter than the others, such as a year that is not over, is not of their scale.
    longest = max(one.last_index - one.first_index for one in periods)
    same = [one for one in periods if one.last_index - one.first_index == longest]

    def make() -> Diverging:
        made = (
            read(edition, replace(question, period=one), Statistic.VERWACHT, viewer)
            for one in _some(same)
        )
        return make_diverging(_painted(made))

    asked = replace(question, period=Period(same[0].first, same[-1].last))
    return edition.once(("expected", asked, len(same), viewer), make)


def _years(edition: Edition, viewer: Viewer, question: Question) -> tuple[Period, ...]:
    """Give all years where the question is of one, else its own period."""
    if not question.period.is_year:
        return (question.period,)
    years = edition.years_of(question.category, viewer)
    return tuple(Period.year(year) for year in sorted(years)) or (question.period,)


def _some(periods: Sequence[Period]) -> list[Period]:
    """Give all of a few periods, some evenly spaced ones of many."""
    places = np.unique(np.linspace(0, len(periods) - 1, min(len(periods), _MOST)).round())
    return [periods[int(place)] for place in places]


def _painted(made: Iterable[MapReading]) -> list[float]:
    return [
        one.value
        for each in made
        for one in each.readings
        if one.value is not None and not (one.by_chance or one.too_few)
    ]


def _look(reading: Reading, classes: Scale) -> AreaLook:
    state = StateLook(reading.state.value)
    if reading.too_few or reading.by_chance:
        state = StateLook.TE_WEINIG if reading.too_few else StateLook.TOEVAL
    klass = None
    if state is StateLook.GEMETEN and reading.value is not None:
        # A share of nothing at all that runs is a share: it is in the first class.
        klass = (
            classes.place(reading.around.pattern if reading.around else "")
            if isinstance(classes, Named)
            else classes.index(reading.value or _LEAST)
        )
    return AreaLook(
        code=reading.figure.area.code,
        name=reading.figure.area_name,
        state=state,
        value=reading.value,
        label=reading.text,
        klass=klass,
        note=reading.note,
    )


def _sources(reading: MapReading) -> tuple[str, ...]:
    found = {
        provenance.citation
        for answer in reading.answers
        for figure in answer.figures
        for provenance in (
            figure.provenance,
            figure.population_provenance if reading.statistic not in _BARE else None,
        )
        if provenance is not None
    }
    return tuple(sorted(found))


def _marks(edition: Edition, area: Designation) -> Iterator[CameraMark]:
    words = summary(area)
    if area.border is not None:
        for part in shapely.get_parts(area.border):
            yield _outlined(area.name, part, area.precision or BORDER, words)
    elif area.lon is not None and area.lat is not None:
        yield CameraMark(area.name, area.lon, area.lat, area.precision or SURROUNDING, words)
    else:
        polygon = surroundings(edition, area)
        if polygon.geom_type != "Polygon":
            polygon = polygon.convex_hull
        yield _outlined(area.name, polygon, area.precision or SURROUNDING, words)


def _outlined(name: str, polygon: Any, precision: str, words: str) -> CameraMark:
    """Mark a surface: the symbol stands on its border, not at a place within it."""
    (shape,) = polygons_to_wgs84(np.array([polygon]))
    outline = tuple((float(lon), float(lat)) for lon, lat in shape.exterior.coords)
    lon, lat = max(outline, key=lambda place: place[1])
    return CameraMark(name, lon, lat, precision, words, outline=outline)
