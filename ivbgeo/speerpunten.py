"""Speerpunten by policy period: what tells of them, and how far the periods can be compared.

A speerpunt is of a period. A figure of 2017 is one of the priorities of then, not of those of
2024; the two stand beside each other only where a speerpunt follows on an older one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo import AreaId, Level
from ivbgeo.dutch import number
from ivbgeo.figure import State
from ivbgeo.history import history
from ivbgeo.period import Period
from ivbgeo.policy import Correspondence, Indicator, Speerpunt, SpeerpuntCategory
from ivbgeo.statistics import changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ivbgeo.atlas import Edition
    from ivbgeo.category import Category
    from ivbgeo.viewer import Viewer

__all__ = [
    "Course",
    "Pair",
    "SpeerpuntFigures",
    "YearFigure",
    "figures_by_speerpunt",
    "pairs",
    "period_of",
    "periods",
    "speerpunten_of",
    "years_told",
]

_DERIVED = "afgeleid"
_LEAST = 20  # of a smaller base there is no percentage


@dataclass(frozen=True, slots=True)
class YearFigure:
    """A count of a category over a year, and what it was a speerpunt of then.

    ``count`` is None where it is not known or not shown: ``state`` says which. ``period`` is empty
    for a year of before the first one.
    """

    year: int
    period: str
    count: float | None
    state: State
    source: str
    provisional: bool = False
    estimated: bool = False

    @property
    def words(self) -> str:
        """The figure as it is written in a table."""
        if self.count is None:
            return self.state.words
        marks = [(self.provisional, "voorlopig"), (self.estimated, "geschat")]
        said = ", ".join(word for holds, word in marks if holds)
        return number(self.count) + (f" ({said})" if said else "")


@dataclass(frozen=True, slots=True)
class Course:
    """The counts of a category that tells of a speerpunt, by year; ``basis`` as in policy."""

    category: Category
    basis: str
    source: str
    remark: str
    years: tuple[YearFigure, ...]


@dataclass(frozen=True, slots=True)
class SpeerpuntFigures:
    """A speerpunt, what tells of it in the years of its own period, and where it comes from.

    ``words`` say what it followed on, and what no count tells of it.
    """

    speerpunt: Speerpunt
    courses: tuple[Course, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two years of different periods put beside each other on purpose, for one category.

    ``basis``: how the later speerpunt is known to follow on the earlier one. ``words``: what may be
    said of the difference.
    """

    earlier: Speerpunt
    later: Speerpunt
    basis: str
    category: Category
    before: YearFigure
    after: YearFigure
    words: str


def periods(edition: Edition, viewer: Viewer) -> dict[str, list[str]]:
    """Give the speerpunten of each period as lines of a list, with what they were before."""
    titles = _titles(edition, viewer)
    lines: dict[str, list[str]] = {}
    for one in edition.policy(viewer, Speerpunt):
        links = _links_to(edition, viewer, one.code)
        was = " en ".join(titles.get(link.from_code, link.from_code) for link in links)
        derived = f", {_DERIVED}" if any(link.basis == _DERIVED for link in links) else ""
        line = f"{one.number}. {one.title}" + (f" (eerder: {was}{derived})" if was else "")
        lines.setdefault(one.period, []).append(line)
    return lines


def period_of(edition: Edition, viewer: Viewer, year: int) -> str:
    """Give the policy period of a year; empty if none is known.

    Examples
    --------
    The period of 2017 is ``2015-2018``.
    """
    found = {one.period for one in edition.policy(viewer, Speerpunt)}
    return next((period for period in sorted(found) if year in _years(period)), "")


def speerpunten_of(edition: Edition, viewer: Viewer, year: int) -> dict[str, str]:
    """Give by category the titles of the speerpunten of a year that it tells of."""
    period = period_of(edition, viewer, year)
    titles = {
        one.code: one.title
        for one in edition.policy(viewer, Speerpunt)
        if period and one.period == period
    }
    told: dict[str, list[str]] = {}
    for one in edition.policy(viewer, SpeerpuntCategory):
        if one.speerpunt_code in titles and one.category in edition.taxonomy:
            # What is part of it tells of it too.
            for code in edition.taxonomy.within(one.category):
                told.setdefault(code, []).append(titles[one.speerpunt_code])
    return {code: ", ".join(dict.fromkeys(found)) for code, found in told.items()}


