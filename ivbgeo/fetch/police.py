"""Crime and nuisance of the police, by wijk and buurt, by month and by year, into the store.

All of it in one transaction at the end, so that a half-fetched table is never shown. What came is
kept in pieces (see ``ivbgeo.fetch.cells``), so that an interrupted fetch goes on where it stopped
and only what changed is asked the next time. See ``docs/adr/0014-fetching.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.borders import refuse_other_gemeente
from ivbgeo.demo import add_categories
from ivbgeo.dutch import year_runs
from ivbgeo.errors import DataError
from ivbgeo.fetch.announced import announced
from ivbgeo.fetch.cells import Cells
from ivbgeo.fetch.fitting import fitting_year
from ivbgeo.fetch.grid import Axes
from ivbgeo.fetch.odata import Table
from ivbgeo.fetch.policereport import PoliceReport
from ivbgeo.fetch.storing import Shelf
from ivbgeo.fetch.totals import Totals
from ivbgeo.figure import Classification, Provenance
from ivbgeo.machine import beheerder
from ivbgeo.municipality import gemeente_code, municipality_in
from ivbgeo.record import Act
from ivbgeo.record.told import dataset_entry
from ivbgeo.store import categories, counts, datasets
from ivbgeo.store.record import add_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from numpy.typing import NDArray
    from sqlalchemy.engine import Connection

    from ivbgeo.category import Category
    from ivbgeo.fetch.http import Client
    from ivbgeo.fetch.kept import Kept
    from ivbgeo.fetch.subject import Subject
    from ivbgeo.store import Store

__all__ = ["Wanted", "fetch_police"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to fetch.

    Parameters
    ----------
    gemeente
        Its code, such as GM0637.
    today
        By it is decided what is complete, and what is definitive where the table does not say.
    years
        None: all that the tables have.
    division_year
        Only this division year will do; it never stands in for a look at codes and names.

    Raises
    ------
    UsageError
        If ``gemeente`` is no code of a gemeente.
    """

    gemeente: str
    today: date
    years: frozenset[int] | None = None
    division_year: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "gemeente", gemeente_code(self.gemeente))


def fetch_police(
    store: Store,
    subject: Subject,
    wanted: Wanted,
    *,
    client: Client,
    kept: Kept,
    data_dir: Path,
    progress: Callable[[str, int, int], None] = lambda _what, _done, _total: None,
) -> PoliceReport:
    """Bring the figures of some years into the store: all of them, or none.

    Parameters
    ----------
    client
        Asks the service.
    kept
        Where pieces are kept; a folder for this subject alone.
    data_dir
        The embedded data, for the categories that any store has.
    progress
        Is told what is being done (in Dutch), how many steps are done and how many there are.

    Raises
    ------
    FetchError
        If the service does not give what was asked.
    DataError
        If a table is not as it should be, fits no division in the store, or has nothing of these
        years; or if the store is empty or of another gemeente. The store stays as it was.
    """
    with store.reading() as connection:
        _refuse_gemeente(connection, wanted.gemeente)
    fetch = _Fetch(store, subject, wanted, client, kept, progress)
    fetch.pieces()
    fetch.look()
    if fetch.changed:
        fetch.write(data_dir)
    kept.clean()
    return fetch.report()


