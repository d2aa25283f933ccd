"""What has to be seen: points with weights, of incidents or of a file of one's own."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ivbgeo.dutch import number
from ivbgeo.errors import DataError
from ivbgeo.period import Period
from ivbgeo.points import dataset_of
from ivbgeo.scenario.weighing import hour_share, leaf_weights, recency
from ivbgeo.store.moments import read_moments

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ivbgeo.atlas import Edition
    from ivbgeo.figure import Provenance
    from ivbgeo.scenario.question import Scenario
    from ivbgeo.sources.spots import Spots
    from ivbgeo.viewer import Viewer

__all__ = ["Demand", "demand_of_incidents", "demand_of_spots", "window_of"]

_EPOCH = 1970 * 12


@dataclass(frozen=True, slots=True, eq=False)
class Demand:
    """Points that have to be seen.

    Parameters
    ----------
    places
        Shape (n, 2): x, y in metres, EPSG:28992 (or a grid of its own).
    weight
        Shape (n,): all that counts, taken together.
    by_year
        Shape (years, n): the same by year of twelve months, the oldest first, without recency;
        no rows where it has no years.
    notes, cautions
        Sentences on what is in it and what is not; and those that nobody may miss.
    provenance
        Where it comes from.
    """

    places: NDArray[np.float64]
    weight: NDArray[np.float64]
    by_year: NDArray[np.float64]
    notes: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    provenance: tuple[Provenance, ...] = field(default=())

    def __len__(self) -> int:
        return len(self.weight)


def demand_of_spots(spots: Spots) -> Demand:
    """Give the points of a file, each with its weight; without one each counts as 1."""
    weight = spots.numbers.get("weight", np.ones(len(spots)))
    return Demand(spots.places, weight, np.empty((0, len(spots))))


def window_of(months: NDArray[np.int64], last: int, years: int) -> NDArray[np.int64]:
    """Tell in which year of twelve months each month is: 0 is the oldest, below 0 before it.

    ``last``: the last month of the newest year, as ``year * 12 + month - 1``.
    """
    return np.asarray(years - 1 - (last - months) // 12)


def demand_of_incidents(edition: Edition, viewer: Viewer, asked: Scenario) -> Demand:
    """Give the incidents that a scenario asks, each where it was, with its weight.

    Raises
    ------
    NotAllowedError
        If the viewer may see no points.
    DataError
        If files don't tell of all months, or none of it has a point.
    """
    assert asked.period is not None  # noqa: S101 - a scenario of incidents has one
    last, years = asked.period.last_index, len(asked.windows)
    leaves = leaf_weights(edition.taxonomy, asked.kinds)
    parts: list[tuple[NDArray[Any], ...]] = []
    counted = _Counted()
    found: dict[int, Provenance] = {}
    for code, _ in asked.kinds:
        dataset = dataset_of(edition, viewer, code, asked.period)
        if dataset is None:
            raise _not_told(edition, viewer, code, asked.period)
        found[dataset.id] = dataset.provenance
        for leaf in sorted(edition.taxonomy.leaves(code)):
            with (
                edition.reading() as connection,
                closing(
                    read_moments(connection, viewer, dataset.id, [leaf], asked.period)
                ) as batches,
            ):
                for batch in batches:
                    known = ~np.isnan(batch.x)
                    counted.unplaced += int((~known).sum())
                    weight = np.full(int(known.sum()), leaves[leaf])
                    if asked.hours is not None:
                        counted.untimed += int((~batch.timed[known]).sum())
                        weight *= hour_share(
                            batch.starts[known], batch.ends[known], batch.timed[known], asked.hours
                        )
                    months = batch.starts[known].astype("datetime64[M]").astype(np.int64) + _EPOCH
                    parts.append((batch.x[known], batch.y[known], weight, months))
    if not parts:
        raise DataError("plan.no_demand")
    x, y, weight, months = (np.concatenate(column) for column in zip(*parts, strict=True))
    counts = weight > 0
    x, y, weight, months = (column[counts] for column in (x, y, weight, months.astype(np.int64)))
    counted.found = len(x)
    if not len(x):
        raise DataError("plan.no_demand" if len(counts) else "scenario.no_points")
    window = window_of(months, last, years)
    by_year = np.where(window == np.arange(years)[:, None], weight, 0.0)
    return Demand(
        np.column_stack([x, y]),
        weight * recency(months, last, asked.half_life),
        by_year,
        counted.sentences(),
        provenance=tuple(found.values()),
    )


@dataclass(slots=True)
class _Counted:
    """What was met on the way."""

    found: int = 0
    unplaced: int = 0
    untimed: int = 0

    def sentences(self) -> tuple[str, ...]:
        told = [f"Het gaat om {number(self.found)} incidenten met een punt."]
        if self.unplaced:
            told.append(f"{number(self.unplaced)} incidenten hebben geen punt en tellen niet mee.")
        if self.untimed:
            told.append(
                f"Van {number(self.untimed)} incidenten is het uur niet bekend. Die tellen mee "
                "alsof ze over de hele dag verdeeld waren."
            )
        return tuple(told)


def _not_told(edition: Edition, viewer: Viewer, code: str, period: Period) -> DataError:
    """Say which months are missing of the dataset that has most of them."""
    wanted = set(range(period.first_index, period.last_index + 1))
    best = max(
        (
            edition.months_of_rows(one.id, code, viewer) & wanted
            for one in edition.datasets.values()
            if one.kind == "incidents" and one.id in edition.readable(viewer)
        ),
        key=len,
        default=frozenset[int](),
    )
    title = edition.taxonomy[code].title
    if not best:
        return DataError("scenario.no_files", kind=title, period=period)
    missing = sorted(wanted - best)
    first = Period.of_indices(missing[0], missing[0])
    return DataError(
        "scenario.months", kind=title, period=period, value=number(len(missing)), first=first,
        most=Period.of_indices(min(best), max(best)),
    )  # fmt: skip