def years_told(edition: Edition, viewer: Viewer, area: AreaId) -> tuple[int, ...]:
    """Give the years of which there is any figure of a category of a speerpunt, newest first."""
    codes = {one.category for one in edition.policy(viewer, SpeerpuntCategory)}
    found = {
        year
        for code in codes
        if code in edition.taxonomy
        for year in _known_years(edition, viewer, area, code)
    }
    return tuple(sorted(found, reverse=True))


def figures_by_speerpunt(
    edition: Edition, viewer: Viewer, area: AreaId, period: str | None = None
) -> tuple[SpeerpuntFigures, ...]:
    """Give the speerpunten of a period with the counts that tell of them, in the years of it.

    Parameters
    ----------
    period
        Such as ``2019-2022``; None: the newest, which is in force.

    Returns
    -------
    tuple of SpeerpuntFigures
        In the order of the document. Years of other periods are left out: what was a speerpunt
        then was another. ``pairs`` puts them beside each other.
    """
    found = edition.policy(viewer, Speerpunt)
    wanted = period or max((one.period for one in found), default="")
    return tuple(
        SpeerpuntFigures(
            one,
            tuple(_courses(edition, viewer, area, one)),
            tuple(_about(edition, viewer, one)),
        )
        for one in found
        if one.period == wanted
    )


def pairs(
    edition: Edition, viewer: Viewer, area: AreaId, earlier: int, later: int
) -> tuple[Pair, ...]:
    """Put two years of different periods beside each other, as far as speerpunten follow on.

    Only categories that told of the older speerpunt as well as of the newer one; what is of the
    newer one alone, or has no speerpunt any more, is not compared.
    """
    before, after = (period_of(edition, viewer, year) for year in (earlier, later))
    if not before or not after or before >= after:
        return ()
    by_code = {one.code: one for one in edition.policy(viewer, Speerpunt)}
    told = _categories(edition, viewer)
    made = []
    for new in (one for one in by_code.values() if one.period == after):
        for code, basis in _ancestors(edition, viewer, new.code):
            old = by_code.get(code)
            if old is None or old.period != before:
                continue
            for category in told.get(new.code, {}):
                if category in told.get(old.code, {}):
                    first = _figure(edition, viewer, area, category, earlier)
                    last = _figure(edition, viewer, area, category, later)
                    kind, words = edition.taxonomy[category], _difference(first, last)
                    made.append(Pair(old, new, basis, kind, first, last, words))
    return tuple(made)


def _titles(edition: Edition, viewer: Viewer) -> dict[str, str]:
    return {one.code: one.title for one in edition.policy(viewer, Speerpunt)}


def _links_to(edition: Edition, viewer: Viewer, code: str) -> list[Correspondence]:
    return [one for one in edition.policy(viewer, Correspondence) if one.to_code == code]


def _ancestors(edition: Edition, viewer: Viewer, code: str) -> Iterator[tuple[str, str]]:
    """Give all that a speerpunt follows on, however far back; derived if any step is."""
    for link in _links_to(edition, viewer, code):
        yield link.from_code, link.basis
        for older, basis in _ancestors(edition, viewer, link.from_code):
            yield older, _DERIVED if _DERIVED in (basis, link.basis) else basis


def _categories(edition: Edition, viewer: Viewer) -> dict[str, dict[str, SpeerpuntCategory]]:
    told: dict[str, dict[str, SpeerpuntCategory]] = {}
    for one in edition.policy(viewer, SpeerpuntCategory):
        if one.category in edition.taxonomy:
            told.setdefault(one.speerpunt_code, {})[one.category] = one
    return told


def _years(period: str) -> range:
    first, _, last = period.partition("-")
    return range(int(first), int(last) + 1)


