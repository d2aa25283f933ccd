"""What the store knows, read once for each version of its data and shared by everybody."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

import shapely

from geo import Division, DivisionId, Level
from ivbgeo.errors import UsageError
from ivbgeo.policy import CameraArea
from ivbgeo.store import categories, counts, datasets, divisions, policy, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping
    from typing import Any

    from geo import AreaId
    from ivbgeo.category import Taxonomy
    from ivbgeo.period import Period
    from ivbgeo.store import Store
    from ivbgeo.store.counts import Coverage
    from ivbgeo.store.datasets import Dataset
    from ivbgeo.store.policy import PolicyNoun
    from ivbgeo.viewer import Viewer

__all__ = ["Atlas", "Edition"]

_T = TypeVar("_T")

_CASES = "woonoverlast."
_PEOPLE = frozenset({"inwoners", "huishoudens", "land_ha"})
_FINENESS = {Level.BUURT: 0, Level.WIJK: 1, Level.CASEWIJK: 1, Level.GEMEENTE: 2}


class Atlas:
    """The store as the newest edition of what is in it. Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._lock = Lock()
        self._edition: Edition | None = None

    def edition(self) -> Edition:
        """Give the edition of the store's present version."""
        version = self.store.version
        with self._lock:
            if self._edition is None or self._edition.version != version:
                self._edition = Edition.read(self.store)
            return self._edition


