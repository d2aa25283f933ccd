"""How a category went in an area, month by month or year by year, beside the city and earlier."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from geo import Level
from ivbgeo.denominator import people_of
from ivbgeo.dutch import number
from ivbgeo.history import history
from ivbgeo.offered import months_of
from ivbgeo.period import Period
from ivbgeo.reading import unit_of
from ivbgeo.standout import per_of

if TYPE_CHECKING:
    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.category import Category
    from ivbgeo.figure import Provenance
    from ivbgeo.history import History
    from ivbgeo.viewer import Viewer

__all__ = ["Course", "Step", "course_of"]

_YEAR = 12


@dataclass(frozen=True, slots=True)
class Step:
    """One month or year: the count, that of a year earlier, and what the city's rate would give.

    None where it is not known, or, if ``hidden``, not shown.
    """

    period: Period
    count: float | None
    earlier: float | None
    as_city: float | None
    provisional: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """The steps of a period, the first first; ``by_month`` tells whether they are months."""

    category: Category
    area_name: str
    steps: tuple[Step, ...]
    by_month: bool
    provenance: Provenance | None = field(default=None, repr=False)

    @property
    def is_known(self) -> bool:
        """Whether there is any count."""
        return any(step.count is not None for step in self.steps)

    @property
    def words(self) -> str:
        """The same as a sentence, for who does not see the chart."""
        unit = unit_of(self.category)
        if not self.is_known:
            hidden = any(step.hidden for step in self.steps)
            none = "de cijfers zijn afgeschermd" if hidden else "er zijn geen cijfers"
            return f"{self.category.title} in {self.area_name}: {none}."
        told = ", ".join(f"{step.period}: {_words(step)}" for step in self.steps)
        return f"{self.category.title} in {self.area_name}, aantal {unit}. {told}."


def course_of(
    edition: Edition, viewer: Viewer, category: Category, area: AreaId, period: Period
) -> Course:
    """Give the course of a category in an area up to the end of a period.

    By month, the twelve up to the last of the period or all of it if that is longer, where there
    are counts by month; else by year, all that are known.
    """
    own = history(edition, viewer, area.division)
    at = own.division.codes.index(area.code)
    first = min(period.first_index, period.last_index - _YEAR + 1)
    whole = Period.of_indices(first, period.last_index)
    steps = months_of(edition, category.code, viewer, whole)
    by_month = bool(steps)
    if not by_month:
        steps = tuple(Period.year(y) for y in sorted(edition.years_of(category.code, viewer)))
    made = []
    provenance = None
    for step in steps:
        told = own.over(category.code, step)
        provenance = told.provenance or provenance
        back = Period.of_indices(step.first_index - _YEAR, step.last_index - _YEAR)
        earlier = own.over(category.code, back)
        # Two sources may count another way.
        same = earlier.provenance == told.provenance
        made.append(
            Step(
                step,
                _known(told.values.count[at]),
                _known(earlier.values.count[at]) if same else None,
                _as_city(edition, viewer, own, category, at, step),
                bool(told.values.provisional[at]),
                bool(told.hidden[at]),
            )
        )
    return Course(category, own.division.names[at], tuple(made), by_month, provenance)


def _as_city(
    edition: Edition, viewer: Viewer, own: History, category: Category, at: int, step: Period
) -> float | None:
    """Give what the area would count at the city's rate; None where its people are a guess."""
    division = own.division.id
    per = per_of(edition, viewer, category.code, division, step.last_year)
    people, _, _ = people_of(edition, viewer, division, per, step.last_year)
    for city in edition.division_ids(Level.GEMEENTE)[:1]:
        told = history(edition, viewer, city).over(category.code, step)
        heads, _, _ = people_of(edition, viewer, city, per, step.last_year)
        same = told.provenance == own.over(category.code, step).provenance
        if same and not people.estimated[at] and heads.count[0] > 0:
            return _known(told.values.count[0] * people.count[at] / heads.count[0])
    return None


def _words(step: Step) -> str:
    beside = [
        f"{words} {number(value, 0)}"
        for words, value in (("een jaar eerder", step.earlier), ("zoals de stad", step.as_city))
        if value is not None
    ]
    none = "afgeschermd" if step.hidden else "niet bekend"
    told = none if step.count is None else number(step.count)
    return f"{told} ({', '.join(beside)})" if beside else told


def _known(count: float) -> float | None:
    return None if np.isnan(count) else float(count)
