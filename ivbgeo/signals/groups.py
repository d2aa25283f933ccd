"""Not saying the same twice: a group of categories is a signal only beyond its members' signals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ivbgeo.category import Taxonomy

__all__ = ["parts_of", "unexplained"]

_TOTAL, _POLICE = "0.0.0", "politie"


def parts_of(taxonomy: Taxonomy, codes: Sequence[str]) -> tuple[frozenset[int], ...]:
    """Give for each of some categories which of the others are part of it, by their place.

    The police's total names no members; every other kind of crime is part of it.
    """
    places = {code: at for at, code in enumerate(codes)}
    crimes = {one.code for one in taxonomy if one.kind == _POLICE}

    def parts(code: str) -> frozenset[int]:
        inner = set(taxonomy.within(code)) | (crimes if code == _TOTAL else set())
        if code == _TOTAL:
            inner |= {other for other in codes if taxonomy.leaves(other) <= crimes}
        return frozenset(places[other] for other in inner - {code} if other in places)

    return tuple(map(parts, codes))


def unexplained(
    parts: Sequence[frozenset[int]],
    count: NDArray[np.float64],
    mean: NDArray[np.float64],
    limit: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """Tell which counts above their limit are still above it without their members' signals.

    For each signal of a member its expected count is put in the place of its count. Members come
    first, so that a group that says more than they do is itself a member of a wider group.

    Parameters
    ----------
    parts
        For each category the places of those that are part of it.
    count, mean, limit
        Shape (categories, areas); NaN where not judged.

    Returns
    -------
    said
        Shape (categories, areas).
    """
    signal = np.nan_to_num(count) > np.nan_to_num(limit, nan=np.inf)
    excess = np.where(signal, count - mean, 0.0)
    said = signal.copy()
    for group in sorted(range(len(parts)), key=lambda at: len(parts[at])):
        for area in np.flatnonzero(signal[group]) if parts[group] else ():
            members = {at for at in parts[group] if said[at, area]}
            # What is part of another member is counted with that one.
            within = frozenset().union(*(parts[at] for at in members))
            more = sum(excess[at, area] for at in members - within)
            said[group, area] = count[group, area] - more > limit[group, area]
    return said
