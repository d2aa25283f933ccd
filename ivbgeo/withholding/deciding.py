"""Which cells are withheld: those under the threshold, and as few others as protect them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from ivbgeo.errors import DataError
from ivbgeo.withholding.axis import Axis
from ivbgeo.withholding.lines import withhold_lines
from ivbgeo.withholding.mending import mend
from ivbgeo.withholding.puzzle import pose
from ivbgeo.withholding.table import Published, State, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

__all__ = ["THRESHOLDS", "large_slices", "withhold"]

THRESHOLDS = range(2, 11)
"""What the least count that is shown may be."""


def withhold(
    table: Table,
    threshold: int = 5,
    *,
    offered: NDArray[np.bool_] | None = None,
    earlier: Sequence[Published] = (),
    tell: Callable[[], None] | None = None,
) -> Published:
    """Decide what of a table is shown.

    Counts from 0 to ``threshold - 1`` are withheld, and others along with them, until whoever knows
    all that is shown has to reckon, for every withheld cell, with 0 to ``threshold - 1``, or with
    counts that lie the threshold apart. It is called primary and secondary cell suppression:
    Willenborg, L. and de Waal, T. (2001). Elements of Statistical Disclosure Control. Springer.

    Parameters
    ----------
    table
        The counts.
    threshold
        The least count that is shown.
    offered
        Cells that there are at all, shape ``table.shape``; None for all. See ``large_slices``.
    earlier
        What was published of versions before, the newest first. What they show is reckoned with,
        all together; what they withheld stays protected, and a cell that did not change is shown or
        withheld as it was.
    tell
        Called while it works; what it raises stops the work.

    Raises
    ------
    DataError
        If the threshold is not one of ``THRESHOLDS``, or a version before has other names.

    Examples
    --------
    >>> areas = Axis(("a", "b", "c", "all"), {"all": ("a", "b", "c")})
    >>> one = Axis(("kind",), {}), Axis(("2025",), {})
    >>> found = withhold(Table(areas, *one, np.array([3.0, 12.0, 20.0]).reshape(3, 1, 1)))
    >>> found.counts().ravel().tolist()
    [nan, nan, 20.0, 35.0]
    """
    if threshold not in THRESHOLDS:
        raise DataError("withholding.threshold", value=threshold)
    _compare(table, earlier)
    counts = table.counts()
    known = ~np.isnan(counts)
    states = np.full(table.shape, State.UNKNOWN, dtype=np.uint8)
    exposed = np.zeros(table.shape, dtype=np.bool_)
    there = np.ones(table.shape, dtype=np.bool_) if offered is None else offered.copy()
    for number, (names, leaves) in enumerate(_apart(table.periods)):
        part = _cut(table, names, leaves)
        before = [one for one in (_before(each, part) for each in earlier) if one is not None]
        at = np.ix_(*(np.arange(n) for n in table.shape[:2]), names)
        again = next((one for one in before if _same(one, part, threshold)), None)
        if again is not None:
            states[at], exposed[at] = again.states, again.exposed
        else:
            shown, exposed[at] = _decide(part, there[at], threshold, before, number, tell)
            states[at] = np.where(shown, State.SHOWN, State.ALONG)
        if before:
            # What was shown once is known, whether that slice is offered now or not.
            there[at] |= states[at] == State.SHOWN
    small = known & (counts < threshold) & (states == State.ALONG)
    states[small] = State.SMALL
    states[~there] = State.LEFT_OUT
    states[~known] = State.UNKNOWN
    return Published(table, states, threshold, exposed)


def large_slices(table: Table, threshold: int, share: float = 0.02) -> NDArray[np.bool_]:
    """Tell which slices are worth offering, shape ``table.shape``.

    A slice is a level of areas by a level of categories by a level of periods, such as buurten by
    kinds by months; a level is the leaves, everything, or what is between. Of a slice of which less
    than ``share`` is large enough to show, hardly anything would be left.
    """
    large = np.nan_to_num(table.counts()) >= threshold
    offered = np.zeros(table.shape, dtype=np.bool_)
    levels = [_levels(side) for side in table.sides]
    for area in np.unique(levels[0]):
        for category in np.unique(levels[1]):
            for period in np.unique(levels[2]):
                picked = (levels[0] == area, levels[1] == category, levels[2] == period)
                at = np.ix_(*(np.flatnonzero(each) for each in picked))
                offered[at] = large[at].mean() >= share
    return offered


def _levels(side: Axis) -> NDArray[np.intp]:
    """Tell of each name whether it is a leaf (0), everything (2), or something between (1)."""
    leaves = np.asarray(side.matrix.sum(axis=1))
    return np.where(leaves == 1, 0, np.where(leaves == len(side.leaves), 2, 1))


def _decide(
    part: Table,
    offered: NDArray[np.bool_],
    threshold: int,
    earlier: Sequence[Published],
    seed: int,
    tell: Callable[[], None] | None,
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Decide for periods that have nothing to do with others: shown, and exposed, by cell."""
    counts = part.counts()
    known = ~np.isnan(counts)
    shown = known & offered & (np.nan_to_num(counts) >= threshold)
    first = np.ix_(*(side.first for side in part.sides))
    shown &= shown[first]
    secret = known & offered
    fixed = np.zeros_like(shown)
    size = shown.size
    if earlier:
        # What was shown and what was withheld is told by the puzzle; lines start from there.
        for before in earlier:
            shown &= ~_told(part, counts, before, threshold)
        bound = pose(part, shown, secret, earlier)
        shown = bound.shown[:size].reshape(shown.shape)
        fixed = ~bound.own[:size].reshape(shown.shape)
    withhold_lines(counts, shown, fixed, part.sides, threshold)
    # Of names for the same leaves the first stands for all.
    own = np.zeros_like(shown)
    own[first] = True
    puzzle = pose(part, shown & own, secret & own, earlier)
    hopeless = mend(puzzle, threshold, np.random.default_rng(seed), tell)
    made = puzzle.shown[:size].reshape(shown.shape)
    return made[first], hopeless[:size].reshape(shown.shape)[first]


