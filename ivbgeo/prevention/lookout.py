"""What a team may look out for in a month: what open figures can tell apart from chance, if any.

Two questions. Of the whole gemeente: does a kind of crime happen more in this month of the year
than in others (``ivbgeo.statistics.season``)? Of the wijk and its buurten: was there more in the
last complete months than at the rate of the city, or than a year before (``ivbgeo.standout``)? The
months just before are not compared with: then a season would be taken for news.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo import AreaId, Level
from ivbgeo.dutch import MONTHS, number
from ivbgeo.history import history
from ivbgeo.period import Period
from ivbgeo.signals.watching import last_complete, months_to_watch
from ivbgeo.standout import Kind, stand_out
from ivbgeo.standout.once import without_repetition
from ivbgeo.statistics import Seasonal, discoveries, season_of
from ivbgeo.viewer import PUBLIEK

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.category import Category
    from ivbgeo.figure import Provenance
    from ivbgeo.history import History
    from ivbgeo.standout import Comparison

__all__ = ["STREET", "Lookout", "OfSeason", "lookout"]

STREET = {
    "1.1.1": "open ramen, deuren en poorten",
    "1.1.2": "open schuren, boxen en garages",
    "1.2.1": "spullen die in auto’s in het zicht liggen",
    "1.2.2": "scooters en auto’s die niet op slot zijn",
    "1.2.3": "fietsen en scooters die niet op slot staan",
    "1.2.4": "drukke plekken",
    "1.4.3": "",
    "1.4.6": "",
    "1.6.1": "containers en afval dat los staat",
    "2.1.1": "",
    "2.2.1": "wat vernield is, en meld dat",
    "2.5.1": "open deuren en hekken van bedrijven",
    "2.6.9": "",
    "3.6.4": "",
}
"""The kinds that somebody who walks there may notice, with what to look at, in Dutch; or nothing.

Fraud, or what happens behind a front door, is no matter for a round.
"""

_YEAR, _YEARS = 12, 5
_LEVEL = 0.01  # of one season by itself; of all that are found at most 5% are false besides
# At the near end of the interval: less can be told from chance in a large city, but not by foot.
_WORTH = 1.1
_RECENT = 3  # months


@dataclass(frozen=True, slots=True)
class OfSeason:
    """A kind of which more happens in this month of the year, in the whole gemeente.

    ``period``: the whole years that were counted; ``provisional``: some of it may change.
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
            f"in de hele gemeente, over {found.years} jaar{provisional}."
        )


@dataclass(frozen=True, slots=True)
class Lookout:
    """What stands out for a wijk in a month of open figures; nothing, where nothing does.

    ``season``, ``recent``: the surest and largest first. ``recent_months``: which months the second
    is of; None where no counts by month are known. ``seasons``: how many kinds could be looked at.
    """

    wijk: AreaId
    month: Period
    season: tuple[OfSeason, ...] = ()
    recent: tuple[Comparison, ...] = ()
    recent_months: Period | None = None
    seasons: int = 0

    @property
    def sentences(self) -> tuple[str, ...]:
        """Each thing to look out for, in Dutch, with what to look at; none if there is none."""
        told = (
            *((one.category, one.sentence) for one in self.season),
            *((one.category, _sentence(one)) for one in self.recent),
        )
        return tuple(
            f"{said} Kijk naar {STREET[kind.code]}." if STREET[kind.code] else said
            for kind, said in told
        )

    @property
    def nothing(self) -> str:
        """Say why there is nothing, in Dutch; empty where there is something."""
        if self.season or self.recent:
            return ""
        if self.recent_months is None and not self.seasons:
            return (
                "Er zijn geen open cijfers per maand. Daarom staat hier niet wat in deze maand "
                "vaker gebeurt."
            )
        return (
            "De open cijfers geven deze maand geen reden om ergens eerst naar te kijken: wat er "
            "is, is niet te onderscheiden van toeval, van de stad of van vorig jaar."
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
    said = f"{one.category.title} in {one.area_name}: {number(one.count)} in {_months(one.period)}"
    if one.kind is Kind.LEVEL:
        rest = f"als in de hele stad waren het er ongeveer {number(one.expected, 0)}"
    else:
        rest = f"een jaar eerder {number(one.expected)}"
    return f"{said}{provisional}, {rest}."


def _months(period: Period) -> str:
    """Write months in a row: ``juli–september 2026``."""
    (first_year, first), (last_year, last) = period.first, period.last
    year = "" if first_year == last_year else f" {first_year}"
    return f"{MONTHS[first - 1]}{year}–{MONTHS[last - 1]} {last_year}"


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
            if holds and one.found.p < _LEVEL and one.found.low >= _WORTH
        ),
        key=lambda one: (-one.found.low, one.category.code),
    )
    period = _newest(edition, wijk, month)
    recent = () if period is None else _recent(edition, wijk, period)
    return Lookout(wijk, month, tuple(season), recent, period, len(seasons))


def _seasons(edition: Edition, month: Period) -> list[OfSeason]:
    """Look at each kind in the whole gemeente; what is not known for years is left out."""
    made = []
    for division in edition.division_ids(Level.GEMEENTE)[:1]:
        past = history(edition, PUBLIEK, division)
        for code in past.categories:
            one = _season(past, code, month) if code in STREET else None
            if one is not None:
                made.append(one)
    return made


def _season(past: History, code: str, month: Period) -> OfSeason | None:
    told = past.by_month(code)
    last = min(last_complete(told.provenance), month.first_index - 1, past.months.last_index)
    at = past.at(last)
    if at < 0 or told.unsure or len(past.division.codes) != 1:
        return None
    counts = told.of_source(at)[0]
    known = np.isfinite(counts) & ~told.values.estimated[0, : at + 1]
    # The newest of those that are known without a gap.
    while at >= 0 and not known[at]:
        at -= 1
    gaps = np.flatnonzero(~known[: at + 1])
    length = at - (gaps[-1] if gaps.size else -1)
    years = min(int(length) // _YEAR, _YEARS)
    first = at + 1 - years * _YEAR
    source = told.sources[at] if at >= 0 else None
    if not years or source is None:
        return None
    start = past.months.first_index + first
    # Years may end in any month: the months of each are put in their places.
    table = np.roll(counts[first : at + 1].reshape(years, _YEAR), start % _YEAR, axis=1)
    found = season_of(table, month.first[1])
    if found is None:
        return None
    return OfSeason(
        past.edition.taxonomy[code],
        month.first[1],
        Period.of_indices(start, past.months.first_index + at),
        found,
        bool(told.values.provisional[0, first : at + 1].any()),
        source,
    )


def _newest(edition: Edition, wijk: AreaId, month: Period) -> Period | None:
    """Give the last complete months before one that there are counts of."""
    past = history(edition, PUBLIEK, wijk.division)
    for one in months_to_watch(past):
        if one.last_index < month.first_index:
            return Period.of_indices(one.last_index - _RECENT + 1, one.last_index)
    return None


def _recent(edition: Edition, wijk: AreaId, period: Period) -> tuple[Comparison, ...]:
    """Find what there was more of in a wijk and its buurten, among all that was compared."""
    areas = [
        wijk,
        *(AreaId(code, wijk.year, Level.BUURT) for code in edition.buurten_in(wijk)),
    ]
    found = stand_out(edition, PUBLIEK, areas, period)
    more = [
        one
        for one in found.stands_out
        if one.is_more and one.category.code in STREET and one.kind is not Kind.BEFORE
    ]
    return without_repetition(more, edition.taxonomy)
