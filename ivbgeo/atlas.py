"""What the store knows, read once for each version of its data and shared by everybody."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

import shapely

from geo import Division, DivisionId, Level
from ivbgeo.covering import covered, find_spans
from ivbgeo.errors import StoreError, UsageError
from ivbgeo.keeping import Keeper
from ivbgeo.published import Published, arranged
from ivbgeo.rowcubes import count_rows
from ivbgeo.store import categories, counts, datasets, divisions, policy, rows
from ivbgeo.viewer import ROWS, Detail

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping

    from sqlalchemy.engine import Connection

    from geo import AreaId, Crosswalk
    from ivbgeo.category import Taxonomy
    from ivbgeo.cube import Cube
    from ivbgeo.period import Period
    from ivbgeo.store import Store
    from ivbgeo.store.counts import Coverage
    from ivbgeo.store.datasets import Dataset
    from ivbgeo.store.policy import PolicyNoun
    from ivbgeo.viewer import Viewer

__all__ = ["Atlas", "Edition"]

_T = TypeVar("_T")

# Answers, classes and what stands out in a wijk; an answer by buurt of a city takes some 100 kB.
_LATEST = 512
# Counts of a category: 0.3 MB for fourteen years of months of a city.
_ARRAYS = 128
_CASES = "woonoverlast."
_PEOPLE = frozenset({"inwoners", "huishoudens", "woningen", "land_ha"})
_FINENESS = {Level.BUURT: 0, Level.WIJK: 1, Level.CASEWIJK: 1, Level.GEMEENTE: 2}


class Atlas:
    """The store as the newest edition of what is in it. Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._lock = Lock()
        self._edition: Edition | None = None

    def edition(self) -> Edition:
        """Give the edition of the store's present version."""
        with self._lock:
            if self._edition is None or self._edition.version != self.store.version:
                self._edition = Edition.read(self.store)
            return self._edition