def _told(
    part: Table, counts: NDArray[np.float64], earlier: Published, threshold: int
) -> NDArray[np.bool_]:
    """Tell which cells differ too little from what was withheld: to show them would tell it."""
    old: list[list[int]] = []
    new: list[list[int]] = []
    for before, now in zip(earlier.table.sides, part.sides, strict=True):
        place = {name: i for i, name in enumerate(before.names)}
        both = [(place[name], i) for i, name in enumerate(now.names) if name in place]
        old.append([i for i, _ in both])
        new.append([i for _, i in both])
    near = np.abs(counts[np.ix_(*new)] - earlier.table.counts()[np.ix_(*old)]) < threshold
    found = np.zeros(counts.shape, dtype=np.bool_)
    found[np.ix_(*new)] = near & earlier.withheld[np.ix_(*old)]
    return found


def _apart(side: Axis) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Give names and leaves that no sum connects with others."""
    _, group = connected_components(_graph(side.matrix), directed=False)
    names = len(side.names)
    for number in np.unique(group):
        member = group == number
        yield np.flatnonzero(member[:names]), np.flatnonzero(member[names:])


def _graph(matrix: csr_array) -> coo_array:
    rows, columns = matrix.nonzero()
    size = sum(matrix.shape)
    return coo_array((np.ones(len(rows)), (rows, columns + matrix.shape[0])), shape=(size, size))


def _cut(table: Table, names: NDArray[np.intp], leaves: NDArray[np.intp]) -> Table:
    kept = tuple(table.periods.names[i] for i in names)
    parts = {name: table.periods.parts[name] for name in kept if table.periods.parts.get(name)}
    return Table(table.areas, table.categories, Axis(kept, parts), table.leaves[:, :, leaves])


def _before(earlier: Published, part: Table) -> Published | None:
    """Give what was published of these periods."""
    side = earlier.table.periods
    wanted = set(part.periods.leaves)
    leaves = np.array([i for i, name in enumerate(side.leaves) if name in wanted], dtype=np.intp)
    if not leaves.size:
        return None
    inside = side.matrix.toarray()[:, leaves].any(axis=1)
    names = np.flatnonzero(inside)
    cut = _cut(earlier.table, names, leaves)
    return Published(
        cut, earlier.states[:, :, names], earlier.threshold, earlier.exposed[:, :, names]
    )


def _same(before: Published, part: Table, threshold: int) -> bool:
    return (
        before.threshold == threshold
        and all(a.names == b.names for a, b in zip(before.table.sides, part.sides, strict=True))
        and np.array_equal(before.table.leaves, part.leaves, equal_nan=True)
    )


def _compare(table: Table, earlier: Sequence[Published]) -> None:
    """Refuse a version before of which something is not there any more."""
    for before in earlier:
        for old, new in zip(before.table.sides, table.sides, strict=True):
            if gone := set(old.leaves) - set(new.leaves):
                raise DataError("withholding.gone", value=min(gone))
