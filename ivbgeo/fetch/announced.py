"""What a table of the police says of itself: its columns, codes, areas and periods.

Nothing of it is taken for granted: the tables get other codes, areas and columns as years go by.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from ivbgeo.errors import DataError
from ivbgeo.fetch.http import FetchError
from ivbgeo.fetch.odata import Table
from ivbgeo.period import Period
from ivbgeo.sources.text import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ivbgeo.fetch.http import Client
    from ivbgeo.fetch.odata import Column, Entry

__all__ = ["LAG", "REGIONS", "Announced", "Span", "announced"]

REGIONS, PERIODS = "WijkenEnBuurten", "Perioden"
LAG = timedelta(days=42)
"""So long after its end a period is not complete yet."""
_DEFINITIVE_AFTER = 2  # years
_PREFIXES = ("BU", "WK", "GM")
_KEY = re.compile(r"(\d{4})(MM|JJ)(\d\d)")
_YEARS = (1990, 2200)
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Span:
    """A month or a year of a table. ``complete``: no more is to come, but for corrections."""

    key: str
    period: Period
    provisional: bool
    complete: bool

    @property
    def year(self) -> int:
        """The year that it is of, or in."""
        return self.period.first[0]


@dataclass(frozen=True, slots=True)
class Announced:
    """A table as it is now, for one gemeente.

    Parameters
    ----------
    table, modified
        Its identifier, and when it was changed last.
    column
        The column with the counts.
    dimension, kinds
        The dimension with what is counted, and its entries.
    regions
        Code → name of the gemeente and its wijken and buurten.
    spans
        Months, or years, the first first.
    """

    table: str
    modified: str
    column: str
    dimension: str
    kinds: tuple[Entry, ...]
    regions: Mapping[str, str]
    spans: tuple[Span, ...]

    @property
    def years(self) -> frozenset[int]:
        """The years that it has something of."""
        return frozenset(span.year for span in self.spans)

    @property
    def prefixes(self) -> tuple[str, ...]:
        """What the codes of the buurten, of the wijken and of the gemeente begin with."""
        digits = next(iter(self.regions))[2:6]
        return tuple(prefix + digits for prefix in _PREFIXES)

    def within(self, prefix: str) -> tuple[str, ...]:
        """Give the codes of areas that begin with a prefix."""
        return tuple(code for code in self.regions if code.startswith(prefix))


def announced(
    client: Client,
    table: str,
    dimension: str,
    stem: str,
    gemeente: str,
    today: date,
    *,
    monthly: bool,
) -> Announced:
    """Read what a table says of itself.

    Parameters
    ----------
    dimension, stem
        The dimension with what is counted; what the key of the column with counts begins with.
    monthly
        Whether its months are wanted, or its years.

    Raises
    ------
    FetchError
        If the service does not give it.
    DataError
        If a column is not there, or the gemeente is not.
    """
    source = Table(client, table)
    modified = source.modified()
    columns = source.columns()
    column = _column(table, columns, stem, is_topic=True)
    for name in (dimension, REGIONS, PERIODS):
        _column(table, columns, name, is_topic=False)
    kinds = source.entries(dimension)
    if not kinds or len({kind.code for kind in kinds}) < len(kinds):
        raise FetchError("fetch.form", address=client.base_url, needed=dimension)
    digits = gemeente.removeprefix("GM")
    regions = {
        entry.code: entry.title
        for prefix in _PREFIXES
        for entry in source.entries(REGIONS, prefix + digits)
    }
    if gemeente not in regions or len(regions) == 1:
        raise DataError("fetch.no_gemeente", value=gemeente, table=table)
    # What a table had not heard of yet when it was made can't be complete in it.
    known = min(today, _day(modified, today))
    spans = [_span(entry, today, known) for entry in source.entries(PERIODS) if _is(entry, monthly)]
    spans.sort(key=lambda span: span.period)
    if not spans or len({span.period for span in spans}) < len(spans):
        raise FetchError("fetch.form", address=client.base_url, needed=PERIODS)
    return Announced(
        table, modified, column, dimension, kinds, dict(sorted(regions.items())), tuple(spans)
    )


def _day(modified: str, otherwise: date) -> date:
    """Give the day on which a table was changed last, if it says so."""
    try:
        return datetime.fromisoformat(modified).date()
    except ValueError:
        return otherwise


def _column(table: str, columns: tuple[Column, ...], stem: str, *, is_topic: bool) -> str:
    """Find a column by what its key begins with: the number behind that may change."""
    own = [column.key for column in columns if (column.kind == "Topic") == is_topic]
    found = [key for key in own if re.fullmatch(re.escape(stem) + r"(_\d+)?", key)]
    if len(found) != 1:
        raise DataError(
            "fetch.column", table=table, value=stem, found=", ".join(own[:12]) or "geen"
        )
    return found[0]


def _is(entry: Entry, monthly: bool) -> bool:  # noqa: FBT001 - a filter
    match = _KEY.fullmatch(entry.code)
    return match is not None and (match[2] == "MM") == monthly


def _span(entry: Entry, today: date, known: date) -> Span:
    match = _KEY.fullmatch(entry.code)
    year, number = (int(match[1]), int(match[3])) if match else (0, 0)
    monthly = match is not None and match[2] == "MM"
    if not _YEARS[0] <= year <= _YEARS[1] or not (
        1 <= number <= _DECEMBER if monthly else number == 0
    ):
        raise DataError("fetch.period", value=entry.code)
    period = Period.month(year, number) if monthly else Period.year(year)
    end = period.last_day
    # The status goes first; without one, what the police say of all figures.
    if entry.status.strip():
        provisional = not plain(entry.status).startswith("definitief")
    else:
        provisional = (today.year - _DEFINITIVE_AFTER, today.month) <= (end.year, end.month)
    return Span(entry.key, period, provisional, complete=end + LAG <= known)
