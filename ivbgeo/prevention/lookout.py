"""What a team may look out for in a month: what open figures can tell apart from chance, if any.

Two questions. Of the whole gemeente: does a kind of crime happen more in this month of the year
than in others (``ivbgeo.statistics.season``)? Of the wijk and its buurten: was there more in the
newest months than a year before (``ivbgeo.wijk.lately``, as on the page WAS), where that is not too
long before this month to look out for?
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo import Level
from ivbgeo.dutch import MONTHS, number
from ivbgeo.history import history
from ivbgeo.period import Period
from ivbgeo.signals.watching import last_complete
from ivbgeo.statistics import Seasonal, discoveries, season_of
from ivbgeo.viewer import PUBLIEK
from ivbgeo.wijk.lately import KINDS, lately

if TYPE_CHECKING:
    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.category import Category
    from ivbgeo.figure import Provenance
    from ivbgeo.history import History
    from ivbgeo.standout import Comparison

__all__ = ["Lookout", "OfSeason", "lookout"]

# What to look at, of the kinds of which somebody who walks by can see something.
_HINTS = {
    "1.1.1": "open ramen, deuren en poorten",
    "1.1.2": "open schuren, boxen en garages",
    "1.2.1": "spullen die in auto’s in het zicht liggen",
    "1.2.2": "scooters en auto’s die niet op slot zijn",
    "1.2.3": "fietsen en scooters die niet op slot staan",
    "1.6.1": "containers en afval dat los staat",
    "2.2.1": "wat vernield is, en meld dat",
    "2.5.1": "open deuren en hekken van bedrijven",
}
_YEAR = 12
# At the near end of the interval: less can be told from chance in a large city, but not by foot.
_WORTH = 1.1


@dataclass(frozen=True, slots=True)
class OfSeason:
    """A kind of which more happens in this month of the year, in the whole gemeente.

    ``period``: the years that were counted; ``provisional``: some of it may change.
    """

    category: Category
    month: int
    period: Period
    found: Seasonal
    provisional: bool
    provenance: Provenance

    @property
    def sentence(self) -> str:
        """What was found, in Dutch."""
        found = self.found
        provisional = " (deels voorlopig)" if self.provisional else ""
        return (
            f"{self.category.title}: in {MONTHS[self.month - 1]} {number(found.ratio, 1)} keer zo "
            f"vaak als in een gemiddelde maand ({number(found.low, 1)}–{number(found.high, 1)}), "
            f"in de hele gemeente, over {found.years} jaar tot en met {_last(self.period)}"
            f"{provisional}."
        )


@dataclass(frozen=True, slots=True)
class Lookout:
    """What stands out for a wijk in a month of open figures; nothing, where nothing does.

    ``season``, ``recent``: the surest and largest first. ``compared``: how many kinds, and how many
    counts, could be looked at. ``too_old``: the newest figures, where these are not of shortly
    before the month, so that nothing recent is told of them.
    """

    wijk: AreaId
    month: Period
    season: tuple[OfSeason, ...] = ()
    recent: tuple[Comparison, ...] = ()
    compared: int = 0
    too_old: Period | None = None

    @property
    def sentences(self) -> tuple[str, ...]:
        """Each thing to look out for, in Dutch, with what to look at; none if there is none."""
        told = (
            *((one.category, one.sentence) for one in self.season),
            *((one.category, _sentence(one)) for one in self.recent),
        )
        return tuple(
            f"{said} Kijk naar {_HINTS[kind.code]}." if kind.code in _HINTS else said
            for kind, said in told
        )

    @property
    def nothing(self) -> str:
        """Say why there is nothing, in Dutch; empty where there is something."""
        if self.season or self.recent:
            return ""
        if not self.compared and self.too_old:
            return self.about_age
        if not self.compared:
            return (
                "Er zijn geen open cijfers per maand. Daarom staat hier niet wat in deze maand "
                "vaker gebeurt."
            )
        told = (
            "De open cijfers geven deze maand geen reden om ergens eerst naar te kijken: wat er "
            "meer is dan anders, kan toeval zijn."
        )
        return f"{told} {self.about_age}".rstrip()

    @property
    def about_age(self) -> str:
        """Say that the newest figures are of another time, in Dutch; empty where they are not."""
        if self.too_old is None:
            return ""
        return (
            f"De nieuwste open cijfers zijn van {_months(self.too_old)}. Dat is niet kort voor "
            f"{self.month}. Daarom staat hier niet wat er de laatste tijd meer is."
        )

    @property
    def sources(self) -> tuple[Provenance, ...]:
        """Where the figures come from."""
        made = (
            *(one.provenance for one in self.season),
            *(source for one in self.recent for source in one.sources),
        )
        return tuple(dict.fromkeys(made))


def _sentence(one: Comparison) -> str:
    """Say what was found, in Dutch, as short as paper asks."""
    provisional = " (voorlopig)" if one.provisional else ""
    return (
        f"{one.category.title} in {one.area_name}: {number(one.count)} in {_months(one.period)}"
        f"{provisional}, een jaar eerder {number(one.expected)}."
    )


def _months(period: Period) -> str:
    """Write months in a row: ``juli–september 2026``; a year as that: ``2025``."""
    if period.is_year:
        return str(period)
    (first_year, first), (last_year, last) = period.first, period.last
    year = "" if first_year == last_year else f" {first_year}"
    return f"{MONTHS[first - 1]}{year}–{MONTHS[last - 1]} {last_year}"


def _last(period: Period) -> Period:
    """Give the last month of a period."""
    return Period.of_indices(period.last_index, period.last_index)


def lookout(edition: Edition, wijk: AreaId, month: Period) -> Lookout:
    """Find what a team may look out for in a wijk in a month.

    Of open figures, whoever asks: the sheet that it is on lies on a kitchen table.

    Raises
    ------
    KeyError, ValueError
        If there is no such wijk, or it is more than a month.
    """
    if month.first_index != month.last_index:
        raise ValueError(f"{month} is no month")
    return edition.once(("lookout", wijk, month), lambda: _lookout(edition, wijk, month))


def _lookout(edition: Edition, wijk: AreaId, month: Period) -> Lookout:
    seasons = _seasons(edition, month)
    sure = discoveries(np.array([one.found.p for one in seasons]))
    season = sorted(
        (
            one
            for one, holds in zip(seasons, sure, strict=True)
            if holds and one.found.low >= _WORTH
        ),
        key=lambda one: (-one.found.low, one.category.code),
    )
    newest = lately(edition, PUBLIEK, wijk)
    if newest.period is not None and not _is_recent(newest.period, month):
        too_old = newest.period if newest.compared else None
        return Lookout(wijk, month, tuple(season), (), len(seasons), too_old)
    recent = tuple(one for one in newest.changes if one.is_more)
    return Lookout(wijk, month, tuple(season), recent, len(seasons) + newest.compared)


def _is_recent(period: Period, month: Period) -> bool:
    """Whether it ends no later than a month, and no longer before than until the next is known."""
    length = period.last_index - period.first_index + 1
    return 0 <= month.first_index - period.last_index <= length + 1


def _seasons(edition: Edition, month: Period) -> list[OfSeason]:
    """Look at each kind in the whole gemeente; what is not known for years is left out."""
    made = []
    for division in edition.division_ids(Level.GEMEENTE)[:1]:
        past = history(edition, PUBLIEK, division)
        for code in past.categories:
            one = _season(past, code, month) if code in KINDS else None
            if one is not None:
                made.append(one)
    return made


def _season(past: History, code: str, month: Period) -> OfSeason | None:
    told = past.by_month(code)
    before = past.at(min(month.first_index - 1, past.months.last_index)) + 1
    sources = told.sources[: max(before, 0)]
    complete = [
        at
        for at, one in enumerate(sources)
        if one is not None and past.months.first_index + at <= last_complete(one)
    ]
    if not complete or told.unsure or len(past.division.codes) != 1:
        return None
    at = complete[-1]
    # The newest that are known without a gap, of one source.
    counts = told.of_source(at)[0]
    known = np.isfinite(counts) & ~told.values.estimated[0, : at + 1]
    gaps = np.flatnonzero(~known[: at + 1])
    first = int(gaps[-1]) + 1 if gaps.size else 0
    start = past.months.first_index + first
    source = told.sources[at]
    found = season_of(counts[first:], start % _YEAR + 1, month.first[1])
    if found is None or source is None:
        return None
    here = slice(first + found.start, first + found.start + _YEAR * found.years + 1)
    return OfSeason(
        past.edition.taxonomy[code],
        month.first[1],
        Period.of_indices(
            past.months.first_index + here.start, past.months.first_index + here.stop - 1
        ),
        found,
        bool(told.values.provisional[0, here].any()),
        source,
    )
