"""Counts by month of the zones and of every area: from points for a planner, else whole areas'."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import shapely

from ivbgeo.errors import DataError, NotAllowedError
from ivbgeo.history import history
from ivbgeo.period import Period
from ivbgeo.store.rows import read_incidents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo import Division
    from ivbgeo.atlas import Edition
    from ivbgeo.figure import Provenance
    from ivbgeo.store.datasets import Dataset
    from ivbgeo.viewer import Viewer
    from ivbgeo.workedout.layout import Layout

__all__ = ["Basis", "Counted", "Row", "count_areas", "count_points", "point_sources", "rows_of"]


class Basis(StrEnum):
    """What is counted."""

    PUNTEN = "punten"
    GEBIEDEN = "gebieden"


@dataclass(frozen=True, slots=True)
class Row:
    """What is counted in one row: a category, or (``code`` empty) all that are asked together.

    ``kinds`` add up to it without counting anything twice.
    """

    code: str
    title: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """Counts of k rows by month.

    Parameters
    ----------
    months
        The m months that are counted along.
    known
        Shape (m,): whether everything in the zones was counted.
    response, buffer
        Shape (k, m); NaN where not known. ``buffer`` None: there is none.
    areas
        Shape (n, k, m), of every area of the division.
    sources
        By month, the datasets that tell of it.
    estimated, provisional
        Shape (m,).
    unsure
        So many have no known place that each count is a lower bound.
    unplaced
        Shape (m,): incidents of the first row without a point.
    """

    basis: Basis
    months: Period
    rows: tuple[Row, ...]
    known: NDArray[np.bool_] = field(repr=False)
    response: NDArray[np.float64] = field(repr=False)
    buffer: NDArray[np.float64] | None = field(repr=False)
    areas: NDArray[np.float64] = field(repr=False)
    sources: tuple[frozenset[str], ...] = field(repr=False)
    estimated: NDArray[np.bool_] = field(repr=False)
    provisional: NDArray[np.bool_] = field(repr=False)
    unsure: bool
    unplaced: NDArray[np.int64] = field(repr=False)
    provenance: Provenance | None


def rows_of(edition: Edition, kinds: Sequence[str]) -> tuple[Row, ...]:
    """Give what is counted: all of it together first, then each category, if there are several.

    Raises
    ------
    DataError
        If there is none.
    UsageError
        If there is no such category.
    """
    asked = tuple(dict.fromkeys(kinds))
    if not asked:
        raise DataError("evaluate.no_kinds")
    taxonomy = edition.taxonomy
    single = tuple(Row(code, taxonomy[code].title, (code,)) for code in asked)
    if len(single) == 1:
        return single
    inside = {
        code
        for code in asked
        for other in asked
        if other != code and code in taxonomy.within(other)
    }
    outer = tuple(code for code in asked if code not in inside)
    return (Row("", "Alle gekozen soorten samen", outer), *single)


def point_sources(
    edition: Edition, viewer: Viewer, rows: Sequence[Row]
) -> tuple[tuple[Dataset, frozenset[int]], ...]:
    """Give the datasets of incidents that tell of all rows with the months that they cover.

    The last to come first; none for who may see no points.
    """
    if not viewer.may_see_points:
        return ()
    kinds = {kind for row in rows for kind in row.kinds}
    found = []
    for dataset in sorted(edition.datasets.values(), key=lambda one: -one.id):
        if dataset.kind == "incidents" and dataset.id in edition.readable(viewer):
            months = [edition.months_of_rows(dataset.id, kind, viewer) for kind in kinds]
            covered = frozenset.intersection(*months)
            if covered:
                found.append((dataset, covered))
    return tuple(found)


@dataclass(frozen=True, slots=True, eq=False)
class _Located:
    """Incidents of a dataset: kind by place in ``leaves``, month, point, and area by position."""

    leaves: tuple[str, ...]
    leaf: NDArray[np.int32]
    month: NDArray[np.int32]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    area: NDArray[np.int32]


def count_points(
    edition: Edition,
    viewer: Viewer,
    layout: Layout,
    rows: tuple[Row, ...],
    source: tuple[Dataset, frozenset[int]],
) -> Counted:
    """Count points in the zones and in every area; only the counts leave this function.

    Raises
    ------
    NotAllowedError
        If the viewer may see no points: a count of a zone as small as a house tells of one.
    """
    if not viewer.may_see_points:
        raise NotAllowedError("points.not_allowed", role=viewer.role)
    dataset, covered = source
    division = layout.division
    located = edition.once(
        ("located", viewer, dataset.id, division.id),
        lambda: _locate(edition, viewer, dataset, division),
    )
    months = Period.of_indices(min(covered), max(covered))
    size = months.last_index - months.first_index + 1
    at = located.month - months.first_index
    known = np.isin(np.arange(months.first_index, months.last_index + 1), sorted(covered))
    # What is of a month that is not known whole does not count.
    counts = (at >= 0) & (at < size)
    counts[counts] = known[at[counts]]
    placed = counts & ~np.isnan(located.x)
    member = _members(edition, located.leaves, rows)

    def by_month(chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
        cells = located.leaf[chosen].astype(np.int64) * size + at[chosen]
        leaf = np.bincount(cells, minlength=len(located.leaves) * size)
        made = member @ leaf.reshape(-1, size).astype(np.float64)
        return np.where(known, made, np.nan)

    inside = _lies_in(located, placed, layout.response, layout.inside)
    buffer = None
    if layout.buffer is not None:
        buffer = by_month(_lies_in(located, placed & ~inside, layout.buffer, layout.around))
    some = placed & (located.area >= 0)
    shape = len(division.codes), len(located.leaves), size
    cells = np.ravel_multi_index((located.area[some], located.leaf[some], at[some]), shape)
    each = np.bincount(cells, minlength=int(np.prod(shape))).reshape(shape)
    areas = np.where(known, np.einsum("kl,nlm->nkm", member, each), np.nan)
    return Counted(
        Basis.PUNTEN, months, rows, known, by_month(inside), buffer, areas,
        sources=(frozenset({dataset.provenance.dataset}),) * size,
        estimated=np.zeros(size, dtype=bool),
        provisional=np.zeros(size, dtype=bool),
        unsure=False,
        unplaced=np.nan_to_num(by_month(counts & np.isnan(located.x))[0]).astype(np.int64),
        provenance=dataset.provenance,
    )  # fmt: skip


def _lies_in(
    located: _Located,
    among: NDArray[np.bool_],
    zone: shapely.Geometry,
    areas: tuple[int, ...],
) -> NDArray[np.bool_]:
    """Tell which incidents lie in a zone: by area where it is whole areas, as everywhere."""
    if areas:
        return among & np.isin(located.area, areas)
    shapely.prepare(zone)
    found = among.copy()
    found[among] = shapely.intersects_xy(zone, located.x[among], located.y[among])
    return found


def _members(
    edition: Edition, leaves: tuple[str, ...], rows: tuple[Row, ...]
) -> NDArray[np.float64]:
    """Give which leaves are of each row, shape (rows, leaves)."""
    taxonomy = edition.taxonomy
    sets = [frozenset().union(*(taxonomy.leaves(kind) for kind in row.kinds)) for row in rows]
    return np.array([[leaf in one for leaf in leaves] for one in sets], dtype=np.float64)


def _locate(edition: Edition, viewer: Viewer, dataset: Dataset, division: Division) -> _Located:
    index: dict[str, int] = {}
    leaf, month, x, y = [], [], [], []
    with (
        edition.reading() as connection,
        closing(read_incidents(connection, viewer, dataset.id)) as batches,
    ):
        for rows in batches:
            leaf.append([index.setdefault(code, len(index)) for code in rows.category])
            month.append(rows.first_month)
            x.append(rows.x)
            y.append(rows.y)
    if not leaf:
        leaf, month, x, y = [[]], [np.array([])], [np.array([])], [np.array([])]
    xs, ys = np.concatenate(x), np.concatenate(y)
    area = np.full(len(xs), -1, dtype=np.int32)
    there = ~np.isnan(xs)
    area[there] = division.locator().locate(xs[there], ys[there])
    return _Located(
        tuple(index), np.concatenate(leaf).astype(np.int32),
        np.concatenate(month).astype(np.int32), xs, ys, area,
    )  # fmt: skip


def count_areas(edition: Edition, viewer: Viewer, layout: Layout, rows: tuple[Row, ...]) -> Counted:
    """Take the counts of whole areas, as a map of them shows."""
    division = layout.division
    own = history(edition, viewer, division.id)
    told = {kind: own.by_month(kind) for row in rows for kind in row.kinds}
    areas = np.stack(
        [np.sum([told[kind].values.count for kind in row.kinds], axis=0) for row in rows], axis=1
    )

    def of_zone(positions: tuple[int, ...]) -> NDArray[np.float64]:
        return np.asarray(areas[list(positions)].sum(axis=0))

    response = of_zone(layout.inside)
    buffer = of_zone(layout.around) if layout.buffer is not None else None
    size = areas.shape[-1]
    zones = [response] if buffer is None else [response, buffer]
    here = [*layout.inside, *layout.around]
    newest = [one.provenance for one in told.values() if one.provenance is not None]
    return Counted(
        Basis.GEBIEDEN, own.months, rows,
        known=np.asarray(~np.isnan(np.concatenate(zones)).any(axis=0)),
        response=response, buffer=buffer, areas=areas,
        sources=tuple(
            frozenset(
                one.dataset for each in told.values() if (one := each.sources[at]) is not None
            )
            for at in range(size)
        ),
        estimated=np.any([one.values.estimated[here].any(axis=0) for one in told.values()], axis=0),
        provisional=np.any(
            [one.values.provisional[here].any(axis=0) for one in told.values()], axis=0
        ),
        unsure=any(one.unsure for one in told.values()),
        unplaced=np.zeros(size, dtype=np.int64),
        provenance=newest[-1] if newest else None,
    )  # fmt: skip
