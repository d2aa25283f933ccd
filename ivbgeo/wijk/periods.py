"""Which periods can be asked of a wijk: years, and where there are months the newest of those."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ivbgeo.bookmark import period_key
from ivbgeo.offered import months_of, years_of
from ivbgeo.period import Period
from ivbgeo.standout import categories_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer

__all__ = ["first_period", "periods_of"]

_RUNS = (3, 12)
_EVER = Period((1900, 1), (2200, 12))


def periods_of(
    edition: Edition, viewer: Viewer, category: str | None = None
) -> Mapping[str, Period]:
    """Give the periods by their key in an address: whole years, newest first, then runs of months.

    The runs end with the newest month that there are figures of. ``category``: those of one alone;
    None: of all together.
    """
    key = ("periods of a wijk", viewer, category)
    return edition.once(key, lambda: _periods(edition, viewer, category))


def _periods(edition: Edition, viewer: Viewer, category: str | None) -> dict[str, Period]:
    codes = [category] if category else [one.code for one in categories_of(edition, viewer)]
    years = {year for code in codes for year in years_of(edition, code, viewer) if year.is_year}
    found = {period_key(year): year for year in sorted(years, reverse=True)}
    months = [
        month.first_index for code in codes for month in months_of(edition, code, viewer, _EVER)
    ]
    for run in _RUNS if months else ():
        period = Period.of_indices(max(months) - run + 1, max(months))
        if period.first_index >= min(months):
            found.setdefault(period_key(period), period)
    return found


def first_period(edition: Edition, viewer: Viewer) -> Period | None:
    """Give the period to begin with: the year of which most is known, of equals the newest."""
    years = _years(edition, viewer)
    return max(years, key=lambda year: (years[year], year), default=None)


def _years(edition: Edition, viewer: Viewer) -> Counter[Period]:
    """Give the whole years, and of how many categories there are figures of each."""
    return edition.once(
        ("years of a wijk", viewer),
        lambda: Counter(
            year
            for category in categories_of(edition, viewer)
            for year in years_of(edition, category.code, viewer)
            if year.is_year
        ),
    )