class _Fetch:
    """One run: what is known of the tables, and what came of each step."""

    def __init__(
        self,
        store: Store,
        subject: Subject,
        wanted: Wanted,
        client: Client,
        kept: Kept,
        progress: Callable[[str, int, int], None],
    ) -> None:
        self._store, self._subject, self._wanted = store, subject, wanted
        self._client, self._progress = client, progress
        self._tables = [
            announced(
                client,
                table,
                subject.dimension,
                subject.column,
                wanted.gemeente,
                wanted.today,
                monthly=monthly,
            )
            for table, monthly in subject.tables
        ]
        known = frozenset().union(*(table.years for table in self._tables))
        asked = wanted.years or known
        self._years = asked & known
        self._absent = asked - known
        if not self._years:
            raise DataError(
                "fetch.years_absent",
                years=year_runs(asked),
                known=year_runs(known),
            )
        with store.reading() as connection:
            self._division_year = self._fitting(connection, wanted.division_year)
        self._cells = [Cells(client, table, kept, self._years) for table in self._tables]
        self._axes = Axes.of(self._tables, self._years)
        kinds = {kind.code: kind for table in self._tables for kind in table.kinds}
        self._categories = subject.categories(kinds.values())
        self._totals = Totals(self._axes, subject.total(kinds.values()))
        self.changed = False
        self._asked = self._found = self._written = 0
        self._new: tuple[Category, ...] = ()

    def pieces(self) -> None:
        """Ask for what is not kept."""
        asks = [(cells, ask) for cells in self._cells for ask in cells.missing()]
        what = f"{self._subject.noun} ophalen"
        for done, (cells, ask) in enumerate(asks):
            self._progress(what, done, len(asks))
            cells.fetch(ask)
        self._asked = len(asks)
        if not asks:
            return
        self._progress(what, len(asks), len(asks))
        for table in self._tables:
            # Half of one edition and half of the next is neither.
            if Table(self._client, table.table).modified() != table.modified:
                raise DataError("fetch.moved", table=table.table)

    def look(self) -> None:
        """Add up, and see whether the store has something else."""
        with self._store.reading() as connection:
            number = self._dataset(connection)
            taxonomy = categories.read_taxonomy(connection)
            self.changed = number is None or any(
                category.code not in taxonomy for category in self._categories.values()
            )
            shelf = self._shelf(connection, number) if number is not None else None
            for code, grid in self._grids("Nakijken"):
                self._totals.add(code, grid)
                self._found += int(np.count_nonzero(~np.isnan(grid)))
                if not self.changed and shelf is not None:
                    self.changed = bool(shelf.changed_years(connection, code, grid))
            if not self.changed and shelf is not None:
                self.changed = any(
                    shelf.changed_years(connection, code, self._axes.empty())
                    for code in self._gone(connection, shelf)
                )
        if not self._found:
            raise DataError(
                "fetch.nothing", value=self._wanted.gemeente, years=year_runs(self._years)
            )

    def write(self, data_dir: Path) -> None:
        """Write what changed, in one transaction."""
        with self._store.writing() as connection:
            # As it was looked at before: somebody may have written meanwhile.
            _refuse_gemeente(connection, self._wanted.gemeente)
            self._fitting(connection, self._division_year)
            add_categories(connection, data_dir)
            number = self._dataset(connection)
            if number is None:
                number = datasets.add_dataset(
                    connection, datasets.FETCHED, self._provenance("0" * 64)
                )
            self._write_categories(connection, number)
            shelf = self._shelf(connection, number)
            counts.remove_other_divisions(connection, number, set(shelf.division.tolist()))
            for code in self._gone(connection, shelf):
                empty = self._axes.empty()
                shelf.put(connection, code, empty, shelf.changed_years(connection, code, empty))
            for code, grid in self._grids("Opslaan"):
                years = shelf.changed_years(connection, code, grid)
                self._written += shelf.put(connection, code, grid, years)
            content = shelf.content_hash(connection, self._division_year)
            provenance = self._provenance(content)
            datasets.change_dataset(connection, number, provenance)
            add_lines(connection, [dataset_entry(beheerder(), Act.INGELEZEN, provenance)])

    def report(self) -> PoliceReport:
        """Tell what came of it."""
        spans = [span for table in self._tables for span in table.spans]
        provisional = [span for span in self._axes.spans if span.provisional]
        return PoliceReport(
            subject=self._subject.noun,
            gemeente=self._wanted.gemeente,
            tables=tuple(table.table for table in self._tables),
            division_year=self._division_year,
            years=tuple(sorted(self._years)),
            absent_years=tuple(sorted(self._absent)),
            incomplete=tuple(
                str(span.period) for span in spans if span.year in self._years and not span.complete
            ),
            provisional_from=min((s.period.start for s in provisional), default=None),
            counts=self._found,
            counts_written=self._written,
            pieces_fetched=self._asked,
            changed=self.changed,
            new_categories=tuple(f"{c.code} ({c.title})" for c in self._new),
            checks=tuple(self._totals.checks()),
            data_version=self._store.version,
        )

    def _fitting(self, connection: Connection, year: int | None) -> int:
        for table in self._tables:
            year = fitting_year(connection, table.table, table.regions, year)
        if year is None:
            raise ValueError("a subject has a table")
        return year

    def _grids(self, what: str) -> Iterator[tuple[str, NDArray[np.float64]]]:
        """Give the grid of each category, one at a time."""
        for done, (key, category) in enumerate(self._categories.items()):
            self._progress(what, done, len(self._categories))
            if not any(kind.code == key for table in self._tables for kind in table.kinds):
                continue
            grid = self._axes.empty()
            for cells, table in zip(self._cells, self._tables, strict=True):
                kind = next((kind for kind in table.kinds if kind.code == key), None)
                if kind is not None and not cells.fill(grid, self._axes, kind):
                    raise DataError("fetch.lost", value=key)
            yield category.code, grid
        self._progress(what, len(self._categories), len(self._categories))

    def _gone(self, connection: Connection, shelf: Shelf) -> list[str]:
        """Give the categories that the store has counts of, and the tables not any more."""
        now = {category.code for category in self._categories.values()}
        return sorted(counts.counted_categories(connection, shelf.dataset_id) - now)

    def _write_categories(self, connection: Connection, number: int) -> None:
        """Write the codes that are new; what others brought keeps the name that it has."""
        taxonomy = categories.read_taxonomy(connection)
        own = categories.codes_of(connection, number)
        self._new = tuple(c for c in self._categories.values() if c.code not in taxonomy)
        renamed = [c for c in self._categories.values() if c.code in own and taxonomy[c.code] != c]
        categories.write_categories(connection, number, [*self._new, *renamed])

    def _dataset(self, connection: Connection) -> int | None:
        found = (
            dataset.id
            for dataset in datasets.list_datasets(connection)
            if dataset.provenance.dataset == self._subject.dataset
        )
        return next(found, None)

    def _shelf(self, connection: Connection, number: int) -> Shelf:
        return Shelf.of(connection, number, self._axes, self._division_year, self._years)

    def _provenance(self, content: str) -> Provenance:
        tables = [table.table for table in self._tables]
        return Provenance(
            dataset=self._subject.dataset,
            title=self._subject.title,
            source="Politie, open data via het CBS",
            table=" en ".join(sorted(tables)),
            retrieved=self._wanted.today,
            sha256=content,
            licence="CC BY 4.0",
            classification=Classification.OPEN,
            url=f"{self._client.base_url}/ODataApi/OData/{tables[0]}",
            remark=f"Op de indeling van {self._division_year}. {self._subject.remark}",
        )


def _refuse_gemeente(connection: Connection, code: str) -> None:
    """Refuse a gemeente that the store is not of; also where it has no areas yet."""
    if municipality_in(connection) is None:
        raise DataError("fetch.no_areas", value=code)
    refuse_other_gemeente(connection, code)
