"""The pictures of a wijkprofiel: a map of the buurten, the course, and the funnel of wijken."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo import DivisionId, Level
from ivbgeo.dutch import SHORT_MONTHS, day, number
from ivbgeo.funnelplot import funnel_plot
from ivbgeo.measures.listing import marks
from ivbgeo.question import Per, Question
from ivbgeo.reading import Statistic, read, unit_of
from ivbgeo.wijk import course_of
from layers.breaks import Method
from layers.charts import Dot, FunnelChart, Limit, Mark, PeriodChart
from layers.document import Picture
from layers.paper import Plate, map_inset
from layers.thematic import Classing, camera_marks, thematic_map

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ivbgeo.atlas import Edition
    from ivbgeo.category import Category
    from ivbgeo.measure import MeasureVersion
    from ivbgeo.viewer import Viewer
    from ivbgeo.wijk import Course, KeyFigure, WijkProfile
    from layers.thematic import ThematicMap

__all__ = ["course_picture", "funnel_picture", "map_picture"]

_LISTED = 24  # so many buurten have their figure in the alternative text
_NAMELESS = 8
_MOST_MARKS = 6
# A few buurten where hardly anybody lives would leave one class for all others.
_CLASSING = Classing(Method.KWANTIELEN)
_RATES = {Per.INWONERS: Statistic.PER_1000, Per.WONINGEN: Statistic.PER_WONINGEN}


def map_picture(
    edition: Edition, viewer: Viewer, profile: WijkProfile, static_dir: Path
) -> tuple[Picture, tuple[str, ...]] | None:
    """Draw the buurten of a wijk, with what the map is of; None if there are none.

    Gives the sources of the map too.
    """
    buurten = frozenset(edition.buurten_in(profile.area))
    if not buurten or DivisionId(Level.BUURT, profile.area.year) not in edition.numbers:
        return None
    made = _first_map(edition, viewer, profile, static_dir, buurten)
    if made is None:
        return None
    plate = replace(Plate.of(made, camera_marks(edition, profile.cameras)), part=buurten)
    looks = [look for look in made.choropleth.looks if look.code in buurten]
    known = sum(look.value is not None for look in looks)
    has = "heeft" if known == 1 else "hebben"
    told = f"{known} van de {len(looks)} buurten {has} een cijfer"
    inset = map_inset(plate)
    decimals = 0 if made.reading.statistic is Statistic.AANTAL else 1
    unnamed = [
        f"{look.name}: {look.label if look.value is None else number(look.value, decimals)}"
        for look in looks
        if look.code in inset.nameless
    ]
    caption = (
        f"{plate.title}, {plate.when}: {told}. Indeling van {profile.area.year}."
        f"{_nameless(unnamed)}"
    )
    values = "; ".join(f"{look.name}: {look.label}" for look in looks[:_LISTED])
    rest = f"; en nog {len(looks) - _LISTED} buurten" if len(looks) > _LISTED else ""
    alternative = f"Kaart van {profile.name} met {plate.unit}. {values}{rest}."
    return Picture(inset.svg, alternative, caption), made.sources


def _nameless(unnamed: list[str]) -> str:
    if not unnamed:
        return ""
    more = len(unnamed) - _NAMELESS
    rest = f"; en nog {more}" if more > 0 else ""
    return f" Zonder naam op de kaart: {'; '.join(unnamed[:_NAMELESS])}{rest}."


def _first_map(
    edition: Edition,
    viewer: Viewer,
    profile: WijkProfile,
    static_dir: Path,
    buurten: frozenset[str],
) -> ThematicMap | None:
    """Give the first map on which a buurt has a colour: of what needs attention, then of all.

    If none has, the last of them: that nothing is known is seen on it too.
    """
    wanted = [one.category for one in profile.figures[:1]]
    if profile.attention.category is not None:
        wanted.insert(0, profile.attention.category)
    per = {one.category.code: one.per for one in profile.figures}
    made = None
    for category in wanted:
        question = Question(
            category.code, Level.BUURT, profile.period, division_year=profile.area.year
        )
        rate = _RATES[per.get(category.code, Per.INWONERS)]
        for statistic in (rate, Statistic.AANTAL):
            made = thematic_map(
                edition, viewer, question, statistic, static_dir, classing=_CLASSING
            )
            looks = [look for look in made.choropleth.looks if look.code in buurten]
            if any(look.klass is not None for look in looks):
                return made
    return made


def course_picture(
    edition: Edition, viewer: Viewer, profile: WijkProfile, category: Category
) -> Picture | None:
    """Draw how a category went, with the dates of measures; None if nothing is known."""
    course = course_of(edition, viewer, category, profile.area, profile.period)
    if not course.is_known:
        return None
    steps = course.steps
    as_city = tuple(step.as_city for step in steps)
    earlier = tuple(step.earlier for step in steps)
    compared, name = (
        (as_city, "als in de hele stad") if _any(as_city) else (earlier, "een jaar eerder")
    )
    if not _any(compared):
        compared, name = (), ""
    every = "per maand" if course.by_month else "per jaar"
    chart = PeriodChart(
        f"{unit_of(category)} {every}",
        tuple(str(step.period) for step in steps),
        tuple(step.count for step in steps),
        ticks=_ticks(course),
        provisional=tuple(step.provisional for step in steps),
        compared=compared,
        compared_name=name,
        marks=_marks(course, profile.measures),
    )
    return Picture(
        chart.svg(high=120.0), chart.alternative, f"{category.title} in {profile.name}, {every}."
    )


def _any(values: Sequence[float | None]) -> bool:
    return any(value is not None for value in values)


def _ticks(course: Course) -> tuple[tuple[int, str], ...]:
    if not course.by_month:
        return ()
    months = [step.period.first for step in course.steps]
    return tuple(
        (
            at,
            f"{SHORT_MONTHS[month - 1]} {year}"
            if month == 1 or at == 0
            else SHORT_MONTHS[month - 1],
        )
        for at, (year, month) in enumerate(months)
    )


def _marks(course: Course, measures: tuple[MeasureVersion, ...]) -> tuple[Mark, ...]:
    found = []
    for mark in marks(measures):
        for at, step in enumerate(course.steps):
            first, last = step.period.first_day, step.period.last_day
            if first <= mark.day <= last:
                share = (mark.day - first).days / ((last - first).days + 1)
                words = "begint" if mark.is_start else "eindigt"
                found.append(Mark(at + share, f"{mark.title} {words} op {day(mark.day)}"))
    return tuple(found[-_MOST_MARKS:])


def funnel_picture(
    edition: Edition, viewer: Viewer, profile: WijkProfile, key: KeyFigure
) -> Picture | None:
    """Draw the funnel of all wijken with this one in sight; None where it can't be compared."""
    area = profile.area
    question = Question(key.category.code, Level.WIJK, profile.period, division_year=area.year)
    plot = funnel_plot(read(edition, question, _RATES[key.per], viewer))
    lies = {} if plot is None else {dot.code: dot.verdict for dot in plot.dots}
    if plot is None or lies.get(area.code) is None:
        return None
    chart = FunnelChart(
        plot.size,
        plot.rate,
        tuple(Dot(dot.size, dot.rate, dot.name) for dot in plot.dots),
        plot.city,
        f"de stad ({number(plot.city, 1)})",
        tuple(
            Limit(f"{number(100 * one.level)}%", one.sizes, one.low, one.high)
            for one in reversed(plot.limits)
        ),
        list(lies).index(area.code),
    )
    caption = (
        f"{key.category.title} in alle wijken, {profile.period}. Wijken buiten de lijn van 99,8% "
        "verschillen meer van de stad dan toeval verklaart."
    )
    return Picture(chart.svg(high=132.0), chart.alternative, caption)
