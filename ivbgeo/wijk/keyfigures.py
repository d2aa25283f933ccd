"""The key figures of a wijk: each count with its rate, against the city and against earlier."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.answering import answer
from ivbgeo.dutch import number
from ivbgeo.figure import State, Verdict
from ivbgeo.period import Period
from ivbgeo.question import Question
from ivbgeo.reading import FEWEST_FOR_RATE, unit_of
from ivbgeo.standout import categories_of, hic_kinds, per_of
from ivbgeo.statistics import FEWEST_PEOPLE, changed
from ivbgeo.words import city_figure, judged

if TYPE_CHECKING:
    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.category import Category
    from ivbgeo.figure import Figure
    from ivbgeo.question import Per
    from ivbgeo.viewer import Viewer

__all__ = ["KeyFigure", "all_figures", "key_categories", "key_figure", "key_figures"]

_TOTAL = "0.0.0"
_OVERLAST = "overlast"
_CASES = "woonoverlast"


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure of an area beside that of the city and that of the period before, just as long."""

    category: Category
    per: Per
    figure: Figure
    city: Figure
    before: Figure
    difference: int

    @property
    def counted(self) -> str:
        """How many, with what should be known of it."""
        return _counted(self.figure, self.category)

    @property
    def rate(self) -> str:
        """How many per 1,000, with the 95% interval; empty where that can't be said."""
        one = self.figure
        if one.rate is None or one.rate_low is None or one.rate_high is None:
            return ""
        estimated = "geschat " if one.rate_estimated else ""
        limits = f"{number(one.rate_low, 1)}–{number(one.rate_high, 1)}"
        return f"{estimated}{number(one.rate, 1)} per 1.000 {self.per} ({limits})"

    @property
    def against_city(self) -> str:
        """How it lies to the city, in Dutch."""
        rate = self.city.rate
        city = f" (stad: {number(rate, 1)} per 1.000)" if rate is not None else ""
        if self.figure.count is None:
            return "niet te zeggen"
        if self.figure.verdict is None:
            return f"niet vergeleken: {self._why}{city}"
        if not judged(self.figure):
            return f"te weinig om te vergelijken{city}"
        words = {Verdict.HIGH: "hoger dan de stad", Verdict.LOW: "lager dan de stad"}
        return f"{words.get(self.figure.verdict, 'niet te onderscheiden van de stad')}{city}"

    @property
    def _why(self) -> str:
        """Say why it can't be compared with the city."""
        if self.figure.rate_estimated:
            return f"aantal {self.per} geschat"
        people = self.figure.population
        if people is not None and people < FEWEST_PEOPLE:
            return f"minder dan {FEWEST_PEOPLE} {self.per}"
        return "daarvoor ontbreekt een cijfer"

    @property
    def against_before(self) -> str:
        """How it lies to the period before, in Dutch."""
        old = self.before
        if self.figure.count is None or old.count is None:
            if State.AFGESCHERMD in {self.figure.state, old.state}:
                return f"niet te zeggen (afgeschermd, hier of in {old.period})"
            return f"niet te zeggen (geen cijfer over {old.period})"
        if self.figure.provenance != old.provenance:
            return f"uit een andere bron, dus niet te vergelijken ({old.period})"
        if max(self.figure.count, old.count) < FEWEST_FOR_RATE:
            words = "te weinig om te vergelijken"
        else:
            words = {1: "meer", -1: "minder", 0: "niet te onderscheiden"}[self.difference]
            if self.difference < 0 and self.figure.provisional and not old.provisional:
                words = "minder, maar voorlopig: het kan nog oplopen"
        return f"{words} ({old.period}: {_counted(old, self.category)})"


def key_categories(edition: Edition, viewer: Viewer) -> tuple[Category, ...]:
    """Give the categories that a wijk is summed up by: all crime, high impact crimes, overlast."""
    found = [edition.taxonomy[_TOTAL]] if _TOTAL in edition.taxonomy else []
    found += hic_kinds(edition)
    parts = {part for one in edition.taxonomy if one.kind == _OVERLAST for part in one.members}
    overlast = [one for one in edition.taxonomy if one.kind == _OVERLAST]
    found += [one for one in overlast if one.code not in parts][:1]
    return tuple(one for one in found if one.code == _TOTAL or edition.years_of(one.code, viewer))


def key_figures(
    edition: Edition, viewer: Viewer, area: AreaId, period: Period
) -> tuple[KeyFigure, ...]:
    """Give the key figures of an area over a period."""
    return tuple(
        key_figure(edition, viewer, category, area, period)
        for category in key_categories(edition, viewer)
    )


def all_figures(
    edition: Edition, viewer: Viewer, area: AreaId, period: Period
) -> tuple[KeyFigure, ...]:
    """Give the figures of an area over a period of every kind of incident."""
    return tuple(
        key_figure(edition, viewer, category, area, period)
        for category in categories_of(edition, viewer)
        if category.kind != _CASES
    )


def key_figure(
    edition: Edition,
    viewer: Viewer,
    category: Category,
    area: AreaId,
    period: Period,
    earlier: Period | None = None,
) -> KeyFigure:
    """Give one figure of an area over a period.

    ``earlier``: the period to lay it beside, just as long; the one right before it if left out.
    """
    if earlier is None:
        length = period.last_index - period.first_index + 1
        earlier = Period.of_indices(period.first_index - length, period.first_index - 1)
    per = per_of(edition, viewer, category.code, area.division, period.last_year)
    asked = Question(category.code, area.level, period, per, area.year)
    new = _of(edition, viewer, asked, area)
    old = _of(edition, viewer, replace(asked, period=earlier), area)
    rough = new.estimated or old.estimated or new.provenance != old.provenance
    counts = [np.array([np.nan if one.count is None or rough else one.count]) for one in (old, new)]
    difference = int(changed(counts[0], counts[1], np.ones(1), np.ones(1))[0])
    return KeyFigure(category, per, new, city_figure(edition, viewer, asked), old, difference)


def _of(edition: Edition, viewer: Viewer, question: Question, area: AreaId) -> Figure:
    figures = answer(edition, question, viewer).figures
    return next(one for one in figures if one.area.code == area.code)


def _counted(figure: Figure, category: Category) -> str:
    if figure.count is None:
        return figure.state.words
    estimated = "geschat " if figure.estimated else ""
    provisional = ", voorlopig" if figure.provisional else ""
    return f"{estimated}{number(figure.count)} {unit_of(category, figure.count)}{provisional}"