@dataclass(frozen=True, eq=False)
class Edition:
    """Everything but the figures, as it was at one version; divisions are read when asked for."""

    store: Store
    version: int
    taxonomy: Taxonomy
    datasets: Mapping[int, Dataset]
    numbers: Mapping[DivisionId, int]
    coverage: tuple[Coverage, ...]
    row_months: Mapping[int, Mapping[str, frozenset[int]]]

    @classmethod
    def read(cls, store: Store) -> Edition:
        """Read the newest edition."""
        version = store.version
        with store.reading() as connection:
            known = {dataset.id: dataset for dataset in datasets.list_datasets(connection)}
            return cls(
                store,
                version,
                categories.read_taxonomy(connection),
                known,
                divisions.division_numbers(connection),
                counts.list_coverage(connection),
                {
                    dataset.id: rows.covered_months(connection, dataset.kind, dataset.id)
                    for dataset in known.values()
                    if dataset.kind in {"incidents", "cases"}
                },
            )

    def __post_init__(self) -> None:
        # Kept by edition: a new edition starts with nothing kept.
        object.__setattr__(self, "_kept", {})

    def once(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """Make something once for this edition; whoever asks with the same key gets the same."""
        if key not in self._kept:
            self._kept[key] = make()
        kept: _T = self._kept[key]
        return kept

    _kept: Any = None

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
        return self.once(("division", wanted), lambda: self._read_division(wanted))

    def up(self, target: DivisionId) -> Mapping[int, Mapping[str, str]]:
        """Give, for each division that nests in ``target`` (and itself), code to code around it."""
        return self.once(("up", target), lambda: self._read_ups(target))

    def buurten_in(self, area: AreaId) -> tuple[str, ...]:
        """Give the codes of the buurten of the same year that lie in an area."""
        number = self.numbers.get(DivisionId(Level.BUURT, area.year))
        up = self.up(area.division).get(number, {}) if number is not None else {}
        return tuple(buurt for buurt, around in up.items() if around == area.code)

    def casewijk_of_buurten(self, year: int) -> Mapping[str, str]:
        """Give, for the buurten of a year, the casewijk that they belong to for certain."""
        return self.once(("casewijken", year), lambda: self._read_casewijken(year))

    def covered_divisions(
        self, dataset_id: int, category: str, period: Period | None = None
    ) -> tuple[DivisionId, ...]:
        """Give the divisions in which a dataset has published counts of a category or its parts.

        With a period: counts that lie within it, at least in part.
        """
        parts = self.taxonomy.within(category)
        numbers = {
            row.division_id
            for row in self.coverage
            if row.dataset_id == dataset_id
            and row.category in parts
            and (
                period is None
                or (row.first_month <= period.last_index and row.last_month >= period.first_index)
            )
        }
        return tuple(d for d, number in self.numbers.items() if number in numbers)

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
        parts = self.taxonomy.within(category)
        readable = self.readable(viewer)
        years: set[int] = set()
        for row in self.coverage:
            if row.category in parts and row.dataset_id in readable:
                years.update(range(row.first_month // 12, row.last_month // 12 + 1))
        for dataset_id in readable & set(self.row_months):
            months = self.months_of_rows(dataset_id, category, viewer)
            years.update(month // 12 for month in months)
        return tuple(sorted(years, reverse=True))

    def readable(self, viewer: Viewer) -> frozenset[int]:
        """Give the datasets (by number) that a viewer may read."""
        return frozenset(
            number
            for number, dataset in self.datasets.items()
            if viewer.may_read(dataset.provenance.classification)
        )

    def months_of_rows(self, dataset_id: int, category: str, viewer: Viewer) -> frozenset[int]:
        """Give the months of which a dataset's rows tell all of a category.

        A group of categories is told only where each of them occurs in the files: of one that
        does not occur it is not known whether there were none. To a viewer who may not read the
        dataset it must not show either which of them occur: then all months of its files count.
        """
        months = self.row_months.get(dataset_id, {})
        leaves = self.taxonomy.leaves(category)
        of_cases = all(leaf.startswith(_CASES) for leaf in leaves)
        # An export of the register of cases tells of every tenure.
        if self.datasets[dataset_id].kind == "cases" or dataset_id not in self.readable(viewer):
            kind = "cases" if of_cases else "incidents"
            told = self.datasets[dataset_id].kind == kind and category not in _PEOPLE
            return frozenset().union(*months.values()) if told else frozenset()
        return frozenset.intersection(*(months.get(leaf, frozenset()) for leaf in leaves))

    def camera_areas(self, viewer: Viewer) -> tuple[CameraArea, ...]:
        """Give the camera areas that a viewer may see."""
        return self.policy(viewer, CameraArea)

    def policy(self, viewer: Viewer, noun: type[PolicyNoun]) -> tuple[PolicyNoun, ...]:
        """Give all of a noun of policy that a viewer may see (see ``store.policy``)."""
        with self.store.reading() as connection:
            return policy.read_policy(connection, viewer, noun)

    def published(self, viewer: Viewer, dataset_id: int, category: str, period: Period) -> Any:
        """Read published counts of a category and its parts (see ``store.counts.read_counts``)."""
        with self.store.reading() as connection:
            return counts.read_counts(
                connection, viewer, dataset_id, self.taxonomy.within(category), period
            )

    def places(self, viewer: Viewer, dataset_id: int, category: str, period: Period) -> Any:
        """Read the places of incidents or cases of a category (see ``store.rows``)."""
        leaves = self.taxonomy.leaves(category)
        with self.store.reading() as connection:
            if self.datasets[dataset_id].kind == "incidents":
                return rows.read_incidents(connection, viewer, dataset_id, leaves, period)
            # A leaf of woonoverlast is woonoverlast.TENURE.STATUS.
            pairs = [leaf.split(".") for leaf in leaves if leaf.startswith(_CASES)]
            return rows.read_cases(
                connection,
                viewer,
                dataset_id,
                {pair[1] for pair in pairs},
                {pair[2] for pair in pairs},
                period,
            )

    def _read_division(self, wanted: DivisionId) -> Division:
        with self.store.reading() as connection:
            return divisions.read_division(connection, self.numbers[wanted])

    def _read_casewijken(self, year: int) -> dict[str, str]:
        casewijk = self.division_id(Level.CASEWIJK)
        if casewijk.year == year:
            return dict(self.up(casewijk)[self.numbers[DivisionId(Level.BUURT, year)]])
        buurten = DivisionId(Level.BUURT, year)
        with self.store.reading() as connection:
            crosswalk = divisions.read_crosswalk(connection, buurten, casewijk, dict(self.numbers))
        rows = crosswalk.rows if crosswalk else ()
        return {row.source_code: row.target_code for row in rows if row.share_of_source == 1}

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