def _courses(
    edition: Edition, viewer: Viewer, area: AreaId, speerpunt: Speerpunt
) -> Iterator[Course]:
    for code, told in _categories(edition, viewer).get(speerpunt.code, {}).items():
        years = tuple(
            _figure(edition, viewer, area, code, year) for year in _years(speerpunt.period)
        )
        yield Course(edition.taxonomy[code], told.basis, told.source, told.remark, years)


def _about(edition: Edition, viewer: Viewer, speerpunt: Speerpunt) -> Iterator[str]:
    """Say what changes with the period, and what no count tells."""
    titles = _titles(edition, viewer)
    links = _links_to(edition, viewer, speerpunt.code)
    for link in links:
        derived = " Dat is door ons afgeleid." if link.basis == _DERIVED else ""
        remark = f" {link.remark}" if link.remark and link.basis != _DERIVED else ""
        yield f"Volgt op ‘{titles.get(link.from_code, link.from_code)}’.{remark}{derived}"
    older = {one.period for one in edition.policy(viewer, Speerpunt)}
    if not links and speerpunt.period != min(older):
        yield "Op welk ouder speerpunt dit volgt is niet bekend: eerdere jaren staan er niet naast."
    if speerpunt.code not in _categories(edition, viewer):
        yield "Geen soort die geteld wordt gaat alleen hierover. Daarom staan er geen aantallen."


def _figure(edition: Edition, viewer: Viewer, area: AreaId, category: str, year: int) -> YearFigure:
    """Find a count: of what was counted first, else of the city as a document has it."""
    period = period_of(edition, viewer, year)
    withheld = False
    for place in _same_place(edition, area):
        here = history(edition, viewer, place.division)
        at = here.division.codes.index(place.code)
        told = here.over(category, Period.year(year))
        withheld = withheld or bool(told.hidden[at])
        count = float(told.values.count[at])
        if not np.isnan(count) and told.provenance is not None:
            return YearFigure(
                year,
                period,
                count,
                State.GEMETEN if count else State.NUL,
                told.provenance.citation,
                bool(told.values.provisional[at]),
                bool(told.values.estimated[at]) or told.unsure,
            )
    for one in _of_document(edition, viewer, area, category):
        if one.period == Period.year(year) and one.value is not None:
            state = State.GEMETEN if one.value else State.NUL
            return YearFigure(year, period, one.value, state, one.source)
    state = State.AFGESCHERMD if withheld else State.NIET_GEMETEN
    return YearFigure(year, period, None, state, "")


def _same_place(edition: Edition, area: AreaId) -> Iterator[AreaId]:
    """Give an area; of the gemeente also as it was in other years, for it is the same one."""
    yield area
    for division in edition.division_ids(area.level) if area.level is Level.GEMEENTE else ():
        if division != area.division and area.code in edition.division(division):
            yield AreaId(area.code, division.year, division.level)


def _of_document(
    edition: Edition, viewer: Viewer, area: AreaId, category: str
) -> Iterable[Indicator]:
    """Give the figures of documents that go by the code of a category, of the city alone."""
    if area.level is not Level.GEMEENTE:
        return ()
    return (
        one
        for one in edition.policy(viewer, Indicator)
        if one.code == category and one.area.code == area.code
    )


def _known_years(edition: Edition, viewer: Viewer, area: AreaId, category: str) -> Iterator[int]:
    yield from edition.years_of(category, viewer)
    for one in _of_document(edition, viewer, area, category):
        if one.value is not None and one.period.is_year:
            yield one.period.last_year


def _difference(before: YearFigure, after: YearFigure) -> str:
    """Say what may be said of two counts: a percentage of a small base, or of chance, never is."""
    if before.count is None or after.count is None:
        return "niet te vergelijken: een van de twee is niet bekend"
    if before.source != after.source:
        return "niet te vergelijken: de bronnen tellen misschien anders"
    if before.estimated or after.estimated:
        return "niet te vergelijken: een van de twee is geschat of niet volledig"
    one = np.ones(1)
    (side,) = changed(one * before.count, one * after.count, one, one)
    if side == 0:
        return "niet te onderscheiden van toeval"
    direction = "meer" if side > 0 else "minder"
    if before.count < _LEAST:
        return direction
    part = abs(after.count - before.count) / before.count
    return f"{number(round(100 * part))}% {direction}"