@dataclass(frozen=True, eq=False)
class Edition:
    """The data as it was at one version; divisions and figures are read when asked for.

    Reading raises StoreError if the store has moved on: an edition never mixes two versions.
    """

    store: Store
    version: int
    taxonomy: Taxonomy
    datasets: Mapping[int, Dataset]
    numbers: Mapping[DivisionId, int]
    hashes: Mapping[int, str]
    coverage: tuple[Coverage, ...]
    row_months: Mapping[int, Mapping[str, frozenset[int]]]
    _kept: Keeper = field(default_factory=Keeper, init=False, repr=False)
    _latest: Keeper = field(default_factory=lambda: Keeper(_LATEST), init=False, repr=False)
    _arrays: Keeper = field(default_factory=lambda: Keeper(_ARRAYS), init=False, repr=False)

    @classmethod
    def read(cls, store: Store) -> Edition:
        """Read the newest edition."""
        with store.reading() as connection:
            known = {dataset.id: dataset for dataset in datasets.list_datasets(connection)}
            return cls(
                store,
                store.version_in(connection),
                categories.read_taxonomy(connection),
                known,
                divisions.division_numbers(connection),
                divisions.content_hashes(connection),
                counts.list_coverage(connection),
                {
                    dataset.id: rows.covered_months(connection, dataset.kind, dataset.id)
                    for dataset in known.values()
                    if dataset.kind in ROWS
                },
            )

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Look at the store, as it was at this version."""
        with self.store.reading() as connection:
            if self.store.version_in(connection) != self.version:
                raise StoreError("store.moved_on")
            yield connection

    def once(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """Make something once for this edition; whoever asks with the same key gets the same.

        Kept for as long as it is among the last asked for.
        """
        return self._latest.once(key, make)

    def division_ids(self, level: Level) -> tuple[DivisionId, ...]:
        """Give the divisions of a level, the newest first."""
        return tuple(sorted((d for d in self.numbers if d.level == level), reverse=True))

    def division_id(self, level: Level, year: int | None = None) -> DivisionId:
        """Give the division of a level and a year, or the newest.

        Raises
        ------
        UsageError
            If the store has no such division.
        """
        found = [d for d in self.division_ids(level) if year in (None, d.year)]
        if not found:
            known = ", ".join(str(d) for d in sorted(self.numbers)) or "geen"
            wanted = f"{level} {year}" if year else level
            raise UsageError("division.unknown", value=wanted, known=known)
        return found[0]

    def division(self, wanted: DivisionId) -> Division:
        """Give a division, read once."""
        return self._kept.once(("division", wanted), lambda: self._read_division(wanted))

    def up(self, target: DivisionId) -> Mapping[int, Mapping[str, str]]:
        """Give, for each division that nests in ``target`` (and itself), code to code around it."""
        return self._kept.once(("up", target), lambda: self._read_ups(target))

    def buurten_in(self, area: AreaId) -> tuple[str, ...]:
        """Give the codes of the buurten of the same year that lie in an area."""
        number = self.numbers.get(DivisionId(Level.BUURT, area.year))
        up = self.up(area.division).get(number, {}) if number is not None else {}
        return tuple(buurt for buurt, around in up.items() if around == area.code)

    def casewijk_of_buurten(self, year: int) -> Mapping[str, str]:
        """Give, for the buurten of a year, the casewijk that they belong to for certain."""
        return self._kept.once(("casewijken", year), lambda: self._read_casewijken(year))

    def crosswalk(self, source: DivisionId, target: DivisionId) -> Crosswalk | None:
        """Give the crosswalk from one division to another, if there is one."""
        return self._kept.once(
            ("crosswalk", source, target), lambda: self._read_crosswalk(source, target)
        )

    def coverage_of(self, category: str) -> tuple[Coverage, ...]:
        """Tell what there are published counts of, of a category and of its parts."""
        return self._kept.once(("coverage", category), lambda: self._find_coverage(category))

    def covered_divisions(
        self, dataset_id: int, category: str, period: Period | None = None
    ) -> tuple[DivisionId, ...]:
        """Give the divisions in which a dataset has published counts of a category or its parts.

        With a period: counts that lie within it, at least in part.
        """
        spans = self._kept.once(
            ("spans", category), lambda: find_spans(self.coverage_of(category), self.numbers)
        )
        return covered(spans.get(dataset_id, ()), period)

    def told_by(self, category: str) -> tuple[int, ...]:
        """Give the datasets that have anything of a category or its parts, also what is not open.

        In the order of their numbers.
        """

        def find() -> tuple[int, ...]:
            published = {row.dataset_id for row in self.coverage_of(category)}
            return tuple(sorted(published | {n for n, months in self.row_months.items() if months}))

        return self._kept.once(("told by", category), find)

    def levels_of(self, category: str, viewer: Viewer) -> tuple[Level, ...]:
        """Give the levels by which a viewer may read published counts, the finest first."""
        found = {
            division.level
            for dataset_id in self.readable(viewer)
            for division in self.covered_divisions(dataset_id, category)
        }
        return tuple(sorted(found, key=lambda level: (_FINENESS[level], level)))

    def years_of(self, category: str, viewer: Viewer) -> tuple[int, ...]:
        """Give the years of which a viewer may read figures of a category, the newest first."""
        return self._kept.once(
            ("years", category, viewer), lambda: self._find_years(category, viewer)
        )

    def readable(self, viewer: Viewer) -> frozenset[int]:
        """Give the datasets (by number) that a viewer may read."""
        return self._kept.once(
            ("readable", viewer),
            lambda: frozenset(
                number
                for number, dataset in self.datasets.items()
                if viewer.may_see(dataset.kind, dataset.provenance.classification)
            ),
        )

    def months_of_rows(self, dataset_id: int, category: str, viewer: Viewer) -> frozenset[int]:
        """Give the months of which a dataset's rows tell all of a category.

        A group of categories is told only where each of them occurs in the files: of one that
        does not occur it is not known whether there were none. To a viewer who does not see exact
        counts it must not show either which of them occur: then all months of its files count.
        """
        months = self.row_months.get(dataset_id, {})
        if not months:
            return frozenset()
        leaves = self.taxonomy.leaves(category)
        of_cases = all(leaf.startswith(_CASES) for leaf in leaves)
        # An export of the register of cases tells of every tenure.
        own = self.datasets[dataset_id]
        detail = viewer.detail(own.kind, own.provenance.classification)
        if own.kind == "cases" or detail < Detail.OWN:
            kind = "cases" if of_cases else "incidents"
            told = own.kind == kind and category not in _PEOPLE
            return frozenset().union(*months.values()) if told else frozenset()
        return frozenset.intersection(*(months.get(leaf, frozenset()) for leaf in leaves))

    def policy(self, viewer: Viewer, noun: type[PolicyNoun]) -> tuple[PolicyNoun, ...]:
        """Give all of a noun of policy that a viewer may see (see ``store.policy``)."""
        return self._kept.once(("policy", viewer, noun), lambda: self._read_policy(viewer, noun))

    def published(self, viewer: Viewer, dataset_id: int, category: str) -> Published:
        """Give a dataset's published counts of a category itself, in every division, as arrays."""

        def read() -> Published:
            code_of = {number: wanted for wanted, number in self.numbers.items()}
            with self.reading() as connection:
                columns = counts.read_columns(connection, viewer, dataset_id, category)
            return arranged(columns, lambda number: self.division(code_of[number]).codes)

        return self._arrays.once((viewer.readable, dataset_id, category), read)

    def cube(self, viewer: Viewer, dataset_id: int, wanted: DivisionId) -> Cube | None:
        """Give a dataset's rows counted by the areas of a division, by category and by month.

        None if the viewer may not see the exact count of every area, or there are no rows.
        """
        if not self._counts_all(viewer, dataset_id):
            return None
        return self._cubes(viewer, dataset_id, wanted.year)[wanted]

    def coded_elsewhere(
        self, viewer: Viewer, dataset_id: int, year: int
    ) -> Mapping[DivisionId, Cube]:
        """Give a dataset's rows that have an area code of another year, by the division of it.

        Of these ``cube`` says, for the divisions of ``year``, that their area is unknown.
        """
        if not self._counts_all(viewer, dataset_id):
            return {}
        cubes = self._cubes(viewer, dataset_id, year)
        return {division: cube for division, cube in cubes.items() if division.year != year}

    def _counts_all(self, viewer: Viewer, dataset_id: int) -> bool:
        dataset = self.datasets[dataset_id]
        exact = viewer.detail(dataset.kind, dataset.provenance.classification) is Detail.EXACT
        return exact and bool(self.row_months.get(dataset_id))

    def _cubes(self, viewer: Viewer, dataset_id: int, year: int) -> dict[DivisionId, Cube]:
        # Reading takes the longest, so that all levels of a year are counted in one go.
        return self._kept.once(
            ("cubes", dataset_id, year), lambda: count_rows(self, viewer, dataset_id, year)
        )

    def _find_years(self, category: str, viewer: Viewer) -> tuple[int, ...]:
        readable = self.readable(viewer)
        years: set[int] = set()
        for row in self.coverage_of(category):
            if row.dataset_id in readable:
                years.update(range(row.first_month // 12, row.last_month // 12 + 1))
        for dataset_id in readable & set(self.row_months):
            months = self.months_of_rows(dataset_id, category, viewer)
            years.update(month // 12 for month in months)
        return tuple(sorted(years, reverse=True))

    def _find_coverage(self, category: str) -> tuple[Coverage, ...]:
        parts = self.taxonomy.within(category)
        return tuple(row for row in self.coverage if row.category in parts)

    def _read_division(self, wanted: DivisionId) -> Division:
        number = self.numbers[wanted]
        with self.store.reading() as connection:
            # Of other writes a division is none the older: a long import goes on.
            if divisions.content_hashes(connection).get(number) != self.hashes[number]:
                raise StoreError("store.moved_on")
            return divisions.read_division(connection, number)

    def _read_policy(self, viewer: Viewer, noun: type[PolicyNoun]) -> tuple[PolicyNoun, ...]:
        with self.reading() as connection:
            return policy.read_policy(connection, viewer, noun)

    def _read_casewijken(self, year: int) -> dict[str, str]:
        casewijken, buurt = self.division_ids(Level.CASEWIJK), DivisionId(Level.BUURT, year)
        if not casewijken or buurt not in self.numbers:
            return {}
        casewijk = casewijken[0]
        if casewijk.year == year:
            return dict(self.up(casewijk)[self.numbers[buurt]])
        crosswalk = self.crosswalk(buurt, casewijk)
        rows = crosswalk.rows if crosswalk else ()
        return {row.source_code: row.target_code for row in rows if row.share_of_source == 1}

    def _read_crosswalk(self, source: DivisionId, target: DivisionId) -> Crosswalk | None:
        with self.reading() as connection:
            return divisions.read_crosswalk(connection, source, target, dict(self.numbers))

    def _read_ups(self, target: DivisionId) -> dict[int, dict[str, str]]:
        around = self.division(target)
        ups = {self.numbers[target]: {code: code for code in around.codes}}
        for finer, number in self.numbers.items():
            if finer.year != target.year or _FINENESS[finer.level] >= _FINENESS[target.level]:
                continue
            division = self.division(finer)
            # Levels of one year nest, so one point inside an area tells what lies around it.
            inside = shapely.get_coordinates(shapely.point_on_surface(division.polygons))
            found = around.locator().locate(inside[:, 0].copy(), inside[:, 1].copy())
            ups[number] = {
                code: around.codes[position]
                for code, position in zip(division.codes, found, strict=True)
                if position >= 0
            }
        return ups
