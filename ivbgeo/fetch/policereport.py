"""What came of fetching figures of the police, for people and for machines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivbgeo.dutch import moment, number, year_runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ivbgeo.fetch.totals import Check

__all__ = ["PoliceReport"]

_NAMED = 3


@dataclass(frozen=True, slots=True)
class PoliceReport:
    """What was fetched, what was left out and why, and whether it adds up.

    Parameters
    ----------
    years, absent_years
        Those of the tables, and those that were asked and that they don't have.
    incomplete
        Periods of which more is to come; not taken over.
    provisional_from
        The first month of what is provisional, ``YYYY-MM``.
    counts, counts_written
        Published counts of these years, and those that were written because something changed.
    pieces_fetched
        What was asked of the service; the rest was kept from before.
    """

    subject: str
    gemeente: str
    tables: tuple[str, ...]
    division_year: int
    years: tuple[int, ...]
    absent_years: tuple[int, ...]
    incomplete: tuple[str, ...]
    provisional_from: str | None
    counts: int
    counts_written: int
    pieces_fetched: int
    changed: bool
    new_categories: tuple[str, ...]
    checks: tuple[Check, ...]
    data_version: int

    @property
    def sentences(self) -> tuple[str, ...]:
        """What a user is told, in Dutch."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        years = f"{self.years[0]}" + (f" tot en met {self.years[-1]}" if self.years[1:] else "")
        yield (
            f"{self.subject} in {self.gemeente}, {years}, op de indeling van "
            f"{self.division_year}: {number(self.counts)} tellingen."
        )
        if self.absent_years:
            yield f"Van {year_runs(self.absent_years)} heeft de politie niets; dat is niet nul."
        for period in dict.fromkeys(self.incomplete):
            yield f"{period.capitalize()} is nog niet compleet en is niet overgenomen."
        if self.provisional_from:
            yield f"Vanaf {moment(self.provisional_from)} zijn de cijfers voorlopig."
        if self.new_categories:
            yield f"Nieuwe soorten: {', '.join(self.new_categories)}."
        for check in self.checks:
            what = check.what.capitalize()
            if not check.differing:
                yield f"{what}: {number(check.compared)} keer nagekeken, het klopt overal."
                continue
            named = "; ".join(str(each) for each in check.first[:_NAMED])
            more = check.differing - min(_NAMED, len(check.first))
            yield (
                f"{what}: {number(check.compared)} keer nagekeken, {number(check.differing)} keer "
                f"klopt het niet. {named}{f'; en nog {number(more)}' if more else ''}."
            )
        if self.changed:
            yield f"Er zijn {number(self.counts_written)} tellingen geschreven."
        else:
            yield "Er is niets veranderd."
