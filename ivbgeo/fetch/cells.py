"""The cells of one table for one gemeente: asked in small pieces, looked at, and kept.

A piece is one code, the buurten (or the wijken, or the gemeente itself), one year. The filters are
only those that others were seen to use; keys are written as the dimension has them, blanks and all:
without those the service answers with nothing, and without an error.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ivbgeo.errors import DataError
from ivbgeo.fetch.announced import PERIODS, REGIONS
from ivbgeo.fetch.odata import MOST_ROWS, Table, TooManyError, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from ivbgeo.fetch.announced import Announced, Span
    from ivbgeo.fetch.grid import Axes
    from ivbgeo.fetch.http import Client
    from ivbgeo.fetch.kept import Kept
    from ivbgeo.fetch.odata import Entry

__all__ = ["Ask", "Cells"]

_DEFINITIVE = "definitief"
# A code of an area, a key of a period, a count.
_Cell = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked in one go, if the service lets it: a code, the areas, the years."""

    kind: Entry
    prefix: str
    years: tuple[int, ...]


class Cells:
    """The cells of a table.

    Parameters
    ----------
    client
        Asks the service.
    announced
        What the table says of itself.
    kept
        Where pieces are kept.
    years
        Those that are wanted.
    """

    def __init__(
        self, client: Client, announced: Announced, kept: Kept, years: frozenset[int]
    ) -> None:
        self._announced = announced
        self._kept = kept
        self._base = client.base_url
        self._source = Table(client, announced.table)
        self._years = sorted(years & announced.years)
        # Learned on the way, should the service give less at a time than is known.
        self._most = MOST_ROWS
        self._spans = {span.key.strip(): span for span in announced.spans}
        self._areas = {prefix: frozenset(announced.within(prefix)) for prefix in announced.prefixes}
        self._editions = {
            (prefix, year): self._edition(prefix, year)
            for prefix in announced.prefixes
            for year in self._years
        }

    def missing(self) -> list[Ask]:
        """Give what has to be asked: what is not kept, or not any more."""
        asks = []
        for kind in self._announced.kinds:
            for prefix, areas in self._areas.items():
                years = [
                    year
                    for year in self._years
                    if areas
                    and not any(
                        self._kept.has(*place) for place in self._places(kind, prefix, year)
                    )
                ]
                if len(years) > 1 and self._fits(prefix, self._announced.spans):
                    asks.append(Ask(kind, prefix, tuple(years)))
                else:
                    asks += [Ask(kind, prefix, (year,)) for year in years]
        return asks

    def fetch(self, ask: Ask) -> None:
        """Ask, look at what came, and keep it.

        Raises
        ------
        FetchError
            If the service does not give it.
        DataError
            If there is something in it that was not asked, or is no count.
        """
        spans = tuple(s for s in self._announced.spans if s.year in ask.years)
        by_year: dict[int, list[_Cell]] = {year: [] for year in ask.years}
        for cell in self._fetched(ask, spans):
            by_year[self._spans[cell[1]].year].append(cell)
        for year, cells in by_year.items():
            # Nothing at all may be a filter that was not understood: that is never definitive.
            places = self._places(ask.kind, ask.prefix, year)
            self._kept.put(*places[0 if cells else -1], sorted(cells))

    def fill(self, grid: NDArray[np.float64], axes: Axes, kind: Entry) -> bool:
        """Put what is kept of a code into a grid; tells whether all of it was there."""
        columns = {
            key: axes.column_of.get((span.period.first_index, span.period.last_index))
            for key, span in self._spans.items()
        }
        for prefix, areas in self._areas.items():
            for year in self._years if areas else ():
                places = self._places(kind, prefix, year)
                kept = (self._kept.get(*place) for place in places)
                cells = next((found for found in kept if found is not None), None)
                if cells is None:
                    return False
                for code, key, count in cells:
                    column = columns[key]
                    # Of a month that is not complete yet nothing is taken over.
                    if column is not None:
                        grid[axes.row_of[code], column] = count
        return True

    def _places(
        self, kind: Entry, prefix: str, year: int
    ) -> tuple[tuple[tuple[str, ...], str], ...]:
        """Give where a piece may be kept: as definitive, if it can be, else as of this version."""
        slot = (self._base, self._announced.table, prefix, kind.code, str(year))
        return tuple((slot, edition) for edition in self._editions[prefix, year])

    def _edition(self, prefix: str, year: int) -> tuple[str, ...]:
        """Say of when a piece is, and of which areas: also old figures come on new borders."""
        names = {code: self._announced.regions[code] for code in sorted(self._areas[prefix])}
        division = sha256(json.dumps(names).encode()).hexdigest()
        provisional = any(s.provisional for s in self._announced.spans if s.year == year)
        versions = [] if provisional else [_DEFINITIVE]
        return tuple(f"{version} {division}" for version in (*versions, self._announced.modified))

    def _fits(self, prefix: str, spans: tuple[Span, ...]) -> bool:
        return len(self._areas[prefix]) * len(spans) < self._most

    def _fetched(self, ask: Ask, spans: tuple[Span, ...]) -> Iterator[_Cell]:
        """Ask for some spans together, or in ever smaller parts if that is too much."""
        several = len(ask.years) > 1
        asked = self._announced.spans if several else spans
        if self._fits(ask.prefix, asked):
            try:
                yield from self._checked(ask, spans, self._period(spans))
            except TooManyError:
                if len(spans) == 1:
                    raise
                self._most = len(self._areas[ask.prefix]) * len(asked)
            else:
                return
        if several:
            for _, part in groupby(spans, lambda span: span.year):
                months = tuple(part)
                yield from self._fetched(Ask(ask.kind, ask.prefix, (months[0].year,)), months)
            return
        for span in spans:
            period = f"{PERIODS} eq {quoted(span.key)}"
            yield from self._checked(ask, (span,), period)

    @staticmethod
    def _period(spans: tuple[Span, ...]) -> str:
        """Give the part of the filter that says of when; empty where it is of all years."""
        if len({span.year for span in spans}) > 1:
            return ""
        return f"startswith({PERIODS},{quoted(spans[0].key[:6])})"

    def _checked(self, ask: Ask, spans: tuple[Span, ...], period: str) -> list[_Cell]:
        dimension = self._announced.dimension
        condition = " and ".join(
            filter(
                None,
                [
                    f"startswith({REGIONS},{quoted(ask.prefix)})",
                    period,
                    f"{dimension} eq {quoted(ask.kind.key)}",
                ],
            )
        )
        rows = self._source.rows(condition)
        wanted = frozenset(span.key.strip() for span in spans)
        found: dict[tuple[str, str], _Cell] = {}
        for row in rows:
            cell = self._cell(row)
            kind, code, key, count = cell
            # Where no period was asked, all of them come; years may stand among months.
            if not period and key not in wanted:
                continue
            asked = kind == ask.kind.code and code in self._areas[ask.prefix] and key in wanted
            if not asked or (code, key) in found:
                raise DataError(
                    "fetch.double" if asked else "fetch.not_asked",
                    table=self._announced.table,
                    value=f"{code[:12]}, {kind[:12]}, {key[:12]}",
                )
            found[code, key] = (code, key, -1 if count is None else count)
        # What has no number was not published: that is not nul.
        return [cell for cell in found.values() if cell[2] >= 0]

    def _cell(self, row: dict[str, Any]) -> tuple[str, str, str, int | None]:
        announced = self._announced
        names = (announced.dimension, REGIONS, PERIODS, announced.column)
        for name in names:
            if name not in row:
                raise DataError(
                    "fetch.column",
                    table=announced.table,
                    value=name,
                    found=", ".join(list(row)[:12]) or "geen",
                )
        kind, code, key = (str(row[name]).strip() for name in names[:3])
        count = row[announced.column]
        if count is not None and not _is_count(count):
            raise DataError(
                "fetch.count",
                table=announced.table,
                value=str(count)[:20],
                where=f"{code[:12]}, {kind[:12]}, {key[:12]}",
            )
        return kind, code, key, None if count is None else int(count)


def _is_count(value: object) -> bool:
    """Whether something is a whole number, not below nul."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return value >= 0 and float(value).is_integer()
