"""The figures of a dossier, each with its interval, its period and its source.

Of the areas that a camera area lies in, and, for who may see points, of the designated area itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from geo import AreaId, Level
from ivbgeo.answering import answer
from ivbgeo.cameradossier.dossier import Listing, Said
from ivbgeo.dutch import number
from ivbgeo.figure import Classification
from ivbgeo.measures.words import area_name
from ivbgeo.offered import years_of
from ivbgeo.period import Period
from ivbgeo.question import Question
from ivbgeo.standout import per_of
from ivbgeo.statistics import changed, garwood
from ivbgeo.wijk.keyfigures import key_figure
from ivbgeo.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ivbgeo.atlas import Edition
    from ivbgeo.cameradossier.dossier import Part
    from ivbgeo.category import Category
    from ivbgeo.figure import Figure, Provenance
    from ivbgeo.viewer import Viewer
    from ivbgeo.wijk.keyfigures import KeyFigure

__all__ = ["FEWEST", "Counted", "by_year", "is_small", "limits", "of_areas", "tellable_fall"]

FEWEST = 5
"""A smaller count is not written of an area that somebody drew, nor of what is not open."""

_YEARS = 6
_MOST_AREAS = 8
_MOST_COURSES = 4
_FEWEST_LIVING = 1000  # people or homes: where fewer are, most of it is of who visits
_LEVEL = 0.95
_NONE = "niet te zeggen"
_SHARES = (3, 2.2, 2.5, 3.6, 3.4, 3.6)
_OF_RATES = frozenset({"Per 1.000", "Naast de stad"})
_HEADINGS = ("Soort", "Aantal", "Met toeval erbij", "Per 1.000", "Naast de stad", "Naast eerder")


@dataclass(slots=True)
class Counted:
    """Parts of a dossier with figures, and where these come from (what it tells, the source).

    ``areas``: those with a figure.
    """

    parts: list[Part] = field(default_factory=list)
    sources: list[tuple[str, Provenance]] = field(default_factory=list)
    areas: tuple[AreaId, ...] = ()

    def take(self, other: Counted) -> None:
        """Put others behind these."""
        self.parts += other.parts
        self.sources += other.sources
        self.areas += other.areas


def of_areas(
    edition: Edition,
    viewer: Viewer,
    areas: tuple[AreaId, ...],
    kinds: Sequence[Category],
    period: Period,
    earlier: Period | None = None,
) -> Counted:
    """Give the figures of areas over a period, a table each: the finest that have any.

    ``earlier``: the year before the cameras came, that they are laid beside; the period right
    before if left out.
    """
    made, silent = Counted(), []
    beside = f", naast {earlier}, het jaar voor het begin" if earlier is not None else ""
    for area in _told_areas(edition, viewer, areas, kinds, period):
        figures = [key_figure(edition, viewer, one, area, period, earlier) for one in kinds]
        name = f"{area.level} {area_name(edition, area)}"
        known = [one for one in figures if one.figure.count is not None]
        if not known:
            silent.append(name)
            continue
        small = [one for one in known if _has_small(one)]
        shown = [one for one in known if one not in small]
        made.areas += (area,)
        caption = f"Geregistreerd in {name}, {period}{beside}"
        rows = tuple(_row(one) for one in shown)
        if rows:
            listing = Listing(caption, _HEADINGS, rows, shares=_SHARES)
            made.parts += _where_few_live(listing, [one.figure for one in shown])
        if small:
            titles = listed([one.category.title for one in small])
            made.parts.append(
                Said(f"{caption}: van {titles} zijn de aantallen te klein om te noemen.")
            )
        missing = [one.category.title for one in figures if one.figure.count is None]
        if missing:
            made.parts.append(
                Said(f"Over {name} is er geen cijfer van: {'; '.join(missing)}. Dat is geen nul.")
            )
        for one in shown:
            made.sources += _sources(f"Cijfers van {name}", one.figure)
            made.sources += _sources("Cijfers van de stad", one.city)
            made.sources += _sources("Cijfers van eerder", one.before)
    if silent:
        made.parts.append(
            Said(f"Over {period} zijn er geen cijfers van {listed(silent)}. Dat is geen nul.")
        )
    return made


def by_year(
    edition: Edition,
    viewer: Viewer,
    areas: Iterable[AreaId],
    kinds: Sequence[Category],
    *,
    whole: bool = False,
) -> Counted:
    """Give how one area went over the years: of the first area with a figure, each kind.

    ``whole``: all years that there are figures of, not the newest few.
    """
    for area in areas:
        made = Counted()
        for category in kinds:
            figures = _years(edition, viewer, area, category, whole=whole)
            if sum(one.count is not None for one in figures) < 2:  # noqa: PLR2004 - one is no course
                continue
            caption = f"{category.title} in {area.level} {area_name(edition, area)}, per jaar"
            rows = tuple(
                (str(one.period), f"minder dan {FEWEST}", _NONE, _NONE, _notes(one))
                if is_small(one.count, one.provenance)
                else (str(one.period), _count(one), _interval(one), _rate(one), _notes(one))
                for one in figures
            )
            headings = ("Periode", "Aantal", "Met toeval erbij", "Per 1.000", "Let op")
            listing = Listing(caption, headings, rows, shares=(3, 2, 2, 4, 3))
            # Why a rate is left out was said with the figures of the area.
            made.parts += _where_few_live(listing, figures)[:1]
            made.sources += [each for one in figures for each in _sources("Cijfers per jaar", one)]
            if len(made.parts) == _MOST_COURSES:
                break
        if made.parts:
            return made
    return Counted()


def is_small(count: float | None, source: Provenance | None) -> bool:
    """Whether a count is too small to write: of what is not open, and a dossier is made public."""
    is_open = source is not None and source.classification is Classification.OPEN
    return count is not None and count < FEWEST and not is_open


def tellable_fall(count: float, level: float = _LEVEL) -> int | None:
    """Give the highest later count over a period as long that is surely lower than this one.

    None where even none at all could be chance.

    Examples
    --------
    >>> tellable_fall(100), tellable_fall(3)
    (73, None)
    """
    later = np.arange(0, np.floor(count) + 1)
    ones = np.ones_like(later)
    fell = changed(np.full_like(later, count), later, ones, ones, level) < 0
    return int(later[fell].max()) if fell.any() else None


def _told_areas(
    edition: Edition,
    viewer: Viewer,
    areas: tuple[AreaId, ...],
    kinds: Sequence[Category],
    period: Period,
) -> list[AreaId]:
    """Give the areas to tell of: the buurten if any of them has a figure, else the wijken.

    Never of both, for from the sum a count that is left out could be told. Of a wijk without a
    figure: the buurten in it that do have one.
    """

    def is_told(area: AreaId) -> bool:
        return any(
            key_figure(edition, viewer, one, area, period).figure.count is not None for one in kinds
        )

    wide = [area for area in areas if area.level is not Level.BUURT]
    fine = [area for area in areas if area.level is Level.BUURT]
    if not wide or any(map(is_told, fine)):
        return fine[:_MOST_AREAS]
    for area in wide:
        if not is_told(area):
            inner = [AreaId(code, area.year, Level.BUURT) for code in edition.buurten_in(area)]
            wide += [buurt for buurt in inner if is_told(buurt)]
    return wide[:_MOST_AREAS]


def _years(
    edition: Edition, viewer: Viewer, area: AreaId, category: Category, *, whole: bool
) -> list[Figure]:
    periods = sorted(years_of(edition, category.code, viewer))
    found = []
    for period in periods if whole else periods[-_YEARS:]:
        per = per_of(edition, viewer, category.code, area.division, period.last_year)
        asked = Question(category.code, area.level, period, per, area.year)
        figures = answer(edition, asked, viewer).figures
        found.append(next(one for one in figures if one.area.code == area.code))
    return found


def _has_small(one: KeyFigure) -> bool:
    return any(is_small(each.count, each.provenance) for each in (one.figure, one.before))


def _row(one: KeyFigure) -> tuple[str, ...]:
    figure = one.figure
    return (
        one.category.title, _count(figure) + _flags(figure), _interval(figure),
        one.rate or _NONE, one.against_city, one.against_before,
    )  # fmt: skip


def _count(figure: Figure) -> str:
    return figure.state.words if figure.count is None else number(figure.count)


def _flags(figure: Figure) -> str:
    said = [
        word
        for word, holds in (("geschat", figure.estimated), ("voorlopig", figure.provisional))
        if holds
    ]
    return f" ({', '.join(said)})" if said else ""


def _notes(figure: Figure) -> str:
    if figure.count is None:
        return figure.reason or figure.state.words
    return _flags(figure).strip(" ()") or "geen bijzonderheden"


def _rate(figure: Figure) -> str:
    if figure.rate is None or figure.rate_low is None or figure.rate_high is None:
        return _NONE
    estimated = "geschat " if figure.rate_estimated else ""
    limits = f"{number(figure.rate_low, 1)}–{number(figure.rate_high, 1)}"
    return f"{estimated}{number(figure.rate, 1)} ({limits}); {figure.denominator}"


def _where_few_live(listing: Listing, figures: Iterable[Figure]) -> list[Part]:
    """Leave rates out where few live, and say so: what visitors do is no rate of those few."""
    few = [one.denominator for one in figures
           if one.population is not None and one.population < _FEWEST_LIVING]  # fmt: skip
    if not few:
        return [listing]
    kept = [at for at, heading in enumerate(listing.headings) if heading not in _OF_RATES]
    told = replace(
        listing,
        headings=tuple(listing.headings[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in listing.rows),
        shares=tuple(listing.shares[at] for at in kept),
    )
    words = (
        f"Een aantal per 1.000 staat er niet bij: er zijn {few[0]}. Wie er komt en niet woont, "
        "telt daarin niet mee."
    )
    return [told, Said(words)]


def _interval(figure: Figure) -> str:
    return _NONE if figure.count is None else limits(figure.count)


def limits(count: float) -> str:
    """Write the 95% interval of a count, in whole numbers."""
    low, high = garwood(np.array([float(count)]), _LEVEL)
    return f"{number(float(low[0]), 0)}–{number(float(high[0]), 0)}"


def _sources(what: str, figure: Figure) -> list[tuple[str, Provenance]]:
    told = ((what, figure.provenance), ("Inwoners of woningen", figure.population_provenance))
    return [(words, one) for words, one in told if one is not None]
